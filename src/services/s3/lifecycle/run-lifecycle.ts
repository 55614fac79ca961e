// Executes the lifecycle rules of buckets: when the endpoint starts, and every hour while it runs. S3 does it once a day.
import { placeOfAccount } from '../../../account/place-of-account.ts';
import { newId } from '../../../lib/id.ts';
import { unreachable } from '../../../lib/unreachable.ts';
import type { Ground } from '../../service.ts';
import { wakeNotifier } from '../notifications/notification-operations.ts';
import type { Cause, ObjectEventName } from '../notifications/object-event.ts';
import type { ObjectStore } from '../object-store.ts';
import { openStore } from '../s3-call.ts';
import type { Bucket, StoredVersion } from '../store-rows.ts';
import { versioningOf } from '../versioning.ts';
import { rulesOf, stepOfUpload, stepsOfKey, type LifecycleStep } from './decide-lifecycle.ts';

const everyMs = 60 * 60 * 1000;

/** Once for each endpoint; later calls do nothing. */
export function keepLifecycle(ground: Ground): void {
  ground.keep(openLifecycle).start(ground);
}

function openLifecycle(): Lifecycle {
  return new Lifecycle();
}

class Lifecycle implements Disposable {
  #timer: NodeJS.Timeout | undefined;

  start(ground: Ground): void {
    if (this.#timer !== undefined) return;
    const run = (): void => {
      if (runLifecycle(ground.keep(openStore), Date.now()) > 0)
        wakeNotifier(ground, placeOfAccount(ground.account));
    };
    this.#timer = setInterval(run, everyMs).unref();
    run();
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}

/** How much it has changed. @param now milliseconds since the epoch */
export function runLifecycle(store: ObjectStore, now: number): number {
  return store
    .buckets()
    .map((bucket) => {
      const steps = stepsOf(store, bucket, now);
      for (const step of steps) perform(store, bucket, { step, now });
      return steps.length;
    })
    .reduce((sum, each) => sum + each, 0);
}

function stepsOf(store: ObjectStore, bucket: Bucket, now: number): readonly LifecycleStep[] {
  const rules = rulesOf(bucket);
  if (rules.length === 0) return [];
  const uploads = store.uploads.of(bucket.name).flatMap((upload) => stepOfUpload(rules, upload, now) ?? []);
  const steps: LifecycleStep[] = [...uploads];
  let ofKey: StoredVersion[] = [];
  for (const version of store.versionsFrom(bucket.name, '')) {
    if (version.key !== ofKey[0]?.key) {
      steps.push(...stepsOfKey(rules, ofKey, now));
      ofKey = [];
    }
    ofKey.push(version);
  }
  return [...steps, ...stepsOfKey(rules, ofKey, now)];
}

interface Performed {
  readonly step: LifecycleStep;
  readonly now: number;
}

/** What changed since it was decided is left to the next time. */
function perform(store: ObjectStore, bucket: Bucket, { step, now }: Performed): void {
  if (step.type === 'abort') {
    store.uploads.abort(step.upload.id);
    return;
  }
  const { key, versionId, about } = step.version;
  const cause = (event: ObjectEventName): Cause => ({
    event,
    at: now,
    requestId: newId(),
    userId: 's3.amazonaws.com',
    account: bucket.account,
  });
  switch (step.type) {
    case 'expire': {
      const keepsVersions = versioningOf(bucket) !== undefined;
      store.remove(
        bucket,
        key,
        cause(`LifecycleExpiration:${keepsVersions ? 'DeleteMarkerCreated' : 'Delete'}`),
      );
      break;
    }
    case 'remove':
      store.removeVersion(bucket, { key, versionId }, cause('LifecycleExpiration:Delete'));
      break;
    case 'transition': {
      const { storageClass } = step;
      store.setAbout(step.version, { ...about, storageClass }, cause('LifecycleTransition'));
      break;
    }
    default:
      unreachable(step);
  }
}
