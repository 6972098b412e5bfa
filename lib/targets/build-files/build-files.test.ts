// Build files as people write them, ported: what changes, what stays, and what is said instead of guessed.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are CMake and shell, not templates
import { describe, expect, it } from 'vitest';
import { applyEdits } from '@/lib/core/edit';
import { isMessageCode, sentence } from '@/lib/messages';
import { defaultHipOptions } from '@/lib/targets/options';
import { isBuildFile, portBuildFiles } from './index';

const sources = new Map([
  ['main.cu', 'main.hip'],
  ['src/reduce.cu', 'src/reduce.hip'],
  ['src/kernels.cu', 'src/kernels.cu'],
  ['src/host.cpp', 'src/host.cpp'],
]);

function portOne(path: string, text: string, options = defaultHipOptions, more: Record<string, string> = {}) {
  const files = new Map([[path, text], ...Object.entries(more)]);
  const { edits, problems } = portBuildFiles(files, sources, options);
  for (const { rule, params } of edits) {
    expect(isMessageCode(rule), rule).toBe(true);
    expect(sentence(rule, params)).not.toMatch(/\{\w+\}/);
  }
  for (const { code, params } of problems) expect(sentence(code, params)).not.toMatch(/\{\w+\}/);
  const own = problems.filter(({ span }) => span.file === path);
  return {
    text: applyEdits(
      text,
      edits.filter(({ span }) => span.file === path),
    ).text,
    codes: own.map(({ code }) => code),
    at: own.map(({ span }) => text.slice(span.start, span.end)),
  };
}
const make = (text: string) => portOne('Makefile', text);
const cmake = (text: string) => portOne('CMakeLists.txt', text);

describe('which files are build files', () => {
  it.each([
    'CMakeLists.txt',
    'a/b/Makefile',
    'make.inc.mk',
    'cmake/cuda.cmake',
    'build.sh',
    'x/meson.build',
    'setup.py',
  ])('%s', (path) => expect(isBuildFile(path)).toBe(true));
  it.each(['main.cu', 'README.md', 'data/makefile_list.csv', 'CMakeLists.txt.orig'])('not %s', (path) =>
    expect(isBuildFile(path)).toBe(false),
  );
});

