// Makes a picture four times as wide and high, with a texture that mixes the neighbours, and brightens it.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>

constexpr int size = 8;  // of the picture
constexpr int zoom = 4;
constexpr int large = size * zoom;

// Two numbers that are the same for every thread: gain and offset of the brightness.
__constant__ float light[2];

__global__ void enlarge(cudaTextureObject_t picture, float *out) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  int y = blockIdx.y * blockDim.y + threadIdx.y;
  // The middle of this small pixel, in pixels of the picture.
  float u = (x + 0.5f) / zoom - 0.5f;
  float v = (y + 0.5f) / zoom - 0.5f;
  out[y * large + x] = tex2D<float>(picture, u, v) * light[0] + light[1];
}

void must(cudaError_t status) {
  if (status == cudaSuccess) return;
  std::printf("%s\n", cudaGetErrorString(status));
  std::exit(2);
}

int main() {
  float pixels[size][size];
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x) pixels[y][x] = (x * 5 + y * 3) % 7;
  const float brightness[2] = {0.5f, 1.0f};
  must(cudaMemcpyToSymbol(light, brightness, sizeof(brightness)));

  cudaArray_t array;
  cudaChannelFormatDesc format = cudaCreateChannelDesc<float>();
  must(cudaMallocArray(&array, &format, size, size));
  must(cudaMemcpy2DToArray(array, 0, 0, pixels, sizeof(pixels[0]), sizeof(pixels[0]), size, cudaMemcpyHostToDevice));

  cudaResourceDesc resource = {};
  resource.resType = cudaResourceTypeArray;
  resource.res.array.array = array;
  cudaTextureDesc how = {};
  how.addressMode[0] = how.addressMode[1] = cudaAddressModeClamp;
  how.filterMode = cudaFilterModeLinear;
  how.readMode = cudaReadModeElementType;
  cudaTextureObject_t picture;
  must(cudaCreateTextureObject(&picture, &resource, &how, nullptr));

  static float out[large][large];
  float *d_out;
  must(cudaMalloc(&d_out, sizeof(out)));
  enlarge<<<dim3(large / 8, large / 8), dim3(8, 8)>>>(picture, d_out);
  must(cudaGetLastError());
  must(cudaMemcpy(out, d_out, sizeof(out), cudaMemcpyDeviceToHost));
  must(cudaFree(d_out));
  must(cudaDestroyTextureObject(picture));
  must(cudaFreeArray(array));

  // The same on the host: the two pixels on either side, by their distance. A texture unit takes the
  // distance in steps of 1/256, so that results lie up to that part of a pixel's difference apart.
  auto at = [&](int y, int x) {
    return pixels[y < 0 ? 0 : y >= size ? size - 1 : y][x < 0 ? 0 : x >= size ? size - 1 : x];
  };
  int wrong = 0;
  for (int y = 0; y < large; ++y) {
    for (int x = 0; x < large; ++x) {
      float u = (x + 0.5f) / zoom - 0.5f, v = (y + 0.5f) / zoom - 0.5f;
      int left = std::floor(u), top = std::floor(v);
      float a = u - left, b = v - top;
      float mixed = (1 - b) * ((1 - a) * at(top, left) + a * at(top, left + 1)) +
                    b * ((1 - a) * at(top + 1, left) + a * at(top + 1, left + 1));
      float expected = mixed * brightness[0] + brightness[1];
      if (std::fabs(out[y][x] - expected) > 0.05f && wrong++ == 0)
        std::printf("out[%d][%d] should be %.3f and is %.3f\n", y, x, expected, out[y][x]);
    }
  }
  std::printf("%d of %d pixels are wrong\n", wrong, large * large);
  return wrong > 0;
}
