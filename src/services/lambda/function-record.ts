// A function as the operations see it: its newest configuration from the account's register, which files of definitions and
// calls both write, or one of its published versions from Lambda's own store.
import { createHash } from 'node:crypto';
import type { FunctionWithCode } from '../../account/resource.ts';
import type { FunctionSettings } from '../../model/function.ts';
import { newId } from '../../lib/id.ts';
import { isMadeByCall } from '../made-by-call.ts';
import type { ServiceCall } from '../service.ts';
import { lambdaOf } from './lambda-ground.ts';
import { arnOfFunction, notFound, ownerOf, type FunctionReference } from './names.ts';
import { refuse } from '../service.ts';
import type { LambdaApi } from '../../aws/operations/lambda.ts';

export interface FunctionRecord {
  readonly name: string;
  /** `$LATEST`, or the number of a version. */
  readonly version: string;
  readonly values: FunctionWithCode;
  readonly settings: FunctionSettings;
  readonly tags: Readonly<Record<string, string>>;
}

/** What is called: the version that a qualifier leads to. */
export interface QualifiedRecord extends FunctionRecord {
  /** As it was asked for. */
  readonly reference: FunctionReference;
}

type Where = Pick<ServiceCall, 'ground' | 'place'>;

export function findLatest({ ground, place }: Where, name: string): FunctionRecord | undefined {
  const found = ground.account.at(place).find('AWS::Lambda::Function', name);
  if (found === undefined) return undefined;
  const { values, tags, changedAt } = found;
  const settings = values.settings ?? settingsOfFile(values, changedAt);
  return { name, version: '$LATEST', values, settings, tags };
}

/** Whether a call has made it; one of a definition's file is taken over. */
export function isTaken({ ground, place }: Where, name: string): boolean {
  return isMadeByCall(ground.account.at(place).find('AWS::Lambda::Function', name));
}

/** @throws AwsError when there is none */
export function latestOf(call: Where, name: string): FunctionRecord {
  const found = findLatest(call, name);
  if (found === undefined) throw notFound({ name }, call.place);
  return found;
}

export function allLatest({ ground, place }: Where): readonly FunctionRecord[] {
  return ground.account
    .at(place)
    .list('AWS::Lambda::Function')
    .map(({ name, values, tags, changedAt }) => ({
      name,
      version: '$LATEST',
      values,
      settings: values.settings ?? settingsOfFile(values, changedAt),
      tags,
    }));
}

export function findVersion(call: Where, name: string, version: string): FunctionRecord | undefined {
  const kept = lambdaOf(call).store.get('version', ownerOf(name, call.place), version);
  return kept === undefined ? undefined : recordOfVersion(name, version, kept.values);
}

/** Oldest first. */
export function publishedVersions(call: Where, name: string): readonly FunctionRecord[] {
  return lambdaOf(call)
    .store.list('version', ownerOf(name, call.place))
    .map(({ name: version, content }) => recordOfVersion(name, version, content.values))
    .toSorted((one, other) => Number(one.version) - Number(other.version));
}

function recordOfVersion(name: string, version: string, values: FunctionWithCode): FunctionRecord {
  return { name, version, values, settings: values.settings ?? settingsOfFile(values, 0), tags: {} };
}

/**
 * @param choose which of an alias's two versions; the main one when it is absent
 * @throws AwsError when the function, the version or the alias is not there
 */
export function qualified(
  call: Where,
  reference: FunctionReference,
  choose?: (weights: Readonly<Record<string, number>>) => string | undefined,
): QualifiedRecord {
  const { name, qualifier } = reference;
  const latest = findLatest(call, name);
  if (latest === undefined) throw notFound(reference, call.place);
  if (qualifier === undefined || qualifier === '$LATEST') return { ...latest, reference };
  if (/^\d+$/.test(qualifier)) {
    const version = findVersion(call, name, qualifier);
    if (version === undefined) throw notFound(reference, call.place);
    return { ...version, reference };
  }
  const alias = lambdaOf(call).store.get('alias', ownerOf(name, call.place), qualifier);
  if (alias === undefined)
    throw refuse<LambdaApi>(
      'ResourceNotFoundException',
      `Cannot find alias arn: ${arnOfFunction(reference, call.place)}`,
    );
  const chosen = choose?.(alias.weights) ?? alias.functionVersion;
  const version = chosen === '$LATEST' ? latest : findVersion(call, name, chosen);
  if (version === undefined) throw notFound({ name, qualifier: chosen }, call.place);
  return { ...version, reference };
}

/** Takes over a new configuration, as the operation's. Its revision is a new one. */
export function saveLatest(
  call: Where & { readonly caller?: ServiceCall['caller'] },
  operation: string,
  { name, values, settings, tags }: Pick<FunctionRecord, 'name' | 'values' | 'settings' | 'tags'>,
): FunctionRecord {
  const { ground, place, caller } = call;
  const { partition, account, region } = place;
  const saved: FunctionSettings = { ...settings, revisionId: newId() };
  ground.account.put({
    account,
    region,
    partition,
    type: 'AWS::Lambda::Function',
    name,
    values: { ...values, settings: saved },
    tags,
    madeBy: {
      kind: 'api',
      operation,
      ...(caller === undefined ? {} : { principal: caller.arn }),
    },
    at: settings.modifiedAt,
  });
  return { name, version: '$LATEST', values: { ...values, settings: saved }, settings: saved, tags };
}

/** A function of a file is as the file says it: always active, with the revision that its words have. */
function settingsOfFile(values: FunctionWithCode, changedAt: number): FunctionSettings {
  const digest = createHash('sha256').update(JSON.stringify(values)).digest('hex');
  const revisionId = [8, 12, 16, 20, 32]
    .map((end, index, ends) => digest.slice(ends[index - 1] ?? 0, end))
    .join('-');
  return {
    codeSha256: '',
    codeSizeBytes: 0,
    modifiedAt: changedAt,
    revisionId,
    state: 'Active',
    lastUpdate: 'Successful',
    description: '',
    hasEnvironment: Object.keys(values.variables).length > 0,
    layers: [],
    given: {},
  };
}
