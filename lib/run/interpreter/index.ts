// The door of the interpreter: run a plan's inputs on a module, with findings, counts and shadows as asked.
export type { Options } from './coder';
export type { Counts } from './counts';
export { blockAt, type Finding, threadAt } from './finding';
export { type Interpretation, type InterpreterOptions, interpret, type Progress } from './interpret';
export type { ErrorGrowth } from './shadow-memory';
export type { StepKind, StepSite, Teller } from './told-steps';
export type { TraceStep } from './trace';
