// Namespaces of CUDA's libraries and what becomes of them: a qualified name changes by its namespace, and its last part
// stays. In comes a qualified name, out comes its namespace's row. Whether HIP has the member is not in these tables.

export type NamespaceEntry = {
  readonly cuda: string;
  /** Undefined: HIP has no counterpart. Equal to `cuda`: it keeps its name. */
  readonly hip?: string;
  /** How people call the library. */
  readonly library: string;
  /** The library on AMD's side; absent where there is none. */
  readonly counterpart?: string;
  /** The message that tells more. */
  readonly rule?: 'cub-name' | 'thrust-backend' | 'wmma-namespace';
};

const libcuxx = { library: 'libcu++', counterpart: 'libhipcxx, which is not part of ROCm' } as const;

/** Inner namespaces that go another way than the outer one have rows of their own: the longest that fits decides. */
export const namespaces: readonly NamespaceEntry[] = [
  { cuda: 'cub', hip: 'hipcub', library: 'CUB', counterpart: 'hipCUB', rule: 'cub-name' },
  { cuda: 'thrust', hip: 'thrust', library: 'Thrust', counterpart: 'rocThrust' },
  {
    cuda: 'thrust::cuda',
    hip: 'thrust::hip',
    library: 'Thrust',
    counterpart: 'rocThrust',
    rule: 'thrust-backend',
  },
  {
    cuda: 'thrust::cuda_cub',
    hip: 'thrust::hip_rocprim',
    library: 'Thrust',
    counterpart: 'rocThrust',
    rule: 'thrust-backend',
  },
  { cuda: 'cooperative_groups', hip: 'cooperative_groups', library: 'Cooperative groups' },
  { cuda: 'nvcuda', library: 'WMMA' },
  {
    cuda: 'nvcuda::wmma',
    hip: 'rocwmma',
    library: 'WMMA',
    counterpart: 'rocWMMA',
    rule: 'wmma-namespace',
  },
  { cuda: 'nvcuda::wmma::experimental', library: 'WMMA' },
  ...['std', 'device', 'ptx', 'mr'].map((inner) => ({ cuda: `cuda::${inner}`, ...libcuxx })),
  { cuda: 'cuda', ...libcuxx },
];

export type QualifiedAnswer = {
  readonly namespace: NamespaceEntry;
  /** The whole name as HIP writes it; undefined without a counterpart. */
  readonly hip?: string;
};

/** What becomes of `cub::BlockReduce<int, 128>`; undefined for names without a namespace of CUDA's. */
export function lookUpQualified(name: string): QualifiedAnswer | undefined {
  const plain = name.replace(/^::/, '');
  const namespace = namespaces
    .filter(({ cuda }) => plain === cuda || plain.startsWith(`${cuda}::`))
    .sort((a, b) => b.cuda.length - a.cuda.length)[0];
  if (!namespace) return undefined;
  return {
    namespace,
    ...(namespace.hip !== undefined && { hip: namespace.hip + plain.slice(namespace.cuda.length) }),
  };
}
