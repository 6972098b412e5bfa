// Each block adds up its 128 numbers of x and puts the sum into out.
__global__ void sum(const float *x, float *out)
{
    __shared__ float s[128];
    int t = threadIdx.x;

    s[t] = x[blockIdx.x * blockDim.x + t];
    for (int d = blockDim.x / 2; d > 0; d /= 2) {
        if (t < d)
            s[t] += s[t + d];
    }
    if (t == 0)
        out[blockIdx.x] = s[0];
}