describe('make', () => {
  it('leads nvcc and its options to hipcc', () => {
    const { text, codes } = make(
      'CC = nvcc\nARCH = sm_60\nCFLAGS := -std=c++17 -Xcompiler -Wall -arch=$(ARCH) -lineinfo\n%.o: %.cu\n\t$(CC) $(CFLAGS) -c $< -o $@\n',
    );
    expect(text).toBe(
      'CC = hipcc\nARCH = gfx90a\nCFLAGS := -std=c++17 -Wall --offload-arch=$(ARCH) -gline-tables-only\n%.o: %.hip\n\t$(CC) $(CFLAGS) -c $< -o $@\n',
    );
    // src/kernels.cu keeps its name, and the rule would no longer make it.
    expect(codes).toEqual(['build-arch-chosen', 'build-kept-name']);
  });

  it.each([
    ['-gencode arch=compute_70,code=sm_70 -gencode=arch=compute_80,code=sm_80', '--offload-arch=gfx90a'],
    ['-arch sm_$(SM)', '--offload-arch=gfx90a'],
    ['-O3 --use_fast_math', '-O3 -ffast-math -fno-finite-math-only -fno-associative-math'],
    ['-Xptxas -v,-O3 --ptxas-options=-v -O2', '-O2'],
    ['-Xcompiler -fPIC,-fopenmp', '-fPIC -fopenmp'],
    ['-Xcompiler "-O3 -Wextra"', '-O3 -Wextra'],
    ['-Xcompiler -Wl,-rpath', '-Wl,-rpath'],
    ['-Xlinker -rpath,/x', '-Wl,-rpath,/x'],
    ['-dc -G -x cu', '-c -fgpu-rdc -g -x hip'],
    ['-lcudart -lcublas_static -lcudadevrt -lm', '-lamdhip64 -lhipblas -lm'],
    ['-I/usr/local/cuda-12.4/include -L/usr/local/cuda/lib64', '-I/opt/rocm/include -L/opt/rocm/lib'],
    ['--expt-relaxed-constexpr --extended-lambda -std c++17', '-std=c++17'],
    ['--default-stream per-thread -maxrregcount=32 -c', '-fgpu-default-stream=per-thread -c'],
    ['-DARCH=sm -Iinclude -c main.cu', '-DARCH=sm -Iinclude -c main.hip'],
  ])('%s', (before, after) => {
    expect(make(`x:\n\tnvcc ${before}\n`).text).toBe(`x:\n\thipcc ${after}\n`);
  });

  it('takes spellings that other programs have for nvcc only where nvcc is called', () => {
    const text = 'x:\n\tcmake -G Ninja && nvcc -G a.c | tar -dc y -t 1\n';
    expect(make(text).text).toBe('x:\n\tcmake -G Ninja && hipcc -g a.c | tar -dc y -t 1\n');
  });

  it('leaves comments, names of variables, files that keep their names and everything else alone', () => {
    const text =
      '# nvcc -arch=sm_80 main.cu\nNVCCFLAGS = -O3\r\nCUDA_DIR=x\nsrc = src/kernels.cu nothere.cu x.cuh\nfoo: my_nvcc nvcc.txt\n\t./run -arch\n';
    expect(make(text)).toEqual({ text, codes: [], at: [] });
  });

  it('follows functions of make, joined lines and the home of nvcc', () => {
    const { text } = make(
      'NVCC := $(CUDA_PATH)/bin/nvcc -ccbin g++\n$(foreach s,70 80,$(eval G += -gencode arch=compute_$(s),code=sm_$(s)))\nF = -G \\\n  -O3 \\\n  -lineinfo\nx:\n\t$(NVCC) $(F) $(patsubst %.cu,%.o,$(wildcard src/*.cu))\n',
    );
    expect(text).toBe(
      'NVCC := hipcc\n$(foreach s,70 80,$(eval G += --offload-arch=gfx90a))\nF = -g \\\n  -O3 \\\n  -gline-tables-only\nx:\n\t$(NVCC) $(F) $(patsubst %.hip,%.o,$(wildcard src/*.hip))\n',
    );
  });

  it('knows the variables of a Makefile that reads this file', () => {
    const { text } = portOne('flags.mk', 'FLAGS = -G\n', defaultHipOptions, {
      Makefile: 'include flags.mk\nx:\n\tnvcc $(FLAGS) x.c\n',
    });
    expect(text).toBe('FLAGS = -g\n');
  });

  it('reports what has no counterpart, with its place, and leaves it', () => {
    const { text, codes, at } = make(
      'x:\n\tnvcc -dlink --frobnicate -ptx a.o -lnvidia-ml -Xcompiler /W3\n\tnvprof ./x\n\tnvcc --version\n',
    );
    expect(text).toContain('hipcc -dlink --frobnicate -ptx a.o -lnvidia-ml -Xcompiler /W3');
    expect(codes).toEqual([
      'build-flag-missing',
      'build-flag-unknown',
      'build-flag-missing',
      'build-library-missing',
      'build-flag-missing',
      'build-tool',
      'build-version-test',
    ]);
    expect(at).toEqual([
      '-dlink',
      '--frobnicate',
      '-ptx',
      '-lnvidia-ml',
      '-Xcompiler /W3',
      'nvprof',
      '--version',
    ]);
  });

  it('links the libraries beneath where these are asked for', () => {
    const port = portOne('Makefile', 'L = -lcublas -lcusparse\n', { ...defaultHipOptions, libraries: 'roc' });
    expect(port.text).toBe('L = -lrocblas -lrocsparse\n');
  });

  it('changes nothing the second time', () => {
    const once = make(
      'CC = nvcc\nF = -arch=sm_80 --use_fast_math -Xcompiler -fPIC\nx: main.cu\n\t$(CC) $(F) -lcudart main.cu\n',
    );
    expect(make(once.text).text).toBe(once.text);
  });
});

