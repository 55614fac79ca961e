// What a registry has under a name, by its HTTP interface (Distribution specification).
import { list, object, optional, required, string } from '../../load/shape.ts';
import { anyKeys, contentOf, readManifest, sizeOf } from './manifest.ts';

export interface RegistryImage {
  readonly digest: string;
  /** As `sizeOf` has it. */
  readonly sizeBytes: number;
}

const acceptedTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const tagsShape = object('list', { tags: optional(list(string())) }, anyKeys);
const catalogShape = object('list', { repositories: required(list(string())) }, anyKeys);

/** Undefined when there is no such image. @param reference a tag or a digest */
export async function readImage(
  address: string,
  repository: string,
  reference: string,
): Promise<RegistryImage | undefined> {
  const answer = await ask(address, `${repository}/manifests/${reference}`);
  const digest = answer.headers.get('docker-content-digest');
  if (!answer.ok || digest === null) return undefined;
  const manifest = readManifest(await answer.text());
  const platforms = (manifest.manifests ?? []).map(
    async (each) => (await readImage(address, repository, each.digest))?.sizeBytes ?? 0,
  );
  return { digest, sizeBytes: sizeOf(manifest, await Promise.all(platforms)) };
}

/** The tags that name the image of this digest. */
export async function tagsOfDigest(
  address: string,
  repository: string,
  digest: string,
): Promise<readonly string[]> {
  const answer = await ask(address, `${repository}/tags/list`);
  if (!answer.ok) return [];
  const { tags } = contentOf(await answer.text(), tagsShape);
  const found = await Promise.all(
    (tags ?? []).map(async (tag) => {
      const image = await readImage(address, repository, tag);
      return image?.digest === digest ? [tag] : [];
    }),
  );
  return found.flat().toSorted();
}

/** The names of all repositories; none when the registry does not list them. */
export async function repositoriesOf(address: string): Promise<readonly string[]> {
  const answer = await ask(address, '_catalog?n=1000');
  if (!answer.ok) return [];
  return contentOf(await answer.text(), catalogShape).repositories;
}

async function ask(address: string, path: string): Promise<Response> {
  return fetch(`http://${address}/v2/${path}`, { headers: { accept: acceptedTypes } });
}
