// The artifacts of pipelines as objects of their artifact buckets. They are made when a call looks at the bucket: most are never
// looked at, and lie in the store of artifacts alone.
import { createReadStream, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Maker } from '../../account/resource.ts';
import type { S3Api } from '../../aws/operations/s3.ts';
import { debugOf } from '../../lib/debug.ts';
import { createTurns, type Turns } from '../../lib/turns.ts';
import { artifactKey } from '../../model/artifact-key.ts';
import type { PipelineDeclaration } from '../../model/pipeline.ts';
import type { ArtifactReference } from '../../model/progress.ts';
import { pipelineWorkload } from '../../model/workload.ts';
import { isLostArtifact } from '../../state/artifacts/manifest.ts';
import { openState } from '../../state/open-state.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { documentsOf } from '../documents.ts';
import type { AnyOperations, Operations, ServiceCall } from '../service.ts';
import { register } from './buckets.ts';
import { causeOf, storeOf } from './s3-call.ts';
import type { Bucket } from './store-rows.ts';

const debug = debugOf('services');

/** Up to which entry of the journal, by pipeline and bucket: an object that was deleted since is not made again. */
const readUpTo = documentsOf<number>('s3/artifacts-read');

/** The same for what asks for buckets alone: one that was deleted since is not made again. */
const bucketsReadUpTo = documentsOf<number>('s3/artifact-buckets-read');

/** What looks at buckets: these are there. */
const lookingAtBuckets = /^(?:ListBuckets|HeadBucket|GetBucketLocation)$/;

/** What looks at objects of a bucket, or removes them: these are made. */
const lookingAtObjects =
  /^(?:ListObjects(?:V2)?|ListObjectVersions|(?:Get|Head)Object\w*|Delete(?:Bucket|Objects?))$/;

export function withPipelineArtifacts(operations: Operations<S3Api>): Operations<S3Api> {
  return Object.fromEntries(
    Object.entries(operations as AnyOperations).map(([name, operation]) => [
      name,
      lookingAtBuckets.test(name) || lookingAtObjects.test(name)
        ? async (input: never, call: ServiceCall) => {
            await takeUp({ ...(input as Named), isWhole: lookingAtObjects.test(name) }, call);
            return await operation?.(input, call);
          }
        : operation,
    ]),
  );
}

interface Named {
  /** Absent where it is about all. */
  readonly Bucket?: string;
  readonly Key?: string;
}

interface Looked extends Named {
  /** With the objects; otherwise the buckets alone. */
  readonly isWhole: boolean;
}

async function takeUp({ Bucket: name, Key: key, isWhole }: Looked, call: ServiceCall): Promise<void> {
  const { ground } = call;
  const stored = pipelinesOf(call).filter(({ bucket }) => name === undefined || bucket === name);
  if (stored.length === 0 || !existsSync(join(ground.stateFolder, 'slipway.db'))) return;
  if (name !== undefined && key !== undefined && storeOf(call).latest(name, key) !== undefined) return;
  // One after the other: two calls would make the same object twice.
  await ground.keep(openTurns).turns.take('all', async () => {
    await using state = await openState(ground.stateFolder, { owner: false });
    for (const each of stored) await takeUpPipeline(each, { state, call, isWhole });
  });
}

/** For `Ground.keep`. */
function openTurns(): { readonly turns: Turns } & AsyncDisposable {
  const turns = createTurns();
  return { turns, [Symbol.asyncDispose]: async () => turns.settled() };
}

interface StoredPipeline {
  readonly name: string;
  readonly bucket: string;
}

function pipelinesOf({ ground, place }: ServiceCall): readonly StoredPipeline[] {
  return ground.account
    .at(place)
    .list('AWS::CodePipeline::Pipeline')
    .flatMap(({ values }) => {
      const bucket = bucketOf(values, place.region);
      return bucket === undefined ? [] : [{ name: values.name, bucket }];
    });
}

function bucketOf({ artifactStore, artifactStores }: PipelineDeclaration, region: string) {
  return artifactStore?.location ?? artifactStores?.[region]?.location;
}

interface Looking {
  readonly state: StateFolder;
  readonly call: ServiceCall;
  readonly isWhole: boolean;
}

/** The bucket exists from the pipeline's first artifact on. */
async function takeUpPipeline(
  { name, bucket: bucketName }: StoredPipeline,
  { state, call, isWhole }: Looking,
): Promise<void> {
  const position = `${name} ${bucketName}`;
  const ofObjects = readUpTo.get(call, position) ?? 0;
  const before = isWhole ? ofObjects : Math.max(ofObjects, bucketsReadUpTo.get(call, position) ?? 0);
  const newest = state.journal.lastSeq();
  if (newest <= before) return;
  const made = state.journal
    .read({ workload: pipelineWorkload(name), afterSeq: before })
    .flatMap(({ event }) =>
      event.type === 'ActionSucceeded'
        ? event.outputArtifacts
            // What the action's job has put there is there.
            .filter(({ location }) => location === undefined)
            .map((artifact) => ({
              artifact,
              at: event.at,
              by: {
                kind: 'deployment' as const,
                pipelineName: name,
                executionId: event.executionId,
                actionName: event.actionName,
              },
            }))
        : [],
    );
  const [first] = made;
  if (first !== undefined) {
    const bucket = storeOf(call).bucket(bucketName) ?? createFor(bucketName, first.by, call);
    for (const { artifact, at } of isWhole ? made : [])
      await putArtifact(artifact, { state, call, bucket, at, key: artifactKey(name, artifact) });
  }
  (isWhole ? readUpTo : bucketsReadUpTo).put(call, position, newest);
}

/** As AWS's console makes it with a pipeline. A call that creates it takes it over. */
function createFor(name: string, by: Maker, call: ServiceCall): Bucket {
  const { account, region } = call.place;
  const bucket = { name, region, account, createdAt: call.now, settings: { madeForArtifacts: true } };
  storeOf(call).createBucket(bucket);
  register(name, call, by);
  return bucket;
}

interface ArtifactObject {
  readonly state: StateFolder;
  readonly call: ServiceCall;
  readonly bucket: Bucket;
  readonly key: string;
  /** When it was made; milliseconds since the epoch. */
  readonly at: number;
}

/** The same content of another execution is the same object. What the store of artifacts has not kept is not there. */
async function putArtifact(
  { digest }: ArtifactReference,
  { state, call, bucket, key, at }: ArtifactObject,
): Promise<void> {
  const store = storeOf(call);
  if (store.latest(bucket.name, key) !== undefined) return;
  // Written over by the next one, whatever a killed process has left.
  const file = join(call.ground.stateFolder, 's3', 'artifact.zip');
  try {
    await state.artifacts.exportZip(digest, file);
    const content = await store.contents.write(read(file), {});
    store.put(
      {
        bucket,
        key,
        sizeBytes: content.sizeBytes,
        etag: content.md5,
        modifiedAt: at,
        parts: [{ file: content.file, sizeBytes: content.sizeBytes }],
        about: { headers: { ContentType: 'application/zip' }, metadata: {}, tags: [] },
        cause: causeOf('ObjectCreated:Put', call),
      },
      () => {},
    );
  } catch (error) {
    // It is tried again: there was no room for it.
    if (!isLostArtifact(error)) throw error;
    debug(() => `the artifact ${digest} is no object of ${bucket.name}: ${String(error)}`);
  } finally {
    rmSync(file, { force: true });
  }
}

/** Opened with the first byte that is read: the file is gone when nothing could be written. */
async function* read(file: string): AsyncGenerator<Buffer> {
  yield* createReadStream(file) as AsyncIterable<Buffer>;
}
