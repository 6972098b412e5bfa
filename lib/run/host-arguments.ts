// What a kernel's parameters and template parameters might be given, guessed from their types and names: in comes one
// kernel of a Model, out come sizes, scalars, buffers and template arguments. Makes no text of a program.
import type { Problem } from '@/lib/core/problem';
import type { FunctionInfo, Parameter } from '@/lib/cuda';
import { problem } from '@/lib/messages';
import { type ElementType, elementType, isFloat } from './element-types';

/** How the threads of the kernel find their element. */
export type Geometry = {
  /** 1, 2 or 3: how many of x, y, z the kernel reads. */
  readonly dimensions: 1 | 2 | 3;
  /** Dimensions in which the threads of one block are told apart. */
  readonly threadDimensions: 1 | 2 | 3;
  /** All blocks work on one index space; otherwise a block has a row of its own. */
  readonly global: boolean;
  readonly manyBlocks: boolean;
};

export type ScalarArgument = {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly isSize: boolean;
};
export type BufferArgument = {
  /** Of the parameter; host and device variables put `h_` and `d_` before it. */
  readonly name: string;
  /** With template parameters replaced. */
  readonly type: string;
  readonly element: ElementType;
  readonly isInput: boolean;
  readonly fill: 'zeros' | 'indices' | 'numbers' | 'nothing';
  /** Texels of a texture object that is read in so many dimensions. */
  readonly texture?: 1 | 2 | 3;
};
export type Argument = { readonly scalar: ScalarArgument } | { readonly buffer: BufferArgument };
export type Arguments = {
  readonly template: readonly string[];
  readonly inOrder: readonly Argument[];
  readonly sizes: readonly ScalarArgument[];
};

/** The length of a row, where each block has one. */
export const rowElements = 64;

/** What each size is given, by how many there are: their product stays below a hundred thousand. */
const sizeByCount = [4096, 4096, rowElements, 32, 16, 8] as const;

/** Names that the host program uses itself. */
const taken = new Set([
  'check',
  'value',
  'elements',
  'block',
  'grid',
  'i',
  'main',
  'rows_done',
  'shared_bytes',
]);

