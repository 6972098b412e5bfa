// What the checks accept, what they refuse, and the facts they find: effects, uniformity, missed barriers.
import { describe, expect, it } from 'vitest';
import {
  at,
  type FunctionBuilder,
  functionOf,
  globalIndex,
  kernelOf,
  moduleOf,
  nowhere,
  variableOf,
  x,
} from './build';
import type { Expr, Function, Statement, Type } from './module';
import { printModule } from './text';
import { pointerTo, scalars } from './type';
import { validate } from './validate';

const { i32, f32, u32, bool } = scalars;
const floats = pointerTo(f32, 'global');
const ints = pointerTo(i32, 'global');
const tid = x.convert('i32', x.builtin('thread-x'));

const saxpy = kernelOf('saxpy', { n: i32, a: f32, x: floats, y: floats }, (k) => {
  k.declare('i', i32, globalIndex());
  k.if(x.less(k.get('i'), k.get('n')), () => {
    const y = at.index(k.get('y'), k.get('i'));
    k.assign(y, x.add(x.multiply(k.get('a'), x.load(at.index(k.get('x'), k.get('i')))), x.load(y)));
  });
});

/** The module of one kernel with `make` as its body; `tile` is shared, `n`, `p`, `q` are its parameters. */
function kernel(make: (k: FunctionBuilder) => void, ...others: Function[]) {
  const tile = variableOf('tile', 'shared', { kind: 'array', of: f32, count: 64 });
  return moduleOf([...others, kernelOf('k', { n: i32, p: floats, q: ints }, make)], [tile]);
}

const tile = { at: 'variable', variable: 0, type: { kind: 'array', of: f32, count: 64 } } as const;

function uniformNames(make: (k: FunctionBuilder) => void, ...others: Function[]): string[] {
  const { value, problems } = validate(kernel(make, ...others));
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const fn = value?.functions.at(-1);
  const facts = value?.facts.functions.at(-1);
  return (fn?.locals ?? []).flatMap(({ name }, id) => (facts?.uniformLocals.has(id) ? [name] : []));
}

function missed(make: (k: FunctionBuilder) => void, ...others: Function[]): string[] {
  return validate(kernel(make, ...others)).problems.map(({ code, notes }) => `${code} ${notes[0]?.code}`);
}

function complaint(make: (k: FunctionBuilder) => void): string {
  const { value, problems } = validate(kernel(make));
  expect(value).toBeUndefined();
  return problems.map(({ params }) => params.what).join('; ');
}

it('prints a kernel as text', () => {
  expect(
    printModule(moduleOf([saxpy])),
  ).toBe(`kernel saxpy(n: i32, a: f32, x: ptr<global, f32>, y: ptr<global, f32>) {
  var i: i32 = i32((block-x * block-dim-x) + thread-x)
  if i < n {
    *(y + i) = (a * *(x + i)) + *(y + i)
  }
}
`);
});

it('accepts a kernel and finds its facts', () => {
  const { value, problems } = validate(moduleOf([saxpy]));
  expect(problems).toEqual([]);
  expect(value?.facts.functions[0]).toMatchObject({
    effects: true,
    barriers: false,
    warpOps: false,
    atomics: false,
    recursive: false,
    calls: [],
  });
});

describe('refuses', () => {
  it('operands of two types', () =>
    expect(complaint((k) => k.declare('v', i32, x.add(x.i32(1), x.u32(1))))).toBe('add of i32 and u32'));
  it('a type that does not follow from the parts', () =>
    expect(complaint((k) => k.declare('v', u32, { ...x.add(x.i32(1), x.i32(1)), type: u32 } as Expr))).toBe(
      'add gives i32, not u32',
    ));
  it('a local before its declaration and after its block', () => {
    expect(
      complaint((k) => {
        k.if(x.bool(true), () => k.declare('v', i32, x.i32(1)));
        k.assign(at.index(k.get('q'), x.i32(0)), k.get('v'));
      }),
    ).toBe('local 3 before it is declared');
  });
  it('a break outside of loops', () =>
    expect(complaint((k) => k.add({ do: 'break', span: nowhere }))).toMatch(/break outside/));
  it('a pointer into another space', () =>
    expect(complaint((k) => k.declare('p2', floats, x.address(at.element(tile, x.i32(0)), 'global')))).toBe(
      'a global pointer to shared memory',
    ));
  it('a function with effects inside an expression', () => {
    const write = functionOf('write', { p: floats }, i32, (f) => {
      f.assign(at.pointee(f.get('p')), x.f32(1));
      f.return(x.i32(0));
    });
    const { value, problems } = validate(
      kernel((k) => k.declare('v', i32, x.call(0, i32, k.get('p'))), write),
    );
    expect(value).toBeUndefined();
    expect(problems[0]?.params.what).toBe('a call of a function with effects inside an expression');
  });
  it('writes to constant memory', () => {
    const table = variableOf('table', 'constant', f32);
    const module = moduleOf(
      [kernelOf('k', {}, (k) => k.assign({ at: 'variable', variable: 0, type: f32 }, x.f32(1)))],
      [table],
    );
    expect(validate(module).problems[0]?.params.what).toBe('a write to constant memory');
  });
  it('math of what it does not take', () =>
    expect(complaint((k) => k.declare('v', i32, x.math('sin', x.i32(1))))).toBe('sin of (i32)'));
  it('what does not exist', () => {
    expect(complaint((k) => k.call(7, []))).toBe('a call of function 7, which does not exist');
    const odd: Type = { kind: 'struct', struct: 3 };
    expect(complaint((k) => k.declare('v', odd))).toBe('struct 3');
  });
});

