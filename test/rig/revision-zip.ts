// Revisions for deployments: a zip from texts, scripts and links.
import { writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

type RevisionEntry =
  | string
  | Uint8Array
  | { readonly text: string; readonly mode: number }
  | { readonly linkTo: string };

/** Path to content. Names ending in `.sh` become executable. */
export type RevisionFiles = Readonly<Record<string, RevisionEntry>>;

export async function writeRevisionZip(file: string, files: RevisionFiles): Promise<void> {
  await writeFile(file, await revisionZip(files));
}

export async function revisionZip(files: RevisionFiles): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, entry] of Object.entries(files)) {
    if (entry instanceof Uint8Array) {
      zip.addBuffer(Buffer.from(entry), path, { mode: 0o100644 });
      continue;
    }
    if (typeof entry !== 'string' && 'linkTo' in entry) {
      zip.addBuffer(Buffer.from(entry.linkTo), path, { mode: 0o120777 });
      continue;
    }
    const { text, mode } =
      typeof entry === 'string' ? { text: entry, mode: path.endsWith('.sh') ? 0o755 : 0o644 } : entry;
    zip.addBuffer(Buffer.from(text), path, { mode: 0o100000 | mode });
  }
  zip.end();
  return await buffer(zip.outputStream);
}
