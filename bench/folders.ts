// What a port leaves to do by hand: the CUDA halves of benchmark pairs (folders x-cuda and x-hip of a checkout) are ported
// and held against the HIP halves that people wrote. Run: npm run bench -- folders <path to the checkout or its src>
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { portFolder } from '@/cli/port-folder';
import { readFolder } from '@/cli/read-folder';
import { decode } from '@/cli/read-sources';
import type { PortOptions } from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { defaultHipOptions } from '@/lib/targets/options';

const given = process.argv[2] ?? '';
const root = existsSync(join(given, 'src')) ? join(given, 'src') : given;
if (given === '' || !existsSync(root) || !statSync(root).isDirectory()) {
  process.stderr.write('name the folder of a checkout that holds pairs x-cuda and x-hip\n');
  process.exit(2);
}

/** Kinds of what a person changed and the port did not; the first that matches a statement counts. */
const kinds: readonly (readonly [kind: string, pattern: RegExp])[] = [
  [
    'a name of CUDA left',
    /\b(?:cuda[A-Z]\w*|cu(?:blas|fft|rand|sparse|solver|dnn)[A-Z]\w*|CU[A-Z]+_\w+|nv[a-z]+\w*)\b/,
  ],
  ['include', /^#include/],
  ['conditions and definitions', /^#/],
  [
    'warps: masks, shuffles, lanes',
    /__(?:shfl|ballot|any|all|activemask|popc|ffs|syncwarp|match|reduce)|warp|WARP|lane|wave|0x[fF]{8}|ULL/,
  ],
  ['launch', /<<<|LaunchKernel/],
  ['cooperative groups', /\bcg::|cooperative_groups|this_thread_block|tiled_partition/],
  [
    'library call',
    /\b(?:hip(?:blas|fft|rand|sparse|solver|cub)|roc(?:blas|fft|rand|sparse|solver|prim|thrust)|cub|thrust|miopen)\w*/,
  ],
  ['assembler', /\basm\b/],
  ['atomics', /\batomic\w+|unsafeAtomic/],
  ['half and bfloat16', /half|__h\w+|bfloat|bf16/],
  ['textures', /tex(?:ture|Object|1D|2D|3D)|surf/i],
  ['another HIP call than ours', /\bhip[A-Z]\w*/],
  ['output and time', /printf|cout|chrono|clock|std::c?err/],
];

/** A text as statements without comments and blanks, with launches in one form. */
function statementsOf(text: string): string[] {
  const plain = text
    .replace(/("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, string) => string ?? ' ')
    .replace(/\\\r?\n/g, ' ');
  return plain
    .replace(/^[ \t]*#[^\n]*/gm, (line) => `;${line.trim()};`)
    .split(/[;{}]/)
    .map((statement) => oneForm(statement.replace(/\s+/g, ' ').trim()))
    .filter((statement) => statement !== '' && statement !== ')')
    .map((statement) => statement.replace(/ ?([^\w ]) ?/g, '$1'));
}

/** `hipLaunchKernelGGL(k, dim3(g), dim3(b), 0, 0, a)` is `k<<<g, b>>>(a)`. */
function oneForm(statement: string): string {
  const open = statement.indexOf('hipLaunchKernelGGL');
  const normal = open < 0 ? statement : withChevrons(statement, open);
  return normal
    .replace(/<<<(.*?)>>>/g, (_, config: string) => {
      const parts = splitCommas(config).map((part) => part.replace(/^dim3 ?\(([^,()]*)\)$/, '$1').trim());
      while (parts.length > 2 && parts.at(-1) === '0') parts.pop();
      return `<<<${parts.join(',')}>>>`;
    })
    .replace(/\bHIP_SYMBOL\((\w+)\)/g, '$1')
    .replace(/\bHIP_KERNEL_NAME\((.*?)\)/g, '$1');
}

function withChevrons(statement: string, at: number): string {
  const open = statement.indexOf('(', at);
  const parts = splitCommas(statement.slice(open + 1, statement.lastIndexOf(')'))).map((part) => part.trim());
  if (open < 0 || parts.length < 5) return statement;
  const [kernel = '', ...rest] = parts;
  const name = kernel.replace(/^HIP_KERNEL_NAME ?\((.*)\)$/, '$1').replace(/^\((.*)\)$/, '$1');
  return `${statement.slice(0, at)}${name}<<<${rest.slice(0, 4).join(',')}>>>(${rest.slice(4).join(', ')})`;
}

function splitCommas(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c)) depth--;
    else if (c === ',' && depth === 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

/** What stands in `wanted` and not in `have`, as often as it is missing. */
function missing(wanted: readonly string[], have: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const one of have) counts.set(one, (counts.get(one) ?? 0) + 1);
  return wanted.filter((one) => {
    const left = counts.get(one) ?? 0;
    if (left > 0) counts.set(one, left - 1);
    return left === 0;
  });
}

const add = (counts: Map<string, number>, key: string, by = 1) =>
  counts.set(key, (counts.get(key) ?? 0) + by);
const table = (counts: ReadonlyMap<string, number>) =>
  [...counts].sort((a, b) => b[1] - a[1]).map(([key, count]) => `  ${String(count).padStart(6)}  ${key}`);

const options: PortOptions = { ...defaultHipOptions, target: 'hip', undone: [] };
const parser = await loadCudaParser();
const names = readdirSync(root)
  .filter((name) => name.endsWith('-cuda') && existsSync(join(root, name.replace(/-cuda$/, '-hip'))))
  .sort();
const byKind = new Map<string, number>();
const problems = new Map<string, number>();
const failed: string[] = [];
let [files, sameFiles, wanted, unmade, pairs, clean, withErrors, lines, bytes] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
const started = performance.now();
let portMs = 0;
for (const name of names) {
  const twinRoot = join(root, name.replace(/-cuda$/, '-hip'));
  try {
    const folder = readFolder(join(root, name));
    const from = performance.now();
    const port = portFolder(folder, parser, options);
    portMs += performance.now() - from;
    lines += port.stats.lines;
    let left = 0;
    for (const file of port.files) {
      for (const { severity, code } of file.problems) add(problems, `${severity} ${code}`);
      const twin = [file.path, file.outPath, file.path.replace(/\.cu$/, '.cpp')]
        .map((path) => join(twinRoot, path))
        .find((path) => existsSync(path));
      if (!twin || !folder.sources.has(file.path)) continue;
      const theirs = statementsOf(decode(readFileSync(twin)).text);
      const gone = missing(theirs, statementsOf(file.text));
      files++;
      bytes += file.text.length;
      wanted += theirs.length;
      unmade += gone.length;
      left += gone.length;
      if (gone.length === 0) sameFiles++;
      for (const one of gone)
        add(byKind, kinds.find(([, pattern]) => pattern.test(one))?.[0] ?? 'anything else');
      if (process.env.SHOW && gone.length > 0)
        process.stdout.write(
          `${name}/${file.path}\n${gone.map((one) => `    ${one.slice(0, 160)}`).join('\n')}\n`,
        );
    }
    pairs++;
    if (left === 0) clean++;
    if (port.stats.errors > 0) withErrors++;
  } catch (error) {
    failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
const report = [
  `${pairs} pairs, ${lines.toLocaleString('en')} lines ported in ${(portMs / 1000).toFixed(1)} s (${((performance.now() - started) / 1000).toFixed(1)} s with reading and comparing)`,
  `${files} files have a twin (${(bytes / 1e6).toFixed(1)} MB); ${sameFiles} of them hold every statement of it (${percent(sameFiles, files)})`,
  `${clean} pairs need nothing that people did by hand (${percent(clean, pairs)}); ${withErrors} ports carry a problem of severity error`,
  `${(wanted - unmade).toLocaleString('en')} of ${wanted.toLocaleString('en')} statements are as people wrote them (${percent(wanted - unmade, wanted)}); the other ${unmade.toLocaleString('en')} by kind:`,
  ...table(byKind),
  'problems that the ports carry:',
  ...table(problems),
  ...(failed.length > 0 ? ['not ported:', ...failed.map((line) => `  ${line}`)] : []),
];
process.stdout.write(`${report.join('\n')}\n`);
