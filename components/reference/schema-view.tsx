// A JSON Schema as people read it: each property with its type and whether it is needed, what lies deeper one click away.

/** As zod writes it; of it, what is shown here. */
export type Schema = {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema | boolean;
  readonly prefixItems?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
};

/** Deeper than this nobody reads; the document itself has all of it. */
const deepest = 3;

export function SchemaView({ schema, depth = 0 }: { schema: Schema; depth?: number }) {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices && !choices.every((choice) => partsOf(choice).length === 0))
    return (
      <ol className="flex flex-col gap-2">
        {choices.map((choice, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: choices have no other identity
          <li key={i}>
            <p className="text-muted text-xs">
              {i === 0 ? 'either' : 'or'} {typeOf(choice)}
            </p>
            <SchemaView schema={choice} depth={depth} />
          </li>
        ))}
      </ol>
    );
  const parts = partsOf(schema);
  if (parts.length === 0) return null;
  return (
    <dl className="border-line border-l pl-3">
      {parts.map(({ name, schema: part, needed }) => {
        const deeper =
          depth < deepest &&
          (partsOf(part).length > 0 ||
            (part.anyOf ?? part.oneOf ?? []).some((one) => partsOf(one).length > 0));
        return (
          <div key={name} className="py-1">
            <dt className="flex flex-wrap items-baseline gap-x-2">
              <code className="break-all font-mono text-xs">{name}</code>
              <span className="text-muted text-xs">{typeOf(part)}</span>
              {needed && <span className="text-2xs text-muted">always</span>}
            </dt>
            <dd>
              {part.description && <p className="text-muted">{part.description}</p>}
              {deeper && (
                <details>
                  <summary className="text-muted text-xs underline decoration-line-strong underline-offset-2">
                    what is in {name}
                  </summary>
                  <div className="mt-1">
                    <SchemaView schema={part} depth={depth + 1} />
                  </div>
                </details>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

type Part = { readonly name: string; readonly schema: Schema; readonly needed: boolean };

/** The properties of an object, of the elements of an array, of the values of a table. */
function partsOf(schema: Schema): Part[] {
  const inner = typeof schema.items === 'object' ? schema.items : undefined;
  if (inner) return partsOf(inner);
  const needed = new Set(schema.required ?? []);
  const own = Object.entries({
    ...Object.assign({}, ...(schema.allOf ?? []).map((one) => one.properties)),
    ...schema.properties,
  }) as [string, Schema][];
  const values = typeof schema.additionalProperties === 'object' ? partsOf(schema.additionalProperties) : [];
  return own.length > 0
    ? own.map(([name, one]) => ({ name, schema: one, needed: needed.has(name) }))
    : values;
}

/** A type in a few words: `text`, `list of numbers`, `"agrees" or "differs"`. */
export function typeOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? '';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(typeOf))].join(' or ');
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : (schema.type as string | undefined);
  if (type === 'array') {
    if (schema.prefixItems)
      return `list of ${schema.prefixItems.length}: ${schema.prefixItems.map(typeOf).join(', ')}`;
    const inner = typeof schema.items === 'object' ? typeOf(schema.items) : 'anything';
    return `list of ${inner}${schema.maxItems === undefined ? '' : `, at most ${schema.maxItems}`}`;
  }
  if (type === 'object')
    return typeof schema.additionalProperties === 'object' && !schema.properties
      ? `object of ${typeOf(schema.additionalProperties)}`
      : 'object';
  if (type === 'string') {
    if (schema.maxLength !== undefined) return `text, at most ${schema.maxLength} characters`;
    return schema.pattern && schema.pattern.length < 30 ? `text like ${schema.pattern}` : 'text';
  }
  if (type === 'integer' || type === 'number') {
    const bounds = [schema.minimum, schema.maximum];
    const whole = type === 'integer' ? 'whole number' : 'number';
    const isBound = (n: number | undefined) => n !== undefined && Math.abs(n) < 2 ** 53 - 1;
    return isBound(bounds[0]) && isBound(bounds[1]) ? `${whole} from ${bounds[0]} to ${bounds[1]}` : whole;
  }
  return type ?? 'anything';
}
