// `for (auto x : array)`: over arrays, whose length is known. Becomes a loop over an index.
import { scalars } from '@/lib/ir';
import type { Statement as StatementNode } from '../ast';
import { binary, compare, element, i32, load } from './build';
import type { Frame } from './context';
import { bindReference, convertTo, stored } from './conversions';
import { constC, irType, noReference, valueC } from './ctypes';
import { lowerExpr, placeOperand } from './expressions';
import { isPlace, type Operand } from './operand';
import { refuse } from './refusal';
import { scoped, scopedBlock } from './statements';
import { resolveType } from './type-names';
import { autoType, hasAuto } from './variables';

export function lowerRangeFor(frame: Frame, node: StatementNode & { node: 'range-for' }): void {
  const { span, variable } = node;
  const range = lowerExpr(frame, node.range);
  const type = noReference(range.type);
  if (!isPlace(range) || type.kind !== 'array') refuse('lower-range', node.range.span);
  scoped(frame, () => {
    const index = frame.addLocal('i', scalars.i32, span, false, true);
    const counter = load(frame.place(index), span);
    const body = frame.block(() =>
      scoped(frame, () => {
        const of = type.const ? constC(type.of) : type.of;
        const place = element(range.place, counter, irType(type.of), span);
        const item: Operand = placeOperand(frame, place, of, span);
        const declared = hasAuto(variable.type)
          ? autoType(frame, variable.type, item, variable.span)
          : resolveType(frame, variable.type);
        const name = variable.name.parts[0]?.text ?? '';
        const value =
          declared.kind === 'reference'
            ? bindReference(frame, item, declared, span)
            : convertTo(frame, item, valueC(declared), span);
        const local = frame.addLocal(name, irType(declared), variable.nameSpan, !!declared.const);
        frame.emit({
          do: 'declare',
          local,
          value: stored(value, irType(declared), span),
          span: variable.span,
        });
        frame.scope.names.set(name, {
          is: 'local',
          local,
          type: declared,
          span: variable.nameSpan,
          owner: frame.owner,
        });
        frame.out.push(...scopedBlock(frame, node.body));
      }),
    );
    frame.emit({
      do: 'loop',
      init: [{ do: 'declare', local: index, value: i32(0, span), span }],
      condition: compare('less', counter, i32(type.count, span), span),
      body,
      update: [
        { do: 'assign', place: frame.place(index), value: binary('add', counter, i32(1, span), span), span },
      ],
      span,
    });
  });
}
