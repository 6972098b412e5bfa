// The filter of system calls, run instruction by instruction as the kernel would.
import { expect, test } from 'vitest';
import { seccompFilter } from './seccomp';

/** Runs a filter on one system call as the kernel does: the three instructions that ours are made of. */
function ask(filter: Buffer, arch: number, number: number): number {
  let accumulator = 0;
  for (let at = 0; ; at++) {
    const code = filter.readUInt16LE(at * 8);
    const whenTrue = filter.readUInt8(at * 8 + 2);
    const whenFalse = filter.readUInt8(at * 8 + 3);
    const k = filter.readUInt32LE(at * 8 + 4);
    if (code === 0x20) accumulator = k === 4 ? arch : number;
    else if (code === 0x15) at += accumulator === k ? whenTrue : whenFalse;
    else if (code === 0x35) at += accumulator >= k ? whenTrue : whenFalse;
    else if (code === 0x06) return k;
    else throw new Error(`unknown instruction ${code}`);
  }
}

const x64 = 0xc000003e;
const arm64 = 0xc00000b7;
const allow = 0x7fff0000;
const refuse = 0x00050001;

test('calls that programs need pass', () => {
  // read, mmap, clone, execve, exit_group, clone3
  for (const number of [0, 9, 56, 59, 231, 435]) expect(ask(seccompFilter('x64'), x64, number)).toBe(allow);
  // read, mmap, clone, execve, exit_group, clone3
  for (const number of [63, 222, 220, 221, 94, 435])
    expect(ask(seccompFilter('arm64'), arm64, number)).toBe(allow);
});

test('calls that none needs are refused: the first, one in the middle, the last', () => {
  // memfd_create, socket, ptrace, kexec_load
  for (const number of [319, 41, 101, 246]) expect(ask(seccompFilter('x64'), x64, number)).toBe(refuse);
  for (const number of [279, 198, 117, 104]) expect(ask(seccompFilter('arm64'), arm64, number)).toBe(refuse);
});

test('other ways into the kernel are closed', () => {
  expect(ask(seccompFilter('x64'), 0x40000003, 0)).toBe(0x80000000);
  expect(ask(seccompFilter('x64'), x64, 0x40000000 + 41)).toBe(refuse);
  expect(ask(seccompFilter('x64'), x64, 0x40000000)).toBe(refuse);
});
