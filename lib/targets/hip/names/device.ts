// The names of device code: built-in functions that HIP has under the same name, and those it lacks.
// Derived from AMD's public tables as of HIP 6.3; the warp functions with masks from HIP's release notes and headers.
import type { LibraryNames } from './library';

export const deviceNames = {
  library: 'device',
  label: 'CUDA device functions',
  shapes: [],
  exceptions: {},
  rows: [
    {
      supported: {
        device: {
          '1.6': `
        abs fabs fabsf min fminf fmin max fmaxf fmax sin cos sincos sincosf tan sqrt rsqrt rsqrtf log2
        exp2 exp2f exp10 exp10f expm1 expm1f log2f log10 log log1p log1pf floor exp cosh sinh tanh
        acosh acoshf asinh asinhf atanh atanhf ldexp ldexpf logb logbf ilogb ilogbf scalbn scalbnf
        scalbln scalblnf frexp frexpf round roundf lround lroundf llround llroundf rint rintf lrint
        lrintf llrint llrintf nearbyint nearbyintf ceil trunc truncf fdim fdimf atan2 atan acos asin
        hypot rhypot hypotf rhypotf norm3d rnorm3d norm4d rnorm4d norm rnorm rnormf normf norm3df
        rnorm3df norm4df rnorm4df cbrt cbrtf rcbrt rcbrtf sinpi sinpif cospi cospif sincospi sincospif
        pow fmod remainder remainderf remquof j0 j0f j1 j1f jn jnf y0 y0f y1 y1f yn ynf erf erff
        erfinv erfinvf erfc erfcf lgamma erfcinv erfcinvf normcdfinv normcdfinvf normcdf normcdff
        erfcx erfcxf lgammaf tgamma tgammaf copysign copysignf nextafter nan nanf fma fmaf acosf asinf
        atanf atan2f cosf sinf tanf coshf sinhf tanhf expf logf log10f powf sqrtf ceilf floorf fmodf
        signbit isfinite isnan isinf __mulhi __umulhi __mul64hi __umul64hi __int_as_float
        __float_as_int __uint_as_float __float_as_uint __syncthreads __threadfence __threadfence_block
        __threadfence_system __saturatef __sad __usad __mul24 __umul24 fdividef __fdividef __sinf
        __cosf __tanf __sincosf __expf __exp10f __log2f __log10f __logf __powf __float2int_rn
        __float2int_rz __float2int_ru __float2int_rd __float2uint_rn __float2uint_rz __float2uint_ru
        __float2uint_rd __int2float_rn __int2float_rz __int2float_ru __int2float_rd __uint2float_rn
        __uint2float_rz __uint2float_ru __uint2float_rd __float2ll_rn __float2ll_rz __float2ll_ru
        __float2ll_rd __float2ull_rn __float2ull_rz __float2ull_ru __float2ull_rd __ll2float_rn
        __ll2float_rz __ll2float_ru __ll2float_rd __ull2float_rn __ull2float_rz __ull2float_ru
        __ull2float_rd __fadd_rn __fsub_rn __fmul_rn __fmaf_rn __frcp_rn __fsqrt_rn __frsqrt_rn
        __fdiv_rn __clz __ffs __popc __brev __clzll __ffsll __popcll __brevll __byte_perm __hadd
        __rhadd __uhadd __urhadd __dadd_rn __ddiv_rn __dmul_rn __drcp_rn __dsqrt_rn __dsub_rn __fma_rn
        __double2float_rd __double2float_rn __double2float_ru __double2float_rz __double2hiint
        __double2loint __double2int_rd __double2int_rn __double2int_ru __double2int_rz __double2ll_rd
        __double2ll_rn __double2ll_ru __double2ll_rz __double2uint_rd __double2uint_rn
        __double2uint_ru __double2uint_rz __double2ull_rd __double2ull_rn __double2ull_ru
        __double2ull_rz __double_as_longlong __hiloint2double __int2double_rn __ll2double_rd
        __ll2double_rn __ll2double_ru __ll2double_rz __longlong_as_double __uint2double_rn
        __ull2double_rd __ull2double_rn __ull2double_ru __ull2double_rz atomicAdd atomicSub atomicExch
        atomicMin atomicMax atomicInc atomicDec atomicAnd atomicOr atomicXor atomicCAS __all __any
        __ballot clock64 clock
      `,
          '1.9': `
        labs llabs modf remquo cyl_bessel_i0 cyl_bessel_i0f cyl_bessel_i1 cyl_bessel_i1f nextafterf
        modff __assert_fail __assertfail
      `,
          '3.7': '__syncthreads_count __syncthreads_and __syncthreads_or',
          '4.3': `
        atomicAdd_system atomicSub_system atomicExch_system atomicMin_system atomicMax_system
        atomicAnd_system atomicOr_system atomicXor_system atomicCAS_system
      `,
          // With masks. Before these releases they are not declared; up to 6.4 only on request (a macro).
          '6.2': `
        __shfl_sync __shfl_up_sync __shfl_down_sync __shfl_xor_sync __all_sync __any_sync __ballot_sync
        __match_any_sync __match_all_sync __activemask
      `,
          '7.0': `
        __reduce_add_sync __reduce_min_sync __reduce_max_sync __reduce_and_sync __reduce_or_sync
        __reduce_xor_sync __syncwarp
      `,
        },
      },
      missing: {
        device: `
      umin llmin ullmin umax llmax ullmax __isinff __isnanf __finite __finitef __signbit __isnan __isinf
      __signbitf __signbitl __finitel __isinfl __isnanl _ldsign _fdsign _Pow_int mulhi mul64hi
      float_as_int int_as_float float_as_uint uint_as_float saturate mul24 umul24 float2int int2float
      uint2float fdivide __fadd_rz __fadd_ru __fadd_rd __fsub_rz __fsub_ru __fsub_rd __fmul_rz __fmul_ru
      __fmul_rd __fmaf_rz __fmaf_ru __fmaf_rd __frcp_rz __frcp_ru __frcp_rd __fsqrt_rz __fsqrt_ru
      __fsqrt_rd __fdiv_rz __fdiv_ru __fdiv_rd __hadd_rn __prof_trigger __trap __brkpt __pm0 __pm1 __pm2
      __pm3 __dadd_rz __dadd_ru __dadd_rd __ddiv_rz __ddiv_ru __ddiv_rd __dmul_rz __dmul_ru __dmul_rd
      __drcp_rz __drcp_ru __drcp_rd __dsqrt_rz __dsqrt_ru __dsqrt_rd __dsub_rz __dsub_ru __dsub_rd
      __fma_rz __fma_ru __fma_rd __vabs2 __vabsss2 __vadd2 __vaddss2 __vaddus2 __vavgs2 __vavgu2
      __vhaddu2 __vcmpeq2 __vcmpges2 __vcmpgeu2 __vcmpgts2 __vcmpgtu2 __vcmples2 __vcmplts2 __vcmpltu2
      __vcmpne2 __vabsdiffu2 __vmaxs2 __vmaxu2 __vmins2 __vminu2 __vseteq2 __vsetges2 __vsetgeu2
      __vsetgts2 __vsetles2 __vsetleu2 __vsetlts2 __vsetltu2 __vsetne2 __vsadu2 __vsub2 __vsubss2
      __vsubus2 __vneg2 __vnegss2 __vabsdiffs2 __vsads2 __vabs4 __vabsss4 __vadd4 __vaddss4 __vaddus4
      __vavgs4 __vavgu4 __vhaddu4 __vcmpeq4 __vcmpges4 __vcmpgeu4 __vcmpgts4 __vcmpgtu4 __vcmples4
      __vcmpleu4 __vcmplts4 __vcmpltu4 __vcmpne4 __vabsdiffu4 __vmaxs4 __vmaxu4 __vmins4 __vminu4
      __vseteq4 __vsetles4 __vsetleu4 __vsetlts4 __vsetltu4 __vsetges4 __vsetgeu4 __vsetgts4 __vsetgtu4
      __vsetne4 __vsadu4 __vsub4 __vsubss4 __vsubus4 __vneg4 __vnegss4 __vabsdiffs4 __vsads4
      __viaddmax_s32 __viaddmax_u32 __viaddmax_s16x2 __viaddmax_u16x2 __viaddmax_s32_relu __viaddmax_s16x2_relu
      __viaddmin_s32 __viaddmin_u32 __viaddmin_s16x2 __viaddmin_u16x2 __viaddmin_s32_relu __viaddmin_s16x2_relu
      __vimax3_s32 __vimax3_u32 __vimax3_s16x2 __vimax3_u16x2 __vimax3_s32_relu __vimax3_s16x2_relu
      __vimin3_s32 __vimin3_u32 __vimin3_s16x2 __vimin3_u16x2 __vimin3_s32_relu __vimin3_s16x2_relu
      __vimax_s32_relu __vimax_s16x2_relu __vimin_s32_relu __vimin_s16x2_relu
      __vibmax_s32 __vibmax_u32 __vibmax_s16x2 __vibmax_u16x2 __vibmin_s32 __vibmin_u32 __vibmin_s16x2 __vibmin_u16x2
    `,
      },
    },
  ],
  toldBy: {
    __shfl_sync: 'sync-builtins-version',
    __shfl_up_sync: 'sync-builtins-version',
    __shfl_down_sync: 'sync-builtins-version',
    __shfl_xor_sync: 'sync-builtins-version',
    __all_sync: 'sync-builtins-version',
    __any_sync: 'sync-builtins-version',
    __ballot_sync: 'sync-builtins-version',
    __match_any_sync: 'sync-builtins-version',
    __match_all_sync: 'sync-builtins-version',
    __activemask: 'sync-builtins-version',
    __reduce_add_sync: 'sync-builtins-version',
    __reduce_min_sync: 'sync-builtins-version',
    __reduce_max_sync: 'sync-builtins-version',
    __reduce_and_sync: 'sync-builtins-version',
    __reduce_or_sync: 'sync-builtins-version',
    __reduce_xor_sync: 'sync-builtins-version',
    __syncwarp: 'syncwarp',
  },
} as const satisfies LibraryNames;
