// Runtime and libraries: for each hazard a program that has it and a correct one. Data alone, for catalogue.test.ts.
import { host, kernel, type Row } from './rows.fixture';

export const hostRows: readonly Row[] = [
  // ---- runtime ----
  {
    code: 'nodiscard',
    severity: 'note',
    has: host('cudaFree(0); '.repeat(8)),
    hasNot: host(
      '(void)cudaFree(0); if (cudaFree(0) != cudaSuccess) return 1; CHECK(cudaFree(0)); '.repeat(8),
    ),
  },
  {
    code: 'error-values',
    severity: 'note',
    has: host('if (cudaFree(0) == cudaErrorInvalidValue) return 1;'),
    hasNot: host('if (cudaFree(0) != cudaSuccess) return 1;'),
  },
  {
    code: 'memory-type-values',
    severity: 'note',
    has: host('int t = cudaMemoryTypeDevice;'),
    hasNot: host('int t = cudaMemcpyHostToDevice;'),
    options: { rocm: '5.7' },
  },
  {
    code: 'memcpy-async-pageable',
    severity: 'note',
    has: 'void f(float *d, cudaStream_t s) { float *h = (float *)malloc(4); cudaMemcpyAsync(d, h, 4, cudaMemcpyHostToDevice, s); }\n',
    hasNot:
      'void f(float *d, float *h, cudaStream_t s) { cudaMemcpyAsync(d, h, 4, cudaMemcpyHostToDevice, s); }\n',
  },
  {
    code: 'free-implicit-sync',
    severity: 'note',
    has: host('float *p; cudaMallocAsync(&p, 4, 0); cudaFree(p);'),
    hasNot: host('float *p; cudaMallocAsync(&p, 4, 0); cudaFreeAsync(p, 0);'),
    options: { rocm: '7.0' },
  },
  {
    code: 'default-stream',
    severity: 'warning',
    has: '#define CUDA_API_PER_THREAD_DEFAULT_STREAM\n',
    hasNot: '#define MY_PER_THREAD_DEFAULT_STREAM\n',
  },
  {
    code: 'stream-concurrency',
    severity: 'note',
    has: host('cudaStream_t s[8]; for (int i = 0; i < 8; i++) cudaStreamCreate(&s[i]);'),
    hasNot: host('cudaStream_t s; cudaStreamCreate(&s);'),
  },
  {
    code: 'events-timing',
    severity: 'note',
    has: host('cudaHostAlloc(0, 4, cudaHostAllocMapped); cudaEventSynchronize(0);'),
    hasNot: host('cudaHostAlloc(0, 4, cudaHostAllocDefault); cudaEventSynchronize(0);'),
  },
  {
    code: 'occupancy-api',
    severity: 'note',
    has: host('cudaOccupancyMaxPotentialBlockSize(0, 0, 0, 0, 0);'),
    hasNot: host('cudaDeviceSynchronize();'),
  },
  {
    code: 'ipc-p2p',
    severity: 'note',
    has: host('cudaDeviceEnablePeerAccess(1, 0);'),
    hasNot: host('cudaSetDevice(1);'),
  },
  {
    code: 'graphs',
    severity: 'note',
    has: host('cudaStreamBeginCapture(0, cudaStreamCaptureModeGlobal);'),
    hasNot: host('cudaStreamSynchronize(0);'),
  },
  {
    code: 'driver-contexts',
    severity: 'note',
    has: host('cuCtxCreate(0, 0, 0);'),
    hasNot: host('cuInit(0);'),
  },
  {
    code: 'module-load-ptx',
    severity: 'note',
    has: host('cuModuleLoad(0, name);'),
    hasNot: host('cuInit(0);'),
  },
  {
    code: 'module-file',
    severity: 'warning',
    has: host('cuModuleLoad(0, "k.cubin");'),
    hasNot: host('print("k.cubin");'),
  },
  {
    code: 'nvrtc',
    severity: 'note',
    has: host('nvrtcGetPTX(0, 0);'),
    hasNot: host('nvrtcDestroyProgram(0);'),
  },
  {
    code: 'nvrtc-option',
    severity: 'warning',
    has: host('const char *o[] = {"--gpu-architecture=sm_80"}; nvrtcCompileProgram(p, 1, o);'),
    hasNot: host('const char *o[] = {"--std=c++17"}; nvrtcCompileProgram(p, 1, o);'),
  },
  {
    code: 'profiling-apis',
    severity: 'note',
    has: host('cudaProfilerStart();'),
    hasNot: host('cudaDeviceSynchronize();'),
  },

  // ---- libraries ----
  {
    code: 'cub-warp-default',
    severity: 'warning',
    has: kernel('typedef cub::WarpReduce<int> W;'),
    hasNot: kernel('typedef cub::WarpReduce<int, 32> W;'),
  },
  {
    code: 'curand',
    severity: 'note',
    has: kernel('curandState s; curand_init(1, 0, 0, &s);'),
    hasNot: kernel('p[0] = 1;'),
  },
  {
    code: 'cublas',
    severity: 'note',
    has: host('cublasInit();'),
    hasNot: host('cublasHandle_t h; cublasCreate(&h);'),
  },
  {
    code: 'cusparse-cusolver',
    severity: 'note',
    has: host('cusparseSpSM_solve(0, 0);'),
    hasNot: host('cusparseCreate(0);'),
  },
  {
    code: 'cudnn-miopen',
    severity: 'note',
    has: host('cudnnConvolutionForward(0);'),
    hasNot: host('cudnnCreate(0);'),
  },
  {
    code: 'nccl-cufft',
    severity: 'note',
    has: host('cufftXtSetCallback(0);'),
    hasNot: host('cufftPlan1d(0, 1, CUFFT_C2C, 1);'),
  },
];
