// What the browser hands over when a folder or an archive is dropped or chosen, as files by name. Knows nothing of programs.
import { FolderRefused, filesOfArchive, type GivenFile } from '@/lib/browser/folder';
import { sourceLimits } from '@/lib/core/sources';
import { sentence } from '@/lib/messages';

/** A folder with more entries than this is no program for a page. */
const mostEntries = 5000;

const isArchive = (name: string) => /\.zip$/i.test(name);

/** Files that were chosen: one archive, or all files of a folder. */
export async function filesChosen(list: readonly File[]): Promise<{ files: GivenFile[]; called: string }> {
  const [first] = list;
  if (first && list.length === 1 && isArchive(first.name))
    return { files: filesOfArchive(await bytesOf(first)), called: first.name };
  const files: GivenFile[] = [];
  for (const file of list.slice(0, mostEntries))
    if (file.size <= sourceLimits.bytes)
      files.push({ path: file.webkitRelativePath || file.name, bytes: await bytesOf(file) });
  return { files, called: first?.name ?? 'folder' };
}

/** What was dropped. Entries must be asked for before the event ends, so this takes them first. */
export async function filesDropped(data: DataTransfer): Promise<{ files: GivenFile[]; called: string }> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const plain = [...data.files];
  if (entries.length === 0 || (plain.length === 1 && isArchive(plain[0]?.name ?? '')))
    return filesChosen(plain);
  const files: GivenFile[] = [];
  const waiting = [...entries];
  let seen = 0;
  for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
    if (++seen > mostEntries) throw new FolderRefused(sentence('folder-too-large'));
    if (entry.isDirectory) {
      if (!/^\.(?:git|hg|svn)$/.test(entry.name))
        waiting.push(...(await entriesOf(entry as FileSystemDirectoryEntry)));
    } else if (entry.isFile) {
      const file = await fileOf(entry as FileSystemFileEntry);
      if (file.size <= sourceLimits.bytes)
        files.push({ path: entry.fullPath.replace(/^\//, ''), bytes: await bytesOf(file) });
    }
  }
  return { files, called: entries[0]?.name ?? 'folder' };
}

const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer());
const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((done, failed) => entry.file(done, failed));

/** A reader gives its entries in batches; an empty one is the last. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (batch.length === 0 || all.length > mostEntries) return all;
    all.push(...batch);
  }
}
