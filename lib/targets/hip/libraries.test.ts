// The HIP port of programs that use CUDA's libraries: interfaces, flavours and namespaces.
import { describe, expect, it } from 'vitest';
import { codes, inMain, line, text } from '@/tests/hip-ports';

describe('the first interface of cuBLAS', () => {
  const call = 'void f(float *x) { cublasSscal(8, 2.f, x, 1); cublasStatus s = cublasGetError(); }\n';

  it('is left and reported: it has no handle', () => {
    const source = `#include <cublas.h>\n${call}`;
    expect(text(source)).toContain('cublasSscal(8, 2.f, x, 1); hipblasStatus_t s');
    expect(codes(source)).toContain('error blas-first-interface');
  });

  it('is left in a port too, whose header is another', () => {
    const once = text(`#include <cublas.h>\n${call}`) as string;
    expect(text(once)).toBe(once);
    // Text that is damaged so that a call reads as a declaration.
    const damaged = text(
      '#include <cublas.h>\n  cublasSscal(8, S) return 1;\n  cublasShutdown();\n}\n',
    ) as string;
    expect(text(damaged)).toBe(damaged);
  });

  it('is not meant where cublas_v2.h is included', () => {
    const source = `#include <cublas_v2.h>\n#include <cublas.h>\n${call}`;
    expect(text(source)).toContain('hipblasSscal(8, 2.f, x, 1)');
    expect(codes(source)).not.toContain('error blas-first-interface');
  });
});

describe('the flavour roc', () => {
  const roc = (source: string) => line(source, { libraries: 'roc' });

  it('calls the libraries beneath where arguments stay', () => {
    expect(
      roc(
        inMain(
          'cublasHandle_t h; cublasCreate_v2(&h); cublasSgemm_v2(h, CUBLAS_OP_N, CUBLAS_OP_T, 1, 1, 1, a, b, 1, c, 1, d, e, 1); cublasIdamax_64(h, n, x, 1, r); cublasSetPointerMode(h, CUBLAS_POINTER_MODE_HOST);',
        ),
      ),
    ).toBe(
      inMain(
        'rocblas_handle h; rocblas_create_handle(&h); rocblas_sgemm(h, rocblas_operation_none, rocblas_operation_transpose, 1, 1, 1, a, b, 1, c, 1, d, e, 1); rocblas_idamax_64(h, n, x, 1, r); rocblas_set_pointer_mode(h, rocblas_pointer_mode_host);',
      ),
    );
    expect(
      roc(
        '__device__ float f(curandState_t *s) { curand_init(1, 2, 3, s); return curand(s) + curand_log_normal(s); }\n',
      ),
    ).toBe(
      '__device__ float f(rocrand_state_xorwow *s) { rocrand_init(1, 2, 3, s); return rocrand(s) + rocrand_log_normal(s); }\n',
    );
    expect(roc('#include <cublas_v2.h>\n#include <curand_kernel.h>\n#include <cusparse.h>\n')).toBe(
      '#include <rocblas/rocblas.h>\n#include <rocrand/rocrand_kernel.h>\n#include <hipsparse/hipsparse.h>\n',
    );
  });

  it('reports what has another form there', () => {
    const of = (call: string, rocm: '5.7' | '6.4' = '6.4') =>
      codes(inMain(call), { libraries: 'roc', rocm }).filter((code) => code.includes('roc-'));
    for (const call of ['cublasCgemm(h);', 'cublasGemmEx(h);', 'cublasHgemm(h);', 'cublasSgetrfBatched(h);'])
      expect([call, of(call)]).toEqual([call, ['error roc-other-form']]);
    expect(of('curandMakeMTGP32KernelState(s, p, k, n, 1);')).toEqual(['error roc-other-form']);
    expect(of('cublasStrmm(h);')).toEqual([]);
    expect(of('cublasStrmm(h);', '5.7')).toEqual(['error roc-other-form']);
    expect(roc(inMain('cublasGemmEx(h);'))).toBe(inMain('cublasGemmEx(h);'));
  });

  it('leaves the other libraries with the flavour hip', () => {
    expect(roc(inMain('cusparseCreate(&h); cufftPlan1d(&p, 8, CUFFT_C2C, 1);'))).toBe(
      inMain('hipsparseCreate(&h); hipfftPlan1d(&p, 8, HIPFFT_C2C, 1);'),
    );
  });
});

