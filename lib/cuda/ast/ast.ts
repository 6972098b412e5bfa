// The syntax tree of expanded CUDA C++, as far as device code needs it. Made by parseUnit(); read by the lowering. Shapes
// only. Names are not looked up and types are not checked here; the parser knows just which names are types and templates,
// because C++ cannot be parsed without.
//
// Bodies of functions and methods, member initialisers and default arguments are kept as ranges of tokens and parsed when somebody
// asks (parseBody and its like in lib/cuda/ast/index.ts): host code is never parsed, and what cannot be parsed harms nothing else.
import type { Span } from '@/lib/core/span';

/** Tokens `from` up to `to` of Expanded.tokens, with the names of types and templates that are visible there. */
export type Deferred = { readonly from: number; readonly to: number; readonly scope: NameScope };

/** What a name is to the parser; what it does not know it guesses from what follows. */
export type NameKind = 'type' | 'type-template' | 'value-template' | 'value' | 'namespace';

/** The names declared in a namespace, a record, a template head or a block, and where to look on. Only the parser writes it. */
export type NameScope = {
  readonly names: Map<string, NameKind>;
  /** Of namespaces and records in here. */
  readonly inner: Map<string, NameScope>;
  /** Namespaces that `using namespace` opened here. */
  readonly used: NameScope[];
  readonly outer: NameScope | undefined;
};

// ---- names and types ----

/** `ns::Pair<float>::type`: parts from the outside in. `global`: starts with `::`. */
export type Name = {
  readonly parts: readonly { readonly text: string; readonly args?: readonly TemplateArgument[] }[];
  readonly global: boolean;
  readonly span: Span;
};
export type TemplateArgument = TypeName | Expr | Pack;
/** `args...` */
export type Pack = { readonly node: 'pack'; readonly of: TypeName | Expr; readonly span: Span };

/** Words of fundamental types joined in a fixed order. */
export type FundamentalType =
  | 'void'
  | 'bool'
  | 'char'
  | 'signed char'
  | 'unsigned char'
  | 'wchar_t'
  | 'char8_t'
  | 'char16_t'
  | 'char32_t'
  | 'short'
  | 'unsigned short'
  | 'int'
  | 'unsigned int'
  | 'long'
  | 'unsigned long'
  | 'long long'
  | 'unsigned long long'
  | '__int128'
  | 'unsigned __int128'
  | 'float'
  | 'double'
  | 'long double';

type TypeBase = {
  readonly node: 'type';
  readonly const: boolean;
  readonly volatile: boolean;
  readonly span: Span;
};
/** A type as written. `const` and `volatile` belong to this level (`float *const`: const on the pointer). */
export type TypeName =
  | (TypeBase & { readonly kind: 'fundamental'; readonly name: FundamentalType })
  | (TypeBase & { readonly kind: 'named'; readonly name: Name })
  | (TypeBase & { readonly kind: 'auto' })
  /** `typeof`: GNU's, which is never a reference. */
  | (TypeBase & { readonly kind: 'decltype'; readonly value: Expr; readonly typeof: boolean })
  | (TypeBase & { readonly kind: 'pointer'; readonly to: TypeName; readonly restrict: boolean })
  | (TypeBase & { readonly kind: 'reference'; readonly to: TypeName; readonly rvalue: boolean })
  /** `count` absent: `[]`. */
  | (TypeBase & { readonly kind: 'array'; readonly of: TypeName; readonly count?: Expr })
  | (TypeBase & {
      readonly kind: 'function';
      readonly result: TypeName;
      readonly parameters: readonly Parameter[];
    })
  | (TypeBase & { readonly kind: 'member-pointer'; readonly of: Name; readonly to: TypeName })
  /** `struct { … } x;`: the type is declared where it is used. */
  | (TypeBase & { readonly kind: 'record'; readonly record: RecordDeclaration })
  | (TypeBase & { readonly kind: 'enum'; readonly declaration: EnumDeclaration })
  /** `T...` in a template argument or parameter list. */
  | (TypeBase & { readonly kind: 'pack'; readonly of: TypeName });

// ---- expressions ----

