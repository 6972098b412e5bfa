// The search in the table of names.
import { describe, expect, it } from 'vitest';
import { findNames, type NameRow } from './names-table';

const rows: readonly NameRow[] = [
  ['cudaMallocAsync', 'hipMallocAsync', 0, 'function', '5.2', '', 0],
  ['cudaMalloc', 'hipMalloc', 0, 'function', '1.5', '', 0],
  ['cuMemAlloc', 'hipMalloc', 1, 'function', '1.6', '', 0],
  ['cudaLaunchKernelExC', null, 0, 'function', '', '', -1],
  ['cub', 'hipcub', 2, 'namespace', '2.5', '', -1],
  ['atomicAdd', '', 2, 'device', '1.6', '', -1],
];
const found = (text: string, more: { library?: number; onlyMissing?: boolean } = {}) =>
  findNames(rows, { text, onlyMissing: false, ...more }).map(([cuda]) => cuda);

describe('the search for names', () => {
  it('puts the name itself first, on either side', () => {
    expect(found('cudaMalloc')).toEqual(['cudaMalloc', 'cudaMallocAsync']);
    expect(found('hipmalloc')).toEqual(['cudaMalloc', 'cuMemAlloc', 'cudaMallocAsync']);
    expect(found(' alloc ')).toEqual(['cudaMallocAsync', 'cudaMalloc', 'cuMemAlloc']);
  });

  it('finds the namespace of a qualified name, on either side', () => {
    expect(found('cub::BlockReduce')).toEqual(['cub']);
    expect(found('hipcub::BlockReduce')).toEqual(['cub']);
    expect(found('cube::x')).toEqual([]);
  });

  it('keeps to a library and to what HIP lacks', () => {
    expect(found('', { library: 1 })).toEqual(['cuMemAlloc']);
    expect(found('', { onlyMissing: true })).toEqual(['cudaLaunchKernelExC']);
    expect(found('nothing like it')).toEqual([]);
  });
});
