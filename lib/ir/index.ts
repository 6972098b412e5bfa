// The door of the IR room: the module's shape, its types and layout, its checks and facts, its text.
export * from './facts';
export * from './headers';
export * from './layout';
export * from './math';
export * from './module';
export * from './rewrite';
export { printModule } from './text';
export * from './texture';
export * from './type';
export { isUniformValue, type MixedValues } from './uniform';
export { validate } from './validate';
export * from './walk';