/** @param parameters names of the kernel's parameters: a block times one of them is a row, not an index of its own. */
export function geometryOf(body: string, parameters: readonly string[]): Geometry {
  const uses = (what: string, axis: string) => new RegExp(`\\b${what}\\s*\\.\\s*${axis}\\b`).test(body);
  const reads = (axis: string) => ['threadIdx', 'blockIdx', 'blockDim'].some((what) => uses(what, axis));
  const inBlock = (axis: string) => uses('threadIdx', axis);
  const factors = [...body.matchAll(/blockIdx\s*\.\s*x\s*\*\s*\(?\s*(\w+)[^;]*?\+\s*threadIdx\s*\.\s*x/gs)];
  const global =
    factors.some(([, factor = '']) => !parameters.includes(factor)) ||
    /blockDim\s*\.\s*x\s*\*\s*blockIdx\s*\.\s*x/.test(body);
  return {
    dimensions: reads('z') ? 3 : reads('y') ? 2 : 1,
    threadDimensions: inBlock('z') ? 3 : inBlock('y') ? 2 : 1,
    global: global || /this_grid|thread_rank/.test(body),
    manyBlocks: uses('blockIdx', '[xyz]') || /this_grid/.test(body),
  };
}

const sizeName =
  /^(?:[nmkwhd]|n[xyz]|num_?\w*|n_?[a-z]+s?|\w*(?:size|len|length|count|dim|total|elements?|width|height|depth|rows?|cols?|columns?|channels|batch|heads))$/i;
const smallNames: readonly (readonly [RegExp, number])[] = [
  [/iter|steps?$|rounds|passes/i, 4],
  [/offset|start|begin|first|shift|base$/i, 0],
  [/seed/i, 42],
  [/radius|halo|^r$/i, 1],
  [/bins|buckets|classes/i, 128],
  [/block|tile|warp/i, 16],
];
const rowLength = /stride|pitch|^ld[a-z]?$|^ldim/i;

function isInteger(type: string): boolean {
  const { scalar, lanes } = elementType(type);
  return lanes === 1 && /^[iu]/.test(scalar);
}

/** Puts template arguments where their parameters stand. */
function substitute(type: string, template: ReadonlyMap<string, string>): string {
  return type.replace(/\b[A-Za-z_]\w*\b/g, (word) => template.get(word) ?? word);
}

/** `typename T` to `T` and what it is made; undefined for packs and templates of templates. */
function templateArgument(
  parameter: string,
  blockThreads: number,
): { name: string; value: string } | undefined {
  const plain = parameter.replace(/=.*$/s, '').trim();
  if (plain.includes('...') || plain.startsWith('template')) return undefined;
  const kind = /^(?:typename|class)\s+([A-Za-z_]\w*)$/.exec(plain);
  if (kind) {
    const name = kind[1] as string;
    return { name, value: /^(?:I|Int|Index\w*|.*_?[Ii]ndex|U?Int\w*)$/.test(name) ? 'int' : 'float' };
  }
  const value = /^([\w\s:]+?)\s+([A-Za-z_]\w*)$/.exec(plain);
  if (!value) return undefined;
  const [, type = '', name = ''] = value;
  if (/\bbool$/.test(type)) return { name, value: 'true' };
  if (!isInteger(type)) return undefined;
  if (/tile|side/i.test(name)) return { name, value: '16' };
  return { name, value: /block|threads|tpb|^BS$/i.test(name) ? String(blockThreads) : '4' };
}

function floatValue(name: string): string {
  if (/eps/i.test(name)) return '1e-5';
  if (/^d[txyz]$|^h$|rate|^lr$|decay/i.test(name)) return '0.1';
  if (/^beta$|^b$|thresh/i.test(name)) return '0.5';
  return /^(?:a|alpha|scale|factor)$/i.test(name) ? '2.0' : '1.5';
}

function vectorValue(type: string, element: ElementType): string {
  const parts = Array.from({ length: element.lanes }, (_, i) => String(i + 1));
  return type === 'dim3' ? `dim3(${parts.join(', ')})` : `make_${type}(${parts.join(', ')})`;
}

const zeroNames =
  /^(?:d_)?(?:out|output|results?|res|dst|sums?|total|hist\w*|bins|counts?|counters?|max\w*|min\w*|partials?)$/i;
const indexNames = /ptr|offsets?|starts?|indptr|idx|ind(?:ex|ices)|perm|map$|neighbou?rs?/i;

function bufferOf(name: string, parameter: Parameter, type: string): BufferArgument {
  const element = elementType(type);
  const known = element.scalar !== 'byte';
  const zeros = !parameter.isConstPointee && zeroNames.test(parameter.name);
  const indices = known && !isFloat(element.scalar) && indexNames.test(parameter.name);
  return {
    name,
    type,
    element,
    isInput: parameter.isConstPointee,
    fill: !known ? 'nothing' : zeros ? 'zeros' : indices ? 'indices' : 'numbers',
  };
}

/** What a texture object is read as in a kernel's body; where that says nothing: numbers in rows. */
function textureOf(name: string, body: string): BufferArgument {
  const reads = new RegExp(
    `\\btex([123])D\\w*\\s*(?:<\\s*([\\w ]+?)\\s*>)?\\s*\\(\\s*(?:&\\s*\\w+\\s*,\\s*)?${name}\\b`,
  );
  const [, dimensions = '2', type = 'float'] = reads.exec(body) ?? [];
  const element = elementType(type);
  const known = element.scalar !== 'byte';
  return {
    name,
    type: known ? type : 'float',
    element: known ? element : elementType('float'),
    isInput: true,
    fill: 'numbers',
    texture: Number(dimensions) as 1 | 2 | 3,
  };
}

/** A scalar that says how much there is, one with another value, or undefined when none can be made. */
function scalarOf(name: string, parameter: Parameter, type: string): ScalarDraft | undefined {
  const element = elementType(type);
  if (element.lanes > 1) return { name, type, isSize: false, value: vectorValue(type, element) };
  if (element.scalar === 'byte') return undefined;
  if (element.scalar === 'bool') return { name, type, isSize: false, value: 'true' };
  if (element.scalar === 'f16') return { name, type, isSize: false, value: '__float2half(1.5f)' };
  if (element.scalar === 'bf16') return { name, type, isSize: false, value: '__float2bfloat16(1.5f)' };
  if (isFloat(element.scalar)) {
    const suffix = element.scalar === 'f32' ? 'f' : '';
    return { name, type, isSize: false, value: `${floatValue(parameter.name)}${suffix}` };
  }
  const small = smallNames.find(([pattern]) => pattern.test(parameter.name));
  if (small) return { name, type, isSize: false, value: String(small[1]) };
  return { name, type, isSize: sizeName.test(parameter.name) };
}

/** A scalar whose value may have to wait until it is known how many sizes there are. */
type ScalarDraft = Omit<ScalarArgument, 'value'> & { readonly value?: string };
type Draft = { readonly buffer: BufferArgument } | { readonly draft: ScalarDraft };

/**
 * Guesses arguments for a kernel.
 * @param body text of the kernel's body
 * @param blockThreads threads of a block in x
 * @returns undefined, with the problem added, when a parameter can be given nothing
 */
export function argumentsFor(
  kernel: FunctionInfo,
  body: string,
  geometry: Geometry,
  blockThreads: number,
  problems: Problem[],
): Arguments | undefined {
  const template = new Map<string, string>();
  for (const parameter of kernel.templateParameters) {
    const argument = templateArgument(parameter, blockThreads);
    if (argument) template.set(argument.name, argument.value);
    else problems.push(problem('host-program-template', 'error', kernel.nameSpan, { parameter }));
  }
  const drafts: Draft[] = [];
  for (const [i, parameter] of kernel.parameters.entries()) {
    const refuse = () =>
      problems.push(
        problem('host-program-parameter', 'error', parameter.span, {
          parameter: parameter.name || `number ${i + 1}`,
          type: parameter.type,
        }),
      );
    const bare = parameter.name || `arg${i}`;
    const name = taken.has(bare) || bare === kernel.name ? `${bare}_arg` : bare;
    const pointee = parameter.pointee && substitute(parameter.pointee, template);
    const type = substitute(
      parameter.type.replace(/\b(?:const|volatile|__restrict__|__restrict|__grid_constant__)\b/g, '').trim(),
      template,
    ).replace(/\s+/g, ' ');
    if (pointee !== undefined) {
      if (/[*(&]|\bvoid\b|::type\b/.test(pointee)) refuse();
      else drafts.push({ buffer: bufferOf(bare, parameter, pointee) });
      continue;
    }
    if (/^(?:cudaTextureObject_t|CUtexObject)$/.test(type)) {
      drafts.push({ buffer: textureOf(bare, body) });
      continue;
    }
    const called = new RegExp(`\\b${parameter.name}\\s*(?:\\(|\\.\\s*operator)`).test(body);
    const draft = /[*(&[]/.test(type) || called ? undefined : scalarOf(name, parameter, type);
    if (draft) drafts.push({ draft });
    else refuse();
  }
  if (problems.length > 0) return undefined;
  return { template: [...template.values()], ...settle(drafts, geometry) };
}

/** Gives the sizes their values, now that it is known how many there are. */
function settle(drafts: readonly Draft[], geometry: Geometry): Omit<Arguments, 'template'> {
  const open = drafts.flatMap((each) =>
    'draft' in each && each.draft.value === undefined ? [each.draft] : [],
  );
  const named = open.filter(({ isSize, name }) => isSize && !rowLength.test(name));
  const sizes = named.length > 0 ? named : open.slice(0, 1);
  const count = Math.max(sizes.length, geometry.dimensions, geometry.global || !geometry.manyBlocks ? 1 : 2);
  const each = !geometry.manyBlocks && count === 1 ? 256 : (sizeByCount[count] ?? 4);
  const sizeOrRest = ({ name }: { name: string }) => {
    if (sizes.some((size) => size.name === name)) return String(each);
    return rowLength.test(name) ? (count > 1 ? String(each) : '1') : '4';
  };
  const inOrder = drafts.map((draft): Argument => {
    if ('buffer' in draft) return draft;
    const { name, type, value } = draft.draft;
    const isSize = sizes.includes(draft.draft);
    return { scalar: { name, type, value: value ?? sizeOrRest(draft.draft), isSize } };
  });
  return {
    inOrder,
    sizes: inOrder.flatMap((one) => ('scalar' in one && one.scalar.isSize ? [one.scalar] : [])),
  };
}
