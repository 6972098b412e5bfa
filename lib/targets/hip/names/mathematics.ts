// The names of CUDA's libraries for mathematics and for neural networks: what they are called in HIP, by rules of prefix
// and shape and by exception. Which of them HIP has is said by the rows.
import { blasRows } from './blas-rows';
import { complexRows } from './complex-rows';
import { dnnRows } from './dnn-rows';
import { fftRows } from './fft-rows';
import type { LibraryNames, Shapes } from './library';
import { randRows } from './rand-rows';
import { solverRows } from './solver-rows';
import { sparseRows } from './sparse-rows';

/** `cufftExec` to `hipfftExec`, `CUFFT_R2C` to `HIPFFT_R2C`. */
const prefix = (cuda: string, hip: string): Shapes => [
  [new RegExp(`^${cuda}(\\w*)$`), `${hip}$1`],
  [new RegExp(`^${cuda.toUpperCase()}(\\w*)$`), `${hip.toUpperCase()}$1`],
];

export const blasNames = {
  library: 'blas',
  begins: /^(?:cublas|CUBLAS|cudaDataType|CUDA_[RC]_)/,
  label: 'cuBLAS',
  counterpart: 'hipBLAS',
  looksLike: /^(?:cublas|CUBLAS)\w+$/,
  shapes: [
    // hipBLAS kept its first names for complex types of its own; those that take HIP's complex types end in _v2.
    [/^cublas([CZ][a-z]\w*?|I[cz]a\w+?|(?:Sc|Dz)(?:nrm2|asum)|\w+Ex)(?:_v2)?(_64)?$/, 'hipblas$1_v2$2'],
    [/^cublas(\w+?)(?:_v2)?(_64)?$/, 'hipblas$1$2'],
    [/^CUBLAS(\w+)$/, 'HIPBLAS$1'],
    [/^CUDA_(\w+)$/, 'HIP_$1'],
  ],
  exceptions: `
    cublasCreate{,_v2}=hipblasCreate cublasComputeType_t=hipblasComputeType_t cublasStatus=hipblasStatus_t
    CUBLAS_OP_HERMITAN=HIPBLAS_OP_C CUBLAS_STATUS_LICENSE_ERROR=HIPBLAS_STATUS_UNKNOWN
    cublasGetStatusString=hipblasStatusToString CUBLAS_GEMM_DFALT=HIPBLAS_GEMM_DEFAULT cublasLtMatrixLayoutStruct=hipblasLtMatrixLayoutOpaque_t
    cublasDataType_t=hipDataType cudaDataType{,_t}=hipDataType
  `,
  rows: [blasRows],
  // hipBLAS 3 has HIP's complex types everywhere, under the plain names.
  later: [
    {
      from: '7.0',
      shape: [/^cublas([CZ][a-z]\w*?|I[cz]a\w+?|(?:Sc|Dz)(?:nrm2|asum)|\w+Ex)(?:_v2)?(_64)?$/, 'hipblas$1$2'],
    },
  ],
} as const satisfies LibraryNames;

export const sparseNames = {
  library: 'sparse',
  begins: /^(?:cusparse|CUSPARSE|(?:csr|bsr|prune)\w*Info)/,
  label: 'cuSPARSE',
  counterpart: 'hipSPARSE',
  looksLike: /^(?:cusparse|CUSPARSE)\w+$/,
  shapes: prefix('cusparse', 'hipsparse'),
  exceptions: `
    CUSPARSE_SPGEMM_CSR_ALG_DETERMINITIC=HIPSPARSE_SPGEMM_CSR_ALG_DETERMINISTIC
    CUSPARSE_SPGEMM_CSR_ALG_NONDETERMINITIC=HIPSPARSE_SPGEMM_CSR_ALG_NONDETERMINISTIC
  `,
  rows: [sparseRows],
} as const satisfies LibraryNames;

export const solverNames = {
  library: 'solver',
  begins:
    /^(?:cusolver|CUSOLVER|CUBLAS_(?:DIRECT|STOREV)|(?:syevj|gesvdj|csrqr|csrlu|csrchol)Info|CUDALIBMG|cudaLibMg)/,
  label: 'cuSOLVER',
  counterpart: 'hipSOLVER',
  looksLike: /^(?:cusolver|CUSOLVER)\w+$/,
  shapes: prefix('cusolver', 'hipsolver'),
  exceptions: `
    cusolverDnSetStream=hipsolverSetStream cusolverDnGetStream=hipsolverGetStream
    cusolverDnHandle_t=hipsolverHandle_t syevjInfo_t=hipsolverSyevjInfo_t gesvdjInfo_t=hipsolverGesvdjInfo_t
    cusolver_int_t=int CUSOLVER_STATUS_IRS_PARAMS_INVALID=HIPSOLVER_STATUS_INVALID_VALUE
    CUSOLVER_STATUS_IRS_INTERNAL_ERROR=HIPSOLVER_STATUS_INTERNAL_ERROR
    CUSOLVER_STATUS_IRS_NOT_SUPPORTED=HIPSOLVER_STATUS_NOT_SUPPORTED
  `,
  rows: [solverRows],
} as const satisfies LibraryNames;

export const fftNames = {
  library: 'fft',
  label: 'cuFFT',
  counterpart: 'hipFFT',
  looksLike: /^(?:cufft|CUFFT)\w+$/,
  shapes: prefix('cufft', 'hipfft'),
  exceptions: 'CUFFT_INVERSE=HIPFFT_BACKWARD',
  rows: [fftRows],
} as const satisfies LibraryNames;

export const randNames = {
  library: 'rand',
  label: 'cuRAND',
  counterpart: 'hipRAND',
  looksLike: /^(?:curand|CURAND)\w+$/,
  shapes: prefix('curand', 'hiprand'),
  exceptions: 'curandRngType=hiprandRngType_t curandDirectionVectorSet=hiprandDirectionVectorSet_t',
  rows: [randRows],
} as const satisfies LibraryNames;

export const dnnNames = {
  library: 'dnn',
  begins: /^(?:cudnn|CUDNN)/,
  label: 'cuDNN',
  counterpart: 'hipDNN',
  looksLike: /^(?:cudnn|CUDNN)\w+$/,
  shapes: prefix('cudnn', 'hipdnn'),
  exceptions: `
    CUDNN_LRN_CROSS_CHANNEL_DIM1=HIPDNN_LRN_CROSS_CHANNEL CUDNN_ACTIVATION_IDENTITY=HIPDNN_ACTIVATION_PATHTRU
    CUDNN_CONVOLUTION_BWD_DATA_ALGO_COUNT=HIPDNN_CONVOLUTION_BWD_DATA_ALGO_TRANSPOSE_GEMM
    CUDNN_RNN_{SINGLE_INP_BIAS,DOUBLE_BIAS,SINGLE_REC_BIAS}=HIPDNN_RNN_WITH_BIAS
    cudnnConvolutionFwdAlgoPerfStruct=hipdnnConvolutionFwdAlgoPerf_t
    cudnnConvolutionBwdFilterAlgoPerfStruct=hipdnnConvolutionBwdFilterAlgoPerf_t
    cudnnConvolutionBwdDataAlgoPerfStruct=hipdnnConvolutionBwdDataAlgoPerf_t
  `,
  rows: [dnnRows],
} as const satisfies LibraryNames;

export const complexNames = {
  library: 'complex',
  label: 'cuComplex',
  counterpart: 'hipComplex',
  shapes: [[/^(make_)?cu(\w+)$/, '$1hip$2']],
  exceptions: {},
  rows: [complexRows],
} as const satisfies LibraryNames;
