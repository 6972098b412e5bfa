// Texture objects in device code, as CUDA text that the prelude declares: an object is a pointer to a head that says what the
// texture is, with the texels behind it (lib/ir/texture.ts). Linear filtering takes weights of eight bits after the point, as
// the hardware does; where coordinates aren't normalised, wrapping and mirroring clamp, as they do there.
import { textureHead, textureStruct } from '@/lib/ir';

const components = {
  char: ['char', 'signed char', 'char1', 'char2', 'char4'],
  'unsigned char': ['unsigned char', 'uchar1', 'uchar2', 'uchar4'],
  short: ['short', 'short1', 'short2', 'short4'],
  'unsigned short': ['unsigned short', 'ushort1', 'ushort2', 'ushort4'],
  int: ['int', 'int1', 'int2', 'int4'],
  'unsigned int': ['unsigned int', 'uint1', 'uint2', 'uint4'],
  float: ['float', 'float1', 'float2', 'float4'],
} as const;

/** How a read's type is made of components. */
const made = Object.entries(components)
  .flatMap(([of, types]) =>
    types.map((type) => {
      const parts = ['x', 'y', 'z', 'w'].slice(0, Number(/\d$/.exec(type)?.[0] ?? 0));
      const value = parts.length
        ? `${type} r; ${parts.map((part, i) => `r.${part} = (${of})v.at[${i}];`).join(' ')} return r;`
        : `return (${of})v.at[0];`;
      return `template <> struct As<${type}> { static __device__ ${type} of(const Texels &v) { ${value} } };`;
    }),
  )
  .join('\n  ');

const core = `namespace crosswarp {
  struct ${textureStruct.split('::')[1]} {
    unsigned int width, height, depth, components, bits, format, fractions, normalized, linear, address[3];
    float border[4];
  };
  struct Texels { double at[4]; };
  struct Along { long long first; double next; };
  template <class T> struct As;
  ${made}
  __device__ inline double component(const Texture *t, const unsigned char *at) {
    if (t->format == 2) return t->bits == 16 ? (double)__half2float(*(const __half *)at) : (double)*(const float *)at;
    if (t->format == 1) {
      if (t->bits == 8) return t->fractions ? (double)(*at / 255.0f) : (double)*at;
      if (t->bits == 16) return t->fractions ? (double)(*(const unsigned short *)at / 65535.0f) : (double)*(const unsigned short *)at;
      return (double)*(const unsigned int *)at;
    }
    if (t->bits == 8) return t->fractions ? (double)fmaxf(*(const signed char *)at / 127.0f, -1.0f) : (double)*(const signed char *)at;
    if (t->bits == 16) return t->fractions ? (double)fmaxf(*(const short *)at / 32767.0f, -1.0f) : (double)*(const short *)at;
    return (double)*(const int *)at;
  }
  // Where an address mode puts index i of n; -1 is the border.
  __device__ inline long long placed(long long i, long long n, unsigned int mode, bool normal) {
    if (n == 0) return 0;
    if (i >= 0 && i < n) return i;
    if (mode == 3) return -1;
    if (normal && mode == 0) return ((i % n) + n) % n;
    if (normal && mode == 2) { long long m = ((i % (2 * n)) + 2 * n) % (2 * n); return m < n ? m : 2 * n - 1 - m; }
    return i < 0 ? 0 : n - 1;
  }
  __device__ inline Texels texel(const Texture *t, long long x, long long y, long long z, bool layered) {
    Texels result; for (int i = 0; i < 4; i++) result.at[i] = 0;
    bool normal = t->normalized != 0;
    long long px = placed(x, t->width, t->address[0], normal), py = placed(y, t->height, t->address[1], normal);
    long long pz = layered ? placed(z, t->depth, 1, false) : placed(z, t->depth, t->address[2], normal);
    if (px < 0 || py < 0 || pz < 0) { for (int i = 0; i < 4; i++) result.at[i] = t->border[i]; return result; }
    long long bytes = t->bits / 8, rows = t->height ? t->height : 1;
    const unsigned char *at = (const unsigned char *)t + ${textureHead.bytes} + ((pz * rows + py) * t->width + px) * bytes * t->components;
    for (int i = 0; i < (int)t->components; i++) result.at[i] = component(t, at + i * bytes);
    return result;
  }
  __device__ inline long long whole(float f) {
    return f >= -9e15f && f <= 9e15f ? (long long)f : f > 0 ? 9007199254740992ll : -9007199254740992ll;
  }
  // Position along one dimension: the texel at or below, and the weight of the next one.
  __device__ inline Along along(float c, unsigned int size, bool normal, bool linear, unsigned int mode) {
    Along result; result.first = 0; result.next = 0;
    if (size == 0) return result;
    if (normal) { if (mode == 0) c -= floorf(c); c *= (float)size; }
    if (!linear) { result.first = whole(floorf(c)); return result; }
    c -= 0.5f;
    float below = floorf(c);
    result.first = whole(below); result.next = (double)floorf((c - below) * 256.0f + 0.5f) / 256.0;
    return result;
  }
  template <class T> __device__ T fetch(const Texture *t, float x, float y, float z, bool layered) {
    bool normal = t->normalized != 0, linear = t->linear != 0;
    Along ax = along(x, t->width, normal, linear, t->address[0]), ay = along(y, t->height, normal, linear, t->address[1]), az;
    if (layered) { az.first = (long long)z; az.next = 0; } else az = along(z, t->depth, normal, linear, t->address[2]);
    if (!linear) return As<T>::of(texel(t, ax.first, ay.first, az.first, layered));
    Texels sum; for (int i = 0; i < 4; i++) sum.at[i] = 0;
    for (int corner = 0; corner < 8; corner++) {
      int i = corner & 1, j = corner >> 1 & 1, k = corner >> 2;
      double weight = (i ? ax.next : 1 - ax.next) * (j ? ay.next : 1 - ay.next) * (k ? az.next : 1 - az.next);
      if (weight == 0) continue;
      Texels found = texel(t, ax.first + i, ay.first + j, az.first + k, layered);
      for (int c = 0; c < 4; c++) sum.at[c] += weight * found.at[c];
    }
    return As<T>::of(sum);
  }
  template <class T> __device__ T fetchElement(const Texture *t, int i) {
    Texels none; for (int c = 0; c < 4; c++) none.at[c] = 0;
    if (i < 0 || i >= (long long)t->width) return As<T>::of(none);
    return As<T>::of(texel(t, i, 0, 0, false));
  }
}
typedef const crosswarp::Texture *cudaTextureObject_t;
typedef cudaTextureObject_t CUtexObject;
`;

