// Names of the CUDA runtime that are on their way out or gone, on either side. Names are packed as library.ts says.
// Derived from AMD's public tables as of HIP 6.3.
import type { LibraryRows } from './library';

export const runtimeLifetimes = {
  cudaDeprecated: {
    '3.1': `
        cudaError: AddressOfConstant TextureFetchFailed TextureNotBound SynchronizationError
        MixedDeviceExecution MemoryValueTooLarge PriorLaunchFailure
      `,
    '4.1': 'cudaErrorNotYetImplemented cudaErrorApiFailureBase',
    '5.0': 'cudaErrorProfiler: NotInitialized AlreadyStarted AlreadyStopped',
    '10.0': `
        cuda: GLMapBufferObject{,Async} GLUnmapBufferObject{,Async} ThreadExit ThreadGetCacheConfig
        ThreadGetLimit ThreadSetCacheConfig ThreadSetLimit ThreadSynchronize SetDoubleForDevice
        SetDoubleForHost GLRegisterBufferObject GLSetBufferObjectMapFlags GLSetGLDevice
        GLUnregisterBufferObject D3D9MapResources D3D9ResourceGetMappedArray D3D9ResourceGetMappedPitch
        D3D9ResourceGetMappedPointer D3D9ResourceGetMappedSize D3D9ResourceGetSurfaceDimensions
        D3D9ResourceSetMapFlags D3D9UnmapResources D3D9UnregisterResource D3D10GetDirect3DDevice
        D3D10MapResources D3D10RegisterResource D3D10ResourceGetMappedArray D3D10ResourceGetMappedPitch
        D3D10ResourceGetMappedPointer D3D10ResourceGetMappedSize D3D10ResourceGetSurfaceDimensions
        D3D10ResourceSetMapFlags D3D10SetDirect3DDevice D3D10UnmapResources D3D10UnregisterResource
        D3D11GetDirect3DDevice D3D11SetDirect3DDevice
      `,
    '10.1': `
        cuda: MemcpyToArray{,Async} MemcpyFromArray{,Async} MemcpyArrayToArray ErrorInvalidHostPointer
        ErrorInvalidDevicePointer
      `,
    '11.0': `
        cuda: BindTexture BindTexture2D BindTextureToArray BindTextureToMipmappedArray
        GetTextureAlignmentOffset GetTextureReference UnbindTexture BindSurfaceToArray GetSurfaceReference
        ProfilerInitialize
      `,
    '11.3': 'cudaLaunchCooperativeKernelMultiDevice',
    '11.5': 'cudaDevAttrMaxTimelineSemaphoreInteropSupported',
    '12.4': `
        cuda: DeviceGetSharedMemConfig DeviceSetSharedMemConfig FuncSetSharedMemConfig SharedMemConfig
      `,
  },
  cudaRemoved: {
    '10.1': 'cudaConfigureCall cudaLaunch cudaSetupArgument',
    '12.0': `
        surfaceReference texture cuda: OutputMode{,_t} CreateTextureObject_v2 GetTextureObjectTextureDesc_v2
        BindTexture BindTexture2D BindTextureToArray BindTextureToMipmappedArray GetTextureAlignmentOffset
        GetTextureReference UnbindTexture BindSurfaceToArray GetSurfaceReference ProfilerInitialize
        KeyValuePair CSV DevicePropDontCare
      `,
  },
  hipDeprecated: {
    '3.0': 'cudaProfilerStart cudaProfilerStop',
    '3.8': `
        cuda: MemcpyFromArray MemcpyToArray BindTexture BindTexture2D BindTextureToArray
        GetTextureAlignmentOffset UnbindTexture
      `,
    '5.3': 'cudaGetTextureReference',
    '5.7': 'cudaBindTextureToMipmappedArray',
  },
} as const satisfies NonNullable<LibraryRows['lifetimes']>;
