// A shared conversion as one small page for an iframe: still code on both sides, what was proven, and the ways on. In come
// values, out comes HTML that needs no script to be read. Knows no server.

import { type Html, html } from '@/lib/core/html';
import type { Path } from '@/lib/core/sources';
import type { Proof, RunAnswer } from '@/lib/run/wire';
import { type EmbedQuery, embedSearch } from './embed-query';
import { type Mark, stillCode } from './still-code';
import { stillScript, stillStyle } from './still-style';

export type StillSide = { readonly path: Path; readonly text: string; readonly marks: readonly Mark[] };

export type StillShare = {
  readonly id: string;
  readonly title: string;
  readonly source: StillSide;
  readonly port: StillSide | undefined;
  /** Who made the port, where it is not today's translation. */
  readonly madeBy?: string;
  /** How many files the program has. */
  readonly files: number;
  readonly evidence: RunAnswer | undefined;
  /** The lines of each side that are asked for. */
  readonly lines: Readonly<Record<'source' | 'port', { readonly from: number; readonly to: number }>>;
};

export function stillPage(share: StillShare, query: EmbedQuery): string {
  const { id, title, source, port, files, evidence, madeBy } = share;
  const both = query.pane === 'both' && port !== undefined;
  const cuda = query.pane !== 'hip' || !port;
  const hip = query.pane !== 'cuda' && port;
  const live = `/embed/${id}/live${embedSearch(query)}`;
  return document(
    query,
    title,
    id,
    html`<header><h1>${title}</h1>${files > 1 && html`<span class="muted">one of ${files} files</span>`}
<a class="way" href="/s/${id}" target="_blank" rel="noopener">Open in Crosswarp</a></header>
${both && tabs(source, port, madeBy)}<main>${
      cuda &&
      html`<section class="cuda-side" aria-label="CUDA source"><h2 class="of-cuda"><b>CUDA</b><code>${source.path}</code></h2>${stillCode(source.text, 'cuda', source.marks, share.lines.source)}</section>`
    }${
      hip &&
      html`<section class="hip-side" aria-label="HIP port"><h2 class="of-hip"><b>HIP</b><code>${port.path}</code>${madeBy !== undefined && html`<span>${madeBy}</span>`}</h2>${stillCode(port.text, 'hip', port.marks, share.lines.port)}</section>`
    }</main>
<footer>${proven(evidence)}<a class="way button" href="${live}">${query.edit ? 'Edit it here' : 'Explore it here'}</a></footer>`,
  );
}

/** What a frame shows where there is nothing to show: one sentence. */
export function stillRefusal(sentence: string, query: EmbedQuery): string {
  return document(
    query,
    'Crosswarp',
    '',
    html`<header><h1>Crosswarp</h1></header><main><section><p class="said" role="alert">${sentence}</p></section></main>
<footer><a class="way" href="/" target="_blank" rel="noopener">To Crosswarp</a></footer>`,
  );
}

function tabs(source: StillSide, port: StillSide, madeBy: string | undefined): Html {
  return html`<nav class="tabs" aria-label="Side"><input type="radio" name="side" id="tab-cuda" checked><label for="tab-cuda" class="of-cuda"><b>CUDA</b>${source.path}</label><input type="radio" name="side" id="tab-hip"><label for="tab-hip" class="of-hip"><b>HIP</b>${madeBy ?? port.path}</label></nav>`;
}

const words = {
  agrees: 'agrees',
  differs: 'differs',
  'not-compared': 'not compared',
} as const satisfies Record<Proof['verdict'], string>;

function proven(evidence: RunAnswer | undefined): Html {
  if (!evidence) return html`<p class="muted">Not run when it was shared.</p>`;
  const { proof, runs } = evidence;
  const widths = [...new Set(runs.filter(({ status }) => status === 'done').map(({ warp }) => warp))].sort();
  return html`<p><span class="${proof.verdict}">${words[proof.verdict]}</span> <span class="muted">${proof.comparisons.length} ${
    proof.comparisons.length === 1 ? 'comparison' : 'comparisons'
  } of original and port, run with ${widths.join(' and ') || 'no'} lanes</span></p>`;
}

function document(query: EmbedQuery, title: string, id: string, body: Html): string {
  const theme = query.theme === 'auto' ? '' : query.theme;
  // The two constants go in as they are: they are ours, and the page's policy names them by their hash.
  const before = html`<!doctype html>
<html lang="en" data-share="${id}" data-theme="${theme}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title>`;
  return `${before.text}<style>${stillStyle}</style></head><body>${body.text}<script>${stillScript}</script></body></html>`;
}
