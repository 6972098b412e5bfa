// Which names of cuRAND, host and device HIP has and since which release, and which it lacks. Names are packed as
// library.ts says. Derived from AMD's public tables as of HIP 6.3; what is younger, from single newer headers.
import type { LibraryRows } from './library';

export const randRows = {
  supported: {
    function: {
      '1.5': `
        curand: CreateGenerator CreateGeneratorHost CreatePoissonDistribution DestroyDistribution
        DestroyGenerator Generate GenerateLogNormal GenerateLogNormalDouble GenerateNormal
        GenerateNormalDouble GeneratePoisson GenerateSeeds GenerateUniform GenerateUniformDouble GetVersion
        SetGeneratorOffset SetPseudoRandomGeneratorSeed SetQuasiRandomGeneratorDimensions SetStream
        MakeMTGP32Constants MakeMTGP32KernelState
      `,
      '5.5': 'curandGenerateLongLong',
      '6.0': `
        curandGet: DirectionVectors32 DirectionVectors64 ScrambleConstants32 ScrambleConstants64
      `,
      '6.2': 'curandSetGeneratorOrdering',
    },
    type: {
      '1.5': `
        curand: Status{,_t} RngType{,_t} Generator_st Generator_t DiscreteDistribution_st
        DiscreteDistribution_t DirectionVectors32_t StateMtgp32_t StateSobol32_t StateMRG32k3a_t
        StateXORWOW_t State_t
      `,
      '1.8': `
        curandState curandState: Philox4_32_10{,_t} Mtgp32 Sobol32 MRG32k3a XORWOW
      `,
      '6.0': 'curandDirectionVectorSet{,_t} curandDirectionVectors64_t',
      '6.2': `
        curand: Ordering{,_t} StateSobol64{,_t} StateScrambledSobol64{,_t} StateScrambledSobol32{,_t}
      `,
    },
    enum: {
      '1.5': `
        CURAND_: STATUS_SUCCESS STATUS_VERSION_MISMATCH STATUS_NOT_INITIALIZED STATUS_ALLOCATION_FAILED
        STATUS_TYPE_ERROR STATUS_OUT_OF_RANGE STATUS_LENGTH_NOT_MULTIPLE STATUS_DOUBLE_PRECISION_REQUIRED
        STATUS_LAUNCH_FAILURE STATUS_PREEXISTING_FAILURE STATUS_INITIALIZATION_FAILED STATUS_ARCH_MISMATCH
        STATUS_INTERNAL_ERROR RNG_TEST RNG_PSEUDO_DEFAULT RNG_PSEUDO_XORWOW RNG_PSEUDO_MRG32K3A
        RNG_PSEUDO_MTGP32 RNG_PSEUDO_MT19937 RNG_PSEUDO_PHILOX4_32_10 RNG_QUASI_DEFAULT RNG_QUASI_SOBOL32
        RNG_QUASI_SCRAMBLED_SOBOL32 RNG_QUASI_SOBOL64 RNG_QUASI_SCRAMBLED_SOBOL64
      `,
      '6.0': `
        CURAND_: DIRECTION_VECTORS_32_JOEKUO6 SCRAMBLED_DIRECTION_VECTORS_32_JOEKUO6
        DIRECTION_VECTORS_64_JOEKUO6 SCRAMBLED_DIRECTION_VECTORS_64_JOEKUO6
      `,
      '6.2': `
        CURAND_ORDERING_QUASI_DEFAULT CURAND_ORDERING_PSEUDO_: BEST DEFAULT SEEDED LEGACY DYNAMIC
      `,
    },
    device: {
      '1.5': `
        curand curand_: init log_normal log_normal_double log_normal2 log_normal2_double log_normal4
        log_normal4_double normal normal_double normal2 normal2_double normal4 normal4_double uniform
        uniform_double uniform2_double uniform4 uniform4_double discrete discrete4 poisson poisson4
      `,
    },
  },
  missing: {
    function: 'curandGetProperty',
    type: `
      curandMethod{,_t} curandDistribution: _st _t Shift_st Shift_t M2Shift_st M2Shift_t curandHistogram:
      M2V_st M2V_t M2_st M2_t M2K_st M2K_t
    `,
    enum: `
      CURAND_: CHOOSE_BEST ITR KNUTH HITR M1 M2 BINARY_SEARCH DISCRETE_GAUSS REJECTION DEVICE_API
      FAST_REJECTION 3RD DEFINITION POISSON
    `,
    device: `
      curand_Philox4x32_10 __curand_umul curand_mtgp32_: single single_specific specific
    `,
  },
} as const satisfies LibraryRows;
