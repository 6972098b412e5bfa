// Names that CUDA's and the system's headers declare and that the parser must know to be types or templates: C++ cannot be
// parsed without. Everything else it finds declared in the program, or tells by what follows.
import type { NameKind, NameScope } from './ast';

/** What CUDA's built-in vectors are named after: `float` of `float4`. */
export const vectorWords = [
  'char',
  'uchar',
  'short',
  'ushort',
  'int',
  'uint',
  'long',
  'ulong',
  'longlong',
  'ulonglong',
  'float',
  'double',
] as const;

const vectors = vectorWords.flatMap((of) => [1, 2, 3, 4].map((size) => of + size));

const words = (text: string) => text.trim().split(/\s+/);

const types = [
  ...vectors,
  ...words(`
    size_t ssize_t ptrdiff_t intptr_t uintptr_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t
    int_fast8_t int_fast16_t int_fast32_t int_fast64_t uint_fast8_t uint_fast16_t uint_fast32_t uint_fast64_t
    int_least8_t int_least16_t int_least32_t int_least64_t uint_least8_t uint_least16_t uint_least32_t uint_least64_t
    uint ushort ulong u_int u_char clock_t time_t FILE va_list max_align_t nullptr_t
    dim3 uint3 half half2 __half __half2 __half_raw __half2_raw nv_bfloat16 nv_bfloat162 __nv_bfloat16 __nv_bfloat162
    __nv_fp8_e4m3 __nv_fp8_e5m2 __nv_fp8x2_e4m3 __nv_fp8x2_e5m2 __nv_fp8x4_e4m3 __nv_fp8x4_e5m2 __nv_fp8_storage_t
    __nv_fp8x2_storage_t __nv_fp8x4_storage_t __nv_saturation_t __nv_fp8_interpretation_t cuComplex cuFloatComplex cuDoubleComplex
    cudaError_t cudaError cudaStream_t cudaEvent_t cudaDeviceProp cudaArray_t cudaTextureObject_t CUtexObject cudaSurfaceObject_t
    cudaMemcpyKind cudaGraph_t cudaGraphExec_t cudaPitchedPtr cudaExtent cudaChannelFormatDesc CUresult CUdevice
    CUcontext CUmodule CUfunction CUdeviceptr CUstream curandState curandState_t curandStateXORWOW_t
    curandStatePhilox4_32_10_t curandStateMRG32k3a_t curandGenerator_t cublasHandle_t cublasStatus_t cufftHandle cufftResult
    cufftComplex cufftDoubleComplex cufftReal cufftDoubleReal cusparseHandle_t
  `),
];

const inStd = {
  type: words(`string size_t ptrdiff_t nullptr_t mt19937 mt19937_64 default_random_engine random_device ifstream ofstream
    fstream stringstream ostringstream istringstream ostream istream true_type false_type byte thread mutex exception
    runtime_error int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t string_view`),
  'type-template':
    words(`vector pair tuple array complex map set unordered_map unordered_set list deque queue stack
    priority_queue numeric_limits function unique_ptr shared_ptr uniform_real_distribution uniform_int_distribution
    normal_distribution is_same is_floating_point is_integral is_unsigned is_signed is_pointer enable_if enable_if_t
    conditional conditional_t remove_reference remove_reference_t remove_const remove_const_t remove_cv remove_cv_t decay
    decay_t make_unsigned make_unsigned_t make_signed make_signed_t integral_constant bool_constant less greater plus
    multiplies minus equal_to tuple_element tuple_size initializer_list index_sequence integer_sequence
    make_index_sequence add_const optional bitset atomic lock_guard underlying_type underlying_type_t common_type common_type_t`),
  'value-template':
    words(`max min swap abs forward move get make_pair make_tuple make_unique make_shared is_same_v
    is_floating_point_v is_integral_v is_unsigned_v is_signed_v is_pointer_v declval bit_cast accumulate tuple_size_v
    numeric_limits_v fill copy sort transform generate iota`),
} as const;

const inGroups = {
  type: words('thread_group thread_block grid_group coalesced_group cluster_group multi_grid_group'),
  'type-template': words('thread_block_tile plus less greater bit_and bit_or bit_xor'),
  'value-template': words(
    'tiled_partition reduce inclusive_scan exclusive_scan memcpy_async labeled_partition binary_partition',
  ),
} as const;

export function emptyScope(outer: NameScope | undefined): NameScope {
  return { names: new Map(), inner: new Map(), used: [], outer };
}

function namespaceOf(outer: NameScope, kinds: Readonly<Record<string, readonly string[]>>): NameScope {
  const scope = emptyScope(outer);
  for (const [kind, names] of Object.entries(kinds))
    for (const name of names) scope.names.set(name, kind as NameKind);
  return scope;
}

/** A new outermost scope with what the headers declare. */
export function rootScope(): NameScope {
  const root = emptyScope(undefined);
  for (const name of types) root.names.set(name, 'type');
  const open = (name: string, scope: NameScope, into: NameScope = root) => {
    into.names.set(name, 'namespace');
    into.inner.set(name, scope);
  };
  const std = namespaceOf(root, inStd);
  open('std', std);
  open('cooperative_groups', namespaceOf(root, inGroups));
  const cuda = emptyScope(root);
  open('std', std, cuda);
  cuda.names
    .set('atomic', 'type-template')
    .set('atomic_ref', 'type-template')
    .set('barrier', 'type-template')
    .set('pipeline', 'type-template')
    .set('aligned_size_t', 'type-template')
    .set('pipeline_consumer_wait_prior', 'value-template');
  for (const name of words('thread_scope memory_order')) cuda.names.set(name, 'type');
  open('cuda', cuda);
  for (const [name, templates, values] of [
    [
      'thrust',
      'device_vector host_vector pair tuple complex device_ptr plus maximum minimum less greater',
      'raw_pointer_cast device_pointer_cast make_pair make_tuple get reduce',
    ],
    [
      'cub',
      `BlockReduce BlockScan WarpReduce WarpScan BlockRadixSort BlockLoad BlockStore BlockExchange BlockAdjacentDifference
      BlockDiscontinuity DeviceReduce KeyValuePair Traits NumericTraits`,
      'LoadDirectStriped StoreDirectStriped',
    ],
    ['nvcuda', '', ''],
  ] as const)
    open(name, namespaceOf(root, { 'type-template': words(templates), 'value-template': words(values) }));
  const wmma = namespaceOf(root, {
    'type-template': ['fragment'],
    type: words('matrix_a matrix_b accumulator row_major col_major layout_t'),
  });
  open('precision', namespaceOf(root, { type: ['tf32'] }), wmma);
  open('wmma', wmma, root.inner.get('nvcuda'));
  return root;
}

/** What a name means from a scope outwards; undefined for one that nobody has declared. */
export function kindOf(scope: NameScope | undefined, name: string): NameKind | undefined {
  return whereIs(scope, name)?.names.get(name);
}

/** The innermost scope that declares a name. */
export function whereIs(scope: NameScope | undefined, name: string): NameScope | undefined {
  for (let at = scope; at; at = at.outer) {
    if (at.names.has(name)) return at;
    for (const used of at.used) if (used.names.has(name)) return used;
  }
  return undefined;
}
