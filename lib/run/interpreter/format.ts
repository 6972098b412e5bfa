// C's printf on values: in come a format and its values, out comes the text. Knows no registers.

export type PrintValue = number | bigint | string;

function integerText(value: PrintValue, length: string, conversion: string): string {
  if (typeof value === 'string') return value;
  const bits = length === 'hh' ? 8 : length === 'h' ? 16 : /^(l|ll|z|j|t)$/.test(length) ? 64 : 32;
  const whole = typeof value === 'bigint' ? value : BigInt(Number.isFinite(value) ? Math.trunc(value) : 0);
  if (conversion === 'd' || conversion === 'i') return BigInt.asIntN(bits, whole).toString();
  const unsigned = BigInt.asUintN(bits, whole);
  if (conversion === 'u') return unsigned.toString();
  const text = unsigned.toString(conversion === 'o' ? 8 : 16);
  return conversion === 'X' ? text.toUpperCase() : text;
}

function exponentText(value: number, digits: number): string {
  return value.toExponential(digits).replace(/e([+-])(\d)$/, 'e$10$2');
}

function floatText(
  value: number,
  conversion: string,
  precision: number | undefined,
  alternate: boolean,
): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  const digits = Math.min(precision ?? 6, 100);
  switch (conversion.toLowerCase()) {
    case 'f':
      return sign + (size < 1e21 ? size.toFixed(digits) : largeFixed(size, digits));
    case 'e':
      return sign + exponentText(size, digits);
    case 'a':
      return sign + hexFloat(size);
    default: {
      const significant = digits === 0 ? 1 : digits;
      if (size === 0) return `${sign}0`;
      const exponent = Number(size.toExponential(significant - 1).split('e')[1]);
      const text =
        exponent < -4 || exponent >= significant
          ? exponentText(size, significant - 1)
          : size.toFixed(Math.max(0, significant - 1 - exponent));
      if (alternate || !text.includes('.')) return sign + text;
      return sign + text.replace(/\.?0+(?=e|$)/, '');
    }
  }
}

function largeFixed(size: number, digits: number): string {
  return BigInt(size).toString() + (digits > 0 ? `.${'0'.repeat(digits)}` : '');
}

function hexFloat(size: number): string {
  if (size === 0) return '0x0p+0';
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, size);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = (bits & 0xfffffffffffffn).toString(16).padStart(13, '0').replace(/0+$/, '');
  const power = exponent === 0 ? -1022 : exponent - 1023;
  return `0x${exponent === 0 ? 0 : 1}${fraction ? `.${fraction}` : ''}p${power < 0 ? '' : '+'}${power}`;
}

export function formatText(format: string, values: readonly PrintValue[]): string {
  let next = 0;
  const take = (): PrintValue => values[next++] ?? 0;
  return format.replace(
    /%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?(hh|h|ll|l|z|j|t|L)?([diouxXfFeEgGaAcsp%])/g,
    (
      _all,
      flags: string,
      wide: string | undefined,
      exact: string | undefined,
      length = '',
      conversion: string,
    ) => {
      if (conversion === '%') return '%';
      let width = wide === '*' ? Number(take()) : Number(wide ?? 0);
      const left = flags.includes('-') || width < 0;
      width = Math.min(Math.abs(width), 4096);
      const precision = exact === undefined ? undefined : exact === '*' ? Number(take()) : Number(exact || 0);
      const value = take();
      let text: string;
      let zeros = flags.includes('0') && !left;
      if (conversion === 'c') {
        text = typeof value === 'string' ? value : String.fromCharCode(Number(value) & 255);
        zeros = false;
      } else if (conversion === 's') {
        text = String(value).slice(0, precision);
        zeros = false;
      } else if (conversion === 'p') {
        text = BigInt(value) === 0n ? '(nil)' : `0x${BigInt(value).toString(16)}`;
        zeros = false;
      } else if (/[diouxX]/.test(conversion)) {
        text = integerText(value, length, conversion);
        if (precision !== undefined) {
          const negative = text.startsWith('-');
          text = (negative ? '-' : '') + text.slice(negative ? 1 : 0).padStart(precision, '0');
          zeros = false;
        }
        if (flags.includes('#') && /[xX]/.test(conversion) && !/^0*$/.test(text))
          text = `0${conversion}${text}`;
      } else {
        text = floatText(Number(value), conversion, precision, flags.includes('#'));
        if (/[FEGA]/.test(conversion)) text = text.toUpperCase();
        if (!Number.isFinite(Number(value))) zeros = false;
      }
      if (/[difFeEgGaA]/.test(conversion) && !text.startsWith('-')) {
        if (flags.includes('+')) text = `+${text}`;
        else if (flags.includes(' ')) text = ` ${text}`;
      }
      if (left) return text.padEnd(width);
      if (!zeros) return text.padStart(width);
      const [, head = '', rest = ''] = /^([+\- ]?(?:0[xX])?)(.*)$/.exec(text) ?? [];
      return head + rest.padStart(width - head.length, '0');
    },
  );
}
