// Types as people and compilers spell them.
import { describe, expect, it } from 'vitest';
import { elementType } from './element-types';

const read = (text: string | undefined) => {
  const { scalar, lanes } = elementType(text);
  return lanes === 1 ? scalar : `${scalar}x${lanes}`;
};

describe('elementType', () => {
  it.each([
    ['float', 'f32'],
    ['const float', 'f32'],
    ['float const', 'f32'],
    ['unsigned', 'u32'],
    ['unsigned int', 'u32'],
    ['int unsigned', 'u32'],
    ['long int', 'i64'],
    ['long long unsigned int', 'u64'],
    ['unsigned  long', 'u64'],
    ['short int', 'i16'],
    ['signed char', 'i8'],
    ['char', 'i8'],
    ['volatile bool', 'bool'],
    ['uint8_t', 'u8'],
    ['std::uint64_t', 'u64'],
    ['size_t', 'u64'],
    ['__half', 'f16'],
    ['__half2', 'f16x2'],
    ['__nv_bfloat16', 'bf16'],
    ['__hip_bfloat16', 'bf16'],
    ['uchar4', 'u8x4'],
    ['float3', 'f32x3'],
    ['struct float4', 'f32x4'],
    ['ulonglong2', 'u64x2'],
    ['double2', 'f64x2'],
    ['cuDoubleComplex', 'f64x2'],
    ['thrust::complex<float>', 'f32x2'],
    ['float *', 'u64'],
    ['Node*', 'u64'],
    ['Particle', 'byte'],
    ['struct Particle', 'byte'],
    ['float5', 'byte'],
    ['toString', 'byte'],
    ['constructor2', 'byte'],
    ['void', 'byte'],
    ['', 'byte'],
  ])('%s is %s', (text, kind) => expect(read(text)).toBe(kind));

  it('keeps the name as CUDA writes it', () => {
    expect(elementType('const struct Particle').name).toBe('struct Particle');
    expect(elementType('long unsigned int').name).toBe('unsigned long');
    expect(elementType(undefined).name).toBe('bytes');
  });
});
