// Writes results where the user asked: stdout, a file, or a folder; in the encoding the input had.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { WrongUsage } from './wrong-usage';

/** Writes a text to stdout, in the encoding that its input had. */
export function print(text: string, encoding: BufferEncoding = 'utf8'): void {
  process.stdout.write(Buffer.from(text, encoding));
}

export function printJson(value: unknown): void {
  print(`${JSON.stringify(value, undefined, 2)}\n`);
}

/** @throws WrongUsage when the place can't be written */
export function writeText(path: string, text: string, encoding: BufferEncoding): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Buffer.from(text, encoding));
  } catch (error) {
    throw new WrongUsage(
      `${path} can't be written: ${error instanceof Error ? error.message : 'no reason given'}`,
    );
  }
}

/** Latin-1 in, Latin-1 out; unless an edit brought a character that Latin-1 lacks. */
export function outputEncoding(text: string, encoding: BufferEncoding | undefined): BufferEncoding {
  if (encoding !== 'latin1') return 'utf8';
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return 'utf8';
  return 'latin1';
}
