// Every number of x is squared and put into y. There are n of them.
__global__ void square(const float *x, float *y, int n)
{
    int all = gridDim.x * blockDim.x;   // threads of the whole grid
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += all)
        y[i] = x[i] * x[i];
}
