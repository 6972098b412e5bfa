// Title: Sparse matrix times vector
// Summary: Multiplies a sparse matrix in compressed rows (CSR) with a vector, one row per thread.
// Theme: sparse
// Picture: d_y, 90 wide: The product, laid out on the square that the matrix describes.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <cuda_runtime.h>

#define CHECK(call)                                                                          \
  do {                                                                                       \
    cudaError_t status = (call);                                                             \
    if (status != cudaSuccess) {                                                             \
      std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, cudaGetErrorString(status));   \
      std::exit(EXIT_FAILURE);                                                               \
    }                                                                                        \
  } while (0)

// Compressed sparse rows: the entries of row r are values[rowStart[r]] up to, not including,
// values[rowStart[r + 1]], and columns says where in the row each of them stands.
struct Csr {
  std::vector<int> rowStart;
  std::vector<int> columns;
  std::vector<double> values;
};

// Rows are short and of uneven length. One thread per row is the simplest mapping; when rows grow
// long, a group of threads per row reads memory in a better order.
__global__ void spmv(int rows, const int *__restrict__ rowStart, const int *__restrict__ columns,
                     const double *__restrict__ values, const double *__restrict__ x,
                     double *__restrict__ y) {
  int row = blockIdx.x * blockDim.x + threadIdx.x;
  if (row >= rows) return;  // safe to leave early: this kernel has no barrier

  double sum = 0.0;
  for (int e = rowStart[row]; e < rowStart[row + 1]; ++e) sum += values[e] * x[columns[e]];
  y[row] = sum;
}

// The five-point Laplace operator on a square grid, the matrix behind heat and pressure problems:
// 4 on the diagonal, -1 for each neighbour that exists.
Csr laplace(int side) {
  Csr matrix;
  matrix.rowStart.push_back(0);
  auto add = [&](int column, double value) {
    matrix.columns.push_back(column);
    matrix.values.push_back(value);
  };
  for (int row = 0; row < side * side; ++row) {
    int x = row % side, y = row / side;
    if (y > 0) add(row - side, -1.0);
    if (x > 0) add(row - 1, -1.0);
    add(row, 4.0);
    if (x < side - 1) add(row + 1, -1.0);
    if (y < side - 1) add(row + side, -1.0);
    matrix.rowStart.push_back(static_cast<int>(matrix.columns.size()));
  }
  return matrix;
}

template <typename T>
T *toDevice(const std::vector<T> &host) {
  T *device = nullptr;
  CHECK(cudaMalloc(&device, host.size() * sizeof(T)));
  CHECK(cudaMemcpy(device, host.data(), host.size() * sizeof(T), cudaMemcpyHostToDevice));
  return device;
}

int main() {
  const int side = 90;
  const int rows = side * side;
  Csr matrix = laplace(side);

  std::vector<double> x(rows), y(rows);
  for (int i = 0; i < rows; ++i) x[i] = (i * 37 % 256) / 16.0;

  int *d_rowStart = toDevice(matrix.rowStart);
  int *d_columns = toDevice(matrix.columns);
  double *d_values = toDevice(matrix.values);
  double *d_x = toDevice(x);
  double *d_y = nullptr;
  CHECK(cudaMalloc(&d_y, rows * sizeof(double)));

  const int block = 128;
  spmv<<<(rows + block - 1) / block, block>>>(rows, d_rowStart, d_columns, d_values, d_x, d_y);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(y.data(), d_y, rows * sizeof(double), cudaMemcpyDeviceToHost));

  int wrong = 0;
  for (int row = 0; row < rows; ++row) {
    double sum = 0.0;
    for (int e = matrix.rowStart[row]; e < matrix.rowStart[row + 1]; ++e) {
      sum += matrix.values[e] * x[matrix.columns[e]];
    }
    wrong += std::fabs(sum - y[row]) > 1e-12;
  }

  CHECK(cudaFree(d_rowStart));
  CHECK(cudaFree(d_columns));
  CHECK(cudaFree(d_values));
  CHECK(cudaFree(d_x));
  CHECK(cudaFree(d_y));
  std::printf("%d rows, %zu entries, y[0] = %g\n", rows, matrix.values.size(), y[0]);
  std::printf("%s spmv: %d of %d rows differ from the host\n", wrong ? "FAIL" : "PASS", wrong, rows);
  return wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}
