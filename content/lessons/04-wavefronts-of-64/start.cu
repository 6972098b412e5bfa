// Rows of 32 numbers: each number is divided by the sum of its row.
__global__ void normalize(const float *x, float *y)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    float sum = x[i];
    for (int d = warpSize / 2; d > 0; d /= 2)
        sum += __shfl_xor_sync(~0ull, sum, d);
    y[i] = x[i] / sum;
}
