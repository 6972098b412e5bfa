// The door of the tool chains: whoever is outside imports from here alone.

export { type BuildTools, type Built, buildProgram } from './build';
export { buildKernels } from './build-kernels';
export { buildForDevice, type DeviceBuilt } from './device-build';
export { type DeviceTools, type DeviceToolsFound, findHip, findNvidia } from './device-tools';
export { faceFolder } from './face';
export { projectRoot, type RuntimeCopy, shareRuntime } from './runtime-copy';
export { sourceLines } from './source-lines';
export {
  type Face,
  type FaceUnit,
  type FoundToolchain,
  findToolchain,
  inside,
  type Toolchain,
  toolchains,
} from './toolchain';