describe('uniform values', () => {
  it('are those that no thread number went into', () =>
    expect(
      uniformNames((k) => {
        k.declare('a', i32, x.add(k.get('n'), x.convert('i32', x.builtin('block-x'))));
        k.declare('b', i32, x.add(k.get('a'), tid));
      }),
    ).toEqual(['n', 'p', 'q', 'a']));
  it('cross functions in both directions', () => {
    const twice = functionOf('twice', { v: i32 }, i32, (f) => f.return(x.add(f.get('v'), f.get('v'))));
    const own = functionOf('own', {}, i32, (f) => f.return(tid));
    const names = uniformNames(
      (k) => {
        k.declare('a', i32, x.call(0, i32, k.get('n')));
        k.declare('b', i32, x.call(1, i32));
      },
      twice,
      own,
    );
    expect(names).toEqual(['n', 'p', 'q', 'a']);
  });
  it('do not survive a write that only some threads make', () =>
    expect(
      uniformNames((k) => {
        k.declare('a', i32, x.i32(0));
        k.declare('b', i32, x.i32(0));
        k.if(x.less(tid, x.i32(3)), () => {
          k.assign(k.place('a'), x.i32(1));
          k.declare('c', i32, x.i32(4));
          k.assign(k.place('c'), x.i32(5));
        });
        k.assign(k.place('b'), x.i32(2));
      }),
    ).toEqual(['n', 'p', 'q', 'b', 'c']));
  it('do not survive a write that only some of those make that are here already under a condition', () =>
    expect(
      uniformNames((k) => {
        k.if(x.less(tid, x.i32(3)), () => {
          k.declare('a', i32, x.i32(4));
          k.declare('b', i32, x.i32(4));
          k.if(x.less(tid, x.i32(1)), () => k.assign(k.place('a'), x.i32(5)));
          k.if(x.less(k.get('n'), x.i32(1)), () => k.assign(k.place('b'), x.i32(5)));
        });
      }),
    ).toEqual(['n', 'p', 'q', 'b']));
  it('do not survive a loop under a condition that some threads leave or whose rest they skip', () =>
    expect(
      uniformNames((k) => {
        k.if(x.less(tid, x.i32(3)), () => {
          k.declare('a', i32, x.i32(0));
          k.declare('b', i32, x.i32(0));
          k.declare('c', i32, x.i32(0));
          k.count('i', x.i32(0), k.get('n'), (i) => {
            k.if(x.equal(i, tid), () => k.add({ do: 'break', span: nowhere }));
            k.assign(k.place('a'), x.i32(1));
          });
          k.count('j', x.i32(0), k.get('n'), (j) => {
            k.if(x.equal(j, tid), () => k.add({ do: 'continue', span: nowhere }));
            k.assign(k.place('b'), x.i32(1));
          });
          k.count('l', x.i32(0), k.get('n'), (l) => {
            k.if(x.equal(l, x.i32(7)), () => k.add({ do: 'break', span: nowhere }));
            k.assign(k.place('c'), x.i32(1));
          });
        });
      }),
    ).toEqual(['n', 'p', 'q', 'c', 'j', 'l']));
  it('do not survive a loop that some leave by a return and others by a break', () => {
    const uneven = functionOf('uneven', { p: floats }, i32, (f) => {
      f.declare('a', i32, x.i32(0));
      f.count('i', x.i32(0), x.i32(9), (i) => {
        f.count('j', x.i32(0), x.i32(9), (j) => {
          f.if(x.equal(j, x.add(tid, x.i32(5))), () => f.return(x.i32(3)));
          f.if(x.equal(j, tid), () => f.add({ do: 'break', span: nowhere }));
          f.assign(f.place('a'), j);
        });
        f.declare('b', i32, f.get('a'));
        f.assign(at.index(f.get('p'), i), x.convert('f32', f.get('b')));
      });
      f.return(x.i32(3));
    });
    const { value } = validate(kernel((k) => k.call(0, [k.get('p')]), uneven));
    const facts = value?.facts.functions[0];
    expect([...(facts?.uniformLocals ?? [])]).toEqual([0]);
    expect(facts?.uniformResult).toBe(false);
  });
  it('are written by an atomic to a local of its own to nobody else', () =>
    expect(
      uniformNames((k) => {
        k.declare('a', i32, x.i32(0));
        k.atomic('add', k.place('a'), tid);
      }),
    ).toEqual(['n', 'p', 'q']));
  describe('of a call', () => {
    const result = (make: (f: FunctionBuilder) => void, arg?: (k: FunctionBuilder) => Expr) => {
      const fn = functionOf('f', { v: i32, w: i32 }, i32, make);
      const names = uniformNames((k) => {
        // Elsewhere it is called with what differs, and by some threads alone.
        k.if(x.less(tid, x.i32(3)), () => k.declare('other', i32, x.call(0, i32, tid, tid)));
        k.declare('a', i32, x.call(0, i32, arg?.(k) ?? k.get('n'), x.i32(3)));
      }, fn);
      return names.includes('a');
    };
    const early = (f: FunctionBuilder, condition: Expr) => {
      f.if(condition, () => f.return(x.i32(1)));
      f.return(x.i32(2));
    };
    it('are so when all arguments of this call are, whatever others pass', () => {
      expect(result((f) => f.return(x.add(f.get('v'), f.get('w'))))).toBe(true);
      expect(result((f) => early(f, x.less(f.get('v'), f.get('w'))))).toBe(true);
      expect(
        result((f) => {
          f.declare('sum', i32, x.i32(0));
          f.count('i', x.i32(0), f.get('v'), (i) => f.increase(f.place('sum'), i));
          f.return(f.get('sum'));
        }),
      ).toBe(true);
    });
    it('are not when an argument differs', () =>
      expect(
        result(
          (f) => f.return(f.get('w')),
          () => tid,
        ),
      ).toBe(false));
    it('are not when the function asks for the thread, in a value, a return or the end of a loop', () => {
      expect(result((f) => f.return(x.add(f.get('v'), tid)))).toBe(false);
      expect(result((f) => early(f, x.less(f.get('v'), tid)))).toBe(false);
      expect(
        result((f) => {
          f.declare('last', i32, x.i32(0));
          f.count('i', x.i32(0), tid, (i) => f.assign(f.place('last'), i));
          f.return(f.get('last'));
        }),
      ).toBe(false);
      expect(
        result((f) => {
          f.count('i', x.i32(0), f.get('v'), (i) => f.if(x.equal(i, tid), () => f.return(x.i32(1))));
          f.return(x.i32(2));
        }),
      ).toBe(false);
    });
    it('are not when it writes through a pointer to a local', () => {
      const local = pointerTo(i32, 'local');
      const own = functionOf('own', { v: i32 }, i32, (f) => {
        f.declare('a', i32, f.get('v'));
        f.declare('to', local, x.address(f.place('a'), 'local'));
        f.assign(at.pointee(f.get('to')), tid);
        f.return(f.get('a'));
      });
      const out = functionOf('out', { to: local, v: i32 }, i32, (f) => {
        f.assign(at.pointee(f.get('to')), tid);
        f.return(f.get('v'));
      });
      const names = uniformNames(
        (k) => {
          k.declare('a', i32);
          k.declare('b', i32);
          k.declare('c', i32, x.i32(0));
          k.call(0, [k.get('n')], k.place('a'));
          k.call(1, [x.address(k.place('c'), 'local'), k.get('n')], k.place('b'));
        },
        own,
        out,
      );
      expect(names).toEqual(['n', 'p', 'q']);
    });
    it('are not when it asks other lanes or an atomic, or calls what does', () => {
      const own = functionOf('own', {}, i32, (f) => f.return(tid));
      const between = functionOf('between', { v: i32 }, i32, (f) =>
        f.return(x.add(f.get('v'), x.call(0, i32))),
      );
      expect(
        uniformNames((k) => k.declare('a', i32, x.call(1, i32, k.get('n'))), own, between),
      ).not.toContain('a');
      const ask = functionOf('ask', { v: i32 }, i32, (f) => {
        f.declare('r', i32);
        f.warp('shuffle', { value: f.get('v'), lane: x.u32(0) }, f.place('r'));
        f.return(f.get('r'));
      });
      const take = functionOf('take', { q: ints }, i32, (f) => {
        f.declare('r', i32);
        f.atomic('add', at.pointee(f.get('q')), x.i32(1), f.place('r'));
        f.return(f.get('r'));
      });
      const names = uniformNames(
        (k) => {
          k.declare('a', i32);
          k.declare('b', i32);
          k.call(0, [k.get('n')], k.place('a'));
          k.call(1, [k.get('q')], k.place('b'));
        },
        ask,
        take,
      );
      expect(names).toEqual(['n', 'p', 'q']);
    });
    it('of one that calls itself are so as long as nothing in it differs', () => {
      const self = (leaf: Expr) =>
        functionOf('self', { v: i32 }, i32, (f) => {
          f.if(x.less(f.get('v'), x.i32(1)), () => f.return(leaf));
          f.return(x.call(0, i32, x.subtract(f.get('v'), x.i32(1))));
        });
      const names = (leaf: Expr) =>
        uniformNames((k) => k.declare('a', i32, x.call(0, i32, k.get('n'))), self(leaf));
      expect(names(x.i32(1))).toContain('a');
      expect(names(tid)).not.toContain('a');
    });
  });
  it('are read from memory at one address, but not through volatile or atomics', () =>
    expect(
      uniformNames((k) => {
        k.declare('a', f32, x.load(at.element(tile, x.i32(3))));
        k.declare('b', f32, x.load(at.element(tile, tid)));
        k.declare('c', i32, { ...x.load(at.pointee(k.get('q'))), volatile: true } as Expr);
        k.declare('d', i32);
        k.atomic('add', at.pointee(k.get('q')), x.i32(1), k.place('d'));
      }),
    ).toEqual(['n', 'p', 'q', 'a']));
  it('keep a loop counter uniform when some threads skip bodies, not when they leave', () => {
    const loop = (end: 'break' | 'continue') =>
      uniformNames((k) =>
        k.count('j', x.i32(0), k.get('n'), (j) => {
          k.if(x.equal(j, tid), () => k.add({ do: end, span: nowhere }));
        }),
      );
    expect(loop('continue')).toContain('j');
    expect(loop('break')).not.toContain('j');
  });
});

