// Every thread should double one number of x and put it into y.
__global__ void twice(const float *x, float *y)
{
    int i = threadIdx.x;
    y[i] = 2.0f * x[i];
}
