// Starts the translator's worker. The page calls this; the compiler stays on the other side.

export function spawnTranslator(): Worker {
  return new Worker(new URL('./translator.worker.ts', import.meta.url), {
    type: 'module',
    name: 'crosswarp-translator',
  });
}
