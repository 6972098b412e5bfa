// The door of the syntax tree: its shapes, and how it is made.
export type * from './ast';
