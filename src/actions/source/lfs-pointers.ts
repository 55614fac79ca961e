// Files of a source that are pointers of Git LFS: what was committed in place of a content that lies elsewhere.
// Source: git-lfs, docs/spec.md, "The Pointer".
import type { StateFolder } from '../../state/state-folder.ts';
import { counted } from '../../lib/counted.ts';

type Artifacts = Pick<StateFolder['artifacts'], 'entries' | 'readFile'>;

const firstLine = 'version https://git-lfs.github.com/spec/v1\n';
/** A pointer is smaller (the same place). */
const mostBytes = 1024;

/** Undefined when there are none. Only a source whose attributes name Git LFS is looked through. */
export async function pointersNotice(digest: string, artifacts: Artifacts): Promise<string | undefined> {
  const text = async (path: string): Promise<string> =>
    Buffer.from((await artifacts.readFile(digest, path)) ?? []).toString('utf8');
  if (!(await text('.gitattributes').catch(() => '')).includes('filter=lfs')) return undefined;
  const entries = await artifacts.entries(digest);
  const pointers: string[] = [];
  for (const { path, type, sizeBytes } of entries)
    if (type === 'file' && sizeBytes < mostBytes && (await text(path)).startsWith(firstLine))
      pointers.push(path);
  const [first] = pointers;
  if (first === undefined) return undefined;
  const named =
    pointers.length === 1
      ? `"${first}" is a pointer`
      : `${counted(pointers.length, 'file')} ("${first}" …) are pointers`;
  return `${named} of Git LFS and not the content: "git lfs pull" fetches it into the working tree`;
}
