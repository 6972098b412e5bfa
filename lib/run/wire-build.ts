// What a real compiler made of a program for one architecture, as it crosses the network: registers, memory and
// occupancy of each kernel, and texts (assembly, PTX, LLVM IR) tied to lines of the source. Part of wire.ts.
import { z } from 'zod';
import { architectureIds } from './architectures';
import { occupancyLimits } from './occupancy';

export const viewKinds = ['assembly', 'ptx', 'llvm-ir'] as const;
export type ViewKind = (typeof viewKinds)[number];

export const viewSchema = z.object({
  kind: z.enum(viewKinds),
  text: z.string(),
  /** Where the text was cut, it ended this many lines later. */
  cutLines: z.number().optional(),
  /** `[from, to, file, line]`: lines from..to of the text (from 1, both included) come from this line of this file. */
  marks: z.array(z.tuple([z.number(), z.number(), z.string(), z.number()])),
  /** Lines at which functions begin. */
  functions: z.array(z.object({ name: z.string(), line: z.number() })),
});
export type View = z.infer<typeof viewSchema>;

export const occupancySchema = z.object({
  /** Threads of a block. */
  threads: z.number(),
  /** Blocks that one compute unit holds at once; 0 when not even one fits. */
  blocks: z.number(),
  /** Warps that one compute unit holds at once, and the most that it could. */
  warps: z.number(),
  most: z.number(),
  limitedBy: z.array(z.enum(occupancyLimits)),
});

export const kernelBuildSchema = z.object({
  /** As the source writes it, with template arguments. */
  kernel: z.string(),
  symbol: z.string(),
  /** Where its instructions come from: the first line, from 1, in the file that its first instruction comes from. */
  line: z.number().optional(),
  file: z.string().optional(),
  /** Vector registers per lane, those for accumulation counted in; absent where only PTX was made. */
  registers: z.number().optional(),
  accumulationRegisters: z.number().optional(),
  /** Registers that all lanes of a wavefront share (AMD). */
  scalarRegisters: z.number().optional(),
  /** Registers that found no place and live in memory; NVIDIA counts bytes of stores and loads. */
  spilledRegisters: z.number().optional(),
  spillBytes: z.number().optional(),
  /** Static shared memory of a block: LDS on AMD. */
  sharedBytes: z.number().optional(),
  /** Private memory per thread that lives outside registers. */
  scratchBytes: z.number().optional(),
  /** The most threads a block may have. */
  maxThreads: z.number(),
  /** One line per usual size of a block. */
  occupancy: z.array(occupancySchema),
});
export type KernelBuild = z.infer<typeof kernelBuildSchema>;

export const buildReportSchema = z.object({
  arch: z.enum(architectureIds),
  /** Largest of any kernel. */
  registers: z.number().optional(),
  sharedBytes: z.number().optional(),
  scratchBytes: z.number().optional(),
  /** Smallest of any kernel at blocks of 256 threads (or its largest block): resident warps as a share of the most. */
  occupancy: z.number().optional(),
  /** What was not checked, or is not the real thing, in one sentence. */
  note: z.string().optional(),
  kernels: z.array(kernelBuildSchema),
  views: z.array(viewSchema),
});
export type BuildReport = z.infer<typeof buildReportSchema>;
