// Which names of cuFFT HIP has and since which release, and which it lacks. Names are packed as
// library.ts says. Derived from AMD's public tables as of HIP 6.3; what is younger, from single newer headers.
import type { LibraryRows } from './library';

export const fftRows = {
  supported: {
    function: {
      '1.7': `
        cufft: Plan1d Plan2d Plan3d PlanMany MakePlan1d MakePlan2d MakePlan3d MakePlanMany MakePlanMany64
        GetSizeMany64 Estimate1d Estimate2d Estimate3d EstimateMany Create GetSize1d GetSize2d GetSize3d
        GetSizeMany GetSize SetWorkArea SetAutoAllocation ExecC2C ExecR2C ExecC2R ExecZ2Z ExecD2Z ExecZ2D
        SetStream Destroy GetVersion
      `,
      '2.6': 'cufftGetProperty',
      '4.3': `
        cufftCallback: LoadC LoadZ LoadR LoadD StoreC StoreZ StoreR StoreD cufftXt: SetCallback
        ClearCallback SetCallbackSharedSize
      `,
    },
    type: {
      '1.7': `
        cufft: Type{,_t} Result{,_t} Real DoubleReal Complex DoubleComplex Handle
      `,
      '4.3': 'cufftXtCallbackType{,_t}',
    },
    enum: {
      '1.7': `
        CUFFT_: FORWARD INVERSE SUCCESS INVALID_PLAN ALLOC_FAILED INVALID_TYPE INVALID_VALUE INTERNAL_ERROR
        EXEC_FAILED SETUP_FAILED INVALID_SIZE UNALIGNED_DATA INCOMPLETE_PARAMETER_LIST INVALID_DEVICE
        PARSE_ERROR NO_WORKSPACE NOT_IMPLEMENTED NOT_SUPPORTED R2C C2R C2C D2Z Z2D Z2Z
      `,
      '4.3': `
        CUFFT_CB_: LD_COMPLEX LD_COMPLEX_DOUBLE LD_REAL LD_REAL_DOUBLE ST_COMPLEX ST_COMPLEX_DOUBLE ST_REAL
        ST_REAL_DOUBLE UNDEFINED
      `,
    },
  },
  missing: {
    function: `
      cufftSetPlanPropertyInt64 cufftGetPlanPropertyInt64 cufftResetPlanProperty cufftXt: SetGPUs Malloc
      Memcpy Free SetWorkArea ExecDescriptorC2C ExecDescriptorR2C ExecDescriptorC2R ExecDescriptorZ2Z
      ExecDescriptorD2Z ExecDescriptorZ2D QueryPlan MakePlanMany GetSizeMany Exec ExecDescriptor
      SetWorkAreaPolicy SetDistribution
    `,
    type: `
      cufft: Box3d{,_t} Property{,_t} XtCopyType{,_t} XtSubFormat{,_t} XtQueryType{,_t} Xt1dFactors{,_t}
      Compatibility{,_t} XtWorkAreaPolicy{,_t}
    `,
    enum: `
      MAX_CUFFT_ERROR NVFFT_PLAN_PROPERTY_INT64_PATIENT_JIT NVFFT_PLAN_PROPERTY_INT64_MAX_NUM_HOST_THREADS
      CUFFT_: COMPATIBILITY_DEFAULT LICENSE_ERROR COMPATIBILITY_FFTW_PADDING XT_FORMAT_INPUT
      XT_FORMAT_OUTPUT XT_FORMAT_INPLACE XT_FORMAT_INPLACE_SHUFFLED XT_FORMAT_1D_INPUT_SHUFFLED
      XT_FORMAT_DISTRIBUTED_INPUT XT_FORMAT_DISTRIBUTED_OUTPUT FORMAT_UNDEFINED COPY_HOST_TO_DEVICE
      COPY_DEVICE_TO_HOST COPY_DEVICE_TO_DEVICE COPY_UNDEFINED QUERY_1D_FACTORS QUERY_UNDEFINED
      WORKAREA_MINIMAL WORKAREA_USER WORKAREA_PERFORMANCE
    `,
  },
} as const satisfies LibraryRows;
