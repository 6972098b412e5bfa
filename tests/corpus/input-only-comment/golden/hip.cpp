// cudaMalloc is only mentioned here
