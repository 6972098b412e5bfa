// A data folder as an earlier version left it, made before a server is started on it. A program of its own, since it needs
// the store: the folder goes in as its argument, and ids by what they are come out as JSON.
import { makeOldStore, readOldLinks } from '@/lib/server/store/old-data.fixture';
import { createStore } from '@/lib/server/store/store';
import { settingsFor } from '@/lib/server/store/store.fixture';

const [folder, text] = process.argv.slice(2);
const old = readOldLinks(process.cwd())[0];
if (!folder || text === undefined || !old)
  throw new Error('a folder, a text and links of an earlier version');
const settings = settingsFor(folder);
await makeOldStore(settings, old);
const store = createStore(settings, (error) => {
  throw error;
});
// And one that a version between then and now translated otherwise.
const changed = await store.shares.put({
  version: 2,
  sources: { main: 'main.cu', files: { 'main.cu': text } },
  options: { rocm: '6.4', launch: 'chevrons', libraries: 'hip', applyFixes: true, undone: [] },
  title: 'Translated otherwise then',
  evidence: [],
  createdAt: '2026-11-27T10:00:00.000Z',
  crosswarp: '0.0.9',
  translation: {
    crosswarp: '0.0.9',
    files: { 'main.cu': text.replace('cudaDeviceSynchronize', 'hipDeviceSynchronizeOfThen') },
    kernels: ['twice'],
  },
});
await store.close();
process.stdout.write(JSON.stringify({ ...old.names, changed, privateLink: old.privateLink }));
