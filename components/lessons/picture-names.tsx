'use client';
// Which names of the visitor's text the translator sees and changes: drawn from the translation as it is now.
import { counted } from '@/components/ui/format';
import { useStore } from '@/components/ui/use-store';
import { useLesson } from './lesson-context';
import { Picture } from './picture';

export function Names() {
  const { session } = useLesson();
  const translated = useStore(session.store, (s) => s.translated);
  const edits = (translated?.result.files ?? []).flatMap(({ edits: all }) =>
    all.filter(({ undone }) => !undone),
  );
  const names = new Map<string, { after: string; times: number }>();
  for (const { before, after } of edits) {
    if (!/^\w+$/.test(before) || !/^\w+$/.test(after)) continue;
    names.set(before, { after, times: (names.get(before)?.times ?? 0) + 1 });
  }
  const pasted = translated?.result.problems.filter(({ code }) => code === 'name-pasted').length ?? 0;
  const words = `The translator sees ${counted(names.size, 'name')} and exchanges them${
    pasted > 0
      ? `; ${counted(pasted, 'place')} where names are pasted together ${pasted === 1 ? 'stays' : 'stay'} as ${pasted === 1 ? 'it is' : 'they are'}.`
      : ', and nothing in the text is pasted together.'
  }`;
  return (
    <Picture
      title="What the translator sees"
      live={false}
      says={translated ? words : 'The translation is on its way …'}
    >
      <ul aria-label="Names that are exchanged" className="grid gap-1 font-mono text-xs sm:grid-cols-2">
        {[...names].map(([before, { after, times }]) => (
          <li
            key={before}
            className="flex min-w-0 flex-wrap items-baseline gap-x-1.5 rounded-sm bg-sunken px-2 py-1"
          >
            <span className="text-warp">{before}</span>
            <span className="text-muted">becomes</span>
            <span className="text-weft">{after}</span>
            {times > 1 && <span className="ml-auto text-muted">{times} times</span>}
          </li>
        ))}
      </ul>
    </Picture>
  );
}
