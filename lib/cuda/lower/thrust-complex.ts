// thrust::complex, written in CUDA: its arithmetic in the order that Thrust's own has, so that rounding is the same. Functions
// that Thrust computes by long ways of its own (powers, hyperbolic ones, roots) are not among it.

/** An operator of two complex numbers, or of one and a real. Both are of one type. */
const operator = (sign: string, both: string, real: string, realFirst: string) => `
  template <class T> __host__ __device__ complex<T> operator${sign}(const complex<T> &x, const complex<T> &y) { ${both} }
  template <class T> __host__ __device__ complex<T> operator${sign}(const complex<T> &x, const T &y) { ${real} }
  template <class T> __host__ __device__ complex<T> operator${sign}(const T &x, const complex<T> &y) { ${realFirst} }`;

const assigned = (sign: string) => `
    __host__ __device__ complex<T> &operator${sign}=(const complex<T> &z) { *this = *this ${sign} z; return *this; }
    __host__ __device__ complex<T> &operator${sign}=(const T &z) { *this = *this ${sign} z; return *this; }`;

export const thrustComplexText = `
namespace thrust {
  template <class T> struct complex {
    typedef T value_type;
    struct alignas(2 * sizeof(T)) Parts { T x; T y; } data;
    complex() = default;
    __host__ __device__ complex(const T &re) { data.x = re; data.y = T(); }
    __host__ __device__ complex(const T &re, const T &im) { data.x = re; data.y = im; }
    template <class U> __host__ __device__ complex(const complex<U> &z) { data.x = (T)z.real(); data.y = (T)z.imag(); }
    __host__ __device__ T real() const { return data.x; }
    __host__ __device__ T imag() const { return data.y; }
    __host__ __device__ void real(T re) { data.x = re; }
    __host__ __device__ void imag(T im) { data.y = im; }
    ${['+', '-', '*', '/'].map(assigned).join('')}
  };
  ${operator(
    '+',
    'return complex<T>(x.real() + y.real(), x.imag() + y.imag());',
    'return complex<T>(x.real() + y, x.imag());',
    'return complex<T>(x + y.real(), y.imag());',
  )}
  ${operator(
    '-',
    'return complex<T>(x.real() - y.real(), x.imag() - y.imag());',
    'return complex<T>(x.real() - y, x.imag());',
    'return complex<T>(x - y.real(), -y.imag());',
  )}
  ${operator(
    '*',
    'return complex<T>(x.real() * y.real() - x.imag() * y.imag(), x.real() * y.imag() + x.imag() * y.real());',
    'return complex<T>(x.real() * y, x.imag() * y);',
    'return complex<T>(x * y.real(), x * y.imag());',
  )}
  ${operator(
    '/',
    `T s = fabs(y.real()) + fabs(y.imag());
    T oos = T(1.0) / s;
    T ars = x.real() * oos, ais = x.imag() * oos, brs = y.real() * oos, bis = y.imag() * oos;
    s = (brs * brs) + (bis * bis);
    oos = T(1.0) / s;
    return complex<T>(((ars * brs) + (ais * bis)) * oos, ((ais * brs) - (ars * bis)) * oos);`,
    'return complex<T>(x.real() / y, x.imag() / y);',
    'return complex<T>(x) / y;',
  )}
  template <class T> __host__ __device__ complex<T> operator+(const complex<T> &y) { return y; }
  template <class T> __host__ __device__ complex<T> operator-(const complex<T> &y) { return y * -T(1); }
  template <class T> __host__ __device__ bool operator==(const complex<T> &x, const complex<T> &y) { return x.real() == y.real() && x.imag() == y.imag(); }
  template <class T> __host__ __device__ bool operator!=(const complex<T> &x, const complex<T> &y) { return !(x == y); }
  template <class T> __host__ __device__ complex<T> conj(const complex<T> &z) { return complex<T>(z.real(), -z.imag()); }
}
`;

/** Whether a name of the program asks for it. */
export const asksForThrust = (name: string): boolean => name === 'thrust';
