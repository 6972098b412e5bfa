// CUDA's own headers, each with the HIP header that takes its place. A header of a library that has no rows yet
// stands in libraries.ts; any other path is the user's or the system's and is left alone.
import type { HipVersion } from './library';

export type HeaderEntry = {
  /** Undefined: HIP has no such header and the line goes. */
  readonly hip?: string;
  /** HIP releases before this one lack the header. */
  readonly since?: HipVersion;
};

export const runtimeHeader = 'hip/hip_runtime.h';

export const headers: Readonly<Record<string, HeaderEntry>> = {
  'cuda.h': { hip: runtimeHeader },
  'cuda_runtime.h': { hip: runtimeHeader },
  'cuda_runtime_api.h': { hip: 'hip/hip_runtime_api.h' },
  'cuda_profiler_api.h': { hip: 'hip/hip_runtime_api.h' },
  'channel_descriptor.h': { hip: 'hip/channel_descriptor.h' },
  'device_functions.h': { hip: 'hip/device_functions.h' },
  'driver_types.h': { hip: 'hip/driver_types.h' },
  'vector_types.h': { hip: 'hip/hip_vector_types.h' },
  'library_types.h': { hip: 'hip/library_types.h' },
  'math_constants.h': { hip: 'hip/hip_math_constants.h', since: '5.3' },
  'cuda_fp16.h': { hip: 'hip/hip_fp16.h' },
  'cuda_texture_types.h': { hip: 'hip/hip_texture_types.h' },
  'cooperative_groups.h': { hip: 'hip/hip_cooperative_groups.h' },
  'device_launch_parameters.h': {},
  'texture_fetch_functions.h': {},
};