export type UnaryOperator = '+' | '-' | '!' | '~' | '*' | '&' | '++' | '--';
export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '<<'
  | '>>'
  | '<'
  | '>'
  | '<='
  | '>='
  | '=='
  | '!='
  | '&'
  | '|'
  | '^'
  | '&&'
  | '||'
  | '<=>'
  | '.*'
  | '->*';
export type AssignOperator = '=' | '+=' | '-=' | '*=' | '/=' | '%=' | '<<=' | '>>=' | '&=' | '|=' | '^=';

type At = { readonly span: Span };
export type Expr =
  /** With prefix, suffix and separators, as written: `0x1Fu`, `1.5e-3f`. */
  | (At & { readonly node: 'number'; readonly text: string })
  /** The character's code; `type` from its prefix. */
  | (At & {
      readonly node: 'character';
      readonly value: number;
      readonly type: 'char' | 'wchar_t' | 'char16_t' | 'char32_t';
    })
  /** Adjacent literals joined, escapes replaced. */
  | (At & { readonly node: 'string'; readonly value: string })
  | (At & { readonly node: 'boolean'; readonly value: boolean })
  | (At & { readonly node: 'nullptr' })
  | (At & { readonly node: 'this' })
  | (At & { readonly node: 'name'; readonly name: Name })
  | (At & { readonly node: 'unary'; readonly operator: UnaryOperator; readonly operand: Expr })
  | (At & { readonly node: 'postfix'; readonly operator: '++' | '--'; readonly operand: Expr })
  | (At & {
      readonly node: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expr;
      readonly right: Expr;
    })
  | (At & {
      readonly node: 'assign';
      readonly operator: AssignOperator;
      readonly left: Expr;
      readonly right: Expr;
    })
  | (At & { readonly node: 'conditional'; readonly condition: Expr; readonly yes: Expr; readonly no: Expr })
  | (At & { readonly node: 'comma'; readonly left: Expr; readonly right: Expr })
  | (At & { readonly node: 'call'; readonly callee: Expr; readonly args: readonly Expr[] })
  /** `kernel<<<grid, block>>>(args)`: of host code, read only to find out which instances of templates are launched. */
  | (At & {
      readonly node: 'launch';
      readonly callee: Expr;
      readonly config: readonly Expr[];
      readonly args: readonly Expr[];
    })
  | (At & { readonly node: 'index'; readonly object: Expr; readonly index: Expr })
  /** `object.name`, `object->name`; `name` may have template arguments, be an operator, or a destructor (`~T`). */
  | (At & { readonly node: 'member'; readonly object: Expr; readonly name: Name; readonly arrow: boolean })
  | (At & {
      readonly node: 'cast';
      readonly style: 'c' | 'static' | 'reinterpret' | 'const' | 'dynamic';
      readonly type: TypeName;
      readonly operand: Expr;
    })
  /** `T(args)` and `T{args}`. */
  | (At & {
      readonly node: 'construct';
      readonly type: TypeName;
      readonly args: readonly Expr[];
      readonly braces: boolean;
    })
  /** `{1, 2}` where an initialiser stands; `.x = 1` has a designator. */
  | (At & {
      readonly node: 'braces';
      readonly items: readonly Expr[];
      readonly designators?: readonly (string | undefined)[];
    })
  | (At & { readonly node: 'sizeof'; readonly of: TypeName | Expr; readonly align: boolean })
  | (At & { readonly node: 'sizeof-pack'; readonly name: string })
  | (At & {
      readonly node: 'lambda';
      /** It has `__device__`: a kernel may be given it. */
      readonly device: boolean;
      readonly captures: readonly Capture[];
      readonly byDefault?: '=' | '&';
      readonly template?: TemplateHead;
      readonly parameters: readonly Parameter[];
      readonly result?: TypeName;
      readonly body: Deferred;
    })
  /** `(args + ...)` and its three other forms. */
  | (At & {
      readonly node: 'fold';
      readonly operator: BinaryOperator | ',';
      readonly pack: Expr;
      readonly init?: Expr;
      readonly left: boolean;
    })
  | (At & { readonly node: 'pack-expansion'; readonly of: Expr })
  | (At & {
      readonly node: 'new';
      readonly type: TypeName;
      readonly count?: Expr;
      readonly args: readonly Expr[];
    })
  | (At & { readonly node: 'delete'; readonly operand: Expr; readonly array: boolean })
  /** GNU's `({ …; value; })`, as macros for min and max have it. */
  | (At & { readonly node: 'statement-expression'; readonly body: Deferred })
  /** What device code cannot do; `what`: `throw`, `typeid`, ... */
  | (At & { readonly node: 'unsupported'; readonly what: string });

