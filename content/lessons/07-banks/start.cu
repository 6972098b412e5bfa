// A matrix of 32 rows and 64 columns is mirrored: its rows become columns.
__global__ void transpose(const float *in, float *out)
{
    __shared__ float tile[32][32];
    int x = threadIdx.x;
    int y = threadIdx.y;

    tile[y][x] = in[y * 64 + blockIdx.x * 32 + x];
    __syncthreads();
    out[(blockIdx.x * 32 + y) * 32 + x] = tile[x][y];
}
