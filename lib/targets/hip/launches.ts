// Launches written as calls: in comes a `kernel<<<grid, block>>>(arguments)`, out come the edits that make it a
// hipLaunchKernelGGL. What stands between the punctuation, comments included, stays. Asked for by `launch: 'ggl'` only.

import { textOf } from '@/lib/core/sources';
import type { Span } from '@/lib/core/span';
import type { Launch, Model } from '@/lib/cuda';
import type { PortEdit } from '@/lib/targets/target';

/** All launches of the Model as calls; the edits of one launch are one group. */
export function portLaunches(model: Model): PortEdit[] {
  return model.launches.flatMap((launch) => portLaunch(model, launch));
}

function portLaunch(model: Model, launch: Launch): PortEdit[] {
  const { file } = launch.span;
  const text = textOf(model.sources, file);
  const [grid, block] = launch.config;
  const last = launch.config[launch.config.length - 1];
  if (!grid || !block || !last) return [];
  const group = `launch-ggl@${file}:${launch.span.start}`;
  const params = { kernel: launch.kernel };
  const edits: PortEdit[] = [];
  const put = (start: number, end: number, after: string) => {
    if (start !== end || after !== '')
      edits.push({ span: { file, start, end }, after, rule: 'launch-ggl', params, group });
  };
  const wrapped = (span: Span) => isDim3(text.slice(span.start, span.end));

  const kernelText = text.slice(launch.kernelSpan.start, launch.kernelSpan.end);
  const named = kernelText.includes('<');
  put(
    launch.kernelSpan.start,
    launch.kernelSpan.start,
    `hipLaunchKernelGGL(${named ? 'HIP_KERNEL_NAME(' : ''}`,
  );

  const openGrid = wrapped(grid) ? '' : 'dim3(';
  const closeGrid = wrapped(grid) ? '' : ')';
  const openBlock = wrapped(block) ? '' : 'dim3(';
  const closeBlock = wrapped(block) ? '' : ')';
  const beforeGrid = text.slice(launch.kernelSpan.end, grid.start);
  const comma = `${named ? ')' : ''}, `;
  put(
    launch.kernelSpan.end,
    grid.start,
    `${/^\s*<<<\s*$/.test(beforeGrid) ? comma : `${named ? ')' : ''}${beforeGrid.replace('<<<', ',')}`}${openGrid}`,
  );
  const between = text.slice(grid.end, block.start);
  if (closeGrid !== '' || openBlock !== '') put(grid.end, block.start, `${closeGrid}${between}${openBlock}`);

  const rest = ['', '', ', 0, 0', ', 0', ''][launch.config.length] ?? '';
  if (launch.config.length > 2) put(block.end, block.end, closeBlock);
  const tail = text.slice(last.end, launch.argsSpan.start);
  const spaced = /\s/.test(text.charAt(launch.argsSpan.start));
  const separator = launch.args.length === 0 ? '' : spaced ? ',' : ', ';
  const plain = /^\s*>>>\s*\($/.test(tail.trimEnd());
  const closing = launch.config.length > 2 ? '' : closeBlock;
  put(
    last.end,
    launch.argsSpan.start,
    plain
      ? `${closing}${rest}${separator}`
      : `${closing}${rest}${replaceLast(tail.replace('>>>', ''), '(', separator)}`,
  );
  return edits;
}

function replaceLast(text: string, what: string, by: string): string {
  const at = text.lastIndexOf(what);
  return at < 0 ? text : text.slice(0, at) + by + text.slice(at + what.length);
}

/** `dim3(...)` as a whole: the parenthesis that opens first closes last. */
function isDim3(text: string): boolean {
  if (!/^dim3\s*\(/.test(text) || !text.endsWith(')')) return false;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i === text.length - 1;
  }
  return false;
}
