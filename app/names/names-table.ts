// The table of names as the page gets it: in come the tables of the HIP target, out come rows without repetition. Built
// once, when the site is built.
import type { NamesTable } from '@/components/names/names-table';
import { allLifetimes, allNames, libraryOf, lookUpName, namespaces, ruleOf } from '@/lib/targets/hip';

export function namesTable(): NamesTable {
  const lifetimes = allLifetimes();
  const libraries = new Map<string, number>();
  const rules = new Map<string, number>();
  /** Libraries that have namespaces alone. */
  const named = new Map<string, NamesTable['libraries'][number]>();
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
  for (const { cuda, hip, library, counterpart, rule } of namespaces) {
    if (lookUpName(cuda).is !== 'not-cuda') continue;
    named.set(library, { label: library, counterpart: counterpart ?? 'HIP' });
    const isRenamed = hip !== undefined && hip !== cuda;
    rows.push([
      cuda,
      hip === undefined ? null : isRenamed ? hip : '',
      numberIn(libraries, library),
      'namespace',
      '',
      '',
      isRenamed && rule !== undefined ? numberIn(rules, rule) : -1,
    ]);
  }
  return {
    libraries: [...libraries.keys()].map(
      (id) => libraryOf(id) ?? named.get(id) ?? { label: id, counterpart: 'HIP' },
    ),
    rules: [...rules.keys()],
    rows,
  };
}
