// The line that gives a program its arguments.
import { expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { argumentsInSource, lacksArguments } from './program-arguments';

it.each<[string, string[]]>([
  ['int main() {}\n', []],
  ['// args: 1024 2.5\nint main() {}\n', ['1024', '2.5']],
  [
    '#include <x>\r\n  // args: -n 5 "two words" \'it is\' "a\\"b"\r\n',
    ['-n', '5', 'two words', 'it is', 'a"b'],
  ],
  ['// args: $(id) `x` ; | --\n', ['$(id)', '`x`', ';', '|', '--']],
  ['// args:\nint main() {}\n', []],
  [`// args: ${'x '.repeat(3000)}\n`, []],
])('%#', (text, args) => {
  expect(argumentsInSource(singleSource(text))).toEqual(args);
});

it('is missing where main asks for arguments', () => {
  const main = 'int main(int argc, char **argv) { return argc < 2; }\n';
  expect(lacksArguments(singleSource(main))).toBe(true);
  expect(lacksArguments(singleSource(`// args: 4\n${main}`))).toBe(false);
  expect(lacksArguments(singleSource('int main() {}\n'))).toBe(false);
});
