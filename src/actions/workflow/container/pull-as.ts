// An image for a job or a service, pulled with the credentials that the workflow gives for it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContainerEngine } from '../../../process/container-engine.ts';
import type { BuildOptions } from '../../build/build-options.ts';
import type { ActionContext } from '../../provider.ts';
import { pullImage, type PulledImage } from '../../pull-image.ts';
import { endOfJob } from '../end-of-job.ts';
import type { RegistryCredentials } from './container-spec.ts';

/** A folder of the credentials is there for the time of the pull only. */
export async function pullAs(
  context: ActionContext<BuildOptions>,
  engine: ContainerEngine,
  { image, credentials }: { readonly image: string; readonly credentials?: RegistryCredentials },
): Promise<PulledImage> {
  const { state, log, workFolder } = context;
  const place = { targetsFolder: await state.folder('targets'), signal: endOfJob(context), log };
  if (credentials === undefined) return await pullImage(image, engine, place);
  const folder = await mkdtemp(join(workFolder, 'registry-'));
  try {
    const file = join(folder, 'config.json');
    await writeFile(file, JSON.stringify(registryLogin(image, credentials)), { mode: 0o600 });
    // Docker reads the folder, Podman the file.
    const env = { DOCKER_CONFIG: folder, REGISTRY_AUTH_FILE: file };
    return await pullImage(image, engine, { ...place, env });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** In the form of Docker's own file, which Podman reads as well. */
export function registryLogin(image: string, { username, password }: RegistryCredentials) {
  const [first = ''] = image.split('/');
  // Docker Hub is what an image without a host means, and its login stands under the address of its index.
  const isHost = image.includes('/') && (/[.:]/.test(first) || first === 'localhost');
  const registry = isHost ? first : 'https://index.docker.io/v1/';
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  return { auths: { [registry]: { auth } } };
}
