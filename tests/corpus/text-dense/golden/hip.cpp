#include <stdio.h>
#include<hip/hip_runtime.h>
__global__	void	set(int*p){*p=42;}int main(){int*d,h=0;hipMalloc(&d,4);set<<<1,1>>>(d);hipMemcpy(&h,d,4,hipMemcpyDeviceToHost);printf("%d\n",h);return!(hipFree(d)==hipSuccess);}
