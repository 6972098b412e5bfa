// The flavour `roc`: names of cuBLAS and cuRAND in the libraries beneath hipBLAS and hipRAND. In comes a row, out comes
// its name in rocBLAS or rocRAND where its arguments stay as they are. Other libraries keep the flavour `hip`.
// Derived from AMD's public tables as of HIP 6.3; status codes by their meaning.
import { type HipOptions, hasSince } from '@/lib/targets/options';
import { type NameEntry, pairsOf } from './library';

export type RocAnswer =
  | { readonly is: 'renamed'; readonly name: string }
  /** The library has it in another form, or not at all. */
  | { readonly is: 'other-form'; readonly library: string };

const blas = pairsOf(`
  cublasCreate{,_v2}=rocblas_create_handle cublasDestroy{,_v2}=rocblas_destroy_handle
  cublasGetStatusString=rocblas_status_to_string cublasHandle_t=rocblas_handle cublasStatus{,_t}=rocblas_status
  cublasOperation_t=rocblas_operation CUBLAS_OP_N=rocblas_operation_none CUBLAS_OP_T=rocblas_operation_transpose
  CUBLAS_OP_{C,HERMITAN}=rocblas_operation_conjugate_transpose CUBLAS_STATUS_SUCCESS=rocblas_status_success
  CUBLAS_STATUS_NOT_INITIALIZED=rocblas_status_invalid_handle
  CUBLAS_STATUS_ALLOC_FAILED=rocblas_status_memory_error CUBLAS_STATUS_INVALID_VALUE=rocblas_status_invalid_value
  CUBLAS_STATUS_INTERNAL_ERROR=rocblas_status_internal_error
  CUBLAS_STATUS_NOT_SUPPORTED=rocblas_status_not_implemented
  CUBLAS_STATUS_ARCH_MISMATCH=rocblas_status_arch_mismatch cublasFillMode_t=rocblas_fill
  CUBLAS_FILL_MODE_LOWER=rocblas_fill_lower CUBLAS_FILL_MODE_UPPER=rocblas_fill_upper
  CUBLAS_FILL_MODE_FULL=rocblas_fill_full cublasDiagType_t=rocblas_diagonal
  CUBLAS_DIAG_NON_UNIT=rocblas_diagonal_non_unit CUBLAS_DIAG_UNIT=rocblas_diagonal_unit
  cublasSideMode_t=rocblas_side CUBLAS_SIDE_LEFT=rocblas_side_left CUBLAS_SIDE_RIGHT=rocblas_side_right
  cublasPointerMode_t=rocblas_pointer_mode CUBLAS_POINTER_MODE_HOST=rocblas_pointer_mode_host
  CUBLAS_POINTER_MODE_DEVICE=rocblas_pointer_mode_device cublasAtomicsMode_t=rocblas_atomics_mode
  CUBLAS_ATOMICS_NOT_ALLOWED=rocblas_atomics_not_allowed CUBLAS_ATOMICS_ALLOWED=rocblas_atomics_allowed
`);

const rand = pairsOf(`
  curandCreateGeneratorHost=rocrand_create_generator_host_blocking
  curandDestroyDistribution=rocrand_destroy_discrete_distribution
  curandGenerateSeeds=rocrand_initialize_generator curandSetGeneratorOffset=rocrand_set_offset
  curandSetGeneratorOrdering=rocrand_set_ordering curandSetPseudoRandomGeneratorSeed=rocrand_set_seed
  curand_log_normal2_double=rocrand_log_normal_double2 curand_log_normal4_double=rocrand_log_normal_double4
  curand_normal2_double=rocrand_normal_double2 curand_normal4_double=rocrand_normal_double4
  curand_uniform2_double=rocrand_uniform_double2 curand_uniform4_double=rocrand_uniform_double4
  curandState{,_t,XORWOW,XORWOW_t}=rocrand_state_xorwow curandStateMRG32k3a{,_t}=rocrand_state_mrg32k3a
  curandStateMtgp32{,_t}=rocrand_state_mtgp32 curandStatePhilox4_32_10{,_t}=rocrand_state_philox4x32_10
  curandStateSobol32{,_t}=rocrand_state_sobol32 curandStateSobol64{,_t}=rocrand_state_sobol64
  curandStateScrambledSobol32{,_t}=rocrand_state_scrambled_sobol32
  curandStateScrambledSobol64{,_t}=rocrand_state_scrambled_sobol64
`);

/** What rocRAND has in another form or not at all. */
const notInRand =
  /^(?:curandMakeMTGP32\w+|curandDirectionVectors\d+_t|curandGenerator_st|CURAND_STATUS_(?:PREEXISTING_FAILURE|INITIALIZATION_FAILED|ARCH_MISMATCH|NOT_INITIALIZED)|CURAND_RNG_TEST)$/;

/** What computes on floats and doubles; complex, half and `Ex` calls have types of rocBLAS's own. */
const plainBlas =
  /^cublas(?:[SD](?!et[A-Z])(?=[a-z])|I[sd]a(?=m))(?!\w*(?:getrf|getri|getrs|geqrf|gels)Batched)\w+$/;
const blasHelper = /^cublas[SG]et(?:Stream|PointerMode|AtomicsMode|Vector|Matrix)(?:Async)?(?:_v2)?$/;

/** `GenerateLogNormal` to `generate_log_normal`. */
const snake = (name: string): string =>
  name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

/** The name of a row in the library beneath; undefined where the flavour makes no difference. */
export function rocNameOf(
  { cuda, library, kind }: NameEntry,
  rocm: HipOptions['rocm'],
): RocAnswer | undefined {
  if (library === 'blas') return blasName(cuda, kind === 'function', rocm);
  if (library !== 'rand') return undefined;
  const known = rand.get(cuda);
  if (known !== undefined) return { is: 'renamed', name: known };
  if (notInRand.test(cuda)) return { is: 'other-form', library: 'rocRAND' };
  if (cuda.startsWith('CURAND')) return { is: 'renamed', name: `ROC${cuda.slice(2)}` };
  const rest = snake(cuda.slice('curand'.length)).replace(/^_|_t$/g, '');
  return { is: 'renamed', name: rest === '' ? 'rocrand' : `rocrand_${rest}` };
}

function blasName(cuda: string, isCall: boolean, rocm: HipOptions['rocm']): RocAnswer | undefined {
  // Of all libraries, not of cuBLAS alone.
  if (/^(?:cudaDataType|CUDA_)/.test(cuda)) return undefined;
  // hipBLASLt has no library beneath with names of its own.
  if (/^(?:cublasLt|CUBLASLT)/.test(cuda)) return undefined;
  const known = blas.get(cuda);
  if (known !== undefined) return { is: 'renamed', name: known };
  const isOldTrmm = /^cublas[SD]trmm/.test(cuda) && !hasSince(rocm, '6.0');
  if (!isCall || isOldTrmm || !(plainBlas.test(cuda) || blasHelper.test(cuda)) || /Ex(?:_64)?$/.test(cuda))
    return { is: 'other-form', library: 'rocBLAS' };
  const [, plain = '', wide = ''] = /^cublas(\w+?)(?:_v2)?(_64)?$/.exec(cuda) ?? [];
  const letter = plain.replace(/^[SD](?=[a-z])/, (first) => first.toLowerCase());
  return { is: 'renamed', name: `rocblas_${snake(letter)}${wide}` };
}