describe('scripts', () => {
  it('ports the commands of a shell script', () => {
    const { text } = portOne(
      'build.sh',
      '#!/bin/sh\nNVCC=${NVCC:-nvcc}\nFLAGS="-arch=sm_80 -O3"\n$NVCC $FLAGS -G main.cu -o main -lcublas # -G\n',
    );
    expect(text).toBe(
      '#!/bin/sh\nNVCC=${NVCC:-hipcc}\nFLAGS="--offload-arch=gfx90a -O3"\n$NVCC $FLAGS -g main.hip -o main -lhipblas # -G\n',
    );
  });
});

describe('CMake', () => {
  it('makes HIP the language of a project', () => {
    const { text, codes } = cmake(
      `cmake_minimum_required(VERSION 3.18)
project(p LANGUAGES CXX CUDA) # CUDA
find_package(CUDAToolkit 11.4 REQUIRED)
set(CMAKE_CUDA_ARCHITECTURES 70 80)
set(CMAKE_CUDA_STANDARD 17)
set(CMAKE_CUDA_FLAGS "\${CMAKE_CUDA_FLAGS} -lineinfo -Xcompiler -Wall -G")
add_executable(p main.cu src/reduce.cu src/kernels.cu src/host.cpp)
target_compile_options(p PRIVATE $<$<COMPILE_LANGUAGE:CUDA>:--extended-lambda --use_fast_math>)
target_compile_features(p PRIVATE cuda_std_17)
target_link_libraries(p PRIVATE CUDA::cudart CUDA::cublas m)
`,
    );
    expect(text).toBe(
      `cmake_minimum_required(VERSION 3.21)
project(p LANGUAGES CXX HIP) # CUDA
find_package(hip REQUIRED)
find_package(hipblas REQUIRED)
set(CMAKE_HIP_ARCHITECTURES gfx90a)
set(CMAKE_HIP_STANDARD 17)
set(CMAKE_HIP_FLAGS "\${CMAKE_HIP_FLAGS} -gline-tables-only -Wall -g")
add_executable(p main.hip src/reduce.hip src/kernels.cu src/host.cpp)
target_compile_options(p PRIVATE $<$<COMPILE_LANGUAGE:HIP>:-ffast-math -fno-finite-math-only -fno-associative-math>)
target_compile_features(p PRIVATE hip_std_17)
target_link_libraries(p PRIVATE hip::host roc::hipblas m)
`,
    );
    expect(codes).toEqual(['build-arch-chosen']);
  });

  it('ports the module FindCUDA of old', () => {
    const { text } = cmake(
      'project(p CXX)\nfind_package(CUDA QUIET REQUIRED)\nif(CUDA_FOUND)\nlist(APPEND CUDA_NVCC_FLAGS -O3 -arch=sm_60)\nset(CUDA_NVCC_FLAGS "${CUDA_NVCC_FLAGS} -lineinfo")\ncuda_add_executable(p main.cu)\ntarget_link_libraries(p ${CUDA_CUFFT_LIBRARIES})\nCUDA_ADD_CUBLAS_TO_TARGET(p)\nendif()\n',
    );
    expect(text).toContain('enable_language(HIP)\nfind_package(hip QUIET REQUIRED)\n');
    expect(text).toContain(
      'find_package(hipfft QUIET REQUIRED)\nfind_package(hipblas QUIET REQUIRED)\nif(hip_FOUND)',
    );
    expect(text).toContain('string(APPEND CMAKE_HIP_FLAGS " -O3 --offload-arch=gfx90a")');
    expect(text).toContain('add_executable(p main.hip)\ntarget_link_libraries(p hip::hipfft)');
    expect(text).toContain('target_link_libraries(p roc::hipblas)\nendif()');
  });

  it('ports properties', () => {
    const { text } = cmake(
      'set_target_properties(p PROPERTIES CUDA_ARCHITECTURES "70;80" CUDA_STANDARD 14 CUDA_RUNTIME_LIBRARY Static)\nset_source_files_properties(x.cpp PROPERTIES LANGUAGE CUDA)\nset_target_properties(p PROPERTIES CUDA_SEPARABLE_COMPILATION ON)\nset_target_properties(p PROPERTIES CUDA_SEPARABLE_COMPILATION OFF)\n',
    );
    expect(text).toBe(
      'set_target_properties(p PROPERTIES HIP_ARCHITECTURES "gfx90a" HIP_STANDARD 14)\nset_source_files_properties(x.cpp PROPERTIES LANGUAGE HIP)\ntarget_compile_options(p PRIVATE $<$<COMPILE_LANGUAGE:HIP>:-fgpu-rdc>)\ntarget_link_options(p PRIVATE -fgpu-rdc --hip-link)\n\n',
    );
  });

  it('reports what CMake only knows of the toolkit, and what people build by hand', () => {
    const { codes, at, text } = cmake(
      'if(CUDA_VERSION VERSION_LESS 11)\nendif()\nadd_custom_command(OUTPUT k COMMAND ${CMAKE_CUDA_COMPILER} -fatbin src/reduce.cu -o k DEPENDS src/reduce.cu)\ntarget_link_libraries(p CUDA::nvml)\ncuda_compile_ptx(x y.cu)\n',
    );
    expect(codes).toEqual([
      'build-cmake-by-hand',
      'build-cmake-command-line',
      'build-library-missing',
      'build-cmake-by-hand',
    ]);
    expect(at).toEqual(['CUDA_VERSION', '${CMAKE_CUDA_COMPILER}', 'CUDA::nvml', 'cuda_compile_ptx']);
    expect(text).toContain('COMMAND hipcc --genco src/reduce.hip -o k DEPENDS src/reduce.hip)');
  });

  it('leaves comments, strings of prose and variables of the project alone', () => {
    const text =
      '#[[ find_package(CUDA) ]]\noption(ENABLE_CUDA_DEBUG "build with CUDA" OFF)\nset(CUDA_FLAVOUR x)\nmessage(STATUS "CUDA is ${CUDA_FLAVOUR}")\nproject(CUDA CXX)\n';
    expect(cmake(text)).toEqual({ text, codes: [], at: [] });
  });

  it('changes nothing the second time', () => {
    const once = cmake(
      'project(p CUDA)\nfind_package(CUDAToolkit)\nset(CMAKE_CUDA_ARCHITECTURES native)\nadd_library(p main.cu)\n',
    );
    expect(cmake(once.text).text).toBe(once.text);
  });
});

describe('other build files', () => {
  it('are reported once, at the first line that names CUDA', () => {
    const text = "project('p', 'cpp')\nexecutable('p', 'main.cu')\ncuda = find_program('nvcc')\n";
    expect(portOne('meson.build', text)).toEqual({ text, codes: ['build-not-translated'], at: ['main.cu'] });
    expect(portOne('meson.build', "project('p', 'cpp')\n").codes).toEqual([]);
  });
});

describe('hostile text', () => {
  it.each([
    'set("'.repeat(500),
    '$('.repeat(500),
    `x = ${'"'.repeat(501)} nvcc`,
    `nvcc ${'\\\n'.repeat(300)}-arch`,
    '\t nvcc -arch= -Xcompiler\n-gencode',
    '#[[',
    '$<$<'.repeat(400),
  ])('%#: edits still apply', (text) => {
    for (const path of ['Makefile', 'CMakeLists.txt', 'build.sh'])
      expect(portOne(path, text).text).toBeTypeOf('string');
  });
});
