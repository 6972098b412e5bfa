// A texture as a plan gives it: one piece of memory, a head of 64 bytes that says what it is, then its texels without gaps,
// row after row, slice after slice. Where each part of the head lies; the lowering declares a struct of this shape.
export const textureStruct = 'crosswarp::Texture';

/** Bytes from the start. `address` and `border` have one for each of three dimensions, four components. */
export const textureHead = {
  width: 0,
  /** 0: there is no such dimension. */
  height: 4,
  depth: 8,
  /** Of a texel: 1, 2 or 4. */
  components: 12,
  /** Bits of a component. */
  bits: 16,
  /** 0 signed, 1 unsigned, 2 floating. */
  format: 20,
  /** 1: numbers of 8 or 16 bits are read as fractions of the largest. */
  fractions: 24,
  /** 1: coordinates run from 0 to 1. */
  normalized: 28,
  linear: 32,
  /** 0 wrap, 1 clamp, 2 mirror, 3 border. */
  address: 36,
  border: 48,
  bytes: 64,
} as const;

export const textureAddress = ['wrap', 'clamp', 'mirror', 'border'] as const;
