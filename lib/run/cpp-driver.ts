// The program around an artifact of the target cpp: it reads a plan's bytes, runs its launches, and writes back what the
// buffers hold and how long each launch took. In come bindings and inputs, out come texts and bytes. Runs nothing.
import type { KernelBinding } from '@/lib/targets/target';
import type { PlanInputs } from './plan-inputs';

/** Begins what the driver writes, so that a program that writes there itself is noticed. */
const magic = 0x63707031;

/**
 * The driver as C, the same for every artifact. It first runs all launches once, in order; their results count. Then it
 * runs them again from the same contents, silently, for the times alone.
 * @param planPath where it finds the plan's bytes
 */
export function driverText(planPath: string): string {
  return `#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

typedef int (*Entry)(const int *, const int *, unsigned long long, void *const *);
#ifdef __cplusplus
extern "C" {
#endif
extern const Entry crosswarp_entries[];
#ifdef __cplusplus
}
#endif

typedef struct { uint64_t size, out; unsigned char *start, *now; } Buffer;
typedef struct { uint64_t entry, shared; int grid[3], block[3]; void **arguments; } Launch;

static FILE *plan;
static uint64_t number(void) {
  uint64_t value = 0;
  if (fread(&value, 8, 1, plan) != 1) exit(120);
  return value;
}
static void *room(uint64_t size) {
  void *memory = calloc(1, size + 64);
  if (!memory) exit(122);
  return memory;
}
static void *bytes(uint64_t size) {
  void *to = room(size);
  if (size > 0 && fread(to, 1, size, plan) != size) exit(120);
  return to;
}
static void send(const void *from, uint64_t size) {
  const unsigned char *at = (const unsigned char *)from, *end = at + size;
  while (at < end) {
    const ssize_t written = write(3, at, (size_t)(end - at));
    if (written <= 0) exit(121);
    at += written;
  }
}
static void send_number(uint64_t value) { send(&value, 8); }
static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}
static uint64_t rounded(uint64_t size) { return (size + 511) / 256 * 256; }

int main(void) {
  plan = fopen("${planPath}", "rb");
  if (!plan) return 120;
  const uint64_t repeats = number(), budget = number() * 1000000u, buffer_count = number();
  Buffer *buffers = (Buffer *)room(buffer_count * sizeof(Buffer));
  uint64_t total = 0;
  for (uint64_t i = 0; i < buffer_count; i++) {
    buffers[i].size = number();
    buffers[i].out = number();
    buffers[i].start = (unsigned char *)bytes(buffers[i].size);
    total += rounded(buffers[i].size);
  }
  // One address in every run, so that pointers that are stored in buffers compare.
  unsigned char *memory = (unsigned char *)mmap((void *)0x700000000000, total + 4096, PROT_READ | PROT_WRITE,
                                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) return 122;
  for (uint64_t i = 0; i < buffer_count; i++) {
    buffers[i].now = memory;
    memory += rounded(buffers[i].size);
  }
  const uint64_t launch_count = number();
  Launch *launches = (Launch *)room(launch_count * sizeof(Launch));
  for (uint64_t i = 0; i < launch_count; i++) {
    Launch *launch = &launches[i];
    launch->entry = number();
    for (int axis = 0; axis < 3; axis++) launch->grid[axis] = (int)number();
    for (int axis = 0; axis < 3; axis++) launch->block[axis] = (int)number();
    launch->shared = number();
    const uint64_t count = number();
    launch->arguments = (void **)room(count * sizeof(void *));
    for (uint64_t k = 0; k < count; k++) {
      const uint64_t buffer = number(), size = number();
      launch->arguments[k] = bytes(size);
      if (buffer > buffer_count) return 120;
      if (buffer > 0) memcpy(launch->arguments[k], &buffers[buffer - 1].now, sizeof(void *));
    }
  }
  fclose(plan);

  uint64_t *times = (uint64_t *)room((repeats + 1) * launch_count * 8);
  uint64_t taken = 0;
  const uint64_t began = now();
  for (uint64_t done = 0;; done++) {
    for (uint64_t i = 0; i < buffer_count; i++) memcpy(buffers[i].now, buffers[i].start, buffers[i].size);
    for (uint64_t i = 0; i < launch_count; i++) {
      const Launch *launch = &launches[i];
      const uint64_t from = now();
      const int refused =
          crosswarp_entries[launch->entry](launch->grid, launch->block, launch->shared, launch->arguments);
      times[taken++] = now() - from;
      if (refused) {
        send_number(${magic}u);
        send_number(1 + i);
        _exit(0);
      }
    }
    if (done == 0) {
      fflush(stdout);
      send_number(${magic}u);
      send_number(0);
      for (uint64_t i = 0; i < buffer_count; i++)
        if (buffers[i].out) send(buffers[i].now, buffers[i].size);
      // Later runs are for the times alone.
      const int nowhere = open("/dev/null", O_WRONLY);
      if (nowhere >= 0) dup2(nowhere, 1);
    }
    if (done >= repeats || now() - began >= budget) break;
  }
  send(times, taken * 8);
  _exit(0);
}
`;
}

