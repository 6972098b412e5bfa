// A buffer of a plan as the texture that a kernel reads it through: in come its texels and what the plan says of them, out comes
// the piece of memory that lib/ir/texture.ts describes. Pure.
import { type Scalar, scalarSize, textureAddress, textureHead } from '@/lib/ir';
import type { PlanTexture } from './plan';

/** @returns words for what is wrong with it, where something is */
export function textureOf(
  texels: Uint8Array,
  scalars: readonly { readonly scalar: Scalar }[],
  texture: PlanTexture | undefined,
  length: number,
): Uint8Array | string {
  const scalar = scalars[0]?.scalar;
  const bits = scalar && 8 * scalarSize[scalar];
  const plain = scalar && /^(?:[iu](?:8|16|32)|f16|f32)$/.test(scalar);
  if (!scalar || !bits || !plain || ![1, 2, 4].includes(scalars.length))
    return 'its texels are not one, two or four numbers of 8, 16 or 32 bits';
  const says: Partial<PlanTexture> = texture ?? {};
  const { size = [length], filter = 'point', address = 'clamp', border = [] } = says;
  if (size.reduce((product, one) => product * one, 1) !== length)
    return `it has ${length} texels where its size asks for ${size.join(' × ')}`;
  const isFloat = scalar.startsWith('f');
  if (filter === 'linear' && !isFloat && !says.fractions)
    return 'whole numbers are filtered only where they are read as fractions';
  if (says.fractions && (isFloat || bits === 32)) return 'only numbers of 8 or 16 bits are read as fractions';
  const bytes = new Uint8Array(textureHead.bytes + texels.length);
  const head = new DataView(bytes.buffer);
  const put = (at: number, value: number | boolean) => head.setUint32(at, Number(value), true);
  put(textureHead.width, size[0] ?? 0);
  put(textureHead.height, size[1] ?? 0);
  put(textureHead.depth, size[2] ?? 0);
  put(textureHead.components, scalars.length);
  put(textureHead.bits, bits);
  put(textureHead.format, isFloat ? 2 : scalar.startsWith('u') ? 1 : 0);
  put(textureHead.fractions, says.fractions ?? false);
  put(textureHead.normalized, says.normalized ?? false);
  put(textureHead.linear, filter === 'linear');
  for (let i = 0; i < 3; i++) put(textureHead.address + 4 * i, textureAddress.indexOf(address));
  for (let i = 0; i < 4; i++) head.setFloat32(textureHead.border + 4 * i, border[i] ?? 0, true);
  bytes.set(texels, textureHead.bytes);
  return bytes;
}
