// Which names of the half precision header HIP has and since which release, and which it lacks. Names are packed as
// library.ts says. Derived from AMD's public tables as of HIP 6.3; what is younger, from single newer headers.
import type { LibraryRows } from './library';

export const halfRows = {
  supported: {
    type: {
      '1.6': '__half __half2',
      '1.9': '__half_raw __half2_raw',
    },
    macro: {
      '7.0': `
        CUDART_: INF_FP16 MAX_NORMAL_FP16 MIN_DENORM_FP16 NAN_FP16 NEG_ZERO_FP16 ONE_FP16 ZERO_FP16
      `,
    },
    device: {
      '1.6': `
        __low2float __high2float htrunc hceil hfloor hrint h2trunc h2ceil h2floor __lowhigh2highlow
        __lows2half2 __highs2half2 __high2half __low2half __hisinf __halves2half2 __low2half2 __high2half2
        __ushort_as_half __ldg __heq2 __hne2 __hle2 __hge2 __hlt2 __hgt2 __hisnan2 __hadd2 __hsub2 __hmul2
        __hadd2_sat __hsub2_sat __hmul2_sat __hfma2 __hfma2_sat __hneg2 __hsub __hmul __hadd_sat __hsub_sat
        __hmul_sat __hfma __hfma_sat __hneg __hbeq2 __hbne2 __hble2 __hbge2 __hblt2 __hbgt2 __heq __hne
        __hle __hge __hlt __hgt __hisnan hsqrt hrsqrt hlog hlog2 hlog10 hexp hexp2 hexp10 hcos hsin h2sqrt
        h2rsqrt h2rcp h2log h2log2 h2log10 h2exp h2exp2 h2exp10 h2cos h2sin __shfl __float: 2half 2half_rn
        2half_rz 2half_rd 2half_ru 2half2_rn s2half2_rn 22half2_rn __half: 2float 22float2 2int_rn 2int_rz
        2int_rd 2int_ru 2short_rn 2short_rz 2short_rd 2short_ru 2uint_rn 2uint_rz 2uint_rd 2uint_ru
        2ushort_rn 2ushort_rz 2ushort_rd 2ushort_ru 2ull_rn 2ull_rz 2ull_rd 2ull_ru 2ll_rn 2ll_rz 2ll_rd
        2ll_ru _as_short _as_ushort __int2half_: rn rz rd ru __ll2half_: rn rz rd ru __shfl_: up down xor
        __short2half_: rn rz rd ru __uint2half_: rn rz rd ru __ull2half_: rn rz rd ru __ushort2half_: rn rz
        rd ru
      `,
      '1.9': `
        h2rint __half2half2 __short_as_half __ldcg __ldca __ldcs __hequ2 __hneu2 __hleu2 __hgeu2 __hltu2
        __hgtu2 __h2div __hdiv __hbequ2 __hbneu2 __hbleu2 __hbgeu2 __hbltu2 __hbgtu2 __hequ __hneu __hleu
        __hgeu __hltu __hgtu hrcp
      `,
      '3.5': '__habs2 __habs',
      '4.4': '__funnelshift_: l lc r rc',
      '5.5': '__hmax __hmax_nan __hmin __hmin_nan',
      '5.7': '__hmax2 __hmin2',
    },
  },
  missing: {
    device: `
      __ldlu __ldcv __hadd2_rn __hsub2_rn __hmul2_rn __hfma2_relu __hsub_rn __hmul_rn __hfma_relu
      __double2half __hmax2_nan __hmin2_nan __stwb __stcg __stcs __stwt __hcmadd __heq2_mask __hne2_mask
      __hle2_mask __hge2_mask __hlt2_mask __hgt2_mask __hequ2_mask __hneu2_mask __hleu2_mask __hgeu2_mask
      __hltu2_mask __hgtu2_mask make_half2 __half2char_rz __half2uchar_rz
    `,
  },
  lifetimes: {
    cudaDeprecated: {
      '9.0': '__shfl __shfl_: up down xor',
    },
  },
} as const satisfies LibraryRows;
