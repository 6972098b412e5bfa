// Messages of whole folders: what the port does to Makefiles, CMake files and scripts, and what it leaves to a person.
import type { MessageTable } from './message';

export const buildFilesMessages = {
  // ---- compiler and its options ----
  'build-compiler': {
    text: "hipcc takes nvcc's place",
    why: "hipcc compiles HIP for AMD's GPUs and links with the HIP runtime, as nvcc does for CUDA. It is found through PATH.",
    watch:
      'hipcc is clang: it takes the options of the host compiler directly, is stricter about C++, and includes no header unasked.',
  },
  'build-flag': {
    text: 'hipcc calls this {after}',
    why: "Both compilers can do this, each with an option of its own: {before} is nvcc's.",
  },
  'build-flag-default': {
    text: 'hipcc does this without {before}',
    why: 'nvcc has to be asked for it; clang, which hipcc is, always behaves so or has no such warning. The option is unknown to it and goes.',
  },
  'build-flag-nvcc-only': {
    text: '{before} steers a part of nvcc that hipcc does not have',
    why: 'The option changes nothing in what the program means: it speaks to the assembler ptxas, to the choice of a host compiler or to the warnings of a front end that are not there. It goes.',
  },
  'build-host-flag': {
    text: 'hipcc is its own host compiler and takes {after} itself',
    why: 'nvcc hands what follows -Xcompiler to gcc, split at commas. hipcc compiles host code too, so the option stands by itself.',
  },
  'build-fast-math': {
    text: 'hipcc has no option that is exactly {before}',
    why: "nvcc's fast math takes approximate division, square roots and functions and flushes denormals, but NaN and infinity keep their meaning. clang's -ffast-math goes further: it may delete tests for NaN and reorder sums. The two options behind it take that back.",
    watch: 'Results may differ in the last bits. Compare them, or leave all three options out.',
  },
  'build-arch': {
    text: 'an AMD GPU is named in place of {before}',
    why: 'nvcc compiles for compute capabilities like sm_80, hipcc for architectures like gfx90a (MI200), gfx942 (MI300) or gfx1100 (RX 7900). Nothing in the original says which one it will be; gfx90a stands here until you say otherwise. Several NVIDIA architectures become one option.',
    watch:
      'A program built for one architecture does not start on another: there is no PTX that would be compiled later.',
  },
  'build-arch-chosen': {
    text: 'this builds for {architecture}; name your own GPU here',
    why: "NVIDIA's architectures have no counterparts one by one, so the port names one AMD architecture wherever the original named NVIDIA's.",
    fix: "Put your GPU's name (`rocminfo` shows it) here, or several options --offload-arch, one for each GPU.",
  },
  'build-device-linking': {
    text: 'device code in several files is {after} for hipcc',
    why: 'Kernels that call device functions of other files need code that is linked later. nvcc calls that relocatable device code.',
    watch: 'The step that links needs -fgpu-rdc and --hip-link too.',
  },
  'build-device-linking-step': {
    text: 'device code of several files is linked: the step that links needs `-fgpu-rdc --hip-link`',
    why: 'nvcc finds out by itself that objects hold code to be linked for the device, or has a step of its own for it (-dlink). hipcc is told by these two options where it links.',
    fix: 'Add -fgpu-rdc --hip-link to the command that makes the program. Where no kernel calls a function of another file, take -fgpu-rdc out instead: code runs faster without.',
  },
  'build-registers': {
    text: 'hipcc has no option that bounds registers',
    why: 'The bound was for the whole file and for NVIDIA registers. Without it the program computes the same; only its speed may differ.',
    watch: 'Where a bound is needed, give the kernel `__launch_bounds__`.',
  },
  'build-code-object': {
    text: 'hipcc writes a code object with {after}',
    why: 'A code object for the named GPUs is what hipModuleLoad takes, as cuModuleLoad takes a cubin or fatbin.',
  },
  'build-flag-missing': {
    text: '{flag} has no counterpart for hipcc',
    why: 'The option is left as it is, and hipcc will refuse it. What takes its place depends on what it was for; on AMD: {instead}.',
    fix: 'Take the option out or replace it by hand: {instead}.',
  },
  'build-flag-unknown': {
    text: '{flag} is handed to hipcc as it is, and Crosswarp does not know it',
    why: 'nvcc is called with this option here. It is neither in the table of nvcc options nor one that compilers share, so nothing was guessed.',
    fix: 'Look it up in the manual of nvcc and of clang, and take it out or replace it.',
  },

  // ---- libraries, folders, tools ----
  'build-library': {
    text: 'the library is {after} on AMD',
    why: "The translated calls belong to AMD's library, which takes the place of {before}.",
  },
  'build-library-needless': {
    text: 'hipcc needs no {before}',
    why: 'The library holds parts of the CUDA toolkit that the HIP compiler and runtime bring along.',
  },
  'build-library-missing': {
    text: 'the library {library} has no counterpart that could take its place here',
    why: 'The name is left as it is and will not be found where only ROCm is installed. What people use on AMD: {instead}.',
    fix: 'Take the library out, or port its calls by hand to: {instead}.',
  },
  'build-toolkit-folder': {
    text: 'ROCm is installed in {after}',
    why: 'The CUDA toolkit lives in /usr/local/cuda, with libraries in lib64; ROCm in /opt/rocm, with libraries in lib.',
    watch: 'Distributions that package HIP themselves install it in /usr, where no folder needs to be named.',
  },
  'build-tool': {
    text: '{tool} is a tool of NVIDIA; on AMD: {instead}',
    why: 'The line is left as it is. The tool is not there where only ROCm is installed, and its options and output are its own.',
    fix: 'Use {instead}, or take the line out.',
  },
  'build-version-test': {
    text: 'this asks for the version of the CUDA toolkit',
    why: 'HIP counts versions differently, so what hangs on the answer can not be translated by renaming.',
    fix: 'Decide what holds for ROCm and write it down, or take the test out.',
  },

  // ---- sources ----
  'build-source-name': {
    text: 'the port calls this source .hip',
    why: 'Sources that are compiled change their ending from .cu to .hip, which hipcc, clang and CMake take for HIP; here the name follows.',
  },
  'build-kept-name': {
    text: '{name} keeps its name and no longer matches this pattern',
    why: 'A .cu file that another file includes keeps its name, so that the include still holds; sources that are compiled are called .hip now.',
    fix: 'If the file is compiled by itself too, name it here.',
  },
  'build-not-translated': {
    text: 'this kind of build file is not translated; CUDA is named in {count} of its lines, first here',
    why: 'Makefiles, CMake files and shell scripts are ported. Others are copied as they are: their language is one of its own, and guessing would break them.',
    fix: 'Port it by hand: nvcc becomes hipcc, .cu becomes .hip where the report lists the file so, and libraries as in the table of libraries.',
  },

  // ---- CMake ----
  'build-cmake-language': {
    text: 'CMake calls the language {after}',
    why: 'CMake knows HIP as a language of its own since 3.21: it finds the compiler, compiles .hip sources and links with the runtime.',
    watch:
      'On a machine without an AMD GPU, name the architecture when you configure: -DCMAKE_HIP_ARCHITECTURES=gfx90a.',
  },
  'build-cmake-minimum': {
    text: 'the language HIP needs CMake {after}',
    why: 'CMake 3.21 was the first that knows HIP as a language.',
  },
  'build-cmake-package': {
    text: 'ROCm brings these packages',
    why: 'CUDA is one package with all of its libraries; in ROCm the runtime and each library are packages of their own. Those are looked for whose targets this folder uses.',
  },
  'build-cmake-target': {
    text: 'the target is {after} in ROCm',
    why: 'Each package of ROCm brings a target to link with. This one takes the place of {before}.',
  },
  'build-cmake-name': {
    text: 'for HIP this is {after}',
    why: 'CMake has the same variable, property or command for each language; for HIP it is spelled so.',
  },
  'build-cmake-plain-command': {
    text: 'CMake compiles HIP with {after} itself',
    why: 'The module FindCUDA, removed from CMake 3.27, had commands of its own because CUDA was no language then. HIP is one: the plain commands do it.',
  },
  'build-cmake-property-dropped': {
    text: 'HIP has no {before}',
    why: 'The property chooses something of the CUDA toolkit that HIP has one way of only, so it goes.',
  },
  'build-cmake-separable': {
    text: 'device code of several files is linked by options',
    why: 'CMake has no property for this in HIP. The same two options that hipcc takes are given to the target: -fgpu-rdc where it compiles, and -fgpu-rdc --hip-link where it links.',
    watch: 'Where no kernel calls a function of another file, both lines can go: code runs faster without.',
  },
  'build-cmake-by-hand': {
    text: '{name} has no counterpart in HIP that could be put here',
    why: 'The name is left as it is. CMake does not know it without CUDA, so what hangs on it will be empty or fail.',
    fix: 'On AMD: {instead}.',
  },
  'build-cmake-command-line': {
    text: 'a command line of nvcc is written out here',
    why: 'CMake runs what stands here as it is, so the script hipcc takes the place of nvcc here and its options are translated. What the command makes is used somewhere else, and that place is not looked at.',
    fix: 'Check that what the command writes is what is loaded or linked later; PTX text has no counterpart, code objects (hipcc --genco) have.',
  },

  // ---- whole folders ----
  'folder-file-too-large': {
    text: 'the file is larger than 4 MB and was copied as it is',
    why: 'Sources of that size are data in the form of code. They are not analysed, so CUDA names in them stay.',
    fix: 'Split the file, or look through it by hand.',
  },
  'folder-too-large': {
    text: 'the page takes up to 200 files and 4 MB of sources',
    why: 'A page translates while you type, all files at once, so what it takes is bounded. The command line has no such bound.',
    fix: 'Leave out what is not needed to build, or port the folder on the command line: crosswarp translate folder -o port.',
  },
  'folder-without-sources': {
    text: 'there are no CUDA or C++ sources in it',
    why: 'Sources are known by their ending: .cu, .cuh, .h, .cpp and the like.',
  },
  'folder-not-read': {
    text: 'this can not be read as a folder or a .zip archive',
    why: 'The archive is damaged, encrypted, or packed by a method that the page does not know.',
    fix: 'Pack it again as a plain .zip, or give the folder itself.',
  },
  'folder-left-out': {
    text: 'some files were left out: {count}, for their names or for their size',
    why: 'Sources and build files come first; others are carried along for the download as far as 200 files and 4 MB go. Names may be made of letters, digits and . _ + -.',
  },
  'folder-name-taken': {
    text: 'the file keeps its name: there is a {name} already',
    why: 'Compiled sources are called .hip in the port. Another file of the folder has that name, so this one stays as it is called; hipcc compiles it as HIP all the same.',
  },
} as const satisfies MessageTable;
