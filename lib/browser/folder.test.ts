// Folders and archives as visitors give them: what becomes the program, what is carried along, what is refused.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { defaultHipOptions } from '@/lib/targets/options';
import { archiveOf, buildConcerns, FolderRefused, filesOfArchive, folderOf, type GivenFile } from './folder';

const file = (path: string, text: string): GivenFile => ({ path, bytes: strToU8(text) });
const program = [
  file('saxpy/Makefile', 'CC = nvcc\nx: src/main.cu\n\t$(CC) -arch=sm_80 --frobnicate src/main.cu\n'),
  file('saxpy/README.md', 'read me'),
  file('saxpy/include/k.cuh', '__global__ void k();\n'),
  file('saxpy/src/main.cu', '#include "k.cuh"\nint main() { k<<<1, 1>>>(); }\n'),
  file('saxpy/.git/config', 'x'),
  file('__MACOSX/saxpy/._x', 'x'),
];
const ported = [
  { path: 'src/main.cu', outPath: 'src/main.hip', text: '// port\n', edits: [] },
  { path: 'include/k.cuh', outPath: 'include/k.cuh', text: '// header\n', edits: [] },
];
const zipOf = (files: readonly GivenFile[]) =>
  zipSync(Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])));

describe('folderOf', () => {
  it('takes the folder around everything as the name, the file with main as main, and the rest along', () => {
    const { sources, besides, notice } = folderOf(program, 'any');
    expect(sources.main).toBe('src/main.cu');
    expect(Object.keys(sources.files)).toEqual(['include/k.cuh', 'src/main.cu']);
    expect(besides.name).toBe('saxpy');
    expect(Object.keys(besides.files)).toEqual(['Makefile', 'README.md']);
    expect(notice).toBeUndefined();
  });

  it('leaves out what has a name that a program can not have, and says how many', () => {
    const { sources, besides, notice } = folderOf(
      [
        file('a.cu', ''),
        file('../up.cu', ''),
        file('/etc/x.h', ''),
        file('sp ace.h', ''),
        file('__proto__', 'x'),
      ],
      'some.zip',
    );
    expect(Object.keys(sources.files)).toEqual(['a.cu']);
    expect(besides).toMatchObject({ name: 'some', files: {} });
    expect(notice).toContain('4');
  });

  it('refuses more sources than the limits allow, and leaves out other files beyond them', () => {
    const many = Array.from({ length: 201 }, (_, i) => file(`f${i}.cu`, ''));
    expect(() => folderOf(many, 'x')).toThrow(FolderRefused);
    const data = Array.from({ length: 300 }, (_, i) => file(`d${i}.txt`, ''));
    const opened = folderOf([file('a.cu', ''), ...data], 'x');
    expect(Object.keys(opened.besides.files)).toHaveLength(199);
    expect(opened.notice).toContain('101');
    expect(() => folderOf([file('a.cu', ' '.repeat(5_000_000))], 'x')).toThrow(FolderRefused);
  });

  it('refuses a folder without sources', () => {
    expect(() => folderOf([file('a.txt', 'x')], 'x')).toThrow(FolderRefused);
    expect(() => folderOf([], 'x')).toThrow(FolderRefused);
  });
});

describe('filesOfArchive', () => {
  it('reads an archive', () => {
    const files = filesOfArchive(zipOf(program));
    expect(files.map(({ path }) => path)).toContain('saxpy/src/main.cu');
    expect(files.map(({ path }) => path)).not.toContain('saxpy/.git/config');
    expect(folderOf(files, 'x').besides.name).toBe('saxpy');
  });

  it('does not inflate a bomb', () => {
    const zeros = new Uint8Array(20_000_000);
    expect(() => filesOfArchive(zipSync({ 'a.cu': strToU8('x'), 'bomb.cu': zeros }))).toThrow(FolderRefused);
    expect(
      filesOfArchive(zipSync({ 'a.cu': strToU8('x'), 'data.bin': zeros })).map(({ path }) => path),
    ).toEqual(['a.cu']);
  });

  it.each([
    ['no archive', strToU8('PK not a zip')],
    ['half an archive', zipOf(program).slice(0, 200)],
    ['nothing', new Uint8Array()],
    ['too much', new Uint8Array(9_000_000)],
  ])('refuses %s', (_, bytes) => {
    expect(() => filesOfArchive(bytes)).toThrow(FolderRefused);
  });
});

describe('archiveOf', () => {
  it('holds the port under its new names, the build files ported and the rest as it was', () => {
    const { besides } = folderOf(program, 'x');
    const own = { main: 'src/main.cu', files: { 'src/main.cu': '// mine\n' } };
    const files = unzipSync(archiveOf(ported, own, besides, defaultHipOptions));
    expect(Object.keys(files).sort()).toEqual([
      'saxpy/Makefile',
      'saxpy/README.md',
      'saxpy/include/k.cuh',
      'saxpy/src/main.hip',
    ]);
    expect(strFromU8(files['saxpy/src/main.hip'] as Uint8Array)).toBe('// mine\n');
    expect(strFromU8(files['saxpy/include/k.cuh'] as Uint8Array)).toBe('// header\n');
    expect(strFromU8(files['saxpy/Makefile'] as Uint8Array)).toContain('CC = hipcc\nx: src/main.hip');
  });

  it('gives Latin-1 back as it came', () => {
    const bytes = Uint8Array.from([0x2f, 0x2f, 0xfc, 0x80, 0x0a]);
    const { sources, besides } = folderOf([{ path: 'a.cu', bytes }], 'x');
    const text = sources.files['a.cu'] as string;
    const files = unzipSync(
      archiveOf([{ path: 'a.cu', outPath: 'a.hip', text, edits: [] }], undefined, besides, defaultHipOptions),
    );
    expect(files['x/a.hip']).toEqual(bytes);
  });

  it('tells what is left to do in build files', () => {
    const { besides } = folderOf(program, 'x');
    expect(buildConcerns(besides, ported, defaultHipOptions)).toMatchObject([
      { file: 'Makefile', line: 3, severity: 'note', code: 'build-arch-chosen' },
      { file: 'Makefile', line: 3, severity: 'warning', code: 'build-flag-unknown' },
    ]);
  });
});
