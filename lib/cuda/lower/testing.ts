// For the tests of this room: lowers a text, has the validator look at it, and shows one function as text.
import { singleSource } from '@/lib/core/sources';
import { type Module, printModule, validate } from '@/lib/ir';
import { type LowerOptions, lowerProgram } from '.';

export function lowered(text: string, options?: LowerOptions): { module: Module; codes: string[] } {
  const { value, problems } = lowerProgram(singleSource(text), options);
  if (!value) throw new Error('no module');
  const checked = validate(value);
  const malformed = checked.problems.filter((p) => p.severity === 'error' && p.code === 'ir-malformed');
  if (malformed.length) throw new Error(`the validator: ${JSON.stringify(malformed)}\n${printModule(value)}`);
  return { module: value, codes: problems.map((p) => p.code) };
}

/** The whole module's text, of a program without problems. */
export function moduleText(text: string, options?: LowerOptions): string {
  const { module, codes } = lowered(text, options);
  if (codes.length) throw new Error(`problems: ${codes.join(', ')}`);
  return printModule(module).trim();
}

/** The text of the last kernel. */
export function kernelText(text: string, options?: LowerOptions): string {
  const whole = moduleText(text, options);
  return whole.slice(whole.lastIndexOf('kernel ')).trim();
}
