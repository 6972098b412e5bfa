// The settings of a server: environment variables go in, one checked value comes out. Every setting is in this table
// and nowhere else; wrong values stop the start with one sentence that names the variable. Port and address to listen on
// are words of the command that starts the server.
import { resolve } from 'node:path';
import { z } from 'zod';
import manifest from '@/package.json';

/** Version of this Crosswarp, as package.json has it. */
export const crosswarpVersion: string = manifest.version;

const wholeNumber = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'is a whole number')
    .transform(Number)
    .refine((n) => n >= low && n <= high, `lies between ${low} and ${high}`);

const hostName = z
  .string()
  .regex(/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)$/, 'holds host names without ports, separated by commas');

const environment = z.object({
  /** Folder of the embedded database and its lock; relative to CROSSWARP_ROOT. */
  CROSSWARP_DATA: z.string().min(1).default('.data'),
  /** A PostgreSQL 15 (or newer) server to keep shares and run records in, instead of the embedded database. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'begins with postgres:// or postgresql://')
    .optional(),
  /** Further names under which the server may be called (the Host header without port), separated by commas. */
  CROSSWARP_ALLOWED_HOSTS: z
    .string()
    .transform((text) => text.split(',').map((name) => name.trim().toLowerCase()))
    .transform((names) => names.filter((name) => name !== ''))
    .pipe(z.array(hostName))
    .default([]),
  /**
   * How many proxies of your own stand before the server. 0: X-Forwarded-For is not believed and the address of the
   * connection is the client's; 1: its last entry is; and so on.
   */
  CROSSWARP_TRUST_PROXY: wholeNumber(0, 9).default(0),
  /** Jobs that run at the same time. Their timings disturb one another when there are as many as cores. */
  CROSSWARP_CONCURRENCY: wholeNumber(1, 64).default(1),
  /**
   * Folder for builds and build caches; relative to CROSSWARP_ROOT. When not set it is `.cache/crosswarp` in the
   * checkout, or /var/cache/crosswarp when the server is root and the users that jobs run as cannot reach the checkout.
   */
  CROSSWARP_WORK: z.string().min(1).optional(),
  /**
   * Control groups that hold jobs. `auto`: below the server's own group, when it has one for itself (systemd with
   * Delegate=yes, a container); `off`: none; else the name of a group given over to the server, like /crosswarp.
   */
  CROSSWARP_CGROUP: z
    .string()
    .regex(/^(auto|off|(\/[A-Za-z0-9._@-]+)+)$/, 'is auto, off, or the path of a control group')
    .refine((path) => !path.split('/').includes('..'), 'has no .. in it')
    .default('auto'),
  /** How much is logged. */
  CROSSWARP_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  /** Folder of the checkout: where `drizzle/` and `runtime/` are. The current folder when not set. */
  CROSSWARP_ROOT: z.string().min(1).optional(),
});

export type Settings = {
  /** Absolute. */
  readonly root: string;
  /** Absolute. */
  readonly dataFolder: string;
  /** Absolute; the runners choose one (defaultWorkRoot) when it is not set. */
  readonly workFolder?: string;
  /** `auto`, `off` or a group's path. */
  readonly controlGroup: string;
  readonly databaseUrl?: string;
  /** Lower case, without ports; the loopback names are among them. */
  readonly allowedHosts: readonly string[];
  readonly trustedProxies: number;
  readonly concurrency: number;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
};

/** Names that reach this machine only, and are therefore always allowed. */
export const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'] as const;

export class WrongSettings extends Error {}

/**
 * Reads the settings from the environment; empty variables count as not set.
 * @throws WrongSettings with one sentence that names the variable
 */
export function readSettings(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new WrongSettings(`the setting ${issue?.path[0]?.toString()} is wrong: ${issue?.message}`);
  }
  const e = parsed.data;
  const root = resolve(/* turbopackIgnore: true */ e.CROSSWARP_ROOT ?? process.cwd());
  const dataFolder = resolve(root, e.CROSSWARP_DATA);
  return {
    root,
    dataFolder,
    ...(e.CROSSWARP_WORK && { workFolder: resolve(root, e.CROSSWARP_WORK) }),
    ...(e.DATABASE_URL && { databaseUrl: e.DATABASE_URL }),
    controlGroup: e.CROSSWARP_CGROUP,
    allowedHosts: [...loopbackHosts, ...e.CROSSWARP_ALLOWED_HOSTS],
    trustedProxies: e.CROSSWARP_TRUST_PROXY,
    concurrency: e.CROSSWARP_CONCURRENCY,
    logLevel: e.CROSSWARP_LOG,
  };
}
