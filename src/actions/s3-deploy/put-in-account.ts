// A deployment to a bucket that the account's S3 has: made by a call, by Terraform or by a stack. Its objects lie there, and its
// website answers with them.
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { defined } from '../../lib/defined.ts';
import type { Result } from '../../lib/result.ts';
import { contentTypeOf } from '../../targets/site/content-type.ts';
import {
  hasBucket,
  uploadObject,
  websiteAddress,
  type ObjectCaller,
} from '../../targets/endpoint/objects.ts';
import type { ActionContext } from '../provider.ts';

export interface FilesToPut {
  readonly bucket: string;
  /** Absolute path. */
  readonly folder: string;
  /** Empty, or what stands before each key, with its slash. */
  readonly prefix: string;
  readonly cacheControl?: string;
}

/** Whose calls they are: those of the action's role, else of the user of this machine. */
async function callerOf({ state, place, declaration, signal }: ActionContext<object>): Promise<ObjectCaller> {
  const { roleArn } = declaration;
  return { targetsFolder: await state.folder('targets'), place, signal, ...defined({ roleArn }) };
}

export async function isInAccount(context: ActionContext<object>, bucket: string): Promise<boolean> {
  return await hasBucket(await callerOf(context), bucket);
}

/** Gives how many, or why one of them is refused: those before it are there then, as on AWS. */
export async function putInAccount(
  context: ActionContext<object>,
  { bucket, folder, prefix, cacheControl }: FilesToPut,
): Promise<Result<{ readonly count: number }>> {
  const caller = await callerOf(context);
  const files = await filesBelow(folder);
  for (const file of pagesLast(files)) {
    const key = `${prefix}${relative(folder, file).split(sep).join('/')}`;
    const headers = {
      'content-type': contentTypeOf(key),
      ...defined({ 'cache-control': cacheControl }),
    };
    const refused = await uploadObject(caller, { bucket, key }, { file, metadata: {}, headers });
    if (refused !== undefined) return { failed: refused };
  }
  const url = await websiteAddress(caller, bucket);
  if (url !== undefined)
    context.report({ kind: 'Endpoint', name: bucket, url, detail: 'website of the bucket' });
  return { count: files.length };
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

/** A page that is there finds what it names. */
function pagesLast(files: readonly string[]): readonly string[] {
  const isPage = (file: string) => /\.html?$/i.test(file);
  return [...files.filter((file) => !isPage(file)), ...files.filter(isPage)];
}
