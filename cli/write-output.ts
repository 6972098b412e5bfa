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
