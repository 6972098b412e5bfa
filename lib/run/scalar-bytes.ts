// One number as bytes of a scalar type: in comes a number or the text of one, out go its bytes, rounded or wrapped as C's
// conversion does.
import type { Scalar } from '@/lib/ir';
import { bfloatToBits, halfToBits, roundBfloat, roundHalf } from './small-floats';

function numberFrom(value: number | string): number {
  if (typeof value === 'number') return value;
  const infinity = /^([-+]?)inf(inity)?$/i.exec(value);
  if (infinity) return infinity[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(value);
}

function bigintFrom(value: number | string): bigint {
  if (typeof value === 'string' && /^[-+]?(\d+|0x[0-9a-f]+)$/i.test(value))
    return value.startsWith('-') ? -BigInt(value.slice(1)) : BigInt(value.replace(/^\+/, ''));
  const number = Math.trunc(numberFrom(value));
  return Number.isFinite(number) ? BigInt(number) : 0n;
}

/** Writes a number at an offset, little-endian. */
export function putScalar(view: DataView, at: number, scalar: Scalar, value: number | string): void {
  switch (scalar) {
    case 'f64':
      view.setFloat64(at, numberFrom(value), true);
      return;
    case 'f32':
      view.setFloat32(at, numberFrom(value), true);
      return;
    case 'f16':
      view.setUint16(at, halfToBits(roundHalf(numberFrom(value))), true);
      return;
    case 'bf16':
      view.setUint16(at, bfloatToBits(roundBfloat(numberFrom(value))), true);
      return;
    case 'i64':
    case 'u64':
      view.setBigInt64(at, BigInt.asIntN(64, bigintFrom(value)), true);
      return;
    case 'i32':
    case 'u32':
      view.setInt32(at, Number(BigInt.asIntN(32, bigintFrom(value))), true);
      return;
    case 'i16':
    case 'u16':
      view.setInt16(at, Number(BigInt.asIntN(16, bigintFrom(value))), true);
      return;
    case 'bool':
      view.setUint8(at, numberFrom(value) !== 0 ? 1 : 0);
      return;
    default:
      view.setInt8(at, Number(BigInt.asIntN(8, bigintFrom(value))));
  }
}
