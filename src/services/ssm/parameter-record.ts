// A parameter as it is kept: its values sealed, the rest as a description. One that `slipway secret set` or a definition
// has made is read as if PutParameter had.
import { formatArn, parseArn } from '../../model/arn.ts';
import { refuse, type ServiceCall } from '../service.ts';
import type { SsmApi } from '../../aws/operations/ssm.ts';

type ParameterType = 'String' | 'StringList' | 'SecureString';

export interface ParameterVersion {
  readonly version: number;
  readonly type: ParameterType;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** ARN of who made it. */
  readonly by: string;
  readonly tier: 'Standard' | 'Advanced';
  readonly dataType: string;
  readonly labels: readonly string[];
  readonly description?: string;
  readonly keyId?: string;
  readonly allowedPattern?: string;
}

export interface ParameterRecord {
  readonly name: string;
  /** Oldest first; never empty. */
  readonly versions: readonly ParameterVersion[];
  readonly tags: Readonly<Record<string, string>>;
}

interface Description {
  readonly versions: readonly ParameterVersion[];
  readonly tags: Readonly<Record<string, string>>;
}

const stageOf = (version: number) => `v${version}`;

/** Undefined when there is no such parameter. */
export function findParameter(call: ServiceCall, name: string): ParameterRecord | undefined {
  const { secrets } = call.ground;
  const current = secrets.valueAt('parameter', name, '');
  if (current === undefined) return declaredParameter(call, name);
  const description = secrets.description('parameter', name) as Description | undefined;
  const changedAt = secrets.stages('parameter', name).find(({ stage }) => stage === '')?.changedAt ?? 0;
  const outside = {
    at: changedAt,
    by: call.caller.arn,
    tier: 'Standard',
    dataType: 'text',
    labels: [],
  } as const;
  const last = description?.versions.at(-1);
  if (description === undefined || last === undefined)
    return { name, versions: [{ version: 1, type: 'SecureString', ...outside }], tags: {} };
  if (secrets.valueAt('parameter', name, stageOf(last.version)) === current) return { name, ...description };
  // `slipway secret set` has put a value since.
  const next = { ...last, ...outside, version: last.version + 1 };
  return { name, tags: description.tags, versions: [...description.versions, next] };
}

/** A file of a pipeline's definition brings it along. */
function declaredParameter({ ground, place }: ServiceCall, name: string): ParameterRecord | undefined {
  const declared = ground.account.at(place).find('AWS::SSM::Parameter', name);
  if (declared?.values.value === undefined) return undefined;
  const version: ParameterVersion = {
    version: declared.version,
    type: 'String',
    at: declared.changedAt,
    by: `arn:${place.partition}:iam::${place.account}:root`,
    tier: 'Standard',
    dataType: 'text',
    labels: [],
  };
  return { name, versions: [version], tags: declared.tags };
}

/** Undefined for a version whose value is not kept. */
export function valueOf(
  call: ServiceCall,
  { name, versions }: ParameterRecord,
  version: number,
): string | undefined {
  const { secrets, account } = call.ground;
  const isCurrent = versions.at(-1)?.version === version;
  if (!isCurrent) return secrets.valueAt('parameter', name, stageOf(version));
  return (
    secrets.valueAt('parameter', name, '') ??
    account.at(call.place).find('AWS::SSM::Parameter', name)?.values.value
  );
}

/** As many as AWS keeps (Systems Manager user guide, Working with parameter versions). */
const mostVersions = 100;

interface SavedVersion {
  readonly before: ParameterRecord | undefined;
  readonly record: ParameterRecord;
  readonly value: string;
}

/** With the new version's value. The oldest version goes when there are too many, unless it has a label. */
export function saveVersion(call: ServiceCall, { before, record, value }: SavedVersion): void {
  const { secrets } = call.ground;
  const [oldest] = record.versions;
  const isFull = record.versions.length > mostVersions;
  if (isFull && oldest !== undefined && oldest.labels.length > 0)
    throw refuse<SsmApi>(
      'ParameterMaxVersionLimitExceeded',
      `You attempted to create a new version of ${record.name} by calling the PutParameter API with the overwrite flag. Version ${oldest.version}, the oldest version, can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again.`,
    );
  const versions = isFull ? record.versions.slice(1) : record.versions;
  const newest = versions.at(-1)?.version ?? 1;
  const kept = before?.versions.at(-1)?.version;
  const earlier = before === undefined || kept === undefined ? undefined : valueOf(call, before, kept);
  const stage = { versionId: '', changedAt: call.now };
  secrets.change('parameter', record.name, {
    description: { versions, tags: record.tags } satisfies Description,
    put: [
      ...(earlier === undefined || kept === undefined
        ? []
        : [{ ...stage, stage: stageOf(kept), value: earlier }]),
      { ...stage, stage: stageOf(newest), value },
      { ...stage, stage: '', value },
    ],
    drop: isFull && oldest !== undefined ? [stageOf(oldest.version)] : [],
  });
}

/** Labels and tags: the values stay. */
export function saveDescription(call: ServiceCall, record: ParameterRecord): void {
  const { name, versions, tags } = record;
  const newest = versions.at(-1)?.version ?? 1;
  const value = valueOf(call, record, newest) ?? '';
  const stage = { versionId: '', changedAt: versions.at(-1)?.at ?? call.now, value };
  call.ground.secrets.change('parameter', name, {
    description: { versions, tags } satisfies Description,
    put: [
      { ...stage, stage: stageOf(newest) },
      { ...stage, stage: '' },
    ],
  });
}

/** In order of name: those of the store, and those that files of definitions bring along. */
export function allParameters(call: ServiceCall): readonly ParameterRecord[] {
  const { secrets, account } = call.ground;
  const declared = account.at(call.place).list('AWS::SSM::Parameter');
  const names = new Set([...secrets.names('parameter'), ...declared.map(({ name }) => name)]);
  return [...names]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((name) => findParameter(call, name))
    .filter((each) => each !== undefined);
}

/** A name with a path has a slash already, and its ARN none more. */
export function arnOfParameter({ place }: ServiceCall, name: string): string {
  const resource = `parameter${name.startsWith('/') ? '' : '/'}${name}`;
  return formatArn({ ...place, service: 'ssm', resource });
}

/** An ARN names a parameter too; `parameter/a/b` is `/a/b`, and `parameter/a` is `a`. */
export function nameIn(nameOrArn: string): string {
  const resource = parseArn(nameOrArn)?.resource;
  if (resource?.startsWith('parameter/') !== true) return nameOrArn;
  const path = resource.slice('parameter'.length);
  return path.indexOf('/', 1) < 0 ? path.slice(1) : path;
}