/** Each in the two forms the languages know: the value returned, or written through a pointer. There are no mipmaps. */
const reads = (
  [
    ['tex1Dfetch', 'int i', 'fetchElement<T>(t, i)'],
    ['tex1D', 'float x', 'fetch<T>(t, x, 0, 0, false)'],
    ['tex2D', 'float x, float y', 'fetch<T>(t, x, y, 0, false)'],
    ['tex3D', 'float x, float y, float z', 'fetch<T>(t, x, y, z, false)'],
    ['tex1DLayered', 'float x, int layer', 'fetch<T>(t, x, 0, (float)layer, true)'],
    ['tex2DLayered', 'float x, float y, int layer', 'fetch<T>(t, x, y, (float)layer, true)'],
    ['tex1DLod', 'float x, float', 'fetch<T>(t, x, 0, 0, false)'],
    ['tex2DLod', 'float x, float y, float', 'fetch<T>(t, x, y, 0, false)'],
    ['tex3DLod', 'float x, float y, float z, float', 'fetch<T>(t, x, y, z, false)'],
  ] as const
)
  .map(
    ([name, parameters, value]) => `
template <class T> __device__ inline T ${name}(cudaTextureObject_t t, ${parameters}) { return crosswarp::${value}; }
template <class T> __device__ inline void ${name}(T *value, cudaTextureObject_t t, ${parameters}) { *value = crosswarp::${value}; }`,
  )
  .join('');

export const textureText = `${core}${reads}\n`;

export const asksForTextures = (name: string): boolean =>
  name === 'cudaTextureObject_t' || name === 'CUtexObject';
