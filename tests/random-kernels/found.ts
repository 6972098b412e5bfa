// What random kernels found, made small. In each `t` is the thread's number of 64, `n` is 7 and `in[i]` is i; what a kernel
// writes to `out[t]` is worked out by hand.

export type Found = {
  readonly name: string;
  /** What was wrong. */
  readonly story: string;
  readonly before?: string;
  readonly body: string;
  readonly gives: (t: number) => number;
};

const stays = (t: number, turns: number, sum: (i: number) => number) =>
  Array.from({ length: turns }, (_, i) => sum(i)).reduce((a, b) => a + b, t);

export const found: readonly Found[] = [
  {
    name: 'array_in_loop',
    story: 'the interpreter took an array with first values for a dead one in the second round of a loop',
    body: `  int sum = 0;
  for (int i = 0; i < 3; i++) {
    unsigned char two[2] = {(unsigned char)(i + 1)};
    sum += two[t & 1] * 10 + two[0];
  }
  out[t] = sum;
`,
    gives: (t) => (t & 1 ? 6 : 66),
  },
  {
    name: 'counter_by_address',
    story:
      'the interpreter took the counter of a for loop, read through a pointer, for one whose block had ended',
    before: `__device__ int until(int most) {
  for (int i = 0; i < 5; i++) {
    const int *p = &i;
    if (*p * 3 > most) return *p;
  }
  return most;
}
`,
    body: '  out[t] = until(t & 15);\n',
    gives: (t) => {
      const most = t & 15;
      const i = [0, 1, 2, 3, 4].find((one) => one * 3 > most);
      return i ?? most;
    },
  },
  {
    name: 'lambda_in_method',
    story:
      'a lambda in a method did not find the members of its object, nor one in a lambda what that one had captured',
    before: `struct Pair {
  int a, b;
  __device__ int sum() const { return a + b; }
  __device__ int go(int p) {
    auto add = [&](int x) { a += x; return sum() + p; };
    auto twice = [=](int x) {
      auto inner = [&](int y) { return y + p + b; };
      return inner(x) + this->a;
    };
    auto copy = [*this](int x) { return a + x; };
    auto own = [this] { b++; };
    own();
    const int first = add(3) * 100;
    return first + twice(1) + copy(1000);
  }
};
`,
    body: '  Pair pair = {t, 2};\n  out[t] = pair.go(n);\n',
    // copy was made before add: its a is still t.
    gives: (t) => (t + 3 + 3 + 7) * 100 + (1 + 7 + 3 + t + 3) + (t + 1000),
  },
  {
    name: 'lambda_in_lambda',
    story: 'a lambda in a lambda did not find what the outer one had captured for it alone',
    body: `  int q = 5;
  auto outer = [&](int a) {
    auto inner = [&](int b) { q += b; return a + q; };
    return inner(2);
  };
  out[t] = outer(t) * 100 + q;
`,
    gives: (t) => (t + 7) * 100 + 7,
  },
  {
    name: 'switch_around_barriers',
    story:
      'C++ refused a switch around barriers of whose value it cannot see that it is the same for all threads',
    body: `  __shared__ int tile[64];
  int v = t;
  for (int i = 0; i < 4; i++) {
    switch (in[i]) {
      case 0:
        tile[t] = v;
        __syncthreads();
        v += tile[t ^ 1];
        __syncthreads();
      case 3:
        v += 100;
        break;
      default:
        if (t & 1) break;
        v += 1000;
        if (in[1] == 1) continue;
        v += 5;
    }
    v += 10;
  }
  out[t] = v;
`,
    // Turns 0 and 3 add 100 and 10, odd threads 10 in the others, even ones 1000; first the neighbour's number.
    gives: (t) => stays(t, 4, (i) => (i === 0 || i === 3 ? 110 : t & 1 ? 10 : 1000)) + (t ^ 1),
  },
  {
    name: 'switch_around_votes',
    story: 'C++ refused a switch around votes that only some threads take part in, and fall through',
    body: `  const unsigned some = __ballot_sync(0xffffffffu, (t & 3) < 2);
  int v = 0;
  switch (t & 3) {
    case 1:
    case 0:
      v = __popc(__ballot_sync(some, t & 1));
      if (t & 1) break;
      v += 100;
    case 2:
      v += 1000;
      break;
    default:
      v = 7;
  }
  out[t] = v;
`,
    gives: (t) => [1108, 8, 1000, 7][t & 3] as number,
  },
  {
    name: 'reduced',
    story: 'the interpreter made 0 of every __reduce_min_sync and __reduce_max_sync of more than one lane',
    body: `  const int least = __reduce_min_sync(0xffffffffu, t - 20);
  const unsigned most = __reduce_max_sync(0xffffffffu, (unsigned)t + 5u);
  out[t] = least * 1000 + (int)most;
`,
    gives: (t) => (t < 32 ? -20_000 + 36 : 12_000 + 68),
  },
  {
    name: 'counted_by_pointer',
    story: 'C++ wrote (*p)++ as *p++, which counts the pointer',
    body: `  int x = t;
  int *p = &x;
  (*p)++;
  ++*p ^= 64;
  out[t] = x;
`,
    gives: (t) => (t + 2) ^ 64,
  },
  {
    name: 'captured_array',
    story: 'C++ gave a lambda that catches an array by value the array itself, which no C++ takes',
    body: `  int array[2][2] = {{t, 1}, {2, 3}};
  auto sum = [=](int x) { return array[0][0] + array[x & 1][1] * 100; };
  array[0][0] = 77;
  out[t] = sum(t);
`,
    gives: (t) => t + (t & 1 ? 300 : 100),
  },
  {
    name: 'pointed_across',
    story:
      'C++ let a local end with the loop over threads that its name stands in, although a pointer led to it after a barrier',
    before: `struct Hold { int *p; };
__device__ int &chosen(bool first, int &a, int &b) { return first ? a : b; }
__device__ void hand(Hold &hold, int &x) { hold.p = &x; }
`,
    body: `  int x = t * 3, y = 100 + t, z = 7;
  int *p = &x;
  int &r = chosen(t & 1, y, z);
  Hold hold;
  int w = t;
  hand(hold, w);
  (*p)++;
  __syncthreads();
  *p += 2;
  r += 5;
  *hold.p *= 2;
  __syncthreads();
  out[t] = *p * 10000 + r + *hold.p;
`,
    gives: (t) => (t * 3 + 3) * 10000 + (t & 1 ? 105 + t : 12) + 2 * t,
  },
  {
    name: 'steady_of_thread',
    story:
      'C++ asked a function once for the block that looks at the thread but gives all the same, and had no thread to show it',
    before: `__device__ __noinline__ int steady(int a) {
  int two[2] = {a, 1};
  switch (a & 1) {
    default:
      if (two[threadIdx.x & 1] <= two[0]) break;
    case 0:
      two[threadIdx.x & 1] = 3;
  }
  return a * 2;
}
`,
    body: `  __shared__ int tile[64];
  const int turns = steady(n);
  int sum = 0;
  for (int i = 0; i < turns; i++) {
    tile[t] = t + i;
    __syncthreads();
    sum += tile[(t + 1) & 63];
    __syncthreads();
  }
  out[t] = sum;
`,
    gives: (t) => 14 * ((t + 1) & 63) + 91,
  },
];
