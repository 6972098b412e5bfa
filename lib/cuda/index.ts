// The door of the CUDA room: text to Tree to Model. Whoever is outside imports from here alone.
export type * from './model';
