// Brings an image of ECR from the registry of this machine into the engine's store, under the name that it has in ECR.
import {
  ecrImageOf,
  formatImageReference,
  localReference,
  parseImageReference,
} from '../../../model/image-reference.ts';
import type { Engine } from './engine.ts';
import { say } from './tool-notes.ts';

/** False, and told, when it is nowhere. What the store has already is taken as it is, unless it shall be fresh. */
export async function provideImage(
  image: string,
  engine: Engine,
  {
    options = [],
    isFresh = false,
  }: { readonly options?: readonly string[]; readonly isFresh?: boolean } = {},
): Promise<boolean> {
  const isHeld = engine.has(image);
  if (isHeld && !isFresh) return true;
  const host = ecrImageOf(image)?.reference.host;
  if (!isFresh && host !== undefined && !engine.mayUse(host, [])) return false;
  const address = await engine.address();
  if (address === undefined) {
    const { reason, remedy } = await engine.missing();
    say(
      engine.name,
      `${image} is ${isHeld ? 'taken from the store here' : 'not here'}: ${reason}. ${remedy}`,
    );
    return isHeld;
  }
  const local = localReference(address, image);
  say(engine.name, `${image} comes from the registry of this machine, ${address}`);
  const pulling = ['pull', ...engine.trust(address), ...options, local];
  const status = isFresh ? engine.call(pulling) : engine.callAside(pulling);
  if (status === 0) return named(image, local, engine);
  say(
    engine.name,
    `${image} is not in the registry of this machine: push it there first, by the build that makes it, or by hand as ${local}`,
  );
  return false;
}

/** An image can be known by its digest only where it was pulled from. */
function named(image: string, local: string, engine: Engine): boolean {
  const { digest, tag, ...place } = parseImageReference(image) ?? { repository: image };
  if (digest !== undefined && tag === undefined) return true;
  const name = formatImageReference({ ...place, ...(tag === undefined ? {} : { tag }) });
  return engine.callAside(['tag', local, name]) === 0;
}
