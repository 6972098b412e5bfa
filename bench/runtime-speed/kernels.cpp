// Ten kernels in HIP, timed by themselves: `name nanoseconds-of-wall-time nanoseconds-of-CPU-time checksum` on each
// line. Built against two runtimes by
// bench/runtime-speed.ts. Six have no barrier, four have.
#include <hip/hip_runtime.h>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <vector>

__global__ void saxpy(int n, float a, const float *x, float *y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) y[i] = a * x[i] + y[i];
}
__global__ void options(int n, const float *price, float *call) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  float s = price[i], k = 100.0f, t = 1.5f, r = 0.02f, v = 0.3f;
  float d1 = (logf(s / k) + (r + 0.5f * v * v) * t) / (v * sqrtf(t)), d2 = d1 - v * sqrtf(t);
  call[i] = s * 0.5f * erfcf(-d1 * 0.70710678f) - k * expf(-r * t) * 0.5f * erfcf(-d2 * 0.70710678f);
}
__global__ void transpose(int n, const float *in, float *out) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < n && y < n) out[x * n + y] = in[y * n + x];
}
__global__ void mandelbrot(int w, int h, float *out) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x >= w || y >= h) return;
  float cr = -2.0f + 3.0f * x / w, ci = -1.2f + 2.4f * y / h, zr = 0, zi = 0;
  int i = 0;
  for (; i < 60 && zr * zr + zi * zi < 4; i++) {
    float t = zr * zr - zi * zi + cr;
    zi = 2 * zr * zi + ci;
    zr = t;
  }
  out[y * w + x] = i;
}
__global__ void bodies(int n, const float4 *p, float4 *force) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  float fx = 0, fy = 0, fz = 0;
  for (int j = 0; j < 64; j++) {
    float dx = p[j].x - p[i].x, dy = p[j].y - p[i].y, dz = p[j].z - p[i].z;
    float inv = 1.0f / sqrtf(dx * dx + dy * dy + dz * dz + 0.01f);
    float s = p[j].w * inv * inv * inv;
    fx += dx * s;
    fy += dy * s;
    fz += dz * s;
  }
  force[i] = make_float4(fx, fy, fz, 0);
}
__global__ void stencil(int w, int h, const float *in, float *out) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x > 0 && y > 0 && x < w - 1 && y < h - 1) {
    int i = y * w + x;
    out[i] = 0.5f * in[i] + 0.125f * (in[i - 1] + in[i + 1] + in[i - w] + in[i + w]);
  }
}
__global__ void matmul(int n, const float *a, const float *b, float *c) {
  __shared__ float ta[16][16];
  __shared__ float tb[16][16];
  int tx = threadIdx.x, ty = threadIdx.y, x = blockIdx.x * 16 + tx, y = blockIdx.y * 16 + ty;
  float sum = 0;
  for (int k = 0; k < n; k += 16) {
    ta[ty][tx] = a[y * n + k + tx];
    tb[ty][tx] = b[(k + ty) * n + x];
    __syncthreads();
    for (int i = 0; i < 16; i++) sum += ta[ty][i] * tb[i][tx];
    __syncthreads();
  }
  c[y * n + x] = sum;
}
__global__ void reduce(int n, const float *in, float *out) {
  __shared__ float s[256];
  int t = threadIdx.x, i = blockIdx.x * 256 + t;
  s[t] = i < n ? in[i] : 0;
  __syncthreads();
  for (int half = 128; half > 0; half /= 2) {
    if (t < half) s[t] += s[t + half];
    __syncthreads();
  }
  if (t == 0) out[blockIdx.x] = s[0];
}
__global__ void histogram(int n, const float *in, unsigned int *out) {
  __shared__ unsigned int bins[64];
  int t = threadIdx.x;
  if (t < 64) bins[t] = 0;
  __syncthreads();
  for (int i = blockIdx.x * blockDim.x + t; i < n; i += gridDim.x * blockDim.x)
    atomicAdd(&bins[(unsigned int)(in[i] * 8) & 63u], 1u);
  __syncthreads();
  if (t < 64) atomicAdd(&out[t], bins[t]);
}
__global__ void scan(const float *in, float *out) {
  __shared__ float s[256];
  int t = threadIdx.x, i = blockIdx.x * 256 + t;
  s[t] = in[i];
  __syncthreads();
  for (int d = 1; d < 256; d *= 2) {
    float v = t >= d ? s[t - d] : 0;
    __syncthreads();
    s[t] += v;
    __syncthreads();
  }
  out[i] = s[t];
}

static const int n = 1 << 18, side = 512;

template <class Launch> void timed(const char *name, const float *result, int count, Launch launch) {
  launch();
  (void)hipDeviceSynchronize();
  double best = 1e30, work = 1e30;
  for (int round = 0; round < 7; round++) {
    auto begin = std::chrono::steady_clock::now();
    std::clock_t ticks = std::clock();
    launch();
    (void)hipDeviceSynchronize();
    double ns = std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - begin).count();
    double cpu = double(std::clock() - ticks) / CLOCKS_PER_SEC * 1e9;
    if (ns < best) best = ns;
    if (cpu < work) work = cpu;
  }
  std::vector<float> host(count);
  (void)hipMemcpy(host.data(), result, count * sizeof(float), hipMemcpyDeviceToHost);
  double sum = 0;
  for (float v : host) sum += v;
  std::printf("%s %.0f %.0f %.6g\n", name, best, work, sum);
}

int main() {
  float *a, *b, *c;
  std::vector<float> host(4 * n);
  for (int i = 0; i < 4 * n; i++) host[i] = float(i * 7 % 1000) / 100 + 1;
  (void)hipMalloc((void **)&a, host.size() * 4);
  (void)hipMalloc((void **)&b, host.size() * 4);
  (void)hipMalloc((void **)&c, host.size() * 4);
  auto fill = [&] {
    for (float *d : {a, b, c}) (void)hipMemcpy(d, host.data(), host.size() * 4, hipMemcpyHostToDevice);
  };
  const dim3 line(256), tile(16, 16), lines(n / 256), tiles(side / 16, side / 16);
  fill();
  timed("saxpy", b, n, [&] { hipLaunchKernelGGL(saxpy, lines, line, 0, 0, n, 0.001f, a, b); });
  fill();
  timed("options", b, n, [&] { hipLaunchKernelGGL(options, lines, line, 0, 0, n, a, b); });
  timed("transpose", b, n, [&] { hipLaunchKernelGGL(transpose, tiles, tile, 0, 0, side, a, b); });
  timed("mandelbrot", b, n, [&] { hipLaunchKernelGGL(mandelbrot, tiles, tile, 0, 0, side, side, b); });
  timed("bodies", b, n, [&] { hipLaunchKernelGGL(bodies, lines, line, 0, 0, n / 4, (const float4 *)a, (float4 *)b); });
  timed("stencil", b, n, [&] { hipLaunchKernelGGL(stencil, tiles, tile, 0, 0, side, side, a, b); });
  fill();
  timed("matmul", c, n, [&] { hipLaunchKernelGGL(matmul, tiles, tile, 0, 0, side, a, b, c); });
  timed("reduce", c, n / 256, [&] { hipLaunchKernelGGL(reduce, lines, line, 0, 0, n, a, c); });
  timed("histogram", c, 1, [&] { hipLaunchKernelGGL(histogram, dim3(64), line, 0, 0, n, a, (unsigned int *)c); });
  timed("scan", c, n, [&] { hipLaunchKernelGGL(scan, lines, line, 0, 0, a, c); });
  return 0;
}