export type Capture = {
  readonly name: string;
  readonly byReference: boolean;
  readonly init?: Expr;
  /** `this`, or `*this`: a copy of the object. */
  readonly isThis: boolean;
  readonly copied: boolean;
};

// ---- statements ----

/** `comment`: comment lines right before it. */
type Stated = At & { readonly comment?: readonly string[] };
export type Statement =
  | (Stated & { readonly node: 'compound'; readonly body: readonly Statement[] })
  | (Stated & { readonly node: 'declaration'; readonly declarations: readonly Declaration[] })
  | (Stated & { readonly node: 'expression'; readonly value: Expr })
  | (Stated & { readonly node: 'empty' })
  | (Stated & {
      readonly node: 'if';
      readonly init?: Statement;
      readonly condition: Expr | VariableDeclaration;
      readonly then: Statement;
      readonly else?: Statement;
      readonly constexpr: boolean;
    })
  | (Stated & {
      readonly node: 'while';
      readonly condition: Expr | VariableDeclaration;
      readonly body: Statement;
      readonly unroll?: number;
    })
  | (Stated & {
      readonly node: 'do';
      readonly body: Statement;
      readonly condition: Expr;
      readonly unroll?: number;
    })
  | (Stated & {
      readonly node: 'for';
      readonly init?: Statement;
      readonly condition?: Expr | VariableDeclaration;
      readonly update?: Expr;
      readonly body: Statement;
      readonly unroll?: number;
    })
  | (Stated & {
      readonly node: 'range-for';
      readonly variable: VariableDeclaration;
      readonly range: Expr;
      readonly body: Statement;
    })
  /** `body` holds the cases as `case` and `default` statements, wherever they stand. */
  | (Stated & {
      readonly node: 'switch';
      readonly init?: Statement;
      readonly value: Expr;
      readonly body: Statement;
    })
  /** The label alone; what it labels follows it. */
  | (Stated & { readonly node: 'case'; readonly value: Expr; readonly last?: Expr })
  | (Stated & { readonly node: 'default' })
  | (Stated & { readonly node: 'break' })
  | (Stated & { readonly node: 'continue' })
  | (Stated & { readonly node: 'return'; readonly value?: Expr })
  /** `unread`: its operands have a form that is not known. */
  | (Stated & {
      readonly node: 'asm';
      readonly text: string;
      readonly outputs: readonly AsmOperand[];
      readonly inputs: readonly AsmOperand[];
      readonly unread: boolean;
    })
  | (Stated & { readonly node: 'goto'; readonly label: string })
  | (Stated & { readonly node: 'label'; readonly name: string })
  /** What could not be parsed; everything up to here and after it was. */
  | (Stated & { readonly node: 'broken'; readonly why: string });

/** `"=r"(value)`. */
export type AsmOperand = { readonly constraint: string; readonly value: Expr };

// ---- declarations ----

/** Words of a declaration that are no type: `__global__`, `static`, `constexpr`, `extern`, `inline`, `virtual`, ... */
export type Specifiers = ReadonlySet<string>;

export type TemplateParameter =
  | {
      readonly kind: 'type';
      readonly name: string;
      readonly pack: boolean;
      readonly default?: TypeName;
      readonly span: Span;
    }
  | {
      readonly kind: 'value';
      readonly name: string;
      readonly pack: boolean;
      readonly type: TypeName;
      readonly default?: Expr;
      readonly span: Span;
    }
  | {
      readonly kind: 'template';
      readonly name: string;
      readonly pack: boolean;
      readonly default?: TypeName;
      readonly span: Span;
    };

/** `template <…>` in front of a declaration. `parameters` empty: an explicit specialisation. */
export type TemplateHead = { readonly parameters: readonly TemplateParameter[]; readonly span: Span };

