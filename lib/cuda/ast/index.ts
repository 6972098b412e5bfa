// The door of the syntax tree: its shapes, and how it is made.
export type * from './ast';
export { vectorWords } from './known-names';
export { type MemberInitializer, parseBody, parseDefault, parseInitializers, parseUnit } from './parse';