/** What ties the driver to the kernels of one artifact, as C. */
export function driverEntries(bindings: readonly KernelBinding[]): string {
  const names = bindings.map(({ entry }) => entry);
  const type = 'const int *, const int *, unsigned long long, void *const *';
  return [
    '#ifdef __cplusplus',
    'extern "C" {',
    '#endif',
    `typedef int (*Entry)(${type});`,
    ...names.map((name) => `int ${name}(${type});`),
    `extern const Entry crosswarp_entries[];`,
    `const Entry crosswarp_entries[] = {${names.join(', ') || '0'}};`,
    '#ifdef __cplusplus',
    '}',
    '#endif',
    '',
  ].join('\n');
}

/** @param bounds how often the launches are run again, and for how long */
export function driverPlan(
  { buffers, launches }: PlanInputs,
  kernels: readonly string[],
  bounds: { readonly repeats: number; readonly budgetMs: number },
): Uint8Array {
  const parts: Uint8Array[] = [];
  const number = (...values: number[]) => {
    const bytes = new Uint8Array(values.length * 8);
    const view = new DataView(bytes.buffer);
    values.forEach((value, index) => {
      view.setBigUint64(index * 8, BigInt(value), true);
    });
    parts.push(bytes);
  };
  number(bounds.repeats, Math.round(bounds.budgetMs), buffers.length);
  for (const { bytes, isOutput } of buffers) {
    number(bytes.length, isOutput ? 1 : 0);
    parts.push(bytes);
  }
  number(launches.length);
  for (const { kernel, grid, block, sharedBytes, args } of launches) {
    number(kernels.indexOf(kernel), ...grid, ...block, sharedBytes, args.length);
    for (const arg of args) {
      if ('buffer' in arg) {
        number(arg.buffer + 1, 8);
        parts.push(new Uint8Array(8));
      } else {
        number(0, arg.bytes.length);
        parts.push(arg.bytes);
      }
    }
  }
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export type DriverResults = {
  /** Contents of the buffers that are outputs, in the plan's order; undefined for the others. */
  readonly buffers: readonly (Uint8Array | undefined)[];
  /** For each launch its times in milliseconds, the first run first. */
  readonly times: readonly (readonly number[])[];
};

/** Reads what the driver wrote; a launch that was refused as too large by its index; undefined when it is neither. */
export function driverResults(
  bytes: Uint8Array,
  { buffers, launches }: PlanInputs,
): DriverResults | { readonly tooLarge: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const number = (at: number) => Number(view.getBigUint64(at, true));
  if (bytes.length < 16 || number(0) !== magic) return undefined;
  const refused = number(8);
  if (refused > 0) return refused <= launches.length ? { tooLarge: refused - 1 } : undefined;
  let at = 16;
  const found: (Uint8Array | undefined)[] = [];
  for (const buffer of buffers) {
    if (!buffer.isOutput) {
      found.push(undefined);
      continue;
    }
    if (at + buffer.bytes.length > bytes.length) return undefined;
    found.push(bytes.slice(at, at + buffer.bytes.length));
    at += buffer.bytes.length;
  }
  const times: number[][] = launches.map(() => []);
  for (let index = 0; at + 8 <= bytes.length && launches.length > 0; at += 8, index++)
    times[index % launches.length]?.push(number(at) / 1e6);
  return { buffers: found, times };
}
