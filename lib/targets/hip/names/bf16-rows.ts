// Which names of the bfloat16 header HIP has and since which release, and which it lacks. Names are packed as
// library.ts says. Derived from AMD's public tables as of HIP 6.3; what is younger, from single newer headers.
import type { LibraryRows } from './library';

export const bf16Rows = {
  supported: {
    type: {
      '5.7': '__nv_bfloat16 __nv_bfloat162 nv_bfloat162 nv_bfloat16',
      '6.2': '__nv_bfloat16_raw __nv_bfloat162_raw',
    },
    device: {
      '5.7': `
        __double2bfloat16 __float2bfloat16 __lows2bfloat162 __highs2bfloat162 __high2bfloat16 __low2bfloat16
        __halves2bfloat162 __low2bfloat162 __high2bfloat162 __short_as_bfloat16 __ushort_as_bfloat16
        __float22bfloat162_rn __bfloat: 162float 1622float2 162bfloat162 16_as_short 16_as_ushort
      `,
    },
  },
  missing: {
    device: `
      __floats2bfloat162_rn make_bfloat162 __bfloat: 162int_rn 162int_rz 162int_rd 162int_ru 162short_rn
      162short_rz 162short_rd 162short_ru 162uint_rn 162uint_rz 162uint_rd 162uint_ru 162ushort_rn
      162ushort_rz 162ushort_rd 162ushort_ru 162ull_rn 162ull_rz 162ull_rd 162ull_ru 162ll_rn 162ll_rz
      162ll_rd 162ll_ru 162char_rz 162uchar_rz __float2bfloat: 16_rn 16_rz 16_rd 16_ru 162_rn
      __int2bfloat16_: rn rz rd ru __ll2bfloat16_: rn rz rd ru __short2bfloat16_: rn rz rd ru
      __uint2bfloat16_: rn rz rd ru __ull2bfloat16_: rn rz rd ru __ushort2bfloat16_: rn rz rd ru
    `,
  },
} as const satisfies LibraryRows;
