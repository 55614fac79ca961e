// The revisions of applications as they are kept: registered by calls, and by deployments.
import { createHash } from 'node:crypto';
import type { CodeDeployApi } from '../../aws/operations/codedeploy.ts';
import { documentsOf } from '../documents.ts';
import type { ServiceCall } from '../service.ts';

type Shapes = CodeDeployApi['shapes'];

/** Times are milliseconds since the epoch. */
export interface Revision {
  readonly applicationName: string;
  readonly location: Shapes['RevisionLocation'];
  readonly description?: string;
  readonly registeredAt: number;
  readonly firstUsedAt?: number;
  readonly lastUsedAt?: number;
  /** To which it was deployed by calls. */
  readonly deploymentGroups: readonly string[];
}

const keptRevisions = documentsOf<Revision>('codedeploy/revision');

function nameOf(applicationName: string, location: Shapes['RevisionLocation']): string {
  const key = createHash('sha256')
    .update(JSON.stringify(partsOf(location)))
    .digest('hex');
  return `${applicationName}/${key}`;
}

/** Two locations are the same revision when these are. */
export function partsOf({
  revisionType,
  s3Location,
  gitHubLocation,
  string,
  appSpecContent,
}: Shapes['RevisionLocation']) {
  const { bucket, key, bundleType, version, eTag } = s3Location ?? {};
  const text = string?.sha256 ?? string?.content ?? appSpecContent?.sha256 ?? appSpecContent?.content;
  const { repository, commitId } = gitHubLocation ?? {};
  return [revisionType, bucket, key, bundleType, version, eTag, repository, commitId, text];
}

export function putRevision(call: ServiceCall, revision: Revision): void {
  keptRevisions.put(call, nameOf(revision.applicationName, revision.location), revision);
}

interface Deployed {
  readonly applicationName: string;
  readonly deploymentGroupName: string;
  readonly location: Shapes['RevisionLocation'];
}

/** A deployment registers what it deploys. */
export function noteDeployedRevision(
  call: ServiceCall,
  { applicationName, deploymentGroupName, location }: Deployed,
): void {
  const known = findRevision(call, applicationName, location);
  const before = known ?? { applicationName, location, registeredAt: call.now, deploymentGroups: [] };
  const deploymentGroups = [...new Set([...before.deploymentGroups, deploymentGroupName])];
  putRevision(call, {
    ...before,
    firstUsedAt: before.firstUsedAt ?? call.now,
    lastUsedAt: call.now,
    deploymentGroups,
  });
}

/** To the new name of their application; without one they are removed. */
export function moveRevisions(call: ServiceCall, from: string, to?: string): void {
  for (const revision of revisionsOf(call, from)) {
    keptRevisions.remove(call, nameOf(from, revision.location));
    if (to !== undefined) putRevision(call, { ...revision, applicationName: to });
  }
}

export function revisionsOf(call: ServiceCall, applicationName: string): readonly Revision[] {
  return keptRevisions.list(call).filter((each) => each.applicationName === applicationName);
}

/** Undefined when it was never registered. */
export function findRevision(
  call: ServiceCall,
  applicationName: string,
  location: Shapes['RevisionLocation'],
): Revision | undefined {
  return keptRevisions.get(call, nameOf(applicationName, location));
}
