// Unit tests stand beside what they test; corpus, layers and runtime tests stand in tests/.
import { defineConfig } from 'vitest/config';

if (Number(process.versions.node.split('.')[0]) < 24)
  throw new Error('run the tests through npm (npm test): Node 24 is in node_modules/.bin');

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    environment: 'node',
    include: [
      'lib/**/*.test.ts',
      'tests/**/*.test.ts',
      'cli/**/*.test.ts',
      'workers/**/*.test.ts',
      'components/**/*.test.ts',
      'app/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    // Most of the time goes to compilers, which run beside the tests: both cores are theirs.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
