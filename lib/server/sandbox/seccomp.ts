// System calls that no job needs, as a filter program for the kernel. In comes an architecture, out come the bytes
// that bubblewrap loads with --seccomp. Knows no process.

/**
 * Refused with EPERM. The first group makes memory that no limit on a process sees (seen only by a memory cgroup, which
 * not every host lets us make); the second reaches the network, which the namespace has none of anyway; the third looks
 * into other processes; the rest is kernel surface that compilers and number crunching never touch.
 * Numbers: x86_64 from asm/unistd_64.h, aarch64 from asm-generic/unistd.h.
 */
const refused = {
  memfd_create: [319, 279],
  memfd_secret: [447, 447],
  shmget: [29, 194],
  shmat: [30, 196],
  msgget: [68, 186],
  semget: [64, 190],
  mq_open: [240, 180],
  vmsplice: [278, 75],

  socket: [41, 198],
  socketpair: [53, 199],

  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  pidfd_getfd: [438, 438],
  kcmp: [312, 272],

  add_key: [248, 217],
  request_key: [249, 218],
  keyctl: [250, 219],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  userfaultfd: [323, 282],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  unshare: [272, 97],
  setns: [308, 268],
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  fanotify_init: [300, 262],
  inotify_init1: [294, 26],
  quotactl: [179, 60],
  acct: [163, 89],
  syslog: [103, 116],
  init_module: [175, 105],
  finit_module: [313, 273],
  kexec_load: [246, 104],
} as const;

// linux/audit.h, linux/filter.h, linux/seccomp.h
const auditArch = { x64: 0xc000003e, arm64: 0xc00000b7 } as const;
const loadWord = 0x20;
const jumpIfEqual = 0x15;
const jumpIfAtLeast = 0x35;
const answer = 0x06;
const allow = 0x7fff0000;
const killProcess = 0x80000000;
const errno = (number: number) => 0x00050000 | number;
const EPERM = 1;
/** Calls of the x32 ABI carry this bit on x86_64 and would pass by the table. */
const x32Bit = 0x40000000;

/** Architectures (as `process.arch` says them) for which there is a filter. */
export type FilteredArch = keyof typeof auditArch;

export function isFilteredArch(arch: string): arch is FilteredArch {
  return Object.hasOwn(auditArch, arch);
}

/** The filter as an array of `struct sock_filter`, little-endian. */
export function seccompFilter(arch: FilteredArch): Buffer {
  const numbers = Object.values(refused).map((pair) => pair[arch === 'x64' ? 0 : 1]);
  const program: [code: number, whenTrue: number, whenFalse: number, k: number][] = [
    [loadWord, 0, 0, 4],
    [jumpIfEqual, 1, 0, auditArch[arch]],
    [answer, 0, 0, killProcess],
    [loadWord, 0, 0, 0],
    [jumpIfAtLeast, numbers.length + 1, 0, x32Bit],
    ...numbers.map((number, i): [number, number, number, number] => [
      jumpIfEqual,
      numbers.length - i,
      0,
      number,
    ]),
    [answer, 0, 0, allow],
    [answer, 0, 0, errno(EPERM)],
  ];
  const bytes = Buffer.alloc(program.length * 8);
  for (const [i, [code, whenTrue, whenFalse, k]] of program.entries()) {
    bytes.writeUInt16LE(code, i * 8);
    bytes.writeUInt8(whenTrue, i * 8 + 2);
    bytes.writeUInt8(whenFalse, i * 8 + 3);
    bytes.writeUInt32LE(k >>> 0, i * 8 + 4);
  }
  return bytes;
}
