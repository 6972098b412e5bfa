// Helpers of the preamble for memory, output and what threads do together. Text only.

export const threadHelpers = {
  atomic: {
    includes: ['type_traits', 'cstring'],
    text: `// One thread at a time: reads a place, computes, writes back if nobody else wrote in between. Gives the old value.
template <class T, class F>
static inline T atomic_update(T &place, F compute) {
  typedef std::conditional_t<sizeof(T) == 8, unsigned long long, std::conditional_t<sizeof(T) == 4, unsigned,
    std::conditional_t<sizeof(T) == 2, unsigned short, unsigned char>>> Bits;
  typedef Bits __attribute__((may_alias)) Word;
  Bits seen = __atomic_load_n((Word *)&place, __ATOMIC_RELAXED);
  for (;;) {
    T old, next;
    std::memcpy(&old, &seen, sizeof(T));
    next = compute(old);
    Bits wanted;
    std::memcpy(&wanted, &next, sizeof(T));
    if (__atomic_compare_exchange_n((Word *)&place, &seen, wanted, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
      return old;
  }
}`,
  },
  'block-atomic': {
    text: `// The threads of a block take turns here, so that an atomic of shared memory is an ordinary update.
template <class T, class F>
static inline T block_update(T &place, F compute) {
  const T old = place;
  place = compute(old);
  return old;
}`,
  },
  print: {
    includes: ['cstdarg', 'cstdio'],
    text: `static void print(const char *format, ...) {
  va_list args;
  va_start(args, format);
  std::vprintf(format, args);
  va_end(args);
}`,
  },
  assert: {
    includes: ['cstdio', 'cstdlib'],
    text: `static void assertion_failed(const char *text, int block, int thread) {
  std::fflush(stdout);
  std::fprintf(stderr, "assertion failed in block %d, thread %d: %s\\n", block, thread, text);
  std::abort();
}`,
  },
  memory: { includes: ['cstring'] },
  'type-traits': { includes: ['type_traits'] },
  algorithm: { includes: ['algorithm'] },
  allocation: { includes: ['cstdlib'] },
  clock: {
    includes: ['chrono'],
    text: `static long long ticks() { return std::chrono::steady_clock::now().time_since_epoch().count(); }`,
  },
  'threads-below': {
    text: `// How many of the threads of a row, numbered on from first, have a number below end.
static inline int threads_below(int threads, long long first, long long end) {
  return first >= end ? 0 : end - first < threads ? (int)(end - first) : threads;
}`,
  },
  'any-of': {
    text: `// True when any thread is in a mask.
static inline bool any_of(const bool *some, const bool *live, int threads) {
  for (int thread = 0; thread < threads; thread++)
    if (some[thread] && (!live || live[thread])) return true;
  return false;
}`,
  },
  'first-live': {
    text: `// A thread that has not ended; values that are the same for all can be asked of it.
static inline int first_live(const bool *live, int threads) {
  for (int thread = 0; thread < threads; thread++)
    if (live[thread]) return thread;
  return 0;
}`,
  },
  'first-of': {
    text: `// A thread of a mask that has not ended; values that are the same for all of them can be asked of it.
static inline int first_of(const bool *some, const bool *live, int threads) {
  for (int thread = 0; thread < threads; thread++)
    if (some[thread] && (!live || live[thread])) return thread;
  return 0;
}`,
  },
  'all-meet': {
    includes: ['cstdio', 'cstdlib'],
    text: `// A barrier is for all threads of a block that have not ended: where one does not come, nothing says what happens.
static inline void all_meet(const bool *some, const bool *live, int threads, int block, int line) {
  if (!any_of(some, live, threads)) return;
  for (int thread = 0; thread < threads; thread++) {
    if (some[thread] || (live && !live[thread])) continue;
    std::fflush(stdout);
    std::fprintf(stderr, "line %d of the C++: thread %d of block %d does not come to a barrier where others wait\\n",
                 line, thread, block);
    std::abort();
  }
}`,
  },
  takers: {
    text: `// Whether a thread takes part: it is in the mask of those who are here, and has not ended.
static inline bool takes_part(const bool *some, const bool *live, int thread) {
  return (!some || some[thread]) && (!live || live[thread]);
}`,
  },
  'barrier-count': {
    needs: ['takers'],
    text: `// How many threads that are still there sent true, and how many there are.
static inline int count_sent(const bool *sent, const bool *live, int threads) {
  int count = 0;
  for (int thread = 0; thread < threads; thread++) count += sent[thread] && (!live || live[thread]);
  return count;
}
static inline bool all_sent(const bool *sent, const bool *live, int threads) {
  for (int thread = 0; thread < threads; thread++)
    if (!sent[thread] && (!live || live[thread])) return false;
  return true;
}`,
  },
  shuffle: {
    text: `// The thread whose value a lane of a shuffle gets; its own where there is none. width is a power of two.
template <int warp>
static inline int shuffle_from(int thread, int threads, int from, int width) {
  const int lane = thread % warp, segment = lane & ~(width - 1);
  const int other = thread - lane + (segment | (from & (width - 1)));
  return other < threads ? other : thread;
}
template <int warp>
static inline int shuffle_up(int thread, int, unsigned by, int width) {
  return (unsigned)(thread % warp & (width - 1)) >= by ? thread - (int)by : thread;
}
template <int warp>
static inline int shuffle_down(int thread, int threads, unsigned by, int width) {
  const unsigned place = (unsigned)(thread % warp & (width - 1));
  return by < (unsigned)width - place && thread + (int)by < threads ? thread + (int)by : thread;
}
template <int warp>
static inline int shuffle_xor(int thread, int threads, int bits, int width) {
  const int lane = thread % warp, other = lane ^ bits;
  const bool there = other >= 0 && other <= (lane | (width - 1)) && thread - lane + other < threads;
  return there ? thread - lane + other : thread;
}`,
  },
  'shuffled-down': {
    text: `// What a lane gets from the lane that is by further on; its own where there is none. All threads ask by one number, so
// that both are read side by side, and one of them chosen: behind what was sent there is room for as many lanes more.
template <int warp, class T>
static inline T shuffled_down(const T *sent, int thread, int threads, unsigned by, int width) {
  const int ahead = by < (unsigned)width ? (int)by : 0, place = thread % warp & (width - 1);
  const T own = sent[thread], other = sent[thread + ahead];
  return ((place + ahead < width) & (thread + ahead < threads)) ? other : own;
}`,
  },
  vote: {
    needs: ['takers'],
    text: `// For each warp, the lanes that take part in a vote (those that a lane's own mask names and that are here), and those of
// them that sent true.
struct Votes { unsigned long long members, yes; };
template <int warp>
static inline Votes votes_of(const bool *sent, const unsigned long long *members, const bool *some, const bool *live,
                             int thread, int threads) {
  const int first = thread - thread % warp;
  Votes votes = {0, 0};
  for (int lane = 0; lane < warp && first + lane < threads; lane++) {
    if (!takes_part(some, live, first + lane) || (members && !(members[thread] >> lane & 1))) continue;
    votes.members |= 1ull << lane;
    if (sent && sent[first + lane]) votes.yes |= 1ull << lane;
  }
  return votes;
}`,
  },
  match: {
    needs: ['vote'],
    includes: ['cstring'],
    text: `// The lanes of a warp that sent the same bits as this one.
template <int warp, class T>
static inline unsigned long long matching(const T *sent, unsigned long long members, int thread) {
  const int first = thread - thread % warp;
  unsigned long long same = 0;
  for (int lane = 0; lane < warp; lane++)
    if (members >> lane & 1 && std::memcmp(&sent[first + lane], &sent[thread], sizeof(T)) == 0) same |= 1ull << lane;
  return same;
}`,
  },
  reduce: {
    needs: ['vote'],
    text: `// What the lanes of a warp that take part sent, put together by an operation.
template <int warp, class T, class F>
static inline T reduced(const T *sent, unsigned long long members, int thread, F combine) {
  const int first = thread - thread % warp;
  T result = sent[thread];
  bool any = false;
  for (int lane = 0; lane < warp; lane++) {
    if (!(members >> lane & 1)) continue;
    result = any ? combine(result, sent[first + lane]) : sent[first + lane];
    any = true;
  }
  return result;
}`,
  },
} as const;
