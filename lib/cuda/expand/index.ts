// The door of the preprocessor.
export { integerOf } from './condition';
export { type Defines, expand } from './expand';
export { type Expanded, type ExpandedToken, tokensText } from './expanded';
