// Brings an image of ECR from the registry of this machine into the engine's store, under the name that it has in ECR.
import { defined } from '../../../lib/defined.ts';
import {
  ecrImageOf,
  formatImageReference,
  localReference,
  parseImageReference,
} from '../../../model/image-reference.ts';
import { keptImage } from '../../../targets/registry/kept-images.ts';
import type { Engine } from './engine.ts';
import { isOwnImage, noteNames } from './own-images.ts';
import { say } from './tool-notes.ts';

/**
 * False, and reported, when it is nowhere. What this build has made or pulled is taken as it is, unless it must be fresh. What
 * lies in the store from before counts only when it was pushed: a build of CodeBuild begins with an empty store.
 */
export async function provideImage(
  image: string,
  engine: Engine,
  {
    options = [],
    isFresh = false,
  }: { readonly options?: readonly string[]; readonly isFresh?: boolean } = {},
): Promise<boolean> {
  const isHeld = engine.has(image);
  if (isHeld && !isFresh && isOfThisBuild(image, engine)) return true;
  const host = ecrImageOf(image)?.reference.host;
  if (!isFresh && host !== undefined && !engine.mayUse(host, [])) return false;
  const address = await engine.address();
  if (address === undefined) return fromStore(image, engine, isHeld);
  const local = localReference(address, image);
  say(engine.name, `${image} comes from the registry of this machine, ${address}`);
  const pulling = ['pull', ...engine.trust(address), ...options, local];
  const status = isFresh ? engine.call(pulling) : engine.callAside(pulling);
  if (status === 0) return named(image, local, engine);
  const held = isHeld
    ? `, but only in the store of ${engine.name}, which is empty when a build begins on AWS`
    : '';
  say(
    engine.name,
    `${image} is not in the registry of this machine${held}: push it there first, by the build that makes it, or by hand as ${local}`,
  );
  return false;
}

/** Where the engine does not say since when it has the image, this build's own names say it. */
function isOfThisBuild(image: string, engine: Engine): boolean {
  const startedAt = Number(process.env['CODEBUILD_START_TIME']);
  return Number.isNaN(startedAt) || (engine.isNamedSince(image, startedAt) ?? isOwnImage(image, engine));
}

/** Without a registry the store has what was pushed, under the id that it had then. */
async function fromStore(image: string, engine: Engine, isHeld: boolean): Promise<boolean> {
  const { reason, remedy } = await engine.missing();
  const kept = keptImage(engine.targetsFolder, image);
  const isPushed = isHeld && kept !== undefined && kept === engine.idOf(image);
  const where = isPushed
    ? 'taken from the store here'
    : isHeld
      ? 'in the store here, but no build has pushed it'
      : 'not here';
  say(engine.name, `${image} is ${where}: ${reason}. ${remedy}`);
  return isPushed;
}

/** An image can be known by its digest only where it was pulled from. */
function named(image: string, local: string, engine: Engine): boolean {
  const { digest, tag, ...place } = parseImageReference(image) ?? { repository: image };
  if (digest !== undefined && tag === undefined) return true;
  const name = formatImageReference({ ...place, ...defined({ tag }) });
  noteNames([name], engine);
  return engine.callAside(['tag', local, name]) === 0;
}
