// Starts the interpreter's worker. The page calls this; kernels run on the other side.

export function spawnInterpreter(): Worker {
  return new Worker(new URL('./interpreter.worker.ts', import.meta.url), {
    type: 'module',
    name: 'crosswarp-interpreter',
  });
}
