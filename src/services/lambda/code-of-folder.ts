// The code of a function that a file declares lies in a folder of the user's: where Lambda gives code as a zip, it is made of it.
import {
  createReadStream,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { writeZip, type ZipMember } from '../../lib/zip.ts';
import { findFunctionCode } from '../../load/find-function-code.ts';
import type { ServiceCall } from '../service.ts';
import type { StoredCode } from './code-store.ts';
import type { FunctionRecord } from './function-record.ts';
import { lambdaOf } from './lambda-ground.ts';

/** The same record when its code is a zip, or is not found. */
export async function withCodeOfFolder<T extends FunctionRecord>(
  record: T,
  call: Pick<ServiceCall, 'ground'>,
): Promise<T> {
  if (record.settings.codeSha256 !== '' || record.values.packageType === 'Image') return record;
  const stored = await storeFolder(record, call);
  if (stored === undefined) return record;
  const settings = { ...record.settings, codeSha256: stored.sha256, codeSizeBytes: stored.sizeBytes };
  return { ...record, settings };
}

async function storeFolder(
  { values }: FunctionRecord,
  call: Pick<ServiceCall, 'ground'>,
): Promise<StoredCode | undefined> {
  const { folder, code } = lambdaOf(call);
  const found = findFunctionCode(values, values.code);
  if (found.kind === 'none') return undefined;
  if (found.kind === 'zip') return code.put(readFileSync(found.path));
  const draft = mkdtempSync(join(folder, 'draft-'));
  try {
    const file = join(draft, 'code.zip');
    await writeZip(file, [...membersOf(found.path)]);
    return code.put(readFileSync(file));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function* membersOf(root: string): Iterable<ZipMember> {
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const path = relative(root, file);
    if (entry.isSymbolicLink()) yield { type: 'symlink', path, target: readlinkSync(file) };
    if (!entry.isFile()) continue;
    const { mode, size } = lstatSync(file);
    yield { type: 'file', path, mode: mode & 0o777, sizeBytes: size, open: () => createReadStream(file) };
  }
}
