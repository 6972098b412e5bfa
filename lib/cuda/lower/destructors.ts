// Objects end without a call: the IR has no exits of scopes to put one at. A class whose destructor does something is refused
// where an object of it is made, so that nothing is left out in silence.
import type { Span } from '@/lib/core/span';
import type { Statement } from '../ast';
import type { Frame } from './context';
import type { CType } from './ctypes';
import type { Record } from './records';
import { refuse } from './refusal';

/** @throws Refusal `lower-destructor` when the end of an object of the type would run code of the device */
export function requireQuietEnd(frame: Frame, type: CType, span: Span): void {
  if (frame.typesOnly || type.kind === 'reference') return;
  const element = elementOf(type);
  if (element.kind === 'record' && endsLoudly(frame, element.record))
    refuse('lower-destructor', span, { name: element.record.name });
}

function endsLoudly(frame: Frame, record: Record): boolean {
  for (const [name, entity] of record.scope.names) {
    if (!name.startsWith('~') || entity.is !== 'functions') continue;
    for (const { declaration } of entity.sources) {
      // One for the host alone is not called on the device.
      if (!declaration.specifiers.has('__device__') && !declaration.specifiers.has('constexpr')) continue;
      if (declaration.defaulted || declaration.deleted) continue;
      if (!declaration.body || !isEmpty(frame.lowering.parse.body(declaration.body))) return true;
    }
  }
  if (record.bases.some((base) => endsLoudly(frame, base.record))) return true;
  return record.fields.some((field) => {
    const element = elementOf(field.type);
    return element.kind === 'record' && endsLoudly(frame, element.record);
  });
}

const elementOf = (type: CType): CType => (type.kind === 'array' ? elementOf(type.of) : type);

function isEmpty(body: Statement): boolean {
  return body.node === 'compound' ? body.body.every(isEmpty) : body.node === 'empty';
}
