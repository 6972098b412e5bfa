// Printed output compared line by line: numbers, padding, timings, order.
import { describe, expect, it } from 'vitest';
import { comparePrinted } from './printed';

const mismatches = (expected: string, actual: string) =>
  comparePrinted(expected, expected, actual).mismatches;

describe('comparePrinted', () => {
  it('counts lines, and those that carry a number', () => {
    expect(
      comparePrinted('n = 4\nsum 10.5\ndone\nerrors: 0\n', undefined, 'n = 4\nsum 10.5\ndone\nerrors: 0\n'),
    ).toMatchObject({
      type: 'text',
      elements: 4,
      informative: 2,
      mismatches: 0,
      setAside: 0,
    });
  });

  it.each([
    ['sum 10.5', 'sum 10.6'],
    ['sum 10', 'sum 11'],
    ['n = 1000000', 'n = 1000001'],
    ['PASSED', 'FAILED'],
    ['a b', 'a  b'],
    ['x 5 y', 'x  5 y'],
    ['float4', 'float5'],
    ['v1.2', 'v1.3'],
    ['0x1f', '0x1e'],
    ['one', 'one\ntwo'],
    ['1 2', '1 2 3'],
    ['0.12', '0.13'],
    ['nan', '1.0'],
    ['inf', '-inf'],
    ['1e5', 'inf'],
    ['1.000000', '-1.000000'],
    ['step 3', 'step 3.01'],
  ])('%j is not %j', (a, b) => expect(mismatches(a, b)).toBe(1));

  it.each([
    ['sum 10.50000', 'sum 10.50001'],
    ['sum=123.45', 'sum=123.46'],
    ['[1.000001, 2.5]', '[1.000002, 2.5]'],
    ['  9.99999 end', ' 10.00000 end'],
    ['-nan', 'nan'],
    ['-0.0', '0.0'],
    ['1.000000e+05', '1.000001e+05'],
    ['a\r\nb\r\n', 'a\nb'],
    ['', ''],
  ])('%j agrees with %j', (a, b) => expect(mismatches(a, b)).toBe(0));

  it('names the first line that differs by its place in the output', () => {
    const found = comparePrinted('t 5\nx 1\ny 2\n', 't 6\nx 1\ny 2\n', 't 9\nx 1\ny 3\n');
    expect(found).toMatchObject({ setAside: 1, elements: 2, mismatches: 1 });
    expect(found.firstMismatch).toEqual({ index: 2, expected: 'y 2', actual: 'y 3' });
  });

  it('compares lines that change their order without regard to order', () => {
    const found = comparePrinted(
      'start\nhello 1\nhello 2\n',
      'start\nhello 2\nhello 1\n',
      'start\nhello 2\nhello 1\n',
    );
    expect(found).toMatchObject({ reordered: 2, setAside: 0, elements: 3, mismatches: 0 });
    const other = comparePrinted('hello 1\nhello 2\n', 'hello 2\nhello 1\n', 'hello 1\nhello 3\n');
    expect(other.mismatches).toBe(1);
  });

  it('holds to the order of lines when the original does', () => {
    expect(comparePrinted('1\n2\n', '1\n2\n', '2\n1\n').mismatches).toBe(2);
  });

  it('compares nothing when the original prints another number of lines each time', () => {
    const found = comparePrinted('a 1\nb 2\n', 'a 1\n', 'c 3\n');
    expect(found).toMatchObject({ setAside: 2, elements: 0, mismatches: 0, informative: 0 });
  });

  it.each([
    ['kernel: 0.01 ms', 'kernel: 0.02 ms'],
    ['Average kernel execution time 0.000012 (s)', 'Average kernel execution time 0.000345 (s)'],
    ['Elapsed (ms): 3', 'Elapsed (ms): 14'],
    ['12.1 GB/s', '9.9 GB/s'],
    ['took 3us', 'took 4us'],
  ])('sets timings aside that two runs printed alike by chance: %j', (a, b) => {
    expect(comparePrinted(a, a, b)).toMatchObject({ setAside: 1, elements: 0, mismatches: 0 });
  });

  it('does not take other units for timings', () => {
    expect(mismatches('5 seconds, 3 errors', '6 seconds, 4 errors')).toBe(1);
    expect(mismatches('moved 3 meters', 'moved 4 meters')).toBe(1);
    expect(mismatches('3 items', '4 items')).toBe(1);
    expect(mismatches('3 s/step', '4 s/step')).toBe(1);
  });

  it('shortens long lines', () => {
    const found = comparePrinted('x'.repeat(5000), undefined, 'y');
    expect(found.firstMismatch?.expected.length).toBeLessThan(300);
  });
});
