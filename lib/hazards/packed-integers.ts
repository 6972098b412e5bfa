// CUDA's arithmetic on numbers packed into 32 bits, as functions for any compiler: in comes a name, out comes the text of
// a function that does the same, part by part. Holds no rule.

/** What one part becomes, from its values x and y (and z, which is added up). */
type Form = { readonly step: string; readonly unary?: true; readonly sum?: true };

const clamp = (value: string, low: string, high: string) =>
  `${value} < ${low} ? ${low} : ${value} > ${high} ? ${high} : ${value}`;

/** By the middle of the name, without the ending of the kind. */
function formOf(operation: string, low: string, high: string, ones: string): Form | undefined {
  const compare: Readonly<Record<string, string>> = {
    eq: '==',
    ne: '!=',
    ge: '>=',
    gt: '>',
    le: '<=',
    lt: '<',
  };
  const asked = /^(cmp|set)(eq|ne|ge|gt|le|lt)$/.exec(operation);
  if (asked) return { step: `x ${compare[asked[2] as string]} y ? ${asked[1] === 'cmp' ? ones : '1'} : 0` };
  const forms: Readonly<Record<string, Form>> = {
    add: { step: 'x + y' },
    sub: { step: 'x - y' },
    addss: { step: clamp('x + y', low, high) },
    addus: { step: clamp('x + y', '0', high) },
    subss: { step: clamp('x - y', low, high) },
    subus: { step: 'x > y ? x - y : 0' },
    avg: { step: '(x + y + 1) >> 1' },
    hadd: { step: '(x + y) >> 1' },
    max: { step: 'x > y ? x : y' },
    min: { step: 'x < y ? x : y' },
    absdiff: { step: 'x > y ? x - y : y - x' },
    sad: { step: 'x > y ? x - y : y - x', sum: true },
    abs: { step: 'x < 0 ? -x : x', unary: true },
    absss: { step: clamp('(x < 0 ? -x : x)', low, high), unary: true },
    neg: { step: '-x', unary: true },
    negss: { step: clamp('-x', low, high), unary: true },
  };
  return Object.hasOwn(forms, operation) ? forms[operation] : undefined;
}

/** Names whose values have a sign by themselves; the rest ends in `s` or `u`, or does not care. */
const signed = /^(?:addss|subss|abs|absss|neg|negss)$/;

export type PackedFunction = { readonly name: string; readonly text: string };

/** The function that stands in for one of CUDA's, with a name of its own. */
export function packedFunction(cuda: string): PackedFunction | undefined {
  if (cuda === '__dp4a') return products();
  const lowOrHigh = /^__dp2a_(lo|hi)$/.exec(cuda)?.[1];
  if (lowOrHigh) return halfProducts(cuda, lowOrHigh === 'hi' ? 16 : 0);
  const match = /^__v([a-z]+)([24])$/.exec(cuda);
  if (!match) return undefined;
  const [, spelled = '', parts] = match;
  const bits = parts === '4' ? 8 : 16;
  const bare = /^(?:avg|hadd|max|min|absdiff|sad|cmp\w\w|set\w\w)[su]$/.test(spelled);
  const isSigned = bare ? spelled.endsWith('s') : signed.test(spelled);
  const operation = bare ? spelled.slice(0, -1) : spelled;
  const high = isSigned ? String(2 ** (bits - 1) - 1) : String(2 ** bits - 1);
  const form = formOf(operation, isSigned ? String(-(2 ** (bits - 1))) : '0', high, String(2 ** bits - 1));
  if (!form) return undefined;
  const type = `${isSigned ? 'signed' : 'unsigned'} ${bits === 8 ? 'char' : 'short'}`;
  const name = `packed_${spelled}${parts}`;
  const parameters = form.unary ? 'unsigned a' : 'unsigned a, unsigned b';
  const values = form.unary
    ? `int x = (${type})(a >> i);`
    : `int x = (${type})(a >> i), y = (${type})(b >> i);`;
  const step = form.sum
    ? `r += (unsigned)(${form.step});`
    : `r |= ((unsigned)(${form.step}) & ${2 ** bits - 1}u) << i;`;
  return {
    name,
    text: `__device__ inline unsigned ${name}(${parameters}) {\n  unsigned r = 0;\n  for (int i = 0; i < 32; i += ${bits}) {\n    ${values}\n    ${step}\n  }\n  return r;\n}\n\n`,
  };
}

/** Products of bytes, added to the third argument; with or without a sign, as the arguments have. */
function products(): PackedFunction {
  const one = (type: string, part: string) =>
    `__device__ inline ${type} packed_dp4a(${type} a, ${type} b, ${type} c) {\n  for (int i = 0; i < 32; i += 8) c += (${type})(${part})(a >> i) * (${type})(${part})(b >> i);\n  return c;\n}\n\n`;
  return { name: 'packed_dp4a', text: one('int', 'signed char') + one('unsigned', 'unsigned char') };
}

/** Two halves of the first argument times two bytes of the second. */
function halfProducts(cuda: string, shift: number): PackedFunction {
  const name = `packed_${cuda.slice(2)}`;
  const one = (type: string, half: string, part: string) =>
    `__device__ inline ${type} ${name}(${type} a, ${type} b, ${type} c) {\n  for (int i = 0; i < 2; i++) c += (${type})(${half})(a >> (16 * i)) * (${type})(${part})(b >> (${shift} + 8 * i));\n  return c;\n}\n\n`;
  return {
    name,
    text: one('int', 'short', 'signed char') + one('unsigned', 'unsigned short', 'unsigned char'),
  };
}
