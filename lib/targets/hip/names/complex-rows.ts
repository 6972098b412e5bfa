// Which names of cuComplex HIP has and since which release, and which it lacks. Names are packed as
// library.ts says. Derived from AMD's public tables as of HIP 6.3; what is younger, from single newer headers.
import type { LibraryRows } from './library';

export const complexRows = {
  supported: {
    function: {
      '1.6': `
        cuCrealf cuCimagf cuConjf cuCaddf cuCsubf cuCmulf cuCdivf cuCabsf cuCreal cuCimag cuConj cuCadd
        cuCsub cuCmul cuCdiv cuCabs cuComplexFloatToDouble cuComplexDoubleToFloat cuCfmaf cuCfma make_cu:
        FloatComplex DoubleComplex Complex
      `,
    },
    type: {
      '1.6': 'cuFloatComplex cuDoubleComplex cuComplex',
    },
  },
  missing: {},
} as const satisfies LibraryRows;
