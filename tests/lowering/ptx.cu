// Instructions of PTX beside the plain code that each means: the first is lowered, the second is what a CPU can be given.
#include "launch.h"
#include <cstring>
#ifdef AS_PTX
#define U3(name, instruction, plain) __device__ unsigned name(unsigned a, unsigned b, unsigned c) { unsigned d; asm(instruction " %0, %1, %2, %3;" : "=r"(d) : "r"(a), "r"(b), "r"(c)); return d; }
#define U2(name, instruction, plain) __device__ unsigned name(unsigned a, unsigned b) { unsigned d; asm(instruction " %0, %1, %2;" : "=r"(d) : "r"(a), "r"(b)); return d; }
#define U1(name, instruction, plain) __device__ unsigned name(unsigned a) { unsigned d; asm(instruction " %0, %1;" : "=r"(d) : "r"(a)); return d; }
#define F3(name, instruction, plain) __device__ float name(float a, float b, float c) { float d; asm(instruction " %0, %1, %2, %3;" : "=f"(d) : "f"(a), "f"(b), "f"(c)); return d; }
#define SPECIAL(name, instruction, plain) __device__ unsigned name() { unsigned d; asm volatile("mov.u32 %0, %%" instruction ";" : "=r"(d)); return d; }
#else
#define U3(name, instruction, plain) __device__ unsigned name(unsigned a, unsigned b, unsigned c) { return plain; }
#define U2(name, instruction, plain) __device__ unsigned name(unsigned a, unsigned b) { return plain; }
#define U1(name, instruction, plain) __device__ unsigned name(unsigned a) { return plain; }
#define F3(name, instruction, plain) __device__ float name(float a, float b, float c) { return plain; }
#define SPECIAL(name, instruction, plain) __device__ unsigned name() { return plain; }
#endif
U3(bfe, "bfe.u32", (a >> (b & 255 & 31) & ((1u << (c & 15)) - 1)))
__device__ unsigned field(unsigned a) {
#ifdef AS_PTX
  int d; asm("bfe.s32 %0, %1, 7, 5;" : "=r"(d) : "r"(a)); return d;
#else
  return (unsigned)((int)(a << 20) >> 27);
#endif
}
__device__ unsigned bfi(unsigned a, unsigned b, unsigned at, unsigned length) {
#ifdef AS_PTX
  unsigned d; asm("bfi.b32 %0, %1, %2, %3, %4;" : "=r"(d) : "r"(a), "r"(b), "r"(at), "r"(length)); return d;
#else
  unsigned long long mask = ((1ull << length) - 1) << at; return (unsigned)((b & ~mask) | (((unsigned long long)a << at) & mask));
#endif
}
#ifdef AS_PTX
#define LOP(name, table, plain) __device__ unsigned name(unsigned a, unsigned b, unsigned c) { unsigned d; asm("lop3.b32 %0, %1, %2, %3, " #table ";" : "=r"(d) : "r"(a), "r"(b), "r"(c)); return d; }
#else
#define LOP(name, table, plain) __device__ unsigned name(unsigned a, unsigned b, unsigned c) { return plain; }
#endif
LOP(parity, 0x96, a ^ b ^ c)
LOP(majority, 0xe8, (a & b) | (a & c) | (b & c))
LOP(choice, 0xca, (a & b) | (~a & c))
LOP(andOr, 0xea, (a & b) | c)
U3(mad, "mad.lo.u32", a *b + c)
U3(prmtU, "mad.hi.u32", (unsigned)((unsigned long long)a * b >> 32) + c)
U3(funnel, "shf.r.wrap.b32", (unsigned)((((unsigned long long)b << 32) | a) >> (c & 31)))
__device__ unsigned distances(unsigned a, unsigned b) { unsigned sum = 0; for (int i = 0; i < 32; i += 8) { int d = (int)(a >> i & 255) - (int)(b >> i & 255); sum += d < 0 ? -d : d; } return sum; }
U3(apart4, "vabsdiff4.u32.u32.u32.add", distances(a, b) + c)
U3(sad, "sad.u32", (a > b ? a - b : b - a) + c)
U2(high, "mul.hi.s32", (unsigned)((long long)(int)a * (int)b >> 32))
U2(shiftLeft, "shl.b32", b > 31 ? 0 : a << b)
U2(shiftRight, "shr.s32", (unsigned)((int)a >> (b > 31 ? 31 : b)))
U2(smaller, "min.s32", (int)a < (int)b ? a : b)
U2(rest, "rem.u32", a % b)
U1(ones, "popc.b32", __builtin_popcount(a))
U1(top, "bfind.u32", a ? 31 - __builtin_clz(a) : ~0u)
U1(reversed, "brev.b32", __brev(a))
F3(fused, "fma.rn.f32", fmaf(a, b, c))
SPECIAL(lane, "laneid", threadIdx.x % 32)
SPECIAL(below, "lanemask_lt", (1u << threadIdx.x % 32) - 1)
SPECIAL(above, "lanemask_ge", ~((1u << threadIdx.x % 32) - 1))
SPECIAL(warp, "warpid", threadIdx.x / 32)
SPECIAL(place, "ctaid.x", blockIdx.x)
SPECIAL(width, "ntid.x", blockDim.x)
__global__ void bits(double *out, const float *f, const int *n) {
  double *o = SLOT; unsigned a = n[ID] * 2654435761u, b = n[ID ^ 1] * 40503u, c = n[ID ^ 2];
  o[0] = bfe(a, b & 31, c & 15); o[1] = field(a) + 0.5 * bfi(a, b, 5, 9); o[2] = parity(a, b, c); o[3] = majority(a, b, c); o[4] = choice(a, b, c); o[5] = andOr(a, b, c); o[6] = mad(a, b, c); o[7] = prmtU(a, b, c);
  o[8] = funnel(a, b, c); o[9] = sad(a, b, c); o[10] = high(a, b); o[11] = shiftLeft(a, c & 63); o[12] = shiftRight(a, c & 63); o[13] = smaller(a, b) + 0.5 * rest(a, b | 1); o[14] = ones(a) + 100 * top(c & 0xff00); o[15] = reversed(a);
}
__global__ void specials(double *out, const float *f, const int *n) {
  double *o = SLOT; o[0] = lane(); o[1] = below(); o[2] = above(); o[3] = warp(); o[4] = place(); o[5] = width(); o[6] = fused(f[ID], f[ID ^ 1], -3.25f); o[13] = apart4(ID * 0x9E3779B9u, n[ID] * 0x85EBCA6Bu, ID);
#ifdef AS_PTX
  unsigned long long wide; asm("mul.wide.u32 %0, %1, %2;" : "=l"(wide) : "r"(n[ID] * 77777), "r"(0x87654321)); o[7] = wide;
  asm("{\n .reg .pred p;\n .reg .u32 t;\n setp.lt.s32 p, %1, 20;\n mov.u32 t, 5;\n @p add.u32 t, t, %2;\n selp.u32 %0, t, 9, p;\n}" : "=r"(*(unsigned *)&wide) : "r"(n[ID]), "r"(ID)); o[8] = (unsigned)wide;
  float whole; asm("cvt.rn.f32.s32 %0, %1;" : "=f"(whole) : "r"(n[ID])); int cut; asm("cvt.rzi.s32.f32 %0, %1;" : "=r"(cut) : "f"(f[ID])); o[9] = whole + cut;
  int sum = n[ID]; asm volatile("add.s32 %0, %0, %1;" : "+r"(sum) : "n"(17)); o[10] = sum; double twice; asm("add.f64 %0, %1, %1;" : "=d"(twice) : "d"((double)f[ID])); o[11] = twice;
  float bitsOf; asm("mov.b32 %0, %1;" : "=f"(bitsOf) : "r"(0x40490fdb)); o[12] = bitsOf;
#else
  o[7] = (double)((unsigned long long)(unsigned)(n[ID] * 77777) * 0x87654321ull); o[8] = n[ID] < 20 ? 5 + ID : 9; o[9] = (float)n[ID] + (int)f[ID]; o[10] = n[ID] + 17; o[11] = 2 * (double)f[ID]; unsigned pi = 0x40490fdb; float bitsOf; memcpy(&bitsOf, &pi, 4); o[12] = bitsOf;
#endif
}
__global__ void accesses(double *out, const float *f, const int *n) {
  double *o = SLOT; __shared__ int total; if (threadIdx.x == 0) total = 0; __syncthreads(); int mine, one, x, y, old; unsigned vote; float other; unsigned up;
#ifdef AS_PTX
  asm volatile("ld.global.nc.s32 %0, [%1];" : "=r"(mine) : "l"(n + ID)); asm("ld.global.ca.b32 %0, [%1+4];" : "=r"(one) : "l"(n + (ID & 63))); asm("ld.global.v2.u32 {%0, %1}, [%2];" : "=r"(x), "=r"(y) : "l"(n + 2 * (ID & 31)));
  asm volatile("atom.add.u32 %0, [%1], %2;" : "=r"(old) : "l"(&total), "r"(3) : "memory"); asm volatile("membar.cta;" ::: "memory"); asm volatile("bar.sync 0;" ::: "memory");
  asm volatile("{\n .reg .pred p;\n setp.ne.u32 p, %1, 0;\n vote.sync.ballot.b32 %0, p, 0xffffffff;\n}" : "=r"(vote) : "r"(threadIdx.x % 3)); asm volatile("shfl.sync.bfly.b32 %0, %1, %2, 0x1f, 0xffffffff;" : "=f"(other) : "f"(f[ID]), "r"(5)); asm volatile("shfl.sync.up.b32 %0, %1, 2, 0x1000, -1;" : "=r"(up) : "r"(ID));
  asm volatile("st.global.f64 [%0], %1;" ::"l"(o + 7), "d"((double)up) : "memory");
#else
  mine = n[ID]; one = n[(ID & 63) + 1]; x = n[2 * (ID & 31)]; y = n[2 * (ID & 31) + 1]; old = atomicAdd(&total, 3); __threadfence_block(); __syncthreads(); vote = __ballot_sync(0xffffffff, threadIdx.x % 3); other = __shfl_xor_sync(0xffffffff, f[ID], 5); up = __shfl_up_sync(0xffffffff, ID, 2, 16); o[7] = up;
#endif
  o[0] = mine; o[1] = one; o[2] = x; o[3] = y; o[4] = old % 3 + total; o[5] = vote; o[6] = other;
}
int main() { RUN(bits); RUN(specials); RUN(accesses); }
