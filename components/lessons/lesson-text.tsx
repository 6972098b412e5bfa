// A lesson's text made into a page on the server: its MDX with the elements of the house. Content is ours and trusted; what a
// text may not bring (pictures from elsewhere) is refused when it is rendered, which a test does for every lesson.
import { evaluate } from '@mdx-js/mdx';
import type { ComponentProps } from 'react';
import * as runtime from 'react/jsx-runtime';
import remarkGfm from 'remark-gfm';
import { Term } from '@/components/ui/term';
import { Hint } from './hint';
import { Banks } from './picture-banks';
import { Cancellation } from './picture-cancellation';
import { Counts } from './picture-counts';
import { Guards } from './picture-guards';
import { Lanes } from './picture-lanes';
import { Layout } from './picture-layout';
import { Loops } from './picture-loops';
import { Names } from './picture-names';
import { Occupancy } from './picture-occupancy';
import { Sectors } from './picture-sectors';
import { Texels } from './picture-texels';
import { Timeline } from './picture-timeline';
import { Votes } from './picture-votes';
import { Writes } from './picture-writes';
import { Code, elements } from './text-elements';

/** What a text may use beside Markdown. */
const parts = {
  Task,
  Hint,
  Term,
  Code,
  Banks,
  Cancellation,
  Counts,
  Guards,
  Lanes,
  Layout,
  Loops,
  Names,
  Occupancy,
  Sectors,
  Texels,
  Timeline,
  Votes,
  Writes,
};

export async function LessonText({ text }: { text: string }) {
  const { default: Content } = await evaluate(text, { ...runtime, remarkPlugins: [remarkGfm] });
  return <Content components={{ ...elements, ...parts }} />;
}

function Task({ children }: ComponentProps<'section'>) {
  return (
    <section
      aria-label="Your task"
      className="my-5 rounded-lg border border-warp/40 bg-warp-wash px-4 pt-3 pb-1"
    >
      <h2 className="font-semibold text-2xs text-warp uppercase tracking-wider">Your task</h2>
      {children}
      <p className="my-2.5 lg:hidden">
        <a href="#code" className="underline decoration-line-strong underline-offset-3">
          To the code
        </a>
      </p>
    </section>
  );
}
