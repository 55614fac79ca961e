// How many files of a working tree differ from its commit, found without git's filters: those are programs that the
// repository's configuration names.
import { createHash } from 'node:crypto';
import { createReadStream, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { CommittedFile, ListedFiles, TrackedFile } from './list-files.ts';
import type { SourceFile } from './source-file.ts';

export interface WorkingTree extends ListedFiles {
  readonly folder: string;
  readonly committed: ReadonlyMap<string, CommittedFile>;
  /** What lies there now, by path. */
  readonly present: ReadonlyMap<string, SourceFile>;
  /** When git last wrote the index: a file changed later, or at that moment, may differ with the same status. */
  readonly indexWrittenMs: number;
}

export async function countChangedFiles(tree: WorkingTree): Promise<number> {
  const deleted = [...tree.committed.keys()].filter((path) => !tree.tracked.has(path));
  let count = deleted.length + tree.untracked.filter((path) => tree.present.has(path)).length;
  for (const [path, file] of tree.tracked) if (await isChanged(tree, path, file)) count += 1;
  return count;
}

async function isChanged(tree: WorkingTree, path: string, file: TrackedFile): Promise<boolean> {
  const committed = tree.committed.get(path);
  if (committed?.objectId !== file.objectId || committed.mode !== file.mode || file.stage !== '0')
    return true;
  if (file.mode === '160000') return false;
  const present = tree.present.get(path);
  if (present?.gitMode !== file.mode) return true;
  if (isAsRemembered(present.status, file, tree.indexWrittenMs)) return false;
  return (await objectIdOf(join(tree.folder, path), present, file.objectId)) !== file.objectId;
}

/** The index keeps 32 bits of size and inode; a number of milliseconds keeps a quarter of a microsecond. */
function isAsRemembered(now: SourceFile['status'], { status }: TrackedFile, indexWrittenMs: number): boolean {
  if (status === undefined || now.mtimeMs >= Math.floor(indexWrittenMs)) return false;
  return (
    Math.abs(status.mtimeMs - now.mtimeMs) < 0.001 &&
    status.inode === now.ino % 2 ** 32 &&
    status.sizeBytes === now.size % 2 ** 32
  );
}

/** The id that git gives this content, by the repository's kind of hash. */
async function objectIdOf(file: string, { gitMode, status }: SourceFile, like: string): Promise<string> {
  const hash = createHash(like.length === 64 ? 'sha256' : 'sha1');
  hash.update(`blob ${status.size}\0`);
  if (gitMode === '120000') hash.update(readlinkSync(file));
  else for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}
