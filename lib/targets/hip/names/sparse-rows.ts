// Which names of cuSPARSE HIP has and since which release, and which it lacks. Names are packed as
// library.ts says. Derived from AMD's public tables as of HIP 6.3; what is younger, from single newer headers.
import type { LibraryRows } from './library';

export const sparseRows = {
  supported: {
    function: {
      '1.9': `
        cusparse: Xcsrsort{,_bufferSizeExt} {S,D}csrilu02{,_bufferSize,_bufferSizeExt} Create Destroy
        GetPointerMode GetVersion SetPointerMode SetStream GetStream CreateHybMat CreateMatDescr
        DestroyHybMat DestroyMatDescr CopyMatDescr GetMatDiagType GetMatFillMode GetMatIndexBase GetMatType
        SetMatDiagType SetMatFillMode SetMatIndexBase SetMatType CreateCsrsv2Info DestroyCsrsv2Info
        CreateCsrilu02Info DestroyCsrilu02Info {S,D}axpyi {S,D}doti {S,D}gthr {S,D}gthrz {S,D}roti {S,D}sctr
        {S,D}csrmv {S,D}csrsv2_bufferSize {S,D}csrsv2_bufferSizeExt {S,D}csrsv2_analysis {S,D}csrsv2_solve
        Xcsrsv2_zeroPivot {S,D}hybmv {S,D}csrmm {S,D}csrmm2 {S,D}csrilu02_analysis Xcsrilu02_zeroPivot
        Xcoo2csr Xcsr2coo {S,D}csr2csc {S,D}csr2hyb CreateIdentityPermutation Xcoosort_bufferSizeExt
        XcoosortByRow XcoosortByColumn
      `,
      '2.8': `
        cusparse: {S,D}csrgemm2{,_bufferSizeExt} CreateCsrgemm2Info DestroyCsrgemm2Info {S,D}csrgemm
        XcsrgemmNnz Xcsrgemm2Nnz
      `,
      '2.10': 'cusparseXcscsort{,_bufferSizeExt}',
      '3.1': `
        cusparse: {S,D,C,Z}csric02{,_bufferSize,_bufferSizeExt} {C,Z}csrgemm2{,_bufferSizeExt}
        {C,Z}csrilu02{,_bufferSize,_bufferSizeExt} CreateCsrsm2Info DestroyCsrsm2Info CreateCsric02Info
        DestroyCsric02Info {C,Z}axpyi {C,Z}doti {C,Z}dotci {C,Z}gthr {C,Z}gthrz {C,Z}sctr {C,Z}csrmv
        {C,Z}csrsv2_bufferSize {C,Z}csrsv2_bufferSizeExt {C,Z}csrsv2_analysis {C,Z}csrsv2_solve {C,Z}hybmv
        {C,Z}csrmm {C,Z}csrmm2 {S,D,C,Z}csrsm2_bufferSizeExt {S,D,C,Z}csrsm2_analysis {S,D,C,Z}csrsm2_solve
        Xcsrsm2_zeroPivot {C,Z}csrgemm {S,D,C,Z}csric02_analysis Xcsric02_zeroPivot {C,Z}csrilu02_analysis
        {C,Z}csr2csc {C,Z}csr2hyb {S,D,C,Z}hyb2csr
      `,
      '3.2': 'cusparse{S,D,C,Z}nnz',
      '3.5': `
        cusparse: {S,D,C,Z}csrgeam2{,_bufferSizeExt} {S,D,C,Z}bsrmv {S,D,C,Z}csrgeam XcsrgeamNnz
        Xcsrgeam2Nnz {S,D,C,Z}bsr2csr {S,D,C,Z}csc2dense Xcsr2bsrNnz {S,D,C,Z}csr2bsr {S,D,C,Z}csr2dense
        {S,D,C,Z}csr2csr_compress {S,D,C,Z}dense2csc {S,D,C,Z}dense2csr {S,D,C,Z}nnz_compress
      `,
      '3.6': `
        cusparse: CreateBsrsv2Info DestroyBsrsv2Info {S,D,C,Z}bsrsv2_bufferSize
        {S,D,C,Z}bsrsv2_bufferSizeExt {S,D,C,Z}bsrsv2_analysis {S,D,C,Z}bsrsv2_solve Xbsrsv2_zeroPivot
      `,
      '3.7': 'cusparse{S,D,C,Z}bsrmm cusparse{S,D,C,Z}gemmi',
      '3.8': `
        cusparse: {S,D,C,Z}bsric02{,_bufferSize} CreateBsric02Info DestroyBsric02Info
        {S,D,C,Z}bsric02_analysis Xbsric02_zeroPivot
      `,
      '3.9': `
        cusparse: {S,D,C,Z}bsrilu02{,_bufferSize} {S,D}pruneCsr2csr{,_bufferSizeExt}
        {S,D}pruneDense2csr{,_bufferSizeExt} {S,D}pruneCsr2csrByPercentage{,_bufferSizeExt}
        {S,D}pruneDense2csrByPercentage{,_bufferSizeExt} CreateBsrilu02Info DestroyBsrilu02Info
        CreatePruneInfo DestroyPruneInfo {S,D,C,Z}bsrilu02_numericBoost {S,D,C,Z}bsrilu02_analysis
        Xbsrilu02_zeroPivot {S,D}pruneDense2csrNnz {S,D}pruneCsr2csrNnz {S,D}pruneDense2csrNnzByPercentage
        {S,D}pruneCsr2csrNnzByPercentage
      `,
      '3.10': 'cusparse{S,D,C,Z}csrilu02_numericBoost',
      '4.1': `
        cusparse: SpVV{,_bufferSize} SpMV{,_bufferSize} {S,D,C,Z}csr2gebsr{,_bufferSize}
        {S,D,C,Z}gebsr2gebsc{,_bufferSize} {S,D,C,Z}gebsr2gebsr{,_bufferSize} {S,D,C,Z}gebsr2csr
        Xgebsr2gebsrNnz Xcsr2gebsrNnz CreateCoo CreateCooAoS CreateCsr DestroySpMat CooGet CooAoSGet CsrGet
        CsrSetPointers SpMatGetFormat SpMatGetIndexBase SpMatGetValues SpMatSetValues SpMatGetSize
        CreateSpVec DestroySpVec SpVecGet SpVecGetIndexBase SpVecGetValues SpVecSetValues CreateDnVec
        DestroyDnVec DnVecGet DnVecGetValues DnVecSetValues SpGEMM_createDescr SpGEMM_destroyDescr
        SpGEMM_workEstimation SpGEMM_compute SpGEMM_copy Axpby Gather Scatter Rot
      `,
      '4.2': `
        cusparse: SpMM{,_bufferSize} {S,D,C,Z}csru2csr{,_bufferSizeExt} SparseToDense{,_bufferSize}
        CreateCsru2csrInfo DestroyCsru2csrInfo {S,D,C,Z}csr2csru CreateCsc CscSetPointers CooSetPointers
        CreateDnMat DestroyDnMat DnMatGet DnMatGetValues DnMatSetValues DenseToSparse_bufferSize
        DenseToSparse_analysis DenseToSparse_convert
      `,
      '4.3': `
        cusparse: SDDMM{,_bufferSize} {S,D,C,Z}gemvi{,_bufferSize} {S,D,C,Z}gtsv2{,_bufferSizeExt}
        {S,D,C,Z}gtsv2_nopivot{,_bufferSizeExt} SDDMM_preprocess
      `,
      '4.5': `
        cusparse: {S,D,C,Z}gtsv2StridedBatch{,_bufferSizeExt} CreateBsrsm2Info DestroyBsrsm2Info
        CreateColorInfo DestroyColorInfo {S,D,C,Z}bsrxmv {S,D,C,Z}bsrsm2_bufferSize {S,D,C,Z}bsrsm2_analysis
        {S,D,C,Z}bsrsm2_solve Xbsrsm2_zeroPivot {S,D,C,Z}csrcolor SpMatGetAttribute SpMatSetAttribute
        BlockedEllGet CreateBlockedEll SpSV_createDescr SpSV_destroyDescr SpSV_bufferSize SpSV_analysis
        SpSV_solve SpMM_preprocess SpSM_createDescr SpSM_destroyDescr SpSM_bufferSize SpSM_analysis
        SpSM_solve
      `,
      '5.1': `
        cusparse{S,D,C,Z}gtsvInterleavedBatch{,_bufferSizeExt}
        cusparse{S,D,C,Z}gpsvInterleavedBatch{,_bufferSizeExt} cusparseSpGEMMreuse_: workEstimation nnz copy
        compute
      `,
      '5.2': `
        cusparse: CooSetStridedBatch CsrSetStridedBatch SpMatGetStridedBatch SpMatSetStridedBatch
        DnMatSetStridedBatch DnMatGetStridedBatch SpMV_preprocess
      `,
      '5.4': 'cusparseCsr2cscEx2{,_bufferSize}',
      '6.0': `
        cusparse: GetErrorName GetErrorString CreateConstCoo CreateConstCsr CreateConstCsc ConstCooGet
        ConstCsrGet ConstSpMatGetValues ConstBlockedEllGet CreateConstBlockedEll CreateConstSpVec
        ConstSpVecGet ConstSpVecGetValues CreateConstDnMat ConstDnMatGet ConstDnMatGetValues
        CreateConstDnVec ConstDnVecGet ConstDnVecGetValues
      `,
      '6.2': 'cusparseCscGet cusparseConstCscGet',
    },
    type: {
      '1.9': `
        csrilu02Info{,_t} csrsv2Info_t cusparse: Handle_t HybMat_t MatDescr_t Action_t HybPartition_t
        DiagType_t FillMode_t IndexBase_t MatrixType_t Operation_t PointerMode_t SolvePolicy_t Status_t
      `,
      '2.8': 'csrgemm2Info{,_t}',
      '3.1': 'csric02Info{,_t} csrsm2Info_t',
      '3.2': 'cusparseDirection_t',
      '3.6': 'bsrsv2Info{,_t}',
      '3.8': 'bsric02Info{,_t}',
      '3.9': 'pruneInfo{,_t} bsrilu02Info{,_t}',
      '4.1': `
        cusparse: SpGEMMDescr{,_t} SpMatDescr_t SpVecDescr_t DnVecDescr_t Format_t SpMVAlg_t IndexType_t
        SpGEMMAlg_t
      `,
      '4.2': `
        csru2csrInfo{,_t} cusparse: DnMatDescr_t Order_t SpMMAlg_t DenseToSparseAlg_t SparseToDenseAlg_t
      `,
      '4.3': 'cusparseSDDMMAlg_t',
      '4.5': `
        bsrsm2Info{,_t} cusparse: SpSMDescr{,_t} SpSVDescr{,_t} ColorInfo_t SpMatAttribute_t SpSVAlg_t
        SpSMAlg_t
      `,
      '5.4': 'cusparseCsr2CscAlg_t',
      '6.0': 'cusparseConst: SpVecDescr_t DnVecDescr_t SpMatDescr_t DnMatDescr_t',
    },
    enum: {
      '1.9': `
        CUSPARSE_: ACTION_SYMBOLIC ACTION_NUMERIC HYB_PARTITION_AUTO HYB_PARTITION_USER HYB_PARTITION_MAX
        DIAG_TYPE_NON_UNIT DIAG_TYPE_UNIT FILL_MODE_LOWER FILL_MODE_UPPER INDEX_BASE_ZERO INDEX_BASE_ONE
        MATRIX_TYPE_GENERAL MATRIX_TYPE_SYMMETRIC MATRIX_TYPE_HERMITIAN MATRIX_TYPE_TRIANGULAR
        OPERATION_NON_TRANSPOSE OPERATION_TRANSPOSE OPERATION_CONJUGATE_TRANSPOSE POINTER_MODE_HOST
        POINTER_MODE_DEVICE SOLVE_POLICY_NO_LEVEL SOLVE_POLICY_USE_LEVEL STATUS_SUCCESS
        STATUS_NOT_INITIALIZED STATUS_ALLOC_FAILED STATUS_INVALID_VALUE STATUS_ARCH_MISMATCH
        STATUS_MAPPING_ERROR STATUS_EXECUTION_FAILED STATUS_INTERNAL_ERROR STATUS_MATRIX_TYPE_NOT_SUPPORTED
        STATUS_ZERO_PIVOT
      `,
      '3.2': 'CUSPARSE_DIRECTION_ROW CUSPARSE_DIRECTION_COLUMN',
      '4.1': `
        CUSPARSE_: STATUS_NOT_SUPPORTED STATUS_INSUFFICIENT_RESOURCES FORMAT_CSR FORMAT_CSC FORMAT_COO
        FORMAT_COO_AOS MV_ALG_DEFAULT COOMV_ALG CSRMV_ALG1 CSRMV_ALG2 INDEX_16U INDEX_32I INDEX_64I
        SPGEMM_DEFAULT
      `,
      '4.2': `
        CUSPARSE_: ORDER_ROW MM_ALG_DEFAULT SPMM_ALG_DEFAULT COOMM_ALG1 SPMM_COO_ALG1 COOMM_ALG2
        SPMM_COO_ALG2 COOMM_ALG3 SPMM_COO_ALG3 CSRMM_ALG1 SPMM_CSR_ALG1 SPMM_COO_ALG4 SPMM_CSR_ALG2
        DENSETOSPARSE_ALG_DEFAULT SPARSETODENSE_ALG_DEFAULT
      `,
      '4.3': 'CUSPARSE_SDDMM_ALG_DEFAULT',
      '4.5': `
        CUSPARSE_: FORMAT_BLOCKED_ELL SPMV_ALG_DEFAULT SPMV_COO_ALG1 SPMV_COO_ALG2 SPMV_CSR_ALG1
        SPMV_CSR_ALG2 SPMM_CSR_ALG3 SPMM_BLOCKED_ELL_ALG1 SPMAT_FILL_MODE SPMAT_DIAG_TYPE SPSV_ALG_DEFAULT
        SPSM_ALG_DEFAULT
      `,
      '5.1': `
        CUSPARSE_SPGEMM_CSR_ALG_DETERMINITIC CUSPARSE_SPGEMM_CSR_ALG_NONDETERMINITIC
      `,
      '5.4': 'CUSPARSE_: CSR2CSC_ALG1 CSR2CSC_ALG2 ORDER_COL',
      '5.6': 'CUSPARSE_CSR2CSC_ALG_DEFAULT CUSPARSE_SPGEMM_: ALG1 ALG2 ALG3',
    },
  },
  missing: {
    function: `
      cusparse: CsrmvEx{,_bufferSize} HpruneCsr2csr{,_bufferSizeExt} HpruneDense2csr{,_bufferSizeExt}
      ConstrainedGeMM{,_bufferSize} HpruneCsr2csrByPercentage{,_bufferSizeExt}
      HpruneDense2csrByPercentage{,_bufferSizeExt} LoggerSetCallback LoggerSetFile LoggerOpenFile
      LoggerSetLevel LoggerSetMask LoggerForceDisable CreateSolveAnalysisInfo DestroySolveAnalysisInfo
      GetLevelInfo {S,D,C,Z}csrmv_mp {S,D,C,Z}csrsv_solve {S,D,C,Z}csrsv_analysis Csrsv_analysisEx
      Csrsv_solveEx {S,D,C,Z}hybsv_analysis {S,D,C,Z}hybsv_solve {S,D,C,Z}csrsm_analysis
      {S,D,C,Z}csrsm_solve {S,D,C,Z}bsrsm2_bufferSizeExt {S,D,C,Z}csric0 {S,D,C,Z}bsric02_bufferSizeExt
      {S,D,C,Z}csrilu0 Csrilu0Ex {S,D,C,Z}bsrilu02_bufferSizeExt {S,D,C,Z}gtsv {S,D,C,Z}gtsv_nopivot
      {S,D,C,Z}gtsvStridedBatch {S,D,C,Z}gebsr2gebsc_bufferSizeExt {S,D,C,Z}gebsr2gebsr_bufferSizeExt
      Xgebsr2csr {S,D,C,Z}csr2gebsr_bufferSizeExt {S,D,C,Z}csc2hyb Csr2cscEx {S,D,C,Z}dense2hyb
      {S,D,C,Z}hyb2csc {S,D,C,Z}hyb2dense HpruneDense2csrNnz HpruneCsr2csrNnz HpruneDense2csrNnzByPercentage
      HpruneCsr2csrNnzByPercentage SpMatSetNumBatches SpMatGetNumBatches BsrSetStridedBatch CreateBsr
      CreateConstBsr CreateSlicedEll CreateConstSlicedEll SpGEMM_getNumProducts SpGEMM_estimateMemory
      SpSV_updateMatrix SpMMOp SpMMOp_createPlan SpMMOp_destroyPlan SpSM_updateMatrix
    `,
    type: `
      csrsv2Info csrsm2Info cusparse: SpMMOpPlan{,_t} SolveAnalysisInfo{,_t} Context HybMat MatDescr
      ColorInfo SpMatDescr DnMatDescr SpVecDescr DnVecDescr AlgMode_t SpSMUpdate_t SideMode_t SpMMOpAlg_t
      SpSVUpdate_t ColorAlg_t LoggerCallback_t
    `,
    enum: `
      CUSPARSE_: ALG0 ALG1 ALG_NAIVE ALG_MERGE_PATH FORMAT_BSR FORMAT_SLICED_ELLPACK SPMV_SELL_ALG1
      SPMM_BSR_ALG1 SPMMA_PREPROCESS SPMMA_ALG1 SPMMA_ALG2 SPMMA_ALG3 SPMMA_ALG4 SPSM_UPDATE_GENERAL
      SPSM_UPDATE_DIAGONAL SIDE_LEFT SIDE_RIGHT SPMM_OP_ALG_DEFAULT SPSV_UPDATE_GENERAL SPSV_UPDATE_DIAGONAL
      COLOR_ALG0 COLOR_ALG1
    `,
  },
  lifetimes: {
    cudaDeprecated: {
      '10.2': `
        CUSPARSE_HYB_PARTITION_: AUTO USER MAX cusparse: HybMat{,_t} SolveAnalysisInfo{,_t}
        CreateSolveAnalysisInfo CreateHybMat DestroySolveAnalysisInfo DestroyHybMat {S,D,C,Z}doti {C,Z}dotci
        {S,D,C,Z}csrmv {S,D,C,Z}csrmv_mp {S,D,C,Z}csrsv_solve {S,D,C,Z}csrsv_analysis Csrsv_analysisEx
        Csrsv_solveEx {S,D,C,Z}hybmv {S,D,C,Z}hybsv_analysis {S,D,C,Z}hybsv_solve {S,D,C,Z}csrmm
        {S,D,C,Z}csrmm2 {S,D,C,Z}csrsm_analysis {S,D,C,Z}csrsm_solve {S,D,C,Z}csrgeam XcsrgeamNnz
        {S,D,C,Z}csrgemm XcsrgemmNnz {S,D,C,Z}csric0 {S,D,C,Z}csrilu0 Csrilu0Ex {S,D,C,Z}gtsv
        {S,D,C,Z}gtsv_nopivot {S,D,C,Z}gtsvStridedBatch {S,D,C,Z}csc2hyb {S,D,C,Z}csr2csc Csr2cscEx
        {S,D,C,Z}csr2hyb {S,D,C,Z}dense2hyb {S,D,C,Z}hyb2csc {S,D,C,Z}hyb2csr {S,D,C,Z}hyb2dense
        HybPartition_t
      `,
      '11.0': `
        CUSPARSE_: MM_ALG_DEFAULT COOMM_ALG1 COOMM_ALG2 COOMM_ALG3 CSRMM_ALG1 cusparse:
        {S,D,C,Z}csrgemm2{,_bufferSizeExt} CreateCsrgemm2Info DestroyCsrgemm2Info {S,D,C,Z}axpyi
        {S,D,C,Z}gthr {S,D,C,Z}gthrz {S,D}roti {S,D,C,Z}sctr {S,D,C,Z}gemmi Xcsrgemm2Nnz
      `,
      '11.1': `
        cusparse: {S,D,C,Z}csc2dense {S,D,C,Z}csr2dense {S,D,C,Z}dense2csc {S,D,C,Z}dense2csr
      `,
      '11.2': `
        CUSPARSE_: COOMV_ALG CSRMV_ALG1 CSRMV_ALG2 cusparse: CsrmvEx{,_bufferSize}
        ConstrainedGeMM{,_bufferSize} CreateCooAoS CooAoSGet
      `,
      '11.3': `
        CUSPARSE_MV_ALG_DEFAULT cusparse: CreateCsrsv2Info DestroyCsrsv2Info CreateCsrsm2Info
        DestroyCsrsm2Info {S,D,C,Z}csrsv2_bufferSize {S,D,C,Z}csrsv2_bufferSizeExt {S,D,C,Z}csrsv2_analysis
        {S,D,C,Z}csrsv2_solve Xcsrsv2_zeroPivot {S,D,C,Z}csrsm2_bufferSizeExt {S,D,C,Z}csrsm2_analysis
        {S,D,C,Z}csrsm2_solve Xcsrsm2_zeroPivot
      `,
      '12.2': `
        pruneInfo{,_t} bsrsv2Info{,_t} bsrsm2Info{,_t} csric02Info{,_t} csrilu02Info{,_t} bsrilu02Info{,_t}
        csru2csrInfo{,_t} CUSPARSE_: SOLVE_POLICY_NO_LEVEL SOLVE_POLICY_USE_LEVEL COLOR_ALG0 COLOR_ALG1
        cusparse: {S,D,C,Z}csric02{,_bufferSize,_bufferSizeExt}
        {S,D,C,Z}bsric02{,_bufferSize,_bufferSizeExt} {S,D,C,Z}csrilu02{,_bufferSize,_bufferSizeExt}
        {S,D,C,Z}bsrilu02{,_bufferSize,_bufferSizeExt} {S,D,C,Z}csru2csr{,_bufferSizeExt} ColorInfo{,_t}
        {H,S,D}pruneCsr2csr{,_bufferSizeExt} {H,S,D}pruneDense2csr{,_bufferSizeExt}
        {H,S,D}pruneCsr2csrByPercentage{,_bufferSizeExt} {H,S,D}pruneDense2csrByPercentage{,_bufferSizeExt}
        CreateCsric02Info DestroyCsric02Info CreateCsrilu02Info DestroyCsrilu02Info CreateBsrsv2Info
        DestroyBsrsv2Info CreateBsrsm2Info DestroyBsrsm2Info CreateBsric02Info DestroyBsric02Info
        CreateBsrilu02Info DestroyBsrilu02Info CreatePruneInfo DestroyPruneInfo CreateColorInfo
        DestroyColorInfo {S,D,C,Z}bsrxmv {S,D,C,Z}bsrsv2_bufferSize {S,D,C,Z}bsrsv2_bufferSizeExt
        {S,D,C,Z}bsrsv2_analysis {S,D,C,Z}bsrsv2_solve Xbsrsv2_zeroPivot {S,D,C,Z}bsrsm2_bufferSize
        {S,D,C,Z}bsrsm2_bufferSizeExt {S,D,C,Z}bsrsm2_analysis {S,D,C,Z}bsrsm2_solve Xbsrsm2_zeroPivot
        {S,D,C,Z}csric02_analysis Xcsric02_zeroPivot {S,D,C,Z}bsric02_analysis Xbsric02_zeroPivot
        {S,D,C,Z}csrilu02_numericBoost {S,D,C,Z}csrilu02_analysis Xcsrilu02_zeroPivot
        {S,D,C,Z}bsrilu02_numericBoost {S,D,C,Z}bsrilu02_analysis Xbsrilu02_zeroPivot {S,D,C,Z}csrcolor
        {S,D,C,Z}csr2csr_compress CreateIdentityPermutation CreateCsru2csrInfo DestroyCsru2csrInfo
        {S,D,C,Z}csr2csru {H,S,D}pruneDense2csrNnz {H,S,D}pruneCsr2csrNnz
        {H,S,D}pruneDense2csrNnzByPercentage {H,S,D}pruneCsr2csrNnzByPercentage {S,D,C,Z}nnz_compress Rot
        SolvePolicy_t ColorAlg_t
      `,
      '12.4': 'cusparse: {X,S,D,C,Z}gebsr2csr Xcsr2bsrNnz {S,D,C,Z}csr2bsr',
    },
    cudaRemoved: {
      '10.2': 'cusparseSpMatSetNumBatches cusparseSpMatGetNumBatches',
      '11.0': `
        CUSPARSE_: HYB_PARTITION_AUTO HYB_PARTITION_USER HYB_PARTITION_MAX ALG0 ALG1 ALG_NAIVE cusparse:
        HybMat{,_t} SolveAnalysisInfo{,_t} CreateSolveAnalysisInfo CreateHybMat DestroySolveAnalysisInfo
        DestroyHybMat GetLevelInfo {S,D,C,Z}doti {C,Z}dotci {S,D,C,Z}csrmv {S,D,C,Z}csrmv_mp
        {S,D,C,Z}csrsv_solve {S,D,C,Z}csrsv_analysis Csrsv_analysisEx Csrsv_solveEx {S,D,C,Z}hybmv
        {S,D,C,Z}hybsv_analysis {S,D,C,Z}hybsv_solve {S,D,C,Z}csrmm {S,D,C,Z}csrmm2 {S,D,C,Z}csrsm_analysis
        {S,D,C,Z}csrsm_solve {S,D,C,Z}csrgeam XcsrgeamNnz {S,D,C,Z}csrgemm XcsrgemmNnz {S,D,C,Z}csric0
        {S,D,C,Z}csrilu0 Csrilu0Ex {S,D,C,Z}gtsv {S,D,C,Z}gtsv_nopivot {S,D,C,Z}gtsvStridedBatch
        {S,D,C,Z}csc2hyb {S,D,C,Z}csr2csc Csr2cscEx {S,D,C,Z}csr2hyb {S,D,C,Z}dense2hyb {S,D,C,Z}hyb2csc
        {S,D,C,Z}hyb2csr {S,D,C,Z}hyb2dense HybPartition_t
      `,
      '11.2': 'CUSPARSE_SPMMA_: PREPROCESS ALG1 ALG2 ALG3 ALG4',
      '11.5': 'cusparseSideMode_t CUSPARSE_SIDE_LEFT CUSPARSE_SIDE_RIGHT',
      '12.0': `
        csrsv2Info{,_t} csrsm2Info{,_t} csrgemm2Info{,_t} CUSPARSE_: ALG_MERGE_PATH CSR2CSC_ALG2
        FORMAT_COO_AOS MV_ALG_DEFAULT COOMV_ALG CSRMV_ALG1 CSRMV_ALG2 MM_ALG_DEFAULT COOMM_ALG1 COOMM_ALG2
        COOMM_ALG3 CSRMM_ALG1 cusparse: CsrmvEx{,_bufferSize} {S,D,C,Z}csrgemm2{,_bufferSizeExt}
        ConstrainedGeMM{,_bufferSize} CopyMatDescr CreateCsrsv2Info DestroyCsrsv2Info CreateCsrsm2Info
        DestroyCsrsm2Info CreateCsrgemm2Info DestroyCsrgemm2Info {S,D,C,Z}axpyi {S,D,C,Z}gthr {S,D,C,Z}gthrz
        {S,D}roti {S,D,C,Z}sctr {S,D,C,Z}csrsv2_bufferSize {S,D,C,Z}csrsv2_bufferSizeExt
        {S,D,C,Z}csrsv2_analysis {S,D,C,Z}csrsv2_solve Xcsrsv2_zeroPivot {S,D,C,Z}csrsm2_bufferSizeExt
        {S,D,C,Z}csrsm2_analysis {S,D,C,Z}csrsm2_solve Xcsrsm2_zeroPivot {S,D,C,Z}gemmi Xcsrgemm2Nnz
        {S,D,C,Z}csc2dense {S,D,C,Z}csr2dense {S,D,C,Z}dense2csc {S,D,C,Z}dense2csr CreateCooAoS CooAoSGet
        SpMatSetStridedBatch AlgMode_t
      `,
    },
    hipDeprecated: {
      '3.9': `
        cusparse: {S,D,C,Z}csrgemm2{,_bufferSizeExt} CreateHybMat DestroyHybMat CreateCsrgemm2Info
        DestroyCsrgemm2Info {S,D,C,Z}axpyi {S,D,C,Z}doti {C,Z}dotci {S,D,C,Z}gthr {S,D,C,Z}gthrz {S,D}roti
        {S,D,C,Z}sctr {S,D,C,Z}csrmv {S,D,C,Z}hybmv {S,D,C,Z}csrmm {S,D,C,Z}csrmm2 {S,D,C,Z}gemmi
        {S,D,C,Z}csrgeam XcsrgeamNnz {S,D,C,Z}csrgemm XcsrgemmNnz Xcsrgemm2Nnz {S,D,C,Z}csr2csc
        {S,D,C,Z}csr2hyb {S,D,C,Z}hyb2csr
      `,
      '5.2': 'cusparseSpMatSetStridedBatch',
      '5.6': `
        cusparse: CreateCsrsv2Info DestroyCsrsv2Info CreateCsrsm2Info DestroyCsrsm2Info
        {S,D,C,Z}csrsv2_bufferSize {S,D,C,Z}csrsv2_analysis {S,D,C,Z}csrsv2_solve Xcsrsv2_zeroPivot
        {S,D,C,Z}csrsm2_bufferSizeExt {S,D,C,Z}csrsm2_analysis {S,D,C,Z}csrsm2_solve Xcsrsm2_zeroPivot
        {S,D,C,Z}csc2dense {S,D,C,Z}csr2dense {S,D,C,Z}dense2csc CooAoSGet
      `,
      '6.2': `
        cusparse: {S,D,C,Z}csric02{,_bufferSize} {S,D,C,Z}bsric02{,_bufferSize}
        {S,D,C,Z}csrilu02{,_bufferSize} {S,D,C,Z}bsrilu02{,_bufferSize} {S,D,C,Z}csru2csr{,_bufferSizeExt}
        {S,D}pruneCsr2csr{,_bufferSizeExt} {S,D}pruneDense2csr{,_bufferSizeExt}
        {S,D}pruneCsr2csrByPercentage{,_bufferSizeExt} {S,D}pruneDense2csrByPercentage{,_bufferSizeExt}
        CreateCsric02Info DestroyCsric02Info CreateCsrilu02Info DestroyCsrilu02Info CreateBsrsv2Info
        DestroyBsrsv2Info CreateBsrsm2Info DestroyBsrsm2Info CreateBsric02Info DestroyBsric02Info
        CreateBsrilu02Info DestroyBsrilu02Info CreatePruneInfo DestroyPruneInfo CreateColorInfo
        DestroyColorInfo {S,D,C,Z}bsrxmv {S,D,C,Z}bsrsv2_bufferSize {S,D,C,Z}bsrsv2_analysis
        {S,D,C,Z}bsrsv2_solve Xbsrsv2_zeroPivot {S,D,C,Z}bsrsm2_bufferSize {S,D,C,Z}bsrsm2_analysis
        {S,D,C,Z}bsrsm2_solve Xbsrsm2_zeroPivot {S,D,C,Z}csric02_analysis Xcsric02_zeroPivot
        {S,D,C,Z}bsric02_analysis Xbsric02_zeroPivot {S,D,C,Z}csrilu02_numericBoost
        {S,D,C,Z}csrilu02_analysis Xcsrilu02_zeroPivot {S,D,C,Z}bsrilu02_numericBoost
        {S,D,C,Z}bsrilu02_analysis Xbsrilu02_zeroPivot {S,D,C,Z}csrcolor CreateIdentityPermutation
        {S,D,C,Z}csr2csru {S,D}pruneDense2csrNnz {S,D}pruneCsr2csrNnz {S,D}pruneDense2csrNnzByPercentage
        {S,D}pruneCsr2csrNnzByPercentage {S,D,C,Z}nnz_compress Rot
      `,
    },
  },
} as const satisfies LibraryRows;
