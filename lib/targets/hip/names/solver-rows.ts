// Which names of cuSOLVER HIP has and since which release, and which it lacks. Names are packed as
// library.ts says. Derived from AMD's public tables as of HIP 6.3; what is younger, from single newer headers.
import type { LibraryRows } from './library';

export const solverRows = {
  supported: {
    function: {
      '4.5': 'cusolverDnSetStream cusolverDnGetStream',
      '5.1': `
        cusolverDn: {S,D,C,Z}getrf{,_bufferSize} ZZgesv{,_bufferSize} CCgesv{,_bufferSize}
        DDgesv{,_bufferSize} SSgesv{,_bufferSize} ZZgels{,_bufferSize} CCgels{,_bufferSize}
        DDgels{,_bufferSize} SSgels{,_bufferSize} {S,D,C,Z}potrf{,_bufferSize,Batched}
        {S,D,C,Z}potrs{,Batched} {S,D,C,Z}potri{,_bufferSize} {S,D,C,Z}geqrf{,_bufferSize}
        {S,D}orgqr{,_bufferSize} {C,Z}ungqr{,_bufferSize} {S,D}ormqr{,_bufferSize} {C,Z}unmqr{,_bufferSize}
        {S,D,C,Z}sytrf{,_bufferSize} {S,D,C,Z}gebrd{,_bufferSize} {S,D}orgbr{,_bufferSize}
        {C,Z}ungbr{,_bufferSize} {S,D}sytrd{,_bufferSize} {C,Z}hetrd{,_bufferSize} {S,D}orgtr{,_bufferSize}
        {C,Z}ungtr{,_bufferSize} {S,D}ormtr{,_bufferSize} {C,Z}unmtr{,_bufferSize}
        {S,D,C,Z}gesvd{,_bufferSize} {S,D}syevd{,_bufferSize} {C,Z}heevd{,_bufferSize}
        {S,D}sygvd{,_bufferSize} {C,Z}hegvd{,_bufferSize} {S,D}syevj{,_bufferSize,Batched}
        {C,Z}heevj{,_bufferSize,Batched} {S,D}sygvj{,_bufferSize} {C,Z}hegvj{,_bufferSize}
        {S,D,C,Z}gesvdj{,_bufferSize,Batched} Create Destroy {S,D,C,Z}getrs CreateSyevjInfo DestroySyevjInfo
        XsyevjSetTolerance XsyevjSetMaxSweeps XsyevjSetSortEig XsyevjGetResidual XsyevjGetSweeps
        {S,D}syevjBatched_bufferSize {C,Z}heevjBatched_bufferSize CreateGesvdjInfo DestroyGesvdjInfo
        XgesvdjSetTolerance XgesvdjSetMaxSweeps XgesvdjSetSortEig XgesvdjGetResidual XgesvdjGetSweeps
        {S,D,C,Z}gesvdjBatched_bufferSize
      `,
      '5.3': `
        cusolverDn: {S,D}syevdx{,_bufferSize} {C,Z}heevdx{,_bufferSize} {S,D}sygvdx{,_bufferSize}
        {C,Z}hegvdx{,_bufferSize}
      `,
      '5.4': 'cusolverDn{S,D,C,Z}gesvdaStridedBatched{,_bufferSize}',
      '5.6': `
        cusolverRf: Create Destroy GetMatrixFormat SetMatrixFormat SetNumericProperties GetNumericProperties
        GetNumericBoostReport SetAlgs GetResetValuesFastMode SetResetValuesFastMode SetupHost SetupDevice
        ResetValues Analyze Refactor AccessBundledFactorsDevice ExtractBundledFactorsHost
        ExtractSplitFactorsHost Solve BatchSetupHost BatchResetValues BatchAnalyze BatchRefactor BatchSolve
        BatchZeroPivot
      `,
      '6.1': `
        cusolverSp: Create Destroy SetStream {S,D}csrlsvcholHost {S,D}csrlsvchol
      `,
      '6.2': `
        cusolverDn: Xgetrf{,_bufferSize} Xgetrs CreateParams DestroyParams SetAdvOptions
      `,
      '6.3': `
        cusolverDn: Xpotrf{,_bufferSize} Xgeqrf{,_bufferSize} SetDeterministicMode GetDeterministicMode
        Xpotrs
      `,
    },
    type: {
      '4.5': 'cusolver: Status_t DnHandle_t EigType_t EigMode_t',
      '5.1': 'syevjInfo_t gesvdjInfo_t',
      '5.3': 'cusolverEigRange_t',
      '5.6': `
        cusolverRf: ResetValuesFastMode_t MatrixFormat_t UnitDiagonal_t Factorization_t TriangularSolve_t
        NumericBoostReport_t Handle_t
      `,
      '6.1': 'cusolverSpHandle_t',
      '6.2': 'cusolver: AlgMode_t DnParams_t DnFunction_t',
      '6.3': 'cusolverDeterministicMode_t',
    },
    enum: {
      any: 'cusolver_int_t',
      '4.5': `
        CUSOLVER_EIG_: TYPE_1 TYPE_2 TYPE_3 MODE_NOVECTOR MODE_VECTOR CUSOLVER_STATUS_: SUCCESS
        NOT_INITIALIZED ALLOC_FAILED INVALID_VALUE ARCH_MISMATCH MAPPING_ERROR EXECUTION_FAILED
        INTERNAL_ERROR NOT_SUPPORTED IRS_PARAMS_INVALID IRS_INTERNAL_ERROR IRS_NOT_SUPPORTED
      `,
      '5.3': 'CUSOLVER_EIG_RANGE_: ALL I V',
      '5.6': `
        CUSOLVER_STATUS_ZERO_PIVOT CUSOLVERRF_: RESET_VALUES_FAST_MODE_OFF RESET_VALUES_FAST_MODE_ON
        MATRIX_FORMAT_CSR MATRIX_FORMAT_CSC UNIT_DIAGONAL_STORED_L UNIT_DIAGONAL_STORED_U
        UNIT_DIAGONAL_ASSUMED_L UNIT_DIAGONAL_ASSUMED_U FACTORIZATION_ALG0 FACTORIZATION_ALG1
        FACTORIZATION_ALG2 TRIANGULAR_SOLVE_ALG1 TRIANGULAR_SOLVE_ALG2 TRIANGULAR_SOLVE_ALG3
        NUMERIC_BOOST_NOT_USED NUMERIC_BOOST_USED
      `,
      '6.1': 'CUSOLVER_STATUS_MATRIX_TYPE_NOT_SUPPORTED',
      '6.2': 'CUSOLVER_ALG_0 CUSOLVER_ALG_1 CUSOLVERDN_GETRF',
      '6.3': `
        CUSOLVER_DETERMINISTIC_RESULTS CUSOLVER_ALLOW_NON_DETERMINISTIC_RESULTS
      `,
    },
  },
  missing: {
    function: `
      cusolver: DnPotrf{,_bufferSize} DnGeqrf{,_bufferSize} DnGetrf{,_bufferSize} DnSyevd{,_bufferSize}
      DnGesvd{,_bufferSize} DnXgeev{,_bufferSize} MgSyevd{,_bufferSize} MgGetrf{,_bufferSize}
      MgGetrs{,_bufferSize} MgPotrf{,_bufferSize} MgPotrs{,_bufferSize} MgPotri{,_bufferSize}
      DnZCgesv{,_bufferSize} DnZKgesv{,_bufferSize} DnZEgesv{,_bufferSize} DnZYgesv{,_bufferSize}
      DnCEgesv{,_bufferSize} DnCKgesv{,_bufferSize} DnCYgesv{,_bufferSize} DnDSgesv{,_bufferSize}
      DnDHgesv{,_bufferSize} DnDBgesv{,_bufferSize} DnDXgesv{,_bufferSize} DnSHgesv{,_bufferSize}
      DnSBgesv{,_bufferSize} DnSXgesv{,_bufferSize} DnZCgels{,_bufferSize} DnZKgels{,_bufferSize}
      DnZEgels{,_bufferSize} DnZYgels{,_bufferSize} DnCKgels{,_bufferSize} DnCEgels{,_bufferSize}
      DnCYgels{,_bufferSize} DnDSgels{,_bufferSize} DnDHgels{,_bufferSize} DnDBgels{,_bufferSize}
      DnDXgels{,_bufferSize} DnSHgels{,_bufferSize} DnSBgels{,_bufferSize} DnSXgels{,_bufferSize}
      DnXtrtri{,_bufferSize} Dn{S,D,C,Z}lauum{,_bufferSize} DnXsytrs{,_bufferSize}
      Dn{S,D,C,Z}sytri{,_bufferSize} DnSyevdx{,_bufferSize} DnXsyevd{,_bufferSize} DnXgesvd{,_bufferSize}
      DnXlarft{,_bufferSize} DnXsyevdx{,_bufferSize} DnXgesvdp{,_bufferSize} DnXgesvdr{,_bufferSize}
      DnIRSXgesv{,_bufferSize} DnIRSXgels{,_bufferSize} DnXsyevBatched{,_bufferSize}
      SpXcsrqrAnalysis{,Batched} Sp{S,D,C,Z}csrqrBufferInfo{,Batched} DnIRSParamsCreate DnIRSParamsDestroy
      DnIRSParamsSetRefinementSolver DnIRSParamsSetSolverMainPrecision DnIRSParamsSetSolverLowestPrecision
      DnIRSParamsSetSolverPrecisions DnIRSParamsSetTol DnIRSParamsSetTolInner DnIRSParamsSetMaxIters
      DnIRSParamsSetMaxItersInner DnIRSParamsGetMaxIters DnIRSParamsEnableFallback
      DnIRSParamsDisableFallback DnIRSInfosCreate DnIRSInfosDestroy DnIRSInfosGetNiters
      DnIRSInfosGetOuterNiters DnIRSInfosRequestResidual DnIRSInfosGetResidualHistory DnIRSInfosGetMaxIters
      Dn{S,D,C,Z}laswp DnPotrs DnGetrs DnLoggerSetCallback DnLoggerSetFile DnLoggerOpenFile DnLoggerSetLevel
      DnLoggerSetMask DnLoggerForceDisable MgCreate MgDestroy MgDeviceSelect MgCreateDeviceGrid
      MgDestroyGrid MgCreateMatrixDesc RfGetAlgs SpGetStream SpXcsrissymHost Sp{S,D,C,Z}csrlsvluHost
      Sp{S,D,C,Z}csrlsvqr Sp{S,D,C,Z}csrlsvqrHost Sp{C,Z}csrlsvcholHost Sp{C,Z}csrlsvchol
      Sp{S,D,C,Z}csrlsqvqrHost Sp{S,D,C,Z}csreigvsiHost Sp{S,D,C,Z}csreigvsi Sp{S,D,C,Z}csreigsHost
      SpXcsrsymrcmHost SpXcsrsymmdqHost SpXcsrsymamdHost SpXcsrmetisndHost Sp{S,D,C,Z}csrzfdHost
      SpXcsrperm_bufferSizeHost SpXcsrpermHost SpCreateCsrqrInfo SpDestroyCsrqrInfo
      Sp{S,D,C,Z}csrqrsvBatched SpCreateCsrluInfoHost SpDestroyCsrluInfoHost SpXcsrluAnalysisHost
      Sp{S,D,C,Z}csrluBufferInfoHost Sp{S,D,C,Z}csrluFactorHost Sp{S,D,C,Z}csrluZeroPivotHost
      Sp{S,D,C,Z}csrluSolveHost SpXcsrluNnzHost Sp{S,D,C,Z}csrluExtractHost SpCreateCsrqrInfoHost
      SpDestroyCsrqrInfoHost SpXcsrqrAnalysisHost Sp{S,D,C,Z}csrqrBufferInfoHost Sp{S,D,C,Z}csrqrSetupHost
      Sp{S,D,C,Z}csrqrFactorHost Sp{S,D,C,Z}csrqrZeroPivotHost Sp{S,D,C,Z}csrqrSolveHost
      Sp{S,D,C,Z}csrqrSetup Sp{S,D,C,Z}csrqrFactor Sp{S,D,C,Z}csrqrZeroPivot Sp{S,D,C,Z}csrqrSolve
      SpCreateCsrcholInfoHost SpDestroyCsrcholInfoHost SpXcsrcholAnalysisHost
      Sp{S,D,C,Z}csrcholBufferInfoHost Sp{S,D,C,Z}csrcholFactorHost Sp{S,D,C,Z}csrcholZeroPivotHost
      Sp{S,D,C,Z}csrcholSolveHost SpCreateCsrcholInfo SpDestroyCsrcholInfo SpXcsrcholAnalysis
      Sp{S,D,C,Z}csrcholBufferInfo Sp{S,D,C,Z}csrcholFactor Sp{S,D,C,Z}csrcholZeroPivot
      Sp{S,D,C,Z}csrcholSolve Sp{S,D,C,Z}csrcholDiag
    `,
    type: `
      csrqrInfo{,_t} csrcholInfo{,_t} csrluInfoHost{,_t} csrqrInfoHost{,_t} csrcholInfoHost{,_t} syevjInfo
      gesvdjInfo cudaLibMgGrid_t cudaLibMgMatrixDesc_t cusolver: DnIRSInfos{,_t} DnIRSParams{,_t} DnContext
      Norm_t IRSRefinement_t DirectMode_t StorevMode_t PrecType_t DnParams MgContext MgHandle_t
      MgGridMapping_t RfCommon SpContext
    `,
    enum: `
      CUSOLVERDN_POTRF cusolverDnLoggerCallback_t CUDALIBMG_GRID_MAPPING_ROW_MAJOR
      CUDALIBMG_GRID_MAPPING_COL_MAJOR CUBLAS_: DIRECT_FORWARD DIRECT_BACKWARD STOREV_COLUMNWISE
      STOREV_ROWWISE CUSOLVER_: STATUS_INVALID_LICENSE STATUS_IRS_PARAMS_NOT_INITIALIZED
      STATUS_IRS_PARAMS_INVALID_PREC STATUS_IRS_PARAMS_INVALID_REFINE STATUS_IRS_PARAMS_INVALID_MAXITER
      STATUS_IRS_OUT_OF_RANGE STATUS_IRS_NRHS_NOT_SUPPORTED_FOR_REFINE_GMRES
      STATUS_IRS_INFOS_NOT_INITIALIZED STATUS_IRS_INFOS_NOT_DESTROYED STATUS_IRS_MATRIX_SINGULAR
      STATUS_INVALID_WORKSPACE INF_NORM MAX_NORM ONE_NORM FRO_NORM IRS_REFINE_NOT_SET IRS_REFINE_NONE
      IRS_REFINE_CLASSICAL IRS_REFINE_CLASSICAL_GMRES IRS_REFINE_GMRES IRS_REFINE_GMRES_GMRES
      IRS_REFINE_GMRES_NOPCOND PREC_DD PREC_SS PREC_SHT ALG_2 R_8I R_8U R_64F R_32F R_16F R_16BF R_TF32 R_AP
      C_8I C_8U C_64F C_32F C_16F C_16BF C_TF32 C_AP
    `,
  },
  lifetimes: {
    cudaDeprecated: {
      '11.1': `
        cusolverDn: Potrf{,_bufferSize} Geqrf{,_bufferSize} Getrf{,_bufferSize} Syevd{,_bufferSize}
        Gesvd{,_bufferSize} Syevdx{,_bufferSize} Potrs Getrs
      `,
    },
  },
} as const satisfies LibraryRows;
