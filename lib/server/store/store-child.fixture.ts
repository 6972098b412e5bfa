// For tests: a process of its own that stores states without end, as a second server would, and says which were
// acknowledged. Bundled by the test that starts it.
import { createStore } from './store';
import { settingsFor, stateOf } from './store.fixture';

const say = (line: string) => process.stdout.write(`${line}\n`);
const store = createStore(settingsFor(process.argv[2] ?? ''), (error) => say(String(error)));
for (let n = 0; ; n++)
  say(`acknowledged ${await store.shares.put(stateOf(`${process.pid} ${n} ${'x'.repeat(3000)}`))}`);
