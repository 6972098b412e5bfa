// The parser: C++ as CUDA programs write it, above all where one text may be read in two ways.
import { describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { expand } from '../expand';
import type { Declaration, Expr, Statement, TypeName } from './ast';
import { parseBody, parseInitializers, parseUnit } from './parse';

function read(text: string) {
  const expanded = expand(singleSource(text));
  return { expanded, declarations: parseUnit(expanded).declarations };
}

/** Statements of a body, with `before` declared around it. */
function body(text: string, before = ''): readonly Statement[] {
  const { expanded, declarations } = read(`${before}\nvoid f() { ${text} }`);
  const last = declarations[declarations.length - 1];
  if (last?.node !== 'function' || !last.body) throw new Error('no body');
  return parseBody(expanded, last.body).body;
}

/** A short spelling of a tree, with every pair of parentheses that its shape has. */
function spell(e: Expr): string {
  switch (e.node) {
    case 'number':
      return e.text;
    case 'name':
      return e.name.parts
        .map(({ text, args }) => text + (args ? `<${args.map(spellArgument).join(',')}>` : ''))
        .join('::');
    case 'unary':
      return `(${e.operator}${spell(e.operand)})`;
    case 'postfix':
      return `(${spell(e.operand)}${e.operator})`;
    case 'binary':
    case 'assign':
      return `(${spell(e.left)} ${e.operator} ${spell(e.right)})`;
    case 'conditional':
      return `(${spell(e.condition)} ? ${spell(e.yes)} : ${spell(e.no)})`;
    case 'call':
      return `${spell(e.callee)}(${e.args.map(spell).join(', ')})`;
    case 'cast':
      return `cast<${spellType(e.type)}>(${spell(e.operand)})`;
    case 'construct':
      return `new<${spellType(e.type)}>(${e.args.map(spell).join(', ')})`;
    case 'index':
      return `${spell(e.object)}[${spell(e.index)}]`;
    case 'member':
      return `${spell(e.object)}${e.arrow ? '->' : '.'}${e.name.parts.map(({ text, args }) => text + (args ? `<${args.map(spellArgument).join(',')}>` : '')).join('::')}`;
    case 'sizeof':
      return `sizeof(${e.of.node === 'type' ? spellType(e.of) : spell(e.of)})`;
    case 'comma':
      return `(${spell(e.left)}, ${spell(e.right)})`;
    default:
      return e.node;
  }
}

function spellArgument(argument: TypeName | Expr | { node: 'pack' }): string {
  if (argument.node === 'type') return spellType(argument as TypeName);
  return argument.node === 'pack' ? 'pack' : spell(argument as Expr);
}

function spellType(t: TypeName): string {
  const constant = t.const ? 'const ' : '';
  switch (t.kind) {
    case 'fundamental':
      return constant + t.name;
    case 'named':
      return constant + spell({ node: 'name', name: t.name, span: t.span });
    case 'pointer':
      return `${spellType(t.to)}*${t.const ? ' const' : ''}`;
    case 'reference':
      return `${spellType(t.to)}${t.rvalue ? '&&' : '&'}`;
    case 'array':
      return `${spellType(t.of)}[${t.count ? spell(t.count) : ''}]`;
    case 'function':
      return `${spellType(t.result)}(${t.parameters.map(({ type }) => spellType(type)).join(',')})`;
    default:
      return t.kind;
  }
}

const expression = (text: string, before = '') => {
  const [statement] = body(`${text};`, before);
  return statement?.node === 'expression' ? spell(statement.value) : statement?.node;
};

describe('expressions', () => {
  it.each([
    ['a + b * c - d', '((a + (b * c)) - d)'],
    ['a = b = c ? d : e, f', '((a = (b = (c ? d : e))), f)'],
    ['a << 2 >> 1', '((a << 2) >> 1)'],
    ['a >>= 1', '(a >>= 1)'],
    ['-a[i]++ + !*p', '((-(a[i]++)) + (!(*p)))'],
    ['a & b == c', '(a & (b == c))'],
    ['p->x.y(1)[2]', 'p->x.y(1)[2]'],
    ['sizeof(float4) * n', '(sizeof(float4) * n)'],
    ['sizeof n', 'sizeof(n)'],
    ['a < b && c > (d)', '((a < b) && (c > d))'],
    ['x.y < z', '(x.y < z)'],
  ])('%s', (text, expected) => {
    expect(expression(text, 'int a, b, c, d, e, i, n; float4 *p; struct S { int y; } x;')).toBe(expected);
  });

  it.each([
    ['(T)(x)', 'cast<T>(x)'],
    ['(T)-x', 'cast<T>((-x))'],
    ['(T)*p', 'cast<T>((*p))'],
    ['(x)-y', '(x - y)'],
    ['(x)(y)', 'x(y)'],
    ['(unsigned long long int*)p', 'cast<unsigned long long*>(p)'],
    ['(const float4 *)p', 'cast<const float4*>(p)'],
    ['T(x) + T{y}', '(new<T>(x) + new<T>(y))'],
    ['float(x)', 'new<float>(x)'],
    ['(float)x / y', '(cast<float>(x) / y)'],
    ['reinterpret_cast<T *>(p)[0]', 'cast<T*>(p)[0]'],
    ['(unknown)x', 'cast<unknown>(x)'],
    ['((T (*)[4])p)[1]', 'cast<T[4]*>(p)[1]'],
  ])('casts: %s', (text, expected) => {
    expect(expression(text, 'typedef float T; float x, y, *p;')).toBe(expected);
  });

  it.each([
    ['g<4>(x)', 'g<4>(x)'],
    ['g<T, (1 > 0)>(x)', 'g<T,(1 > 0)>(x)'],
    ['V<V<T>>::value', 'V<V<T>>::value'],
    ['unknown<float>(x)', 'unknown<float>(x)'],
    ['x.template at<2>()', 'x.at<2>()'],
    ['x.at<2>(y)', 'x.at<2>(y)'],
    ['std::max<int>(a, b)', 'std::max<int>(a, b)'],
    ['a < b', '(a < b)'],
    ['static_cast<V<int>>(x)', 'cast<V<int>>(x)'],
  ])('templates: %s', (text, expected) => {
    const before =
      'typedef float T; template <class A> struct V { static const int value = 1; }; template <int N> int g(int); int a, b, x, y;';
    expect(expression(text, before)).toBe(expected);
  });
});

describe('statements', () => {
  const kinds = (text: string, before = '') => body(text, before).map(({ node }) => node);
  it.each([
    ['T *q = p;', 'declaration'],
    ['x * y;', 'expression'],
    ['Unknown z;', 'declaration'],
    ['Unknown *z = 0;', 'declaration'],
    ['V<int> v(1, 2);', 'declaration'],
    ['V<int>::run(x);', 'expression'],
    ['T(x);', 'expression'],
    ['unsigned n = 3, *m;', 'declaration'],
    ['auto &r = x;', 'declaration'],
    ['__shared__ float tile[16][17];', 'declaration'],
    ['extern __shared__ unsigned char bytes[];', 'declaration'],
    ['T (*fp)(int) = 0;', 'declaration'],
    ['x && y();', 'expression'],
    ['asm volatile("bar.sync 0;" ::: "memory");', 'asm'],
  ])('%s', (text, expected) => {
    expect(
      kinds(text, 'typedef float T; template <class A> struct V { static void run(int); }; int x; T *p;'),
    ).toEqual([expected]);
  });

  it('reads variables whose parentheses hold arguments', () => {
    const [first, second] = body('T v(a); dim3 g(n, 2);', 'typedef float T; int a, n;');
    for (const statement of [first, second])
      expect(statement?.node === 'declaration' && statement.declarations[0]?.node).toBe('variable');
  });

  it('reads every loop and branch', () => {
    expect(
      kinds(
        'for (int i = 0, j = 1; i < n; ++i, j *= 2) { continue; } for (auto v : list) ; while (int k = n) --n; do n--; while (n); ' +
          'if (int z = n; z > 1) return; else if constexpr (true) ; switch (n) { case 1: case 2 ... 4: break; default: return; } {} ; goto end; end: n++;',
        'int n; int list[4];',
      ),
    ).toEqual([
      'for',
      'range-for',
      'while',
      'do',
      'if',
      'switch',
      'compound',
      'empty',
      'goto',
      'label',
      'expression',
    ]);
  });

  it('goes on after what it cannot read', () => {
    expect(kinds('int a = 1; a = @ 3; if (a) { b c d; } a = 2;')).toEqual([
      'declaration',
      'broken',
      'if',
      'expression',
    ]);
  });
});

describe('declarations', () => {
  const names = (declarations: readonly Declaration[]): string[] =>
    declarations.flatMap((d) => {
      if (d.node === 'namespace') return [`${d.name}{${names(d.body).join(' ')}}`];
      if (d.node === 'function' || d.node === 'variable' || d.node === 'record' || d.node === 'enumeration')
        return [`${d.node}:${d.name.parts.map(({ text }) => text).join('::')}`];
      return d.node === 'alias' ? [`alias:${d.name}`] : [d.node];
    });

  it('reads what files hold', () => {
    const { declarations } = read(`
      #define CHECK(x) x
      namespace a::b { constexpr int N = 4; }
      using namespace a::b;
      typedef struct { float x, y; } Point, *PointP;
      template <typename T, int N = 4> struct Pair : Base<T> { T v[N]; __device__ Pair(T a) : v{a} {} T sum() const; operator float() const; };
      template <class T, int N> T Pair<T, N>::sum() const { return v[0]; }
      enum class Mode : unsigned char { Fast = 1, Slow };
      __constant__ float weights[N][2] = {{1, 2}};
      template <class T> __global__ void __launch_bounds__(256, 2) scale(T *__restrict__ p, const int n) { p[0] = n; }
      extern "C" { __device__ int helper(void); }
      __device__ __forceinline__ float4 operator+(float4 a, const float4 &b) { return a; }
      static std::vector<std::pair<int, float>> table(10);
      int main(int argc, char **argv) { scale<float><<<1, 32>>>(0, 1); return 0; }
    `);
    expect(names(declarations)).toEqual([
      'a{b{variable:N}}',
      'using-namespace',
      'alias:Point',
      'alias:PointP',
      'record:Pair',
      'function:Pair::sum',
      'enumeration:Mode',
      'variable:weights',
      'function:scale',
      'function:helper',
      'function:operator+',
      'variable:table',
      'function:main',
    ]);
    const scale = declarations.find((d) => d.node === 'function' && d.name.parts[0]?.text === 'scale');
    if (scale?.node !== 'function') throw new Error('no kernel');
    expect([...scale.specifiers]).toEqual(['__global__']);
    expect(scale.launchBounds).toHaveLength(2);
    expect(scale.parameters.map(({ name, type }) => `${spellType(type)} ${name}`)).toEqual([
      'T* p',
      'const int n',
    ]);
  });

  it('reads constructors, conversions and operators of a record', () => {
    const { expanded, declarations } = read(
      'struct Z { float re, im; Z() = default; Z(float a, float b = 0) : re(a), im{b} {} ~Z(); operator float() const { return re; } ' +
        'Z operator*(const Z &o) const; float &operator[](int i); void operator()(void) {} static int count; int bits : 3; union { int i; float f; }; };',
    );
    const record = declarations[0];
    if (record?.node !== 'record') throw new Error('no record');
    expect(
      record.members?.map((d) => (d.node === 'function' ? `${d.kind} ${d.name.parts[0]?.text}` : d.node)),
    ).toEqual([
      'variable',
      'variable',
      'constructor Z',
      'constructor Z',
      'destructor ~Z',
      'conversion operator',
      'function operator*',
      'function operator[]',
      'function operator()',
      'variable',
      'variable',
      'record',
    ]);
    const constructor = record.members?.[3];
    if (constructor?.node !== 'function' || !constructor.initializers) throw new Error('no initialisers');
    expect(
      parseInitializers(expanded, constructor.initializers)?.map(({ name, braces }) => [
        name.parts[0]?.text,
        braces,
      ]),
    ).toEqual([
      ['re', false],
      ['im', true],
    ]);
  });

  it('reads declarators from the inside out', () => {
    const { declarations } = read(
      'int (*table[4])(float, char *); const float (&r)[3] = x; int *const *p; float m[2][3]; void (*get(int n))(long);',
    );
    expect(
      declarations.map((d) =>
        d.node === 'variable'
          ? spellType(d.type)
          : d.node === 'function'
            ? spellType(d.result as TypeName)
            : d.node,
      ),
    ).toEqual(['int(float,char*)*[4]', 'const float[3]&', 'int* const*', 'float[3][2]', 'void(long)*']);
  });

  it('goes on after what it cannot read, and names what was in it', () => {
    const { declarations } = read(
      'int a; concept C = requires { x; }; __device__ int b() { return 1; } } int c;',
    );
    expect(declarations.map((d) => (d.node === 'broken' ? `broken ${d.names}` : d.node))).toEqual([
      'variable',
      'broken C,requires',
      'function',
      'variable',
    ]);
  });

  it.each([
    '{',
    '(((((',
    'template <',
    'struct X : ',
    'int f( {',
    '#define',
    'a'.repeat(5000),
    '('.repeat(5000),
    'x<'.repeat(3000),
    '!'.repeat(4000),
  ])('survives %.20s', (text) => {
    expect(() => read(`${text}\nvoid g() { ${text} }`)).not.toThrow();
  });
});
