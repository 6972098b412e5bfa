// The door of the tool chains: whoever is outside imports from here alone.
export { type BuildTools, type Built, buildProgram } from './build';
export { projectRoot, type RuntimeHeaders, shareRuntimeHeaders } from './runtime-headers';
export {
  type Face,
  type FoundToolchain,
  findToolchain,
  inside,
  type Toolchain,
  toolchains,
} from './toolchain';
