// What a hazard rule gives: a problem, and how to mend it. Holds no rule.
import type { TextEdit } from '@/lib/core/edit';
import type { Params, Problem, Severity } from '@/lib/core/problem';
import type { Span } from '@/lib/core/span';
import { type MessageCode, problem } from '@/lib/messages';
import type { Scene } from './scene';

export type Fix = {
  readonly edits: readonly TextEdit[];
  /** Right without a look at the rest of the program: `--fix` applies it. */
  readonly safe: boolean;
  /** Without it the port would not build for the chosen ROCm version: part of the plain translation. */
  readonly byDefault: boolean;
};

export type Finding = { readonly problem: Problem; readonly fix?: Fix };

/** One rule, or a family of them that look at the same thing. Its codes are keys of the message catalogue. */
export type Hazard = {
  readonly code: MessageCode;
  /** Further codes that it tells. */
  readonly also?: readonly MessageCode[];
  readonly find: (scene: Scene) => readonly Finding[];
};

export function finding(
  code: MessageCode,
  severity: Severity,
  span: Span,
  params: Params = {},
  fix?: Fix,
): Finding {
  return {
    problem: problem(code, severity, span, params, fix ? { fix: fix.edits } : {}),
    ...(fix && { fix }),
  };
}
