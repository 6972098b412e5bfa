// The door of the IR room: the module's shape, its types and its layout.
export * from './layout';
export * from './module';
export * from './types';
