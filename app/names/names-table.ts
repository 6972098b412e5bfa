// The table of names as the page gets it: in come the tables of the HIP target, out come rows without repetition. Built
// once, when the site is built.
import type { NamesTable } from '@/components/names/names-table';
import { allLifetimes, allNames, libraryOf, ruleOf } from '@/lib/targets/hip';

export function namesTable(): NamesTable {
  const lifetimes = allLifetimes();
  const libraries = new Map<string, number>();
  const rules = new Map<string, number>();
  const numberIn = (map: Map<string, number>, key: string) => {
    const known = map.get(key) ?? map.size;
    map.set(key, known);
    return known;
  };
  const rows = allNames().map((entry): NamesTable['rows'][number] => {
    const { cuda, hip, library, kind, since } = entry;
    const { cudaDeprecated, cudaRemoved, hipDeprecated } = lifetimes.get(cuda) ?? {};
    const ends = [
      cudaRemoved !== undefined
        ? `gone from CUDA ${cudaRemoved}`
        : cudaDeprecated !== undefined
          ? `deprecated in CUDA ${cudaDeprecated}`
          : '',
      hipDeprecated === undefined ? '' : `deprecated in HIP ${hipDeprecated}`,
    ].filter((part) => part !== '');
    const isRenamed = hip !== undefined && hip !== cuda;
    return [
      cuda,
      hip === undefined ? null : isRenamed ? hip : '',
      numberIn(libraries, library),
      kind,
      since ?? '',
      ends.join(', '),
      isRenamed ? numberIn(rules, ruleOf(entry)) : -1,
    ];
  });
  return {
    libraries: [...libraries.keys()].map((id) => libraryOf(id) ?? { label: id, counterpart: 'HIP' }),
    rules: [...rules.keys()],
    rows,
  };
}
