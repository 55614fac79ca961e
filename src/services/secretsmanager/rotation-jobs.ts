// The rotations that are under way: kept until they have succeeded or been given up, so that one which the process does not
// survive is taken up by the next.
import type { AwsPlace } from '../../model/place.ts';
import { documentsOf, type Keeping } from '../documents.ts';

export interface RotationJob {
  readonly secret: string;
  readonly place: AwsPlace;
  /** The id of the version that becomes the current one. */
  readonly token: string;
  readonly attempts: number;
  /** Milliseconds since the epoch. */
  readonly nextAt: number;
}

const jobs = documentsOf<RotationJob>('secretsmanager/rotation');

/** Secrets are those of all Regions here. */
function everywhere({ ground, place }: Keeping): Keeping {
  return { ground, place: { ...place, region: '*' } };
}

export function rotationJobs(call: Keeping): readonly RotationJob[] {
  return jobs.list(everywhere(call));
}

export function rotationJob(call: Keeping, secret: string): RotationJob | undefined {
  return jobs.get(everywhere(call), secret);
}

export function saveRotationJob(call: Keeping, job: RotationJob): void {
  jobs.put(everywhere(call), job.secret, job);
}

export function removeRotationJob(call: Keeping, secret: string): void {
  jobs.remove(everywhere(call), secret);
}
