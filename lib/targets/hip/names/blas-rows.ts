// Which names of cuBLAS and cuBLASLt HIP has and since which release, and which it lacks. Names are packed as
// library.ts says. Derived from AMD's public tables as of HIP 6.3; what is younger, from single newer headers.
import type { LibraryRows } from './library';

export const blasRows = {
  supported: {
    function: {
      '1.6': 'cublasSgemvBatched',
      '1.8': `
        cublas: {S,D}ger{,_v2} {S,D}nrm2{,_v2} {S,D}scal{,_v2} {S,D}axpy{,_v2} {S,D}copy{,_v2}
        {S,D}asum{,_v2} {S,D}gemv{,_v2} {S,D}gemm{,_v2,Batched} {S,D}trsm{,_v2} Create{,_v2}
        I{s,d}amax{,_v2} Destroy{,_v2} SetStream{,_v2} GetStream{,_v2} SetPointerMode{,_v2}
        GetPointerMode{,_v2} SetVector GetVector SetMatrix GetMatrix Hgemm {S,D}gemmStridedBatched {S,D}geam
      `,
      '3.0': `
        cublas: {S,D}dot{,_v2} {S,D}rot{,_v2} {S,D}syr{,_v2} {S,D}swap{,_v2} {S,D}rotg{,_v2} {S,D}rotm{,_v2}
        {S,D}trsv{,_v2} I{s,d}amin{,_v2} {S,D}rotmg{,_v2} HgemmBatched HgemmStridedBatched DgemvBatched
        {S,D}gemvStridedBatched
      `,
      '3.2': 'cublas{S,D}trmm{,_v2} cublas{S,D}trsmBatched',
      '3.5': `
        cublas: {S,D}spr{,_v2} {S,D}gbmv{,_v2} {S,D}trmv{,_v2} {S,D}tbmv{,_v2} {S,D}tpmv{,_v2}
        {S,D}tpsv{,_v2} {S,D}symv{,_v2} {S,D}sbmv{,_v2} {S,D}spmv{,_v2} {S,D}syr2{,_v2} {S,D}spr2{,_v2}
        {S,D}syrk{,_v2} {S,D}syr2k{,_v2} {S,D}syrkx {S,D}getrfBatched {S,D}getrsBatched {S,D}geqrfBatched
      `,
      '3.6': 'cublas{S,D}tbsv{,_v2} cublas{S,D}symm{,_v2} cublas{S,D}dgmm',
      '3.7': `
        cublas: SetVectorAsync GetVectorAsync SetMatrixAsync GetMatrixAsync {S,D}getriBatched
      `,
      '3.10': 'cublasGetAtomicsMode cublasSetAtomicsMode',
      '5.0': 'cublasGetStatusString',
      '5.4': 'cublas{S,D}gelsBatched',
      '5.5': `
        cublasLt: Create Destroy Matmul MatrixLayoutCreate MatrixLayoutDestroy MatrixLayoutSetAttribute
        MatrixLayoutGetAttribute MatmulDescCreate MatmulDescDestroy MatmulDescSetAttribute
        MatmulDescGetAttribute MatmulPreferenceCreate MatmulPreferenceDestroy MatmulPreferenceSetAttribute
        MatmulPreferenceGetAttribute MatmulAlgoGetHeuristic
      `,
      '6.0': `
        cublas: {C,Z}rot{,_v2} {C,Z}syr{,_v2} {C,Z}her{,_v2} {C,Z}hpr{,_v2} {C,Z}dotu{,_v2} {C,Z}dotc{,_v2}
        {C,Z}scal{,_v2} {C,Z}axpy{,_v2} {C,Z}copy{,_v2} {C,Z}swap{,_v2} Csrot{,_v2} Zdrot{,_v2}
        {C,Z}rotg{,_v2} {C,Z}gemv{,_v2,Batched} {C,Z}gbmv{,_v2} {C,Z}trmv{,_v2} {C,Z}tbmv{,_v2}
        {C,Z}tpmv{,_v2} {C,Z}trsv{,_v2} {C,Z}tpsv{,_v2} {C,Z}tbsv{,_v2} {C,Z}symv{,_v2} {C,Z}hemv{,_v2}
        {C,Z}hbmv{,_v2} {C,Z}hpmv{,_v2} {C,Z}geru{,_v2} {C,Z}gerc{,_v2} {C,Z}syr2{,_v2} {C,Z}her2{,_v2}
        {C,Z}hpr2{,_v2} {C,Z}gemm{,_v2,Batched} {C,Z}syrk{,_v2} {C,Z}herk{,_v2} {C,Z}symm{,_v2}
        {C,Z}hemm{,_v2} {C,Z}trsm{,_v2,Batched} {C,Z}trmm{,_v2} Scnrm2{,_v2} Dznrm2{,_v2} Csscal{,_v2}
        Zdscal{,_v2} I{c,z}amax{,_v2} I{c,z}amin{,_v2} Scasum{,_v2} Dzasum{,_v2} {C,Z}syr2k{,_v2}
        {C,Z}her2k{,_v2} Nrm2Ex {C,Z}gemmStridedBatched {C,Z}gemvStridedBatched {C,Z}syrkx {C,Z}herkx
        {C,Z}geam {C,Z}getrfBatched {C,Z}getriBatched {C,Z}getrsBatched {C,Z}geqrfBatched {C,Z}gelsBatched
        {C,Z}dgmm GemmEx GemmBatchedEx GemmStridedBatchedEx DotEx DotcEx ScalEx AxpyEx RotEx
        LtMatrixTransform LtMatrixTransformDescCreate LtMatrixTransformDescDestroy
        LtMatrixTransformDescSetAttribute LtMatrixTransformDescGetAttribute
      `,
      '6.1': `
        cublas: GetMathMode SetMathMode {S,D}nrm2_64 Scnrm2_64 Dznrm2_64 {S,D}dot_64 {C,Z}dotu_64
        {C,Z}dotc_64 {S,D,C,Z}scal_64 Csscal_64 Zdscal_64 {S,D,C,Z}axpy_64 {S,D,C,Z}copy_64 {S,D,C,Z}swap_64
        I{s,d,c,z}amax_64 I{s,d,c,z}amin_64 {S,D}asum_64 Scasum_64 Dzasum_64 {S,D,C,Z}rot_64 Csrot_64
        Zdrot_64 {S,D}rotm_64 {S,D}nrm2_v2_64 Scnrm2_v2_64 Dznrm2_v2_64 {S,D}dot_v2_64 {C,Z}dotu_v2_64
        {C,Z}dotc_v2_64 {S,D,C,Z}scal_v2_64 Csscal_v2_64 Zdscal_v2_64 {S,D,C,Z}axpy_v2_64
        {S,D,C,Z}copy_v2_64 {S,D,C,Z}swap_v2_64 I{s,d,c,z}amax_v2_64 I{s,d,c,z}amin_v2_64 {S,D}asum_v2_64
        Scasum_v2_64 Dzasum_v2_64 {S,D,C,Z}rot_v2_64 Csrot_v2_64 Zdrot_v2_64 {S,D}rotm_v2_64
      `,
      '6.2': `
        cublas: Nrm2Ex_64 {S,D,C,Z}gemv_64 {S,D,C,Z}gbmv_64 {S,D,C,Z}trmv_64 {S,D,C,Z}tbmv_64
        {S,D,C,Z}tpmv_64 {S,D,C,Z}trsv_64 {S,D,C,Z}tpsv_64 {S,D,C,Z}tbsv_64 {S,D,C,Z}symv_64 {C,Z}hemv_64
        {S,D}sbmv_64 {C,Z}hbmv_64 {S,D}spmv_64 {C,Z}hpmv_64 {S,D}ger_64 {C,Z}geru_64 {C,Z}gerc_64
        {S,D,C,Z}syr_64 {C,Z}her_64 {S,D}spr_64 {C,Z}hpr_64 {S,D,C,Z}syr2_64 {C,Z}her2_64 {S,D}spr2_64
        {C,Z}hpr2_64 {S,D,C,Z}gemvBatched_64 {S,D,C,Z}gemvStridedBatched_64 {S,D,C,Z}gemv_v2_64
        {S,D,C,Z}gbmv_v2_64 {S,D,C,Z}trmv_v2_64 {S,D,C,Z}tbmv_v2_64 {S,D,C,Z}tpmv_v2_64 {S,D,C,Z}trsv_v2_64
        {S,D,C,Z}tpsv_v2_64 {S,D,C,Z}tbsv_v2_64 {S,D,C,Z}symv_v2_64 {C,Z}hemv_v2_64 {S,D}sbmv_v2_64
        {C,Z}hbmv_v2_64 {S,D}spmv_v2_64 {C,Z}hpmv_v2_64 {S,D}ger_v2_64 {C,Z}geru_v2_64 {C,Z}gerc_v2_64
        {S,D,C,Z}syr_v2_64 {C,Z}her_v2_64 {S,D}spr_v2_64 {C,Z}hpr_v2_64 {S,D,C,Z}syr2_v2_64 {C,Z}her2_v2_64
        {S,D}spr2_v2_64 {C,Z}hpr2_v2_64 DotEx_64 DotcEx_64 ScalEx_64 AxpyEx_64 RotEx_64
      `,
      '6.3': `
        cublas: {S,D,C,Z,H}gemm_64 {S,D,H,C,Z}gemmBatched_64 {S,D,C,Z,H}gemmStridedBatched_64 {C,Z}herk_64
        {C,Z}her2k_64 {C,Z}herkx_64 {S,D,C,Z}gemm_v2_64 {C,Z}herk_v2_64 {C,Z}her2k_v2_64
      `,
    },
    type: {
      any: 'cublasLtMatrix: LayoutOpaque_t LayoutStruct Layout_t',
      '1.8': `
        cublas: Status{,_t} Operation_t FillMode_t DiagType_t SideMode_t PointerMode_t GemmAlgo_t
      `,
      '3.0': 'cublasHandle_t',
      '3.10': 'cublasAtomicsMode_t',
      '5.5': `
        cublasLt: Handle_t MatrixLayoutAttribute_t Epilogue_t cublasLtMatmul: Algo_t DescOpaque_t Desc_t
        PreferenceOpaque_t Preference_t DescAttributes_t PreferenceAttributes_t HeuristicResult_t
      `,
      '5.7': 'cudaDataType{,_t} cublasDataType_t',
      '6.0': `
        cublasComputeType_t cublasLtPointerMode_t cublasLtMatrixTransform: DescOpaque_t Desc_t
        DescAttributes_t
      `,
      '6.1': 'cublasMath_t',
    },
    enum: {
      any: 'CUBLAS_STATUS_LICENSE_ERROR',
      '1.8': `
        CUBLAS_: OP_N OP_T OP_C OP_HERMITAN STATUS_SUCCESS STATUS_NOT_INITIALIZED STATUS_ALLOC_FAILED
        STATUS_INVALID_VALUE STATUS_MAPPING_ERROR STATUS_EXECUTION_FAILED STATUS_INTERNAL_ERROR
        STATUS_NOT_SUPPORTED STATUS_ARCH_MISMATCH FILL_MODE_LOWER FILL_MODE_UPPER FILL_MODE_FULL
        DIAG_NON_UNIT DIAG_UNIT SIDE_LEFT SIDE_RIGHT POINTER_MODE_HOST POINTER_MODE_DEVICE GEMM_DFALT
        GEMM_DEFAULT
      `,
      '3.10': 'CUBLAS_ATOMICS_NOT_ALLOWED CUBLAS_ATOMICS_ALLOWED',
      '5.5': `
        CUBLASLT_: MATRIX_LAYOUT_BATCH_COUNT MATRIX_LAYOUT_STRIDED_BATCH_OFFSET MATMUL_DESC_TRANSA
        MATMUL_DESC_TRANSB MATMUL_DESC_EPILOGUE MATMUL_DESC_BIAS_POINTER MATMUL_DESC_D_SCALE_POINTER
        MATMUL_DESC_BIAS_DATA_TYPE EPILOGUE_DEFAULT EPILOGUE_RELU EPILOGUE_BIAS EPILOGUE_RELU_BIAS
        EPILOGUE_GELU EPILOGUE_GELU_BIAS MATMUL_PREF_SEARCH_MODE MATMUL_PREF_MAX_WORKSPACE_BYTES
      `,
      '5.7': `
        CUBLASLT_EPILOGUE_: GELU_AUX GELU_AUX_BIAS DGELU DGELU_BGRAD BGRADA BGRADB
        CUBLASLT_MATMUL_DESC_EPILOGUE_AUX_: POINTER LD BATCH_STRIDE CUDA_: R_16F C_16F R_32F C_32F R_64F
        C_64F R_8I C_8I R_8U C_8U R_32I C_32I R_32U C_32U R_16BF C_16BF
      `,
      '6.0': `
        cublasLtOrder_t CUBLASLT_: POINTER_MODE_HOST POINTER_MODE_ALPHA_DEVICE_VECTOR_BETA_HOST ORDER_COL
        ORDER_ROW MATRIX_LAYOUT_TYPE MATRIX_LAYOUT_ORDER MATRIX_LAYOUT_ROWS MATRIX_LAYOUT_COLS
        MATRIX_LAYOUT_LD MATMUL_DESC_POINTER_MODE MATMUL_DESC_A_SCALE_POINTER MATMUL_DESC_B_SCALE_POINTER
        MATMUL_DESC_C_SCALE_POINTER MATMUL_DESC_EPILOGUE_AUX_SCALE_POINTER MATRIX_TRANSFORM_DESC_SCALE_TYPE
        MATRIX_TRANSFORM_DESC_POINTER_MODE MATRIX_TRANSFORM_DESC_TRANSA MATRIX_TRANSFORM_DESC_TRANSB
        CUBLAS_COMPUTE_: 16F 16F_PEDANTIC 32F 32F_PEDANTIC 32F_FAST_16F 32F_FAST_16BF 32F_FAST_TF32 64F
        64F_PEDANTIC 32I 32I_PEDANTIC
      `,
      '6.1': `
        CUBLASLT_POINTER_MODE_DEVICE CUBLAS_: DEFAULT_MATH TENSOR_OP_MATH PEDANTIC_MATH TF32_TENSOR_OP_MATH
        MATH_DISALLOW_REDUCED_PRECISION_REDUCTION
      `,
      '6.2': 'CUBLASLT_MATMUL_DESC_AMAX_D_POINTER',
    },
  },
  missing: {
    function: `
      cublas: CopyEx{,_64} SwapEx{,_64} AsumEx{,_64} RotmEx{,_64} Cgemm3m{,_64,Ex,Batched} Zgemm3m{,_64}
      {S,C}gemmEx{,_64} CsyrkEx{,_64} CherkEx{,_64} IamaxEx{,_64} IaminEx{,_64} Csyrk3mEx{,_64}
      Cherk3mEx{,_64} GetVersion{,_v2} HSHgemvBatched{,_64} HSSgemvBatched{,_64} TSTgemvBatched{,_64}
      TSSgemvBatched{,_64} {S,D}gemmGroupedBatched{,_64} GemmGroupedBatchedEx{,_64}
      Cgemm3mStridedBatched{,_64} HSHgemvStridedBatched{,_64} HSSgemvStridedBatched{,_64}
      TSTgemvStridedBatched{,_64} TSSgemvStridedBatched{,_64} Init Shutdown GetError Alloc Free
      SetKernelStream MigrateComputeType GetSmCountTarget SetSmCountTarget GetStatusName 
      LogCallback LoggerConfigure SetLoggerCallback GetLoggerCallback SetVector_64 GetVector_64
      SetVectorAsync_64 GetVectorAsync_64 SetMatrix_64 GetMatrix_64 SetMatrixAsync_64 GetMatrixAsync_64
      Xerbla GetProperty GetCudartVersion Cgemm3mBatched_64 {S,D,C,Z}syrk_64 {S,D,C,Z}syr2k_64
      {S,D,C,Z}syrkx_64 {S,D,C,Z}symm_64 {C,Z}hemm_64 {S,D,C,Z}trsm_64 {S,D,C,Z}trmm_64 {S,D,C,Z}geam_64
      {S,D,C,Z}trsmBatched_64 {S,D,C,Z}matinvBatched {S,D,C,Z}dgmm_64 {S,D,C,Z}tpttr {S,D,C,Z}trttp
      Cgemm3mEx_64 GemmEx_64 GemmBatchedEx_64 GemmStridedBatchedEx_64 Uint8gemmBias {S,D,C,Z}syrk_v2_64
      {S,D,C,Z}syr2k_v2_64 {S,D,C,Z}symm_v2_64 {C,Z}hemm_v2_64 {S,D,C,Z}trsm_v2_64 {S,D,C,Z}trmm_v2_64
      RotgEx RotmgEx LtGetStatusName LtGetStatusString LtGetVersion LtGetCudartVersion LtGetProperty
      LtHeuristicsCacheGetCapacity LtHeuristicsCacheSetCapacity LtDisableCpuInstructionsSetMask
      LtMatrixLayoutInit LtMatmulDescInit LtMatrixTransformDescInit LtMatmulPreferenceInit
      LtMatmulAlgoGetIds LtMatmulAlgoInit LtMatmulAlgoCheck LtMatmulAlgoCapGetAttribute
      LtMatmulAlgoConfigSetAttribute LtMatmulAlgoConfigGetAttribute LtLoggerSetCallback LtLoggerSetFile
      LtLoggerOpenFile LtLoggerSetLevel LtLoggerSetMask LtLoggerForceDisable
    `,
    type: `
      cublasContext CUBLASLT_NUMERICAL_IMPL_FLAGS_GAUSSIAN cublasLt: Context MatmulTile_t MatmulStages_t
      ClusterShape_t MatmulInnerShape_t PointerModeMask_t ReductionScheme_t MatmulSearch_t
      MatmulAlgoCapAttributes_t MatmulAlgoConfigAttributes_t LoggerCallback_t
    `,
    enum: `
      CUBLAS_OP_CONJG cublasLtNumericalImplFlags_t CUBLASLT_: POINTER_MODE_DEVICE_VECTOR
      POINTER_MODE_ALPHA_DEVICE_VECTOR_BETA_ZERO POINTER_MODE_MASK_HOST POINTER_MODE_MASK_DEVICE
      POINTER_MODE_MASK_DEVICE_VECTOR POINTER_MODE_MASK_ALPHA_DEVICE_VECTOR_BETA_ZERO
      POINTER_MODE_MASK_ALPHA_DEVICE_VECTOR_BETA_HOST ORDER_COL32 ORDER_COL4_4R2_8C ORDER_COL32_2R_4R4
      MATRIX_LAYOUT_PLANE_OFFSET REDUCTION_SCHEME_NONE REDUCTION_SCHEME_INPLACE
      REDUCTION_SCHEME_COMPUTE_TYPE REDUCTION_SCHEME_OUTPUT_TYPE REDUCTION_SCHEME_MASK EPILOGUE_RELU_AUX
      EPILOGUE_RELU_AUX_BIAS EPILOGUE_DRELU EPILOGUE_DRELU_BGRAD SEARCH_BEST_FIT SEARCH_LIMITED_BY_ALGO_ID
      SEARCH_RESERVED_02 SEARCH_RESERVED_03 SEARCH_RESERVED_04 SEARCH_RESERVED_05 ALGO_CAP_SPLITK_SUPPORT
      ALGO_CAP_REDUCTION_SCHEME_MASK ALGO_CAP_CTA_SWIZZLING_SUPPORT ALGO_CAP_STRIDED_BATCH_SUPPORT
      ALGO_CAP_OUT_OF_PLACE_RESULT_SUPPORT ALGO_CAP_UPLO_SUPPORT ALGO_CAP_TILE_IDS
      ALGO_CAP_CUSTOM_OPTION_MAX ALGO_CAP_CUSTOM_MEMORY_ORDER ALGO_CAP_POINTER_MODE_MASK
      ALGO_CAP_EPILOGUE_MASK ALGO_CAP_STAGES_IDS ALGO_CAP_LD_NEGATIVE ALGO_CAP_NUMERICAL_IMPL_FLAGS
      ALGO_CAP_MIN_ALIGNMENT_A_BYTES ALGO_CAP_MIN_ALIGNMENT_B_BYTES ALGO_CAP_MIN_ALIGNMENT_C_BYTES
      ALGO_CAP_MIN_ALIGNMENT_D_BYTES ALGO_CAP_ATOMIC_SYNC ALGO_CONFIG_ID ALGO_CONFIG_TILE_ID
      ALGO_CONFIG_SPLITK_NUM ALGO_CONFIG_REDUCTION_SCHEME ALGO_CONFIG_CTA_SWIZZLING
      ALGO_CONFIG_CUSTOM_OPTION ALGO_CONFIG_STAGES_ID ALGO_CONFIG_INNER_SHAPE_ID
      ALGO_CONFIG_CLUSTER_SHAPE_ID CUBLASLT_CLUSTER_SHAPE_: AUTO 1x1x1 2x1x1 4x1x1 1x2x1 2x2x1 4x2x1 1x4x1
      2x4x1 4x4x1 8x1x1 1x8x1 8x2x1 2x8x1 16x1x1 1x16x1 3x1x1 5x1x1 6x1x1 7x1x1 9x1x1 10x1x1 11x1x1 12x1x1
      13x1x1 14x1x1 15x1x1 3x2x1 5x2x1 6x2x1 7x2x1 1x3x1 2x3x1 3x3x1 4x3x1 5x3x1 3x4x1 1x5x1 2x5x1 3x5x1
      1x6x1 2x6x1 1x7x1 2x7x1 1x9x1 1x10x1 1x11x1 1x12x1 1x13x1 1x14x1 1x15x1 END CUBLASLT_MATMUL_:
      TILE_UNDEFINED TILE_8x8 TILE_8x16 TILE_16x8 TILE_8x32 TILE_16x16 TILE_32x8 TILE_8x64 TILE_16x32
      TILE_32x16 TILE_64x8 TILE_32x32 TILE_32x64 TILE_64x32 TILE_32x128 TILE_64x64 TILE_128x32 TILE_64x128
      TILE_128x64 TILE_64x256 TILE_128x128 TILE_256x64 TILE_64x512 TILE_128x256 TILE_256x128 TILE_512x64
      TILE_64x96 TILE_96x64 TILE_96x128 TILE_128x160 TILE_160x128 TILE_192x128 TILE_128x192 TILE_128x96
      TILE_32x256 TILE_256x32 TILE_8x128 TILE_8x192 TILE_8x256 TILE_8x320 TILE_8x384 TILE_8x448 TILE_8x512
      TILE_8x576 TILE_8x640 TILE_8x704 TILE_8x768 TILE_16x64 TILE_16x128 TILE_16x192 TILE_16x256 TILE_16x320
      TILE_16x384 TILE_16x448 TILE_16x512 TILE_16x576 TILE_16x640 TILE_16x704 TILE_16x768 TILE_24x64
      TILE_24x128 TILE_24x192 TILE_24x256 TILE_24x320 TILE_24x384 TILE_24x448 TILE_24x512 TILE_24x576
      TILE_24x640 TILE_24x704 TILE_24x768 TILE_32x192 TILE_32x320 TILE_32x384 TILE_32x448 TILE_32x512
      TILE_32x576 TILE_32x640 TILE_32x704 TILE_32x768 TILE_40x64 TILE_40x128 TILE_40x192 TILE_40x256
      TILE_40x320 TILE_40x384 TILE_40x448 TILE_40x512 TILE_40x576 TILE_40x640 TILE_40x704 TILE_40x768
      TILE_48x64 TILE_48x128 TILE_48x192 TILE_48x256 TILE_48x320 TILE_48x384 TILE_48x448 TILE_48x512
      TILE_48x576 TILE_48x640 TILE_48x704 TILE_48x768 TILE_56x128 TILE_56x192 TILE_56x256 TILE_56x320
      TILE_56x384 TILE_56x448 TILE_56x512 TILE_56x576 TILE_56x640 TILE_56x704 TILE_56x768 TILE_64x192
      TILE_64x320 TILE_64x384 TILE_64x448 TILE_64x576 TILE_64x640 TILE_64x704 TILE_64x768 TILE_72x64
      TILE_72x128 TILE_72x192 TILE_72x256 TILE_72x320 TILE_72x384 TILE_72x448 TILE_72x512 TILE_72x576
      TILE_72x640 TILE_80x64 TILE_80x128 TILE_80x192 TILE_80x256 TILE_80x320 TILE_80x384 TILE_80x448
      TILE_80x512 TILE_80x576 TILE_88x64 TILE_88x128 TILE_88x192 TILE_88x256 TILE_88x320 TILE_88x384
      TILE_88x448 TILE_88x512 TILE_96x192 TILE_96x256 TILE_96x320 TILE_96x384 TILE_96x448 TILE_96x512
      TILE_104x64 TILE_104x128 TILE_104x192 TILE_104x256 TILE_104x320 TILE_104x384 TILE_104x448 TILE_112x64
      TILE_112x128 TILE_112x192 TILE_112x256 TILE_112x320 TILE_112x384 TILE_120x64 TILE_120x128 TILE_120x192
      TILE_120x256 TILE_120x320 TILE_120x384 TILE_128x320 TILE_128x384 TILE_136x64 TILE_136x128 TILE_136x192
      TILE_136x256 TILE_136x320 TILE_END STAGES_UNDEFINED STAGES_16x1 STAGES_16x2 STAGES_16x3 STAGES_16x4
      STAGES_16x5 STAGES_16x6 STAGES_32x1 STAGES_32x2 STAGES_32x3 STAGES_32x4 STAGES_32x5 STAGES_32x6
      STAGES_64x1 STAGES_64x2 STAGES_64x3 STAGES_64x4 STAGES_64x5 STAGES_64x6 STAGES_128x1 STAGES_128x2
      STAGES_128x3 STAGES_128x4 STAGES_128x5 STAGES_128x6 STAGES_32x10 STAGES_8x4 STAGES_16x10 STAGES_8x5
      STAGES_8x3 STAGES_8xAUTO STAGES_16xAUTO STAGES_32xAUTO STAGES_64xAUTO STAGES_128xAUTO STAGES_END
      INNER_SHAPE_UNDEFINED INNER_SHAPE_MMA884 INNER_SHAPE_MMA1684 INNER_SHAPE_MMA1688 INNER_SHAPE_MMA16816
      INNER_SHAPE_END DESC_COMPUTE_TYPE DESC_SCALE_TYPE DESC_TRANSC DESC_FILL_MODE DESC_BIAS_BATCH_STRIDE
      DESC_ALPHA_VECTOR_BATCH_STRIDE DESC_SM_COUNT_TARGET DESC_EPILOGUE_AUX_DATA_TYPE
      DESC_EPILOGUE_AUX_AMAX_POINTER DESC_FAST_ACCUM DESC_ATOMIC_SYNC_NUM_CHUNKS_D_ROWS
      DESC_ATOMIC_SYNC_NUM_CHUNKS_D_COLS DESC_ATOMIC_SYNC_IN_COUNTERS_POINTER
      DESC_ATOMIC_SYNC_OUT_COUNTERS_POINTER PREF_REDUCTION_SCHEME_MASK PREF_MIN_ALIGNMENT_A_BYTES
      PREF_MIN_ALIGNMENT_B_BYTES PREF_MIN_ALIGNMENT_C_BYTES PREF_MIN_ALIGNMENT_D_BYTES PREF_MAX_WAVES_COUNT
      PREF_IMPL_MASK CUBLAS_GEMM_: ALGO0 ALGO1 ALGO2 ALGO3 ALGO4 ALGO5 ALGO6 ALGO7 ALGO8 ALGO9 ALGO10 ALGO11
      ALGO12 ALGO13 ALGO14 ALGO15 ALGO16 ALGO17 ALGO18 ALGO19 ALGO20 ALGO21 ALGO22 ALGO23 DEFAULT_TENSOR_OP
      DFALT_TENSOR_OP ALGO0_TENSOR_OP ALGO1_TENSOR_OP ALGO2_TENSOR_OP ALGO3_TENSOR_OP ALGO4_TENSOR_OP
      ALGO5_TENSOR_OP ALGO6_TENSOR_OP ALGO7_TENSOR_OP ALGO8_TENSOR_OP ALGO9_TENSOR_OP ALGO10_TENSOR_OP
      ALGO11_TENSOR_OP ALGO12_TENSOR_OP ALGO13_TENSOR_OP ALGO14_TENSOR_OP ALGO15_TENSOR_OP CUDA_: R_4I C_4I
      R_4U C_4U R_16I C_16I R_16U C_16U R_64I C_64I R_64U C_64U R_8F_E4M3 R_8F_E5M2
    `,
    macro: `
      CUBLASLT_NUMERICAL_IMPL_FLAGS_: FMA HMMA IMMA DMMA TENSOR_OP_MASK OP_TYPE_MASK ACCUMULATOR_16F
      ACCUMULATOR_32F ACCUMULATOR_64F ACCUMULATOR_32I ACCUMULATOR_TYPE_MASK INPUT_16F INPUT_16BF INPUT_TF32
      INPUT_32F INPUT_64F INPUT_8I INPUT_8F_E4M3 INPUT_8F_E5M2 OP_INPUT_TYPE_MASK
    `,
  },
  lifetimes: {
    cudaDeprecated: {
      '11.0': 'CUBLAS_TENSOR_OP_MATH',
    },
    cudaRemoved: {
      '10.2': 'cublasLtMatrixLayoutStruct',
    },
  },
} as const satisfies LibraryRows;
