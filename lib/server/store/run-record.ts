// A finished run as it is stored: its answer with printed output cut to a bound. Knows no database.
import { sentence } from '@/lib/messages';
import { type RunAnswer, runAnswerSchema } from '@/lib/run/wire';

/** UTF-16 units of stdout, and as many of stderr, that each entry of a stored run keeps. */
const keptOutput = 64 * 1024;
/** A record longer than this (UTF-16 units of JSON) is not stored at all. */
const recordLimit = 8 * 1024 * 1024;

/** @returns the JSON to store, or undefined when it is too large even with its output cut */
export function runRecordOf(answer: RunAnswer): string | undefined {
  const runs = answer.runs.map((run) => ({ ...run, stdout: cut(run.stdout), stderr: cut(run.stderr) }));
  const text = JSON.stringify({ ...answer, runs });
  return text.length <= recordLimit ? text : undefined;
}

/** @returns undefined when the stored text is no answer of this version */
export function runAnswerOf(record: string): RunAnswer | undefined {
  try {
    return runAnswerSchema.safeParse(JSON.parse(record)).data;
  } catch {
    return undefined;
  }
}

function cut(text: string): string {
  if (text.length <= keptOutput) return text;
  const kept = text.slice(0, keptOutput).toWellFormed();
  return `${kept}\n[${sentence('output-not-kept', { bytes: Buffer.byteLength(text.slice(keptOutput)) })}]\n`;
}
