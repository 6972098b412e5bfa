// The picture of the layers, held against every import in the tree; file sizes; purity of the lower rooms.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Who may import whom. A room may import any room of a lower row, itself, and what `also` names in its own row.
 *
 *   6  app · cli
 *   5  components
 *   4  workers → lib/browser   │  lib/server   │  lib/content.ts → lib/pictures.ts, lib/lessons.ts
 *   ═══════════ below this line: pure (no DOM, no Node, no React) ═══════════
 *   3  lib/reduce → lib/run, lib/pipeline.ts → lib/emission.ts
 *   2  lib/targets/*           │  lib/hazards (knows the table of options)
 *   1  lib/cuda → lib/ir
 *   0  lib/messages → lib/core
 */
const rooms = [
  { path: 'app', row: 6 },
  { path: 'proxy.ts', row: 6 },
  { path: 'instrumentation.ts', row: 6 },
  { path: 'cli', row: 6 },
  {
    path: 'components',
    row: 5,
    not: ['lib/server', 'lib/content.ts', 'lib/lessons.ts', 'lib/cuda', 'lib/targets', 'lib/hazards'],
  },
  { path: 'workers', row: 4, also: ['lib/browser'] },
  { path: 'lib/browser', row: 4 },
  { path: 'lib/server', row: 4 },
  { path: 'lib/content.ts', row: 4, also: ['lib/pictures.ts'] },
  { path: 'lib/pictures.ts', row: 4 },
  { path: 'lib/lessons.ts', row: 4 },
  { path: 'lib/pipeline.ts', row: 3, pure: true, also: ['lib/emission.ts'] },
  { path: 'lib/emission.ts', row: 3, pure: true },
  { path: 'lib/reduce', row: 3, pure: true, also: ['lib/run'] },
  { path: 'lib/run', row: 3, pure: true, also: ['lib/emission.ts'] },
  { path: 'lib/targets/hip', row: 2, pure: true, parent: 'lib/targets' },
  { path: 'lib/targets/cpu-program', row: 2, pure: true, parent: 'lib/targets' },
  { path: 'lib/targets/cpp', row: 2, pure: true, parent: 'lib/targets' },
  { path: 'lib/targets/build-files', row: 2, pure: true, parent: 'lib/targets' },
  {
    path: 'lib/targets',
    row: 2,
    pure: true,
    also: ['lib/targets/hip', 'lib/targets/cpp', 'lib/targets/cpu-program'],
  },
  { path: 'lib/hazards', row: 2, pure: true, also: ['lib/targets/options.ts', 'lib/targets/target.ts'] },
  { path: 'lib/cuda', row: 1, pure: true, also: ['lib/ir'] },
  { path: 'lib/ir', row: 1, pure: true },
  { path: 'lib/messages', row: 0, pure: true, also: ['lib/core'] },
  { path: 'lib/core', row: 0, pure: true },
] as const satisfies readonly Room[];

type Room = {
  path: string;
  row: number;
  pure?: boolean;
  /** Rooms of the same row that it may import. */
  also?: readonly string[];
  /** Rooms below that it must not import all the same; types alone may still cross. */
  not?: readonly string[];
  /** The folder whose loose files (not its folders) it may import. */
  parent?: string;
};

/** Packages that a pure room may import: no Node, no DOM, no state. */
const purePackages = new Set(['zod', '@noble/hashes']);

/** Files over 500 lines, each with the reason why it is one. Tables only. */
const longFiles: Readonly<Record<string, string>> = {};

const root = join(import.meta.dirname, '..');
const sourceRoots = [
  'app',
  'components',
  'lib',
  'workers',
  'cli',
  'tests',
  'e2e',
  'script',
  'bench',
  'runtime',
];
const skipped = new Set(['node_modules', '.next', 'corpus', 'dist']);

function filesUnder(folder: string): string[] {
  const out: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (skipped.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) out.push(...filesUnder(path));
    else out.push(relative(root, path));
  }
  return out;
}

const all = [
  ...sourceRoots.flatMap((folder) => filesUnder(join(root, folder))),
  ...readdirSync(root).filter((name) => /\.(ts|tsx|mjs)$/.test(name)),
];
const code = all.filter((path) => /\.(ts|tsx)$/.test(path));
const isTest = (path: string) =>
  /\.test\.tsx?$/.test(path) || path.startsWith('tests/') || path.startsWith('e2e/');

function roomOf(path: string): Room | undefined {
  return rooms
    .filter((room) => path === room.path || path.startsWith(`${room.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

type Import = { from: string; specifier: string; target?: string; typeOnly: boolean };

function importsOf(path: string): Import[] {
  const text = readFileSync(join(root, path), 'utf8');
  const found: Import[] = [];
  const patterns = [
    /^\s*(?:import|export)\s+(type\s+)?[^'"`;]*?from\s+'([^']+)'/gm,
    /^\s*import\s+()'([^']+)'/gm,
    /\bimport\(\s*()'([^']+)'\s*\)/g,
  ];
  for (const pattern of patterns)
    for (const match of text.matchAll(pattern)) {
      const specifier = match[2] as string;
      let target: string | undefined;
      if (specifier.startsWith('@/')) target = specifier.slice(2);
      else if (specifier.startsWith('.')) target = normalize(join(dirname(path), specifier));
      found.push({ from: path, specifier, target, typeOnly: Boolean(match[1]) });
    }
  return found;
}

