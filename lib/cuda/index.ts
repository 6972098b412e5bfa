// The door of the CUDA room: text to Tree to Model. Whoever is outside imports from here alone.

export { analyze } from './analyze';
export { lex } from './lex';
export { type LowerOptions, lowerProgram } from './lower';
export type * from './model';
export { type CudaEngine, type CudaParser, createCudaParser, parse, type Trees } from './parser';
export { type Piece, piecesOf, type SyntaxNode, syntaxOf } from './syntax';
export { type Directive, joinTokens, type Lexed, P, spelling, type Tokens } from './token';
export type { Tree } from './tree';
export { isLinkedOnDevice, unitsOf } from './units';
