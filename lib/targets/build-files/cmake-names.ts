// CMake's own words for CUDA and what they are for HIP: variables, properties, features, commands. Tables. Facts: CMake's
// manual, cmake-variables(7), cmake-properties(7), FindCUDA, FindCUDAToolkit.

/** Suffixes of CMAKE_CUDA_... and of properties CUDA_... that the language HIP has too. */
export const sharedSuffixes =
  /^(?:FLAGS(?:_\w+)?|ARCHITECTURES|STANDARD|STANDARD_REQUIRED|EXTENSIONS|COMPILER|COMPILER_ID|COMPILER_VERSION|COMPILER_LAUNCHER|COMPILE_OBJECT|CLANG_TIDY|VISIBILITY_PRESET|LINKER_LAUNCHER|SOURCE_FILE_EXTENSIONS|OUTPUT_EXTENSION|COMPILER_FORCED|COMPILER_LOADED|HOST_PLATFORM)$/;

/** Properties that choose something of the CUDA toolkit alone. */
export const droppedProperties = new Set(['CUDA_RUNTIME_LIBRARY', 'CUDA_RESOLVE_DEVICE_SYMBOLS']);

/** Commands of FindCUDA that are plain ones for a language. */
export const plainCommands: Readonly<Record<string, string>> = {
  cuda_add_executable: 'add_executable',
  cuda_add_library: 'add_library',
  cuda_include_directories: 'include_directories',
};

/** Commands that link a library to a target. */
export const linkingCommands: Readonly<Record<string, string>> = {
  cuda_add_cublas_to_target: 'cublas',
  cuda_add_cufft_to_target: 'cufft',
};

/** FindCUDA's and FindCUDAToolkit's commands without a counterpart. */
export const strangeCommands: Readonly<Record<string, string>> = {
  cuda_compile: 'add_library with OBJECT',
  cuda_compile_ptx: 'hipcc --genco in add_custom_command',
  cuda_compile_fatbin: 'hipcc --genco in add_custom_command',
  cuda_compile_cubin: 'hipcc --genco in add_custom_command',
  cuda_wrap_srcs: 'add_library with OBJECT',
  cuda_build_clean_target: 'nothing is needed',
  cuda_select_nvcc_arch_flags: 'set CMAKE_HIP_ARCHITECTURES',
  cuda_detect_installed_gpus: 'set CMAKE_HIP_ARCHITECTURES',
  cuda_link_separable_compilation_objects: 'link with -fgpu-rdc --hip-link',
};

/** Whole variables: with `library`, the target of that library; with `name`, another variable. */
export const variables: Readonly<Record<string, { library: string } | { name: string }>> = {
  CUDA_FOUND: { name: 'hip_FOUND' },
  CUDAToolkit_FOUND: { name: 'hip_FOUND' },
  CUDA_INCLUDE_DIRS: { name: 'hip_INCLUDE_DIRS' },
  CUDAToolkit_INCLUDE_DIRS: { name: 'hip_INCLUDE_DIRS' },
  CUDAToolkit_INCLUDE_DIR: { name: 'hip_INCLUDE_DIRS' },
  CUDA_TOOLKIT_INCLUDE: { name: 'hip_INCLUDE_DIRS' },
  CMAKE_CUDA_TOOLKIT_INCLUDE_DIRECTORIES: { name: 'hip_INCLUDE_DIRS' },
  CUDA_LIBRARIES: { library: 'cudart' },
  CUDA_CUDART_LIBRARY: { library: 'cudart' },
  CUDA_cudart_LIBRARY: { library: 'cudart' },
  CUDA_cudart_static_LIBRARY: { library: 'cudart' },
  CUDA_CUDA_LIBRARY: { library: 'cuda_driver' },
  CUDA_DRIVER_LIBRARY: { library: 'cuda_driver' },
  CUDA_CUBLAS_LIBRARIES: { library: 'cublas' },
  CUDA_cublas_LIBRARY: { library: 'cublas' },
  CUDA_CUFFT_LIBRARIES: { library: 'cufft' },
  CUDA_cufft_LIBRARY: { library: 'cufft' },
  CUDA_curand_LIBRARY: { library: 'curand' },
  CUDA_cusparse_LIBRARY: { library: 'cusparse' },
  CUDA_cusolver_LIBRARY: { library: 'cusolver' },
  CUDA_nvrtc_LIBRARY: { library: 'nvrtc' },
};

/** Variables that only mean something with the CUDA toolkit, and what to use instead. */
export const strangeVariables: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [
    /^(?:CUDA_VERSION\w*|CUDAToolkit_VERSION\w*|CUDAToolkit_NVCC_\w+)$/,
    'hip_VERSION, which counts releases of ROCm',
  ],
  [
    /^(?:CUDA_TOOLKIT_ROOT_DIR|CUDAToolkit_ROOT|CUDAToolkit_BIN_DIR|CUDAToolkit_LIBRARY_\w+|CUDAToolkit_TARGET_DIR|CUDA_SDK_ROOT_DIR|CUDA_BIN_PATH)$/,
    'ROCM_PATH, /opt/rocm unless set otherwise',
  ],
  [
    /^(?:CUDA_NVCC_EXECUTABLE|CUDA_HOST_COMPILER|CMAKE_CUDA_HOST_COMPILER)$/,
    'CMAKE_HIP_COMPILER, which compiles both sides',
  ],
  [
    /^(?:CUDA_SEPARABLE_COMPILATION|CMAKE_CUDA_SEPARABLE_COMPILATION|CMAKE_CUDA_RESOLVE_DEVICE_SYMBOLS|CUDA_RESOLVE_DEVICE_SYMBOLS|CUDA_PTX_COMPILATION)$/,
    'the options -fgpu-rdc and, where linked, --hip-link',
  ],
  [/^(?:CUDA_\w+_LIBRAR(?:Y|IES)|CUDA_npp\w+)$/, 'the target of the library in ROCm'],
  [
    /^(?:CUDA_PROPAGATE_HOST_FLAGS|CUDA_VERBOSE_BUILD|CUDA_USE_STATIC_CUDA_RUNTIME|CUDA_ARCH_\w+|CMAKE_CUDA_\w+)$/,
    'leave it out',
  ],
];
