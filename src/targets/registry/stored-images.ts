// The images of a repository, as the registry's store has them on disk (Distribution project, "filesystem" driver): they
// can be read and deleted whether or not the registry runs.
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readManifest, sizeOf } from './manifest.ts';
import { registryFolder } from './open-registry.ts';

export interface StoredImage {
  /** `sha256:` and 64 digits. */
  readonly digest: string;
  /** In order. */
  readonly tags: readonly string[];
  /** Of its configuration and all its layers, as they were pushed; of several platforms the largest. */
  readonly sizeBytes: number;
  /** Milliseconds since the epoch. */
  readonly pushedAt: number;
  readonly mediaType: string;
  /** As it was pushed. */
  readonly manifest: string;
}

/** Those pushed last come last. Empty for a repository that is not there. */
export async function storedImages(
  targetsFolder: string,
  repository: string,
): Promise<readonly StoredImage[]> {
  const folder = manifestsFolder(targetsFolder, repository);
  const revisions = join(folder, 'revisions', 'sha256');
  const tags = await tagsIn(folder);
  const found = (await namesIn(revisions)).map(async (hex) => {
    const digest = `sha256:${hex}`;
    const manifest = await blobText(targetsFolder, digest);
    const pushed = await stat(join(revisions, hex, 'link')).catch(() => undefined);
    if (manifest === undefined || pushed === undefined) return [];
    const own = tags.filter((each) => each.digest === digest).map(({ tag }) => tag);
    const { mediaType, sizeBytes } = await described(targetsFolder, manifest);
    return [{ digest, tags: own.toSorted(), sizeBytes, pushedAt: pushed.mtimeMs, mediaType, manifest }];
  });
  return (await Promise.all(found)).flat().toSorted((a, b) => a.pushedAt - b.pushedAt);
}

/** The image stays under its digest and its other tags. */
export async function removeTag(targetsFolder: string, repository: string, tag: string): Promise<void> {
  await remove(join(manifestsFolder(targetsFolder, repository), 'tags', tag));
}

/** With all its tags. Layers that other images have too stay. */
export async function removeImage(
  targetsFolder: string,
  repository: string,
  { digest, tags }: Pick<StoredImage, 'digest' | 'tags'>,
): Promise<void> {
  for (const tag of tags) await removeTag(targetsFolder, repository, tag);
  const hex = digest.replace(/^sha256:/, '');
  await remove(join(manifestsFolder(targetsFolder, repository), 'revisions', 'sha256', hex));
}

/** With all its images. Repositories whose names begin with this one's stay. */
export async function removeRepository(targetsFolder: string, repository: string): Promise<void> {
  const folder = repositoryFolder(targetsFolder, repository);
  for (const own of ['_manifests', '_layers', '_uploads']) await remove(join(folder, own));
}

async function described(
  targetsFolder: string,
  manifest: string,
): Promise<{ readonly mediaType: string; readonly sizeBytes: number }> {
  const read = readManifest(manifest);
  const { mediaType, manifests } = read;
  const platforms = (manifests ?? []).map(async ({ digest }) => {
    const text = await blobText(targetsFolder, digest);
    return text === undefined ? 0 : (await described(targetsFolder, text)).sizeBytes;
  });
  const kind = manifests === undefined ? 'manifest' : 'index';
  return {
    // Optional in OCI's manifests alone (OCI image specification, "mediaType").
    mediaType: mediaType ?? `application/vnd.oci.image.${kind}.v1+json`,
    sizeBytes: sizeOf(read, await Promise.all(platforms)),
  };
}

async function tagsIn(folder: string) {
  const found = (await namesIn(join(folder, 'tags'))).map(async (tag) => {
    const link = await readFile(join(folder, 'tags', tag, 'current', 'link'), 'utf8').catch(() => undefined);
    return link === undefined ? [] : [{ tag, digest: link.trim() }];
  });
  return (await Promise.all(found)).flat();
}

async function blobText(targetsFolder: string, digest: string): Promise<string | undefined> {
  const hex = digest.replace(/^sha256:/, '');
  const file = join(storeFolder(targetsFolder), 'blobs', 'sha256', hex.slice(0, 2), hex, 'data');
  return await readFile(file, 'utf8').catch(() => undefined);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return await readdir(folder).catch(() => []);
}

async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}

function manifestsFolder(targetsFolder: string, repository: string): string {
  return join(repositoryFolder(targetsFolder, repository), '_manifests');
}

function repositoryFolder(targetsFolder: string, repository: string): string {
  return join(storeFolder(targetsFolder), 'repositories', ...repository.split('/'));
}

function storeFolder(targetsFolder: string): string {
  return join(registryFolder(targetsFolder).path, 'store', 'docker', 'registry', 'v2');
}
