// What a registry has under a name, by its HTTP interface (Distribution specification).
import { z } from 'zod';

export interface RegistryImage {
  readonly digest: string;
  /**
   * Of its configuration and all its layers, as they are pushed; of several platforms the largest (ECR, ImageDetail).
   */
  readonly sizeBytes: number;
}

const acceptedTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const sized = z.object({ size: z.number() });
const manifestShape = z.object({
  config: sized.optional(),
  layers: z.array(sized).default([]),
  manifests: z.array(z.object({ digest: z.string() })).default([]),
});

/** Undefined when there is no such image. @param reference a tag or a digest */
export async function readImage(
  address: string,
  repository: string,
  reference: string,
): Promise<RegistryImage | undefined> {
  const answer = await ask(address, `${repository}/manifests/${reference}`);
  const digest = answer.headers.get('docker-content-digest');
  if (!answer.ok || digest === null) return undefined;
  const { config, layers, manifests } = manifestShape.parse(await answer.json());
  const platforms = await Promise.all(
    manifests.map(async (each) => readImage(address, repository, each.digest)),
  );
  const own = [...(config === undefined ? [] : [config]), ...layers].reduce((sum, { size }) => sum + size, 0);
  return { digest, sizeBytes: Math.max(own, ...platforms.map((image) => image?.sizeBytes ?? 0)) };
}

/** The tags that name the image of this digest. */
export async function tagsOfDigest(
  address: string,
  repository: string,
  digest: string,
): Promise<readonly string[]> {
  const answer = await ask(address, `${repository}/tags/list`);
  if (!answer.ok) return [];
  const { tags } = z.object({ tags: z.array(z.string()).nullable() }).parse(await answer.json());
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
  return z.object({ repositories: z.array(z.string()) }).parse(await answer.json()).repositories;
}

async function ask(address: string, path: string): Promise<Response> {
  return fetch(`http://${address}/v2/${path}`, { headers: { accept: acceptedTypes } });
}
