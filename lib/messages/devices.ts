// Messages of runners that have the real compiler of a GPU, and of the devices they look for.
import type { MessageTable } from './message';

export const deviceMessages = {
  'hipcc-missing': {
    text: 'hipcc, the compiler for AMD GPUs, is not installed',
    why: 'With it the HIP port is built by a real compiler, and its assembly, registers and occupancy are shown; no AMD GPU is needed for that.',
    fix: 'On Debian 12: apt-get install hipcc libamdhip64-dev rocm-device-libs',
  },
  'hipcc-incomplete': {
    text: 'hipcc is installed, and {what} that it needs are not',
    why: 'The compiler, the headers and the libraries of device functions are packages of their own.',
    fix: 'On Debian 12: apt-get install hipcc libamdhip64-dev rocm-device-libs',
  },
  'device-library-missing': {
    text: "{library}, which this program includes, is not installed for AMD's devices here",
    why: 'Libraries of HIP are packages of ROCm, apart from the compiler. The program ran on the CPU all the same, where the library has another one behind it.',
    fix: "Install the library from ROCm's packages, or leave out this runner with --on.",
  },
  'nvcc-missing': {
    text: 'neither nvcc nor clang is installed',
    why: 'nvcc builds the original as it is built for NVIDIA GPUs. Without it, clang can still show PTX.',
    fix: 'Install the CUDA toolkit, or clang for PTX alone: apt-get install clang',
  },
  'no-amd-device': {
    text: 'it builds, and no AMD GPU is visible here to run on',
    why: 'A program is run where the kernel shows a GPU: /dev/kfd and a render node in /dev/dri. Elsewhere it is compiled and not run, and the run is called built.',
    fix: 'Start the server on a machine with an AMD GPU; in a container, hand in /dev/kfd and /dev/dri.',
  },
  'no-nvidia-device': {
    text: 'it builds, and no NVIDIA GPU is visible here to run on',
    why: 'A program is run where the driver shows a GPU: /dev/nvidia0 and /dev/nvidiactl. Elsewhere it is compiled and not run, and the run is called built.',
    fix: 'Start the server on a machine with an NVIDIA GPU; in a container, hand in the devices.',
  },
  'ptx-from-clang': {
    text: 'the PTX is made by clang with headers of our own, because nvcc is not installed',
    why: "PTX from another compiler shows the same kernels with other instructions than NVIDIA's; registers and occupancy are decided by ptxas, which comes with nvcc, so they are not shown. Functions of CUDA's device library stay calls.",
    fix: 'Install the CUDA toolkit to see what nvcc makes of it.',
  },
  'text-not-made': {
    text: 'PTX could not be made of every file of this program',
    why: 'Without nvcc, PTX is made by clang with headers of our own, and these do not have everything that the other files include.',
    fix: 'Look at the assembly of the port, or install nvcc on the server.',
  },
  'ir-not-made': {
    text: 'LLVM IR could not be made of every file of this program',
    why: 'nvcc shows no LLVM IR, so for CUDA it is made by clang with headers of our own, and these do not have everything that this program includes.',
    fix: 'Look at the PTX, or at the LLVM IR of the port.',
  },
  'arch-not-built': {
    text: '{runner} does not build for {arch} here; it builds for {known}',
    why: 'Which architectures there are depends on the version of the compiler and, for AMD, on the device libraries that are installed.',
    fix: 'Choose one that the sentence names.',
  },
  'proof-built-only': {
    text: '{runner} built the program and did not run it, because no such device is here',
    why: 'That a real compiler takes the program says that it is well formed for that hardware, and nothing about its results.',
  },
} as const satisfies MessageTable;
