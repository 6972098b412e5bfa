// For tests: a process of its own that takes the lock of a folder, says so, and holds it until its stdin ends. Bundled
// by the test that starts it.
import { FolderLocked, lockFolder } from './folder-lock';

try {
  lockFolder(process.argv[2] ?? '');
  process.stdout.write('held\n');
  process.stdin.resume();
} catch (error) {
  process.stdout.write(`${error instanceof FolderLocked ? `locked by ${error.pid}` : String(error)}\n`);
}
