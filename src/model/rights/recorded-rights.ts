// The rights that runs have really used, as the least policy of a role. Pure.
import { matchesGlob } from '../iam/pattern.ts';
import type { PolicyDocument } from '../policy.ts';
import { leastPolicy } from './least-policy.ts';
import type { Right } from './right.ts';
import { isOfService } from './trust-remedy.ts';

/** One kind of call of one session. */
export interface RecordedCall {
  readonly executionId: string;
  /** The ARN of the session. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** JSON; empty for none. */
  readonly conditionKeys: string;
}

export interface RecordedRight {
  readonly action: string;
  readonly resource: string;
  readonly conditionKeys: string;
  /** In how many executions it was used; what runs on between them counts as one. */
  readonly runs: number;
  /** The sessions that used it, by name, in order. */
  readonly sessions: readonly string[];
}

/** In order of action and resource; what a wider resource of the same action covers is left out. */
export function recordedRights(calls: readonly RecordedCall[]): readonly RecordedRight[] {
  const own = calls.filter((call) => !isOfService(call));
  const narrowed = withFolders(own.map((call) => ({ ...call, resource: withoutIds(call.resource) })));
  const groups = Map.groupBy(narrowed, (call) => `${call.action} ${call.conditionKeys} ${call.resource}`);
  const all = [...groups.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { action, resource, conditionKeys } = first;
    const sessions = [...new Set(same.map(({ principal }) => sessionOf(principal)))].toSorted();
    const runs = new Set(same.map(({ executionId }) => executionId)).size;
    return [{ action, resource, conditionKeys, runs, sessions }];
  });
  return all
    .filter((right) => !all.some((other) => isWider(other, right)))
    .toSorted((one, other) => (textOf(one) < textOf(other) ? -1 : 1));
}

/** @param also rights that are given already: their statements come first */
export function recordedPolicy(
  rights: readonly RecordedRight[],
  also: PolicyDocument['Statement'] = [],
): PolicyDocument {
  const { Version = '2012-10-17', Statement } = leastPolicy(rights.map(rightOf));
  return { Version, Statement: [...also, ...Statement] };
}

export function rightOf({ action, resource, conditionKeys }: RecordedRight): Right {
  return {
    actions: [action],
    resources: [resource],
    ...(conditionKeys === '' ? {} : { context: JSON.parse(conditionKeys) as Record<string, string> }),
  };
}

function textOf({ action, resource, conditionKeys }: RecordedRight): string {
  return `${action} ${resource} ${conditionKeys}`;
}

function isWider(other: RecordedRight, right: RecordedRight): boolean {
  return (
    other !== right &&
    other.action === right.action &&
    other.conditionKeys === right.conditionKeys &&
    other.resource !== right.resource &&
    matchesGlob(other.resource, right.resource)
  );
}

/** `AWSCodeBuild-…` of each build is one name. */
function sessionOf(principal: string): string {
  return principal.slice(principal.lastIndexOf('/') + 1).replace(/^(AWSCodeBuild)-.*$/, '$1');
}

/** What is another in every run: streams of logs, tasks of ECS. */
function withoutIds(resource: string): string {
  return resource
    .replace(/(:log-group:[^:]+:log-stream:).+$/, '$1*')
    .replace(/^(arn:[\w-]+:ecs:[^:]*:[^:]*:task\/[^/]+\/).+$/, '$1*');
}

const mostObjects = 20;

/** Objects of one bucket one by one while they are few, else by their folders. */
function withFolders(calls: readonly RecordedCall[]): readonly RecordedCall[] {
  const bucketOf = ({ action, resource }: RecordedCall) => {
    const bucket = /^arn:[\w-]+:s3:::[^/]+\//.exec(resource)?.[0];
    return bucket === undefined ? undefined : `${action} ${bucket}`;
  };
  const counts = new Map<string, Set<string>>();
  for (const call of calls) {
    const bucket = bucketOf(call);
    if (bucket !== undefined) counts.set(bucket, (counts.get(bucket) ?? new Set()).add(call.resource));
  }
  return calls.map((call) => {
    const isMany = (counts.get(bucketOf(call) ?? '')?.size ?? 0) > mostObjects;
    return isMany
      ? { ...call, resource: `${call.resource.slice(0, call.resource.lastIndexOf('/') + 1)}*` }
      : call;
  });
}
