// Executes the lifecycle policies of repositories: within a minute of a call that sets one, when the endpoint starts, and every
// hour while it runs. ECR does it within a day.
import { isFailed } from '../../lib/result.ts';
import type { AwsPlace } from '../../model/place.ts';
import { placesOfAccount } from '../../account/place-of-account.ts';
import { readManifest } from '../../targets/registry/manifest.ts';
import { removeImage, storedImages, type StoredImage } from '../../targets/registry/stored-images.ts';
import type { Placed } from '../documents.ts';
import { EachMinute, minuteMs } from '../each-minute.ts';
import type { Ground } from '../service.ts';
import { noteEvaluation, placesOfRepositories, repositoriesOf, storedName } from './repository-record.ts';
import {
  expiringImages,
  readLifecyclePolicy,
  type Expiring,
  type LifecycleRule,
} from './decide-lifecycle.ts';

const everyMs = 60 * minuteMs;

const openMinutes = () => new EachMinute('Lifecycle policies of repositories');

/** Once for each endpoint; later calls do nothing. */
export function keepLifecycles(ground: Ground): void {
  ground.keep(openMinutes).start((minute) => runLifecycles(ground, minute));
}

/** @param now milliseconds since the epoch */
export async function runLifecycles(ground: Ground, now: number): Promise<void> {
  const known = placesOfAccount(ground.account);
  for (const { account, region } of placesOfRepositories({ ground })) {
    const place = known.find((each) => each.account === account && each.region === region);
    if (place !== undefined) await runThere({ ground, place }, now);
  }
}

async function runThere(placed: Placed & { readonly place: AwsPlace }, now: number): Promise<void> {
  for (const { name, settings } of await repositoriesOf(placed)) {
    const { lifecyclePolicyText, lifecycleEvaluatedAt = -Infinity } = settings;
    if (lifecyclePolicyText === undefined || now - lifecycleEvaluatedAt < everyMs) continue;
    const read = readLifecyclePolicy(lifecyclePolicyText);
    if (isFailed(read)) continue;
    for (const { image } of await expiringOf(placed, name, { rules: read.rules, now }))
      await removeImage(placed.ground.targetsFolder, storedName(placed, name), image);
    noteEvaluation(placed, name, now);
  }
}

/** What a policy would expire now. @param name of a repository */
export async function expiringOf(
  placed: Placed,
  name: string,
  { rules, now }: { readonly rules: readonly LifecycleRule[]; readonly now: number },
): Promise<readonly Expiring<StoredImage & { readonly holds: readonly string[] }>[]> {
  const images = await storedImages(placed.ground.targetsFolder, storedName(placed, name));
  return expiringImages(
    rules,
    images.map((image) => ({ ...image, holds: platformsIn(image) })),
    now,
  );
}

function platformsIn({ manifest }: StoredImage): readonly string[] {
  return (readManifest(manifest).manifests ?? []).map(({ digest }) => digest);
}
