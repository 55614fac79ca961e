// ArtifactService of the results API, versions 4 to 7 of the artifacts' format: artifacts are those of the stand-ins, too.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { StoredTree } from '../../../state/artifact-store.ts';
import type { JobRun } from '../job-run.ts';
import {
  artifactsOf,
  dropArtifact,
  idOf,
  isTaken,
  recordArtifact,
  wrongName,
  type RunArtifact,
} from '../stand-ins/artifacts-of-run.ts';
import type { Blob, BlobStore, ServedBlob } from './blob-store.ts';
import { ok, refused, textIn, type TwirpMethod } from './twirp.ts';

interface Served extends ServedBlob {
  readonly size: number;
  readonly digest: string;
}

interface Pending {
  readonly blob: Blob;
  readonly isZip: boolean;
}

interface Of {
  readonly job: JobRun;
  readonly blobs: BlobStore;
  readonly urlOf: (blob: Blob) => string;
  /** Absolute, for files that are served. */
  readonly folder: string;
}

const zip = 'application/zip';

export function artifactMethods({ job, blobs, urlOf, folder }: Of): Readonly<Record<string, TwirpMethod>> {
  const pending = new Map<string, Pending>();
  const served = new Map<string, Promise<Served>>();
  const serve = async (artifact: RunArtifact): Promise<Served> => {
    const known = served.get(artifact.digest) ?? prepare(job, artifact, folder);
    served.set(artifact.digest, known);
    return await known;
  };
  return {
    CreateArtifact: async (body) => {
      const name = textIn(body, 'name');
      const wrong = wrongName(name);
      if (wrong !== undefined) return refused('invalid_argument', wrong);
      if (isTaken(job, name))
        return refused('already_exists', 'an artifact with this name already exists on the workflow run');
      const mimeType = textIn(body, 'mime_type');
      const blob = await blobs.make();
      pending.set(name, { blob, isZip: mimeType === '' || mimeType === zip });
      return ok({ ok: true, signed_upload_url: urlOf(blob) });
    },
    FinalizeArtifact: async (body) => {
      const name = textIn(body, 'name');
      const upload = pending.get(name);
      if (upload === undefined) return refused('not_found', `no upload of an artifact "${name}" has begun`);
      const wrong = await whyNotWhole(upload.blob.file, {
        size: textIn(body, 'size'),
        hash: textIn(body, 'hash'),
      });
      if (wrong !== undefined) return refused('invalid_argument', wrong);
      const stored = await store(job, name, upload).catch((error: unknown) => (error as Error).message);
      if (typeof stored === 'string') return refused('invalid_argument', stored);
      pending.delete(name);
      const artifact = recordArtifact(job, { name, stored, isPlainFile: !upload.isZip });
      return ok({ ok: true, artifact_id: idOf(artifact) });
    },
    ListArtifacts: async (body) => {
      const [name, id] = [textIn(body, 'name_filter'), textIn(body, 'id_filter')];
      const asked = artifactsOf(job).filter(
        (each) => (name === '' || each.name === name) && (id === '' || idOf(each) === id),
      );
      const artifacts = asked.map(async (each) => {
        const { size, digest } = await serve(each);
        return {
          workflow_run_backend_id: textIn(body, 'workflow_run_backend_id'),
          workflow_job_run_backend_id: textIn(body, 'workflow_job_run_backend_id'),
          database_id: idOf(each),
          name: each.name,
          size: String(size),
          digest,
          ...(each.uploadedAt === undefined ? {} : { created_at: new Date(each.uploadedAt).toISOString() }),
        };
      });
      return ok({ artifacts: await Promise.all(artifacts) });
    },
    GetSignedArtifactURL: async (body) => {
      const artifact = artifactsOf(job).find((each) => each.name === textIn(body, 'name'));
      if (artifact === undefined)
        return refused('not_found', `there is no artifact "${textIn(body, 'name')}"`);
      return ok({ signed_url: urlOf(await blobs.make(await serve(artifact))) });
    },
    DeleteArtifact: async (body) => {
      const artifact = artifactsOf(job).find((each) => each.name === textIn(body, 'name'));
      if (artifact === undefined)
        return refused('not_found', `there is no artifact "${textIn(body, 'name')}"`);
      dropArtifact(job, artifact.name);
      return await Promise.resolve(ok({ ok: true, artifact_id: idOf(artifact) }));
    },
  };
}

/** What the client says that it has sent. */
async function whyNotWhole(
  file: string,
  { size, hash }: { readonly size: string; readonly hash: string },
): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) return 'nothing has been uploaded';
  if (size !== '' && found.size !== Number(size))
    return `${found.size} bytes have been uploaded, and not ${size}`;
  const digest = hash === '' ? hash : await digestOf(file);
  return digest === hash ? undefined : `what has been uploaded has the digest ${digest}, and not ${hash}`;
}

async function digestOf(file: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(file), digest);
  return `sha256:${digest.digest('hex')}`;
}

async function store({ context }: JobRun, name: string, { blob, isZip }: Pending): Promise<StoredTree> {
  const { artifacts } = context.state;
  if (isZip) return await artifacts.importZip(blob.file);
  return await artifacts.save(dirname(blob.file), [{ path: name, from: blob.file }]);
}

/** The zip that is given back, or the file alone, with its own digest: a zip is made anew from what is stored. */
async function prepare({ context }: JobRun, artifact: RunArtifact, folder: string): Promise<Served> {
  const { artifacts } = context.state;
  const { name, digest, isPlainFile } = artifact;
  const place = join(folder, digest.replaceAll(/\W/g, '-'));
  if (isPlainFile === true) await artifacts.extract(digest, place);
  else await artifacts.exportZip(digest, `${place}.zip`);
  const file = isPlainFile === true ? join(place, name) : `${place}.zip`;
  return {
    file,
    contentType: isPlainFile === true ? (contentTypes[extname(name)] ?? 'application/octet-stream') : zip,
    fileName: isPlainFile === true ? basename(name) : `${name}.zip`,
    size: (await stat(file)).size,
    digest: await digestOf(file),
  };
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.json': 'application/json',
  '.txt': 'text/plain',
  '.xml': 'application/xml',
};
