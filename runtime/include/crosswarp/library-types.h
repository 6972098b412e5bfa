// Types that several libraries name: kinds of numbers, with CUDA's numbers for both faces.
#pragma once

#include "face.h"

#define CROSSWARP_DATA(name) CROSSWARP_PICK(CUDA_##name, HIP_##name)
typedef enum CROSSWARP_PICK(cudaDataType_t, hipDataType) {
    CROSSWARP_DATA(R_32F) = 0, CROSSWARP_DATA(R_64F) = 1, CROSSWARP_DATA(R_16F) = 2, CROSSWARP_DATA(R_8I) = 3,
    CROSSWARP_DATA(C_32F) = 4, CROSSWARP_DATA(C_64F) = 5, CROSSWARP_DATA(C_16F) = 6, CROSSWARP_DATA(C_8I) = 7,
    CROSSWARP_DATA(R_8U) = 8, CROSSWARP_DATA(C_8U) = 9, CROSSWARP_DATA(R_32I) = 10, CROSSWARP_DATA(C_32I) = 11,
    CROSSWARP_DATA(R_32U) = 12, CROSSWARP_DATA(C_32U) = 13, CROSSWARP_DATA(R_16BF) = 14, CROSSWARP_DATA(C_16BF) = 15
} CROSSWARP_PICK(cudaDataType_t, hipDataType);
#undef CROSSWARP_DATA
#ifdef CROSSWARP_CUDA
typedef cudaDataType_t cudaDataType;
#endif
typedef enum CROSSWARP_PICK(libraryPropertyType_t, hipLibraryPropertyType_t) {
    CROSSWARP_PICK(MAJOR_VERSION, HIP_LIBRARY_MAJOR_VERSION),
    CROSSWARP_PICK(MINOR_VERSION, HIP_LIBRARY_MINOR_VERSION),
    CROSSWARP_PICK(PATCH_LEVEL, HIP_LIBRARY_PATCH_LEVEL)
} CROSSWARP_PICK(libraryPropertyType, hipLibraryPropertyType);
