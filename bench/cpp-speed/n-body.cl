// Accelerations of bodies, in tiles of local memory
kernel void n_body(int n, global const float4 *p, global float4 *a) {
  local float4 tile[128];
  int i = get_global_id(0);
  float4 own = p[i];
  float ax = 0.0f, ay = 0.0f, az = 0.0f;
  for (int first = 0; first < n; first += 128) {
    tile[get_local_id(0)] = p[first + get_local_id(0)];
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int j = 0; j < 128; j++) {
      float dx = tile[j].x - own.x, dy = tile[j].y - own.y, dz = tile[j].z - own.z;
      float d = dx * dx + dy * dy + dz * dz + 0.01f;
      float w = tile[j].w / (d * sqrt(d));
      ax += dx * w;
      ay += dy * w;
      az += dz * w;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  a[i] = (float4)(ax, ay, az, 0.0f);
}
