// What the structure pass collects about one file: functions, variables, who declares which name, and where.
// Token indices throughout; the Model is made of these by analyze(). Shapes only.
import type { RawDeclaration } from './declaration';
import type { ExecutionSpace } from './model';

/** A name that the user declares for tokens `from` up to `to`. */
export type LocalName = { readonly name: string; readonly from: number; readonly to: number };

/** Tokens in which the members of a namespace or class are visible without qualifier. */
export type MemberRegion = { readonly of: string; readonly from: number; readonly to: number };

export type RawFunction = {
  readonly from: number;
  /** The token after the body or `;`. */
  readonly to: number;
  readonly nameFrom: number;
  readonly nameTo: number;
  readonly name: string;
  readonly container: string;
  readonly space: ExecutionSpace;
  readonly returnTokens: readonly number[];
  /** The parentheses of the parameter list. */
  readonly open: number;
  readonly close: number;
  readonly templateParameters: readonly (readonly [number, number])[];
  readonly launchBounds?: readonly (readonly [number, number])[];
  readonly body?: { readonly open: number; readonly close: number };
};

export type RawVariable = {
  readonly declaration: RawDeclaration;
  readonly inFunction?: string;
};

export type Structure = {
  readonly functions: readonly RawFunction[];
  /** Declarations with a memory space. */
  readonly variables: readonly RawVariable[];
  readonly locals: readonly LocalName[];
  readonly regions: readonly MemberRegion[];
  /** Bodies of device code. */
  readonly device: readonly { readonly from: number; readonly to: number }[];
  /** Names by the namespace or class (`a::b`, '' for the global one) that declares them. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
  /** Namespaces that `using namespace` opens. */
  readonly opened: readonly string[];
  /** Tokens that declare a name at namespace or class level. */
  readonly declaring: ReadonlySet<number>;
};

/** Macros that stand for specifiers, and the execution words that they hold. */
export type SpecifierMacros = ReadonlyMap<string, ReadonlySet<string>>;
