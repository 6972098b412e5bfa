// Which GPUs this machine shows, and what a job needs to reach them: device files, what it reads below /sys, groups. In
// comes the file system, out come values; nothing is opened. Without a device, nothing of it is bound into a sandbox.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ArchitectureId, isArchitectureId } from '@/lib/run/architectures';
import type { DeviceAccess } from '../sandbox';

export type VisibleDevices = {
  /** What they are called, for people. */
  readonly names: readonly string[];
  /** The architecture of the first, where it is one we know. */
  readonly arch?: ArchitectureId;
  readonly access: DeviceAccess;
};

function namesIn(folder: string, pattern: RegExp): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => pattern.test(name))
      .sort();
  } catch {
    return [];
  }
}

function groupsOf(paths: readonly string[]): number[] {
  return [...new Set(paths.map((path) => statSync(path).gid))].filter((gid) => gid !== 0);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** `gfx_target_version 90010` is 9.0.10, which is gfx90a: major in decimal, minor and stepping in hexadecimal (KFD). */
export function gfxName(version: number): string {
  const [major, minor, stepping] = [
    Math.floor(version / 10_000),
    Math.floor(version / 100) % 100,
    version % 100,
  ];
  return `gfx${major}${minor.toString(16)}${stepping.toString(16)}`;
}

/**
 * AMD GPUs: /dev/kfd and a render node, their topology below /sys (ROCm's installation guide, "accessing GPUs in
 * containers"). No such GPU has ever been at hand: what ROCm reads besides is not known to be complete.
 */
export function amdDevices(root = '/'): VisibleDevices | undefined {
  const kfd = join(root, 'dev/kfd');
  const nodes = namesIn(join(root, 'dev/dri'), /^renderD\d+$/).map((name) => join(root, 'dev/dri', name));
  if (!existsSync(kfd) || nodes.length === 0) return undefined;
  const topology = join(root, 'sys/class/kfd/kfd/topology/nodes');
  const names = namesIn(topology, /^\d+$/)
    .map((node) =>
      Number(/^gfx_target_version (\d+)/m.exec(read(join(topology, node, 'properties')))?.[1] ?? 0),
    )
    // Nodes without one are processors.
    .filter((version) => version > 0)
    .map(gfxName);
  if (names.length === 0) return undefined;
  const arch = names.find(isArchitectureId);
  return {
    names,
    ...(arch && { arch }),
    access: {
      nodes: [kfd, ...nodes],
      reads: [
        '/sys/class/kfd',
        '/sys/devices',
        '/sys/class/drm',
        '/sys/dev/char',
        '/sys/module/amdgpu',
        '/sys/bus/pci',
      ],
      groups: groupsOf([kfd, ...nodes]),
    },
  };
}

/** Compute capabilities by PCI device are not told by any file: the first device's own driver is asked at run time. */
export function nvidiaDevices(root = '/'): VisibleDevices | undefined {
  const folder = join(root, 'dev');
  const gpus = namesIn(folder, /^nvidia\d+$/);
  if (gpus.length === 0 || !existsSync(join(folder, 'nvidiactl'))) return undefined;
  const nodes = namesIn(folder, /^nvidia(?:\d+|ctl|-uvm|-uvm-tools)$/).map((name) => join(folder, name));
  const information = join(root, 'proc/driver/nvidia/gpus');
  const names = namesIn(information, /./)
    .map((gpu) => /^Model:\s*(.+)$/m.exec(read(join(information, gpu, 'information')))?.[1]?.trim())
    .filter((name) => name !== undefined);
  return {
    names: names.length > 0 ? names : gpus,
    ...archOfModel(names[0] ?? ''),
    access: { nodes, reads: ['/sys/devices', '/sys/bus/pci', '/sys/module/nvidia'], groups: groupsOf(nodes) },
  };
}

/** Products by their names as the driver writes them; others are built for the default and run through its PTX. */
const models: readonly (readonly [pattern: RegExp, arch: ArchitectureId])[] = [
  [/\bB[23]00\b/, 'sm_100'],
  [/\bRTX (?:PRO )?50\d\d\b|RTX PRO \d000 Blackwell/, 'sm_120'],
  [/\b(?:H100|H200|H800|H20|GH200)\b/, 'sm_90'],
  [/\bRTX 40\d\d\b|\bL4\b|\bL40S?\b|Ada Generation/, 'sm_89'],
  [/\bRTX 30\d\d\b|\bA(?:10|16|40|2|[2456]000|4500|5500)\b/, 'sm_86'],
  [/\bA(?:100|800|30)\b/, 'sm_80'],
  [/\bRTX 20\d\d\b|\bGTX 16\d\d\b|\bT4\b|\bT1000\b|Quadro RTX/, 'sm_75'],
];

function archOfModel(name: string): { arch?: ArchitectureId } {
  const arch = models.find(([pattern]) => pattern.test(name))?.[1];
  return arch ? { arch } : {};
}