export type Parameter = {
  readonly name: string;
  readonly type: TypeName;
  readonly default?: Deferred;
  readonly pack: boolean;
  readonly span: Span;
};

type Declared = At & { readonly comment?: readonly string[]; readonly foreign: boolean };
export type Declaration =
  | VariableDeclaration
  | FunctionDeclaration
  | RecordDeclaration
  | EnumDeclaration
  | (Declared & {
      readonly node: 'alias';
      readonly name: string;
      readonly type: TypeName;
      readonly template?: TemplateHead;
    })
  | (Declared & {
      readonly node: 'namespace';
      readonly name: string;
      readonly inline: boolean;
      readonly body: readonly Declaration[];
    })
  | (Declared & { readonly node: 'namespace-alias'; readonly name: string; readonly of: Name })
  | (Declared & { readonly node: 'using-namespace'; readonly name: Name })
  | (Declared & { readonly node: 'using'; readonly name: Name })
  | (Declared & { readonly node: 'static-assert'; readonly condition: Expr; readonly message: string })
  /** `template struct X<float>;`, `template void run<int>(…);`. Absent `of`: could not be read. */
  | (Declared & { readonly node: 'instantiation'; readonly of?: TypeName | FunctionDeclaration })
  /** What could not be parsed, with the names in it that look declared, so that their use can say so. */
  | (Declared & { readonly node: 'broken'; readonly names: readonly string[]; readonly why: string });

/** One declarator of a declaration; `int a, *b;` makes two. */
export type VariableDeclaration = Declared & {
  readonly node: 'variable';
  readonly specifiers: Specifiers;
  readonly name: Name;
  readonly nameSpan: Span;
  readonly type: TypeName;
  /** `= value`, `{…}` (node braces) or `(args)`. */
  readonly init?: { readonly style: 'copy' | 'braces' | 'parens'; readonly args: readonly Expr[] };
  readonly template?: TemplateHead;
  /** `alignas(n)`, `__align__(n)`. */
  readonly align?: Expr;
  /** Structured binding `auto [a, b] = …`. */
  readonly bindings?: readonly string[];
  readonly bitField?: Expr;
};

export type FunctionDeclaration = Declared & {
  readonly node: 'function';
  readonly specifiers: Specifiers;
  /** The last part is the name: `operator+`, `operator float` (conversion), `~Pair`, or the class's own for a constructor. */
  readonly name: Name;
  readonly nameSpan: Span;
  readonly kind: 'function' | 'constructor' | 'destructor' | 'conversion';
  /** The type converted to, for a conversion; `auto` without a trailing type stays `auto`; absent for constructors. */
  readonly result?: TypeName;
  readonly parameters: readonly Parameter[];
  readonly variadic: boolean;
  /** From the outside in; `template <class T> template <int N>` has two. */
  readonly templates: readonly TemplateHead[];
  readonly constThis: boolean;
  readonly deleted: boolean;
  readonly defaulted: boolean;
  /** `: a(1), b{2}`. */
  readonly initializers?: Deferred;
  /** Absent for a declaration only. */
  readonly body?: Deferred;
  readonly launchBounds?: readonly Expr[];
};

export type RecordDeclaration = Declared & {
  readonly node: 'record';
  readonly key: 'struct' | 'class' | 'union';
  /** Empty parts for an unnamed one. The last part's args: the arguments of a specialisation. */
  readonly name: Name;
  readonly nameSpan: Span;
  readonly template?: TemplateHead;
  readonly bases: readonly { readonly type: TypeName; readonly virtual: boolean }[];
  /** Absent: declared only (`struct X;`). */
  readonly members?: readonly Declaration[];
  readonly align?: Expr;
};

export type EnumDeclaration = Declared & {
  readonly node: 'enumeration';
  readonly name: Name;
  readonly scoped: boolean;
  readonly underlying?: TypeName;
  readonly values: readonly { readonly name: string; readonly value?: Expr; readonly span: Span }[];
};

/** One translation unit. */
export type Unit = {
  readonly declarations: readonly Declaration[];
  /** The outermost scope of all its deferred parts. */
  readonly scope: NameScope;
};
