#include "launch.h"
#define W(k) ((unsigned)(n[(ID * 7 + k * 13) & 127] * 2654435761u) ^ (unsigned)(k * 40503u))
#define A W(1)
#define B W(2)
#define C W(3)
__global__ void sums(double *out, const float *f, const int *n) {
  double *o = SLOT; unsigned a = A, b = B;
  o[0] = __vadd4(a, b); o[1] = __vsub4(a, b); o[2] = __vaddss4(a, b); o[3] = __vaddus4(a, b); o[4] = __vsubss4(a, b); o[5] = __vsubus4(a, b);
  o[6] = __vadd2(a, b); o[7] = __vsub2(a, b); o[8] = __vaddss2(a, b); o[9] = __vaddus2(a, b); o[10] = __vsubss2(a, b); o[11] = __vsubus2(a, b);
  o[12] = __vavgs4(a, b); o[13] = __vavgu4(a, b); o[14] = __vhaddu4(a, b); o[15] = __vavgs2(a, b) ^ __vavgu2(a, b) ^ __vhaddu2(a, b);
}
__global__ void distances(double *out, const float *f, const int *n) {
  double *o = SLOT; unsigned a = A, b = B;
  o[0] = __vabsdiffs4(a, b); o[1] = __vabsdiffu4(a, b); o[2] = __vabsdiffs2(a, b); o[3] = __vabsdiffu2(a, b); o[4] = __vsads4(a, b); o[5] = __vsadu4(a, b); o[6] = __vsads2(a, b); o[7] = __vsadu2(a, b);
  o[8] = __vabs4(a); o[9] = __vabsss4(a); o[10] = __vneg4(a); o[11] = __vnegss4(a & 0x80ff8000u); o[12] = __vabs2(a) ^ __vneg2(b); o[13] = __vabsss2(0x80008001u ^ (a & 1)) ^ __vnegss2(0x80008001u);
  o[14] = __vmaxs4(a, b) ^ __vmins2(a, b); o[15] = __vmaxu2(a, b) ^ __vminu4(a, b);
}
__global__ void comparisons(double *out, const float *f, const int *n) {
  double *o = SLOT; unsigned a = A, b = (B & 0xff00ffffu) | (A & 0x00ff0000u);
  o[0] = __vcmpeq4(a, b); o[1] = __vcmpne4(a, b); o[2] = __vcmpges4(a, b); o[3] = __vcmpgeu4(a, b); o[4] = __vcmpgts4(a, b); o[5] = __vcmpgtu4(a, b); o[6] = __vcmples4(a, b); o[7] = __vcmpltu4(a, b);
  o[8] = __vseteq4(a, b); o[9] = __vsetne2(a, b); o[10] = __vsetges4(a, b); o[11] = __vsetgtu4(a, b); o[12] = __vsetles2(a, b); o[13] = __vsetltu2(a, b); o[14] = __vcmpeq2(a, b); o[15] = __vcmplts2(a, b) ^ __vcmpleu2(a, b);
}
__global__ void pathways(double *out, const float *f, const int *n) {
  double *o = SLOT; unsigned a = A, b = B, c = C; bool high, low;
  o[0] = __viaddmax_s32(a, b, c); o[1] = __viaddmax_u32(a, b, c); o[2] = __viaddmax_s16x2(a, b, c); o[3] = __viaddmax_u16x2(a, b, c); o[4] = __viaddmin_s32(a, b, c); o[5] = __viaddmin_s16x2_relu(a, b, c); o[6] = __viaddmin_u16x2(a, b, c);
  o[7] = __vimax3_s32(a, b, c); o[8] = __vimax3_s16x2_relu(a, b, c); o[9] = __vimin3_u32(a, b, c); o[10] = __vimin3_u16x2(a, b, c); o[11] = __vimax_s32_relu(a, b); o[12] = __vimin_s16x2_relu(a, b);
  o[13] = __vibmax_s32(a, b, &high); o[13] += high * 0.5; o[14] = __vibmin_u16x2(a, b, &high, &low); o[14] += high * 0.5 + low * 0.25; o[15] = __viaddmax_s32_relu(a, b, c) + 0.5 * __vimax3_s32_relu(a, b, c);
}
__global__ void products(double *out, const float *f, const int *n) {
  double *o = SLOT; unsigned a = A, b = B, c = C;
  o[0] = __dp4a((int)a, (int)b, (int)c); o[1] = __dp4a(a, b, c); o[2] = __dp2a_lo((int)a, (int)b, 5); o[3] = __dp2a_hi((int)a, (int)b, 5); o[4] = __dp2a_lo(a, b, c); o[5] = __dp2a_hi(a, b, c);
  char4 p = make_char4(ID, -ID, 127, -128), q = make_char4(3, -5, -128, 7); uchar4 r = make_uchar4(ID, 255, 0, 9), s = make_uchar4(200, 255, 1, ID); short2 h = make_short2(-ID * 100, 32767); ushort2 g = make_ushort2(65535, ID);
  o[6] = __dp4a(p, q, -7); o[7] = __dp4a(r, s, 7u); o[8] = __dp2a_lo(h, q, 1); o[9] = __dp2a_hi(h, q, 1); o[10] = __dp2a_lo(g, s, 1u); o[11] = __dp2a_hi(g, r, 1u);
  o[12] = __byte_perm(a, b, c); o[13] = __funnelshift_l(a, b, c); o[14] = __funnelshift_rc(a, b, c & 63); o[15] = __funnelshift_lc(a, b, c & 63) ^ __funnelshift_r(a, b, c);
}
int main() { RUN(sums); RUN(distances); RUN(comparisons); RUN(pathways); RUN(products); }
