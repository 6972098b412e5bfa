// The door of the server's runners: whoever is outside imports from here alone.
export { cppRunner } from './cpp-runner';
export { type CpuRunnerParts, cpuRunner } from './cpu-runner';
export { type DeviceRunnerParts, deviceRunner } from './device-runner';
export { interpreterRunner } from './interpreter-runner';
export { probeRunners } from './probe';
export { warmUp } from './warm-up';
export {
  type Found,
  findWorkshop,
  type Missing,
  theHip,
  theNvidia,
  theWorkshop,
  toolsOf,
  type Workshop,
} from './workshop';
