// The room of reducing: a program that shows a difference goes in, a smaller one that still shows it comes out.

export { type CaseProblem, type CorpusCase, corpusCase } from './corpus-case';
export { type Difference, differencesIn, isSame, phraseOf } from './difference';
export { type Piece, type Reduced, reduce, type Step, type Tools } from './reduce';
