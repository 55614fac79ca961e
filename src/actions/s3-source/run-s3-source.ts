// The S3 source action (CodePipeline user guide, "Amazon S3 source action reference"): one version of an object, which is a zip.
import { counted } from '../../lib/counted.ts';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { isFailed } from '../../lib/result.ts';
import type { StoredTree } from '../../state/artifact-store.ts';
import type { ActionContext, ActionResult, RunOf } from '../provider.ts';
import type { SourceOptions } from '../source/source-options.ts';
import { fetchSource } from '../source/fetch-source.ts';
import { sourcePlace } from '../source/source-place.ts';
import { downloadObject } from '../../targets/endpoint/objects.ts';
import { findObject, objectCaller, type FoundObject } from './find-object.ts';

export const runS3Source: RunOf<SourceOptions> = async (context) => {
  const { configuration, resources, sourceRevision, state } = context;
  const { S3Bucket: bucket = '' } = configuration;
  const found = await findObject(
    { ...context, targetsFolder: await state.folder('targets') },
    sourceRevision,
  );
  const declared = resources.find('AWS::S3::Bucket', bucket)?.values;
  if (found.kind !== 'stored' && declared?.isVersioned === false)
    return failed('ConfigurationError', {
      message: `The bucket ${bucket} does not keep versions, and a source in S3 needs one that does`,
      remedy: 'Give it VersioningConfiguration with the Status "Enabled".',
    });
  switch (found.kind) {
    case 'stored':
      return await takeStored(context, found);
    case 'tree':
      return await takeTree(context);
    case 'none':
      return failed('RevisionUnavailable', {
        message: found.message,
        remedy: `Deploy it there with an S3 action, or give a file or a folder with --source ${context.declaration.name}=PATH.`,
      });
    default:
      break;
  }
  const { key, version } = found;
  if (!(await isZip(version.file))) return noZip(key);
  const stored = await state.artifacts.importZip(version.file);
  context.log.line(`s3://${bucket}/${key}, version ${version.versionId}: ${counted(version.size, 'byte')}`);
  return succeeded(context, stored, { key, ...version });
};

function noZip(key: string): ActionResult {
  return failed('ConfigurationError', {
    message: `The object "${key}" is no zip`,
    remedy: 'Put a zip there. AWS hands any object on, and the action fails that has to unpack it.',
  });
}

/** A build or a deployment by itself takes an object without versions too (CodeBuild API reference, ProjectSource). */
async function takeStored(
  context: ActionContext<SourceOptions>,
  { key, object }: Extract<FoundObject, { kind: 'stored' }>,
): Promise<ActionResult> {
  const { configuration, state, workFolder } = context;
  const { S3Bucket: bucket = '' } = configuration;
  const { versionId, eTag, sizeBytes } = object;
  const { standalone, deployment } = context.definition;
  if (versionId === undefined && standalone !== true && deployment === undefined)
    return failed('ConfigurationError', {
      message: `The bucket ${bucket} does not keep versions, and a source in S3 needs one that does`,
      remedy: 'Enable its versioning with "aws s3api put-bucket-versioning".',
    });
  const file = join(workFolder, 'object.zip');
  const caller = objectCaller(await state.folder('targets'));
  await downloadObject(caller, { bucket, key, ...defined({ versionId }) }, file);
  if (!(await isZip(file))) return noZip(key);
  const stored = await state.artifacts.importZip(file);
  const revision = versionId ?? eTag.replaceAll('"', '');
  context.log.line(`s3://${bucket}/${key}, version ${revision}: ${counted(sizeBytes, 'byte')}`);
  return succeeded(context, stored, { key, versionId: revision, eTag });
}

/** What takes the place of the object is read as any other source, and has no zip that could have a tag. */
async function takeTree(context: ActionContext<SourceOptions>): Promise<ActionResult> {
  const result = await fetchSource(context, sourcePlace(context), 'HEAD');
  if (isFailed(result)) {
    const { code = 'RevisionUnavailable', ...failure } = result.failed;
    return failed(code, {
      remedy: 'Give a zip, a folder, "folder#ref" or a git URL with --source.',
      ...failure,
    });
  }
  const { commit, notices, save } = result.fetched;
  for (const message of notices) context.report({ kind: 'Notice', message });
  const { S3ObjectKey: key = '' } = context.configuration;
  return succeeded(context, await save(), { key, versionId: commit.commitId, eTag: '' });
}

function succeeded(
  { configuration, declaration }: ActionContext<SourceOptions>,
  stored: StoredTree,
  { key, versionId, eTag }: { readonly key: string; readonly versionId: string; readonly eTag: string },
): ActionResult {
  return {
    status: 'Succeeded',
    outputVariables: {
      BucketName: configuration['S3Bucket'] ?? '',
      ETag: eTag.replaceAll('"', ''),
      ObjectKey: key,
      VersionId: versionId,
    },
    outputArtifacts: (declaration.outputArtifacts ?? []).map(({ name }) => ({
      name,
      ...stored,
      revisionId: versionId,
    })),
    externalExecutionId: versionId,
    summary: `${configuration['S3Bucket'] ?? ''}/${key}`,
  };
}

/** What every zip begins with, also one without entries. */
async function isZip(file: string): Promise<boolean> {
  await using handle = await open(file);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
  return bytesRead === 4 && ['PK\u0003\u0004', 'PK\u0005\u0006'].includes(buffer.toString('latin1'));
}

function failed(
  code: 'ConfigurationError' | 'RevisionUnavailable',
  said: { readonly message: string; readonly remedy: string },
): ActionResult {
  return { status: 'Failed', error: { code, ...said } };
}