/** `lib/cuda` for `lib/cuda/index.ts`; the path with its extension for a file. */
function resolved(target: string): string {
  for (const end of ['', '.ts', '.tsx', '.css', '.json'])
    if (all.includes(target + end) && statSync(join(root, target + end)).isFile()) return target + end;
  if (all.includes(`${target}/index.ts`)) return `${target}/index.ts`;
  return target;
}

const imports = code.filter((path) => !isTest(path)).flatMap(importsOf);

function allowed(from: Room, to: Room, target: string, typeOnly: boolean): boolean {
  if (from.path === to.path) return true;
  const inside = (path: string) =>
    target === path || target.startsWith(`${path}/`) || `${target}.ts` === path;
  if (from.not?.some(inside) && !typeOnly) return false;
  if (to.row < from.row) return true;
  if (to.row > from.row) return false;
  if (from.also?.some(inside)) return true;
  return from.parent === to.path;
}

describe('layers', () => {
  it('finds the tree', () => {
    expect(code.length).toBeGreaterThan(20);
    expect(imports.length).toBeGreaterThan(20);
  });

  it('has arrows that point down only', () => {
    const wrong = imports.flatMap((edge) => {
      if (!edge.target) return [];
      const from = roomOf(edge.from);
      const target = resolved(edge.target);
      const to = roomOf(target);
      if (!from || !to) return [];
      return allowed(from, to, target, edge.typeOnly) ? [] : [`${edge.from} imports ${edge.specifier}`];
    });
    expect(wrong).toEqual([]);
  });

  it('enters a folder with an index by its index alone', () => {
    const wrong = imports.flatMap((edge) => {
      if (!edge.target) return [];
      const target = resolved(edge.target);
      const folder = dirname(target);
      if (!all.includes(`${folder}/index.ts`) || target === `${folder}/index.ts`) return [];
      if (edge.from === folder || edge.from.startsWith(`${folder}/`)) return [];
      // lib/targets: target.ts and options.ts are what the index itself is made of, and lie in the row below it.
      if (target === 'lib/targets/target.ts' || target === 'lib/targets/options.ts') return [];
      // Builders of IR, for fixtures: no part of what the room offers to others.
      if (target === 'lib/ir/build.ts' && /\.fixture\.ts$/.test(edge.from)) return [];
      return [`${edge.from} imports ${edge.specifier}`];
    });
    expect(wrong).toEqual([]);
  });

  it('keeps the pure rooms pure', () => {
    const wrong = imports.flatMap((edge) => {
      const from = roomOf(edge.from);
      if (!from?.pure || edge.target) return [];
      if (edge.typeOnly) return [];
      const name = edge.specifier.startsWith('@')
        ? edge.specifier.split('/').slice(0, 2).join('/')
        : (edge.specifier.split('/')[0] as string);
      return purePackages.has(name) ? [] : [`${edge.from} imports ${edge.specifier}`];
    });
    expect(wrong).toEqual([]);
  });

  it('has no state of a module in pure rooms', () => {
    const wrong = code
      .filter((path) => !isTest(path) && roomOf(path)?.pure)
      .filter((path) => /^(export )?let /m.test(readFileSync(join(root, path), 'utf8')));
    expect(wrong).toEqual([]);
  });

  it('has no barrels in components and no room of leftovers', () => {
    expect(all.filter((path) => /^components\/.*index\.tsx?$/.test(path))).toEqual([]);
    expect(all.filter((path) => /(^|\/)(utils|helpers|common|misc|types)\.(ts|tsx|h)$/.test(path))).toEqual(
      [],
    );
  });

  it('has files that can be read in one sitting', () => {
    const long = all
      .filter((path) => /\.(ts|tsx|mjs|h|hpp|cpp)$/.test(path))
      .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }))
      .filter(({ path, lines }) => lines > 500 && !Object.hasOwn(longFiles, path))
      .map(({ path, lines }) => `${path}: ${lines}`);
    expect(long).toEqual([]);
    for (const path of Object.keys(longFiles)) expect(all).toContain(path);
  });

  it('says at the head of each file what it is', () => {
    const silent = code
      .filter((path) => !path.endsWith('.d.ts'))
      .filter(
        (path) => !/^(#!.*\n)?('use client';\n+)?(\/\/|\/\*)/.test(readFileSync(join(root, path), 'utf8')),
      );
    expect(silent).toEqual([]);
  });
});
