// How a kernel by hand is called: as the entries of the target cpp are.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

template <class T>
static inline T argument(void *const *arguments, int index) { return *(T *)arguments[index]; }

#define HAND extern "C" int run_hand(const int *, const int *, unsigned long long, void *const *arguments)
