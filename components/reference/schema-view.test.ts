// Types of JSON Schemas in words.
import { describe, expect, it } from 'vitest';
import { type Schema, typeOf } from './schema-view';

describe('the type of a schema', () => {
  it.each<[Schema, string]>([
    [{ type: 'string' }, 'text'],
    [{ type: 'string', maxLength: 200 }, 'text, at most 200 characters'],
    [{ type: 'integer', minimum: 0, maximum: 9007199254740991 }, 'whole number'],
    [{ type: 'integer', minimum: 1, maximum: 9 }, 'whole number from 1 to 9'],
    [{ enum: [32, 64] }, '32 or 64'],
    [{ const: 'hip' }, '"hip"'],
    [{ type: 'array', items: { type: 'string' }, maxItems: 3 }, 'list of text, at most 3'],
    [{ type: 'object', additionalProperties: { type: 'string' } }, 'object of text'],
    [{ type: 'object', properties: {} }, 'object'],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'text or null'],
    [{ $ref: '#/components/schemas/Run' }, 'Run'],
    [{}, 'anything'],
  ])('%j is %s', (schema, words) => {
    expect(typeOf(schema)).toBe(words);
  });
});
