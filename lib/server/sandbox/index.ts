// The door of the sandbox: whoever is outside imports from here alone.
export { type Ending, type Failed, failed, readableBytes } from './ending';
export { probeSandbox, type SandboxState } from './probe';
export { controlGroups, runSandboxed, type SandboxCommand, type SandboxRun } from './sandbox';
export type { DeviceAccess, Mount } from './walls';
export {
  defaultWorkRoot,
  endingOfFileError,
  type JobFolder,
  openJobFolder,
  openWorkRoot,
  sweepJobs,
  type WorkRoot,
} from './work-folder';
