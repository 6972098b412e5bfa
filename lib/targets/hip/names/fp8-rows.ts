// Which names of the fp8 and fp4 headers HIP has and since which release, and which it lacks. Names are packed as
// library.ts says. Derived from AMD's public tables as of HIP 6.3; what is younger, from single newer headers.
import type { LibraryRows } from './library';

export const fp8Rows = {
  supported: {
    type: {
      '6.2': `
        __nv_saturation_t __nv_fp: 8_storage_t 8x2_storage_t 8x4_storage_t 8_e5m2 8x2_e5m2 8_e4m3 8x2_e4m3
        8x4_e4m3 8_interpretation_t 8x4_e5m2
      `,
      '7.0': `
        __nv_fp: 4_e2m1 4x2_e2m1 4x4_e2m1 4_interpretation_t 4_storage_t 4x2_storage_t 4x4_storage_t
      `,
    },
    enum: {
      '6.2': '__NV_: NOSAT SATFINITE E4M3 E5M2',
      '7.0': '__NV_E2M1',
    },
    device: {
      '6.2': `
        __nv_cvt_: double_to_fp8 double2_to_fp8x2 float_to_fp8 float2_to_fp8x2 halfraw_to_fp8
        halfraw2_to_fp8x2 bfloat16raw_to_fp8 bfloat16raw2_to_fp8x2 fp8_to_halfraw fp8x2_to_halfraw2
      `,
      '7.0': `
        __nv_cvt_: bfloat16raw2_to_fp4x2 bfloat16raw_to_fp4 double2_to_fp4x2 double_to_fp4 float2_to_fp4x2
        float_to_fp4 fp4_to_halfraw fp4x2_to_halfraw2 halfraw2_to_fp4x2 halfraw_to_fp4
      `,
    },
  },
  missing: {},
} as const satisfies LibraryRows;