describe('members of half2', () => {
  const inKernel = (body: string, parameters = '') => `__global__ void k(${parameters}) {\n${body}\n}\n`;

  it.each([
    [
      'half2 v = f(); float a = v.x + v.y;',
      'half2 v = f(); float a = reinterpret_cast<half&>(v.x) + reinterpret_cast<half&>(v.y);',
    ],
    [
      '__half2 a, b; a.x = b.y;',
      '__half2 a, b; reinterpret_cast<half&>(a.x) = reinterpret_cast<half&>(b.y);',
    ],
    ['const half2 v = f(); g(v.x);', 'const half2 v = f(); g(reinterpret_cast<const half&>(v.x));'],
    [
      '__shared__ half2 tile[8]; g(tile[threadIdx.x].y);',
      '__shared__ half2 tile[8]; g(reinterpret_cast<half&>(tile[threadIdx.x].y));',
    ],
    [
      'half2 *p = q; g(p->x, p[1].y);',
      'half2 *p = q; g(reinterpret_cast<half&>(p->x), reinterpret_cast<half&>(p[1].y));',
    ],
  ])('%s', (cuda, hip) => {
    expect(line(inKernel(cuda))).toBe(inKernel(hip));
  });

  it('of parameters, and of nothing else', () => {
    const source = inKernel('o[0] = v.x + w[1].y;', 'half2 v, const half2 *w, float *o');
    expect(line(source)).toBe(
      source
        .replace('v.x', 'reinterpret_cast<half&>(v.x)')
        .replace('w[1].y', 'reinterpret_cast<const half&>(w[1].y)'),
    );
    for (const same of [
      inKernel('half2 v; { float2 v = f(); g(v.x); }'),
      inKernel('half2 v; g(reinterpret_cast<half&>(v.x));'),
      inKernel('{ half2 v; } g(v.x);'),
      inKernel('half2 v; g(other.v.x);'),
      inKernel('float2 v; half2 w = h(v.x);'),
      inKernel('half2 v; g(v.z, v.x());'),
    ])
      expect(line(same)).toBe(same);
  });
});

describe('namespaces', () => {
  it.each([
    [
      'using F = nvcuda::wmma::fragment<nvcuda::wmma::matrix_a, 16, 16, 16, half>;',
      'using F = rocwmma::fragment<rocwmma::matrix_a, 16, 16, 16, half>;',
    ],
    ['using namespace nvcuda;', 'namespace wmma = rocwmma;'],
    ['using namespace nvcuda::wmma;', 'using namespace rocwmma;'],
    ['namespace w = nvcuda::wmma;', 'namespace w = rocwmma;'],
    ['using S = cub::BlockScan<int, 128>;', 'using S = hipcub::BlockScan<int, 128>;'],
    ['using namespace cub;', 'using namespace hipcub;'],
    [
      'void f() { thrust::sort(thrust::cuda::par, a, b); }',
      'void f() { thrust::sort(thrust::hip::par, a, b); }',
    ],
    ['using V = thrust::device_vector<float>;', 'using V = thrust::device_vector<float>;'],
  ])('%s', (cuda, hip) => {
    expect(line(`${cuda}\n`)).toBe(`${hip}\n`);
  });

  it('of libcu++ are reported', () => {
    expect(codes('__device__ cuda::atomic<int> a;\n')).toEqual(['error library-not-covered']);
    expect(codes('int x = cuda::of_mine(3);\n')).toEqual([]);
    expect(codes('using namespace nvcuda::wmma::experimental;\n')).toEqual([
      'error name-without-counterpart',
    ]);
  });

  it('leaves things of other kinds that are called like a namespace', () => {
    expect(line('int f(int cub) { return cub; }\nstruct S { int cub; };\n')).toBe(
      'int f(int cub) { return cub; }\nstruct S { int cub; };\n',
    );
  });
});
