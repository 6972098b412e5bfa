// Which names of NVRTC HIP has and since which release, and which it lacks. Names are packed as
// library.ts says. Derived from AMD's public tables as of HIP 6.3; what is younger, from single newer headers.
import type { LibraryRows } from './library';

export const rtcRows = {
  supported: {
    function: {
      '2.6': `
        nvrtc: GetErrorString Version CreateProgram DestroyProgram CompileProgram GetPTXSize GetPTX
        GetProgramLogSize GetProgramLog AddNameExpression GetLoweredName
      `,
      '5.3': 'nvrtcGetCUBINSize nvrtcGetCUBIN',
    },
    type: {
      '2.6': 'nvrtcResult nvrtcProgram',
    },
    enum: {
      '2.6': `
        NVRTC_SUCCESS NVRTC_ERROR_: OUT_OF_MEMORY PROGRAM_CREATION_FAILURE INVALID_INPUT INVALID_PROGRAM
        INVALID_OPTION COMPILATION BUILTIN_OPERATION_FAILURE NO_NAME_EXPRESSIONS_AFTER_COMPILATION
        NO_LOWERED_NAMES_BEFORE_COMPILATION NAME_EXPRESSION_NOT_VALID INTERNAL_ERROR
      `,
    },
  },
  missing: {
    function: `
      nvrtcGet: NumSupportedArchs SupportedArchs NVVMSize NVVM LTOIRSize LTOIR OptiXIRSize OptiXIR
    `,
    enum: 'NVRTC_ERROR_TIME_FILE_WRITE_FAILED',
  },
  lifetimes: {
    cudaDeprecated: {
      '12.0': 'nvrtcGetNVVMSize nvrtcGetNVVM',
    },
  },
} as const satisfies LibraryRows;