describe('a barrier', () => {
  const { count, and } = { count: x.less, and: x.and };
  it('may stand in uniform loops and branches, and after threads that ended', () =>
    expect(
      missed((k) => {
        k.if(count(k.get('n'), tid), () => k.return());
        k.count('j', x.i32(0), k.get('n'), () =>
          k.if(and(x.less(k.get('n'), x.i32(9)), x.bool(true)), () => k.barrier()),
        );
      }),
    ).toEqual([]));
  it('is missed under a condition of the thread', () =>
    expect(missed((k) => k.if(x.less(tid, x.i32(3)), () => k.barrier()))).toEqual([
      'barrier-missed barrier-missed-condition',
    ]));
  it('is missed in a loop that threads leave at different times', () => {
    expect(missed((k) => k.count('j', tid, k.get('n'), () => k.barrier()))).toEqual([
      'barrier-missed barrier-missed-loop',
    ]);
    expect(
      missed((k) =>
        k.count('j', x.i32(0), k.get('n'), (j) => {
          k.if(x.equal(j, tid), () => k.add({ do: 'break', span: nowhere }));
          k.barrier();
        }),
      ),
    ).toEqual(['barrier-missed barrier-missed-condition']);
  });
  it('is missed in a function called by some, or that some have left', () => {
    const meet = functionOf('meet', {}, { kind: 'void' }, (f) => f.barrier());
    expect(missed((k) => k.if(x.less(tid, x.i32(3)), () => k.call(0, [])), meet)).toContain(
      'barrier-missed barrier-missed-condition',
    );
    const leave = functionOf('leave', {}, { kind: 'void' }, (f) => {
      f.if(x.less(tid, x.i32(3)), () => f.return());
      f.barrier();
    });
    expect(missed((k) => k.call(0, []), leave)).toEqual(['barrier-missed barrier-missed-return']);
  });
});

it('has no facts of statements that are not reached by all', () => {
  const { value } = validate(kernel((k) => k.if(x.less(tid, x.i32(3)), () => k.declare('v', bool))));
  const body = value?.functions[0]?.body[0] as Statement & { do: 'if' };
  const { uniformStatements } = value?.facts.functions[0] ?? { uniformStatements: new Set() };
  expect(uniformStatements.has(body)).toBe(true);
  expect(uniformStatements.has(body.then[0] as Statement)).toBe(false);
});
