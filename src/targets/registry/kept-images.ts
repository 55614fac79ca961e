// What builds have pushed to ECR while there was no registry on this machine to push to: the engine's store keeps those
// images, and only those count as pushed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { ecrImageOf, formatImageReference } from '../../model/image-reference.ts';
import { registryFolder } from './open-registry.ts';

/**
 * Called in place of a push. @param id what the engine's store knows the image by. Rejects where the folder cannot be
 * written.
 */
export function keepImage(targetsFolder: string, image: string, id: string): void {
  const folder = keptFolder(targetsFolder);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, fileName(image)), id);
}

/** What the store knows the image by; undefined when it was never pushed. */
export function keptImage(targetsFolder: string, image: string): string | undefined {
  try {
    return readFileSync(join(keptFolder(targetsFolder), fileName(image)), 'utf8');
  } catch {
    return undefined;
  }
}

function keptFolder(targetsFolder: string): string {
  return join(registryFolder(targetsFolder).path, 'kept');
}

function fileName(image: string): string {
  return encodeURIComponent(wholeName(image));
}

/** All names of a registry of ECR are one, and a name without a tag means `latest`. */
export function wholeName(image: string): string {
  const found = ecrImageOf(image);
  if (found === undefined) return image;
  const { registry, reference } = found;
  const { tag = reference.digest === undefined ? 'latest' : undefined, ...rest } = reference;
  const whole = { ...rest, host: registry.host, ...defined({ tag }) };
  return formatImageReference(whole);
}
