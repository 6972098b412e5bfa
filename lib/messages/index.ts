// The message catalogue: every code and its sentence, in one table. In comes a code and its values, out comes prose.

import type { TextEdit } from '@/lib/core/edit';
import type { Note, Params, Problem, Severity } from '@/lib/core/problem';
import type { Span } from '@/lib/core/span';
import { buildFilesMessages } from './build-files';
import { cppMessages } from './cpp';
import { cpuProgramMessages } from './cpu-program';
import { deviceMessages } from './devices';
import { expandMessages } from './expand';
import { findingMessages } from './findings';
import { hazardsMessages } from './hazards';
import { hipMessages } from './hip';
import { interpreterMessages } from './interpreter';
import { irMessages } from './ir';
import { lessonMessages } from './lessons';
import { limitMessages } from './limits';
import { lowerMessages } from './lower';
import { fillHoles, type Message, withoutCase } from './message';
import { pageMessages } from './page';
import { parseMessages } from './parse';
import { planMessages } from './plan';
import { requestMessages } from './request';
import { runMessages } from './run';

export type { FindingCode } from './findings';
export type { Message } from './message';
export { fillHoles, withoutCase };

/** Codes are unique over all tables; tests/messages.test.ts holds them to it. */
export const messages = {
  ...parseMessages,
  ...hipMessages,
  ...hazardsMessages,
  ...buildFilesMessages,
  ...cpuProgramMessages,
  ...irMessages,
  ...cppMessages,
  ...expandMessages,
  ...runMessages,
  ...planMessages,
  ...interpreterMessages,
  ...findingMessages,
  ...limitMessages,
  ...lowerMessages,
  ...deviceMessages,
  ...requestMessages,
  ...pageMessages,
  ...lessonMessages,
} as const;

/** The tables by the room that speaks, in the order in which pages list them. */
export const messageTables = {
  parse: parseMessages,
  hip: hipMessages,
  hazards: hazardsMessages,
  'build-files': buildFilesMessages,
  'cpu-program': cpuProgramMessages,
  ir: irMessages,
  cpp: cppMessages,
  expand: expandMessages,
  run: runMessages,
  plan: planMessages,
  interpreter: interpreterMessages,
  findings: findingMessages,
  limits: limitMessages,
  lower: lowerMessages,
  devices: deviceMessages,
  request: requestMessages,
  page: pageMessages,
  lessons: lessonMessages,
} as const;

export type MessageCode = keyof typeof messages;

export function isMessageCode(code: string): code is MessageCode {
  return Object.hasOwn(messages, code);
}

/** The catalogue's entry for a code. @throws when the code is not in the catalogue (a bug of ours). */
export function messageOf(code: string): Message {
  if (!isMessageCode(code)) throw new Error(`no message for code ${code}`);
  return messages[code];
}

/** The sentence of a code with its holes filled. */
export function sentence(code: string, params: Params = {}): string {
  return fillHoles(messageOf(code).text, params);
}

/** Makes a Problem whose code is known to the catalogue. */
export function problem(
  code: MessageCode,
  severity: Severity,
  span: Span,
  params: Params = {},
  more: { notes?: readonly Note[]; fix?: readonly TextEdit[] } = {},
): Problem {
  return { code, severity, span, params, notes: more.notes ?? [], ...(more.fix && { fix: more.fix }) };
}
