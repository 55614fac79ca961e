// Published versions: what a function was at a moment, under a number.
import type { LambdaApi } from '../../aws/operations/lambda.ts';
import { newId } from '../../lib/id.ts';
import { pageOf } from '../page.ts';
import type { Operations, ServiceCall } from '../service.ts';
import { withCodeOfFolder } from './code-of-folder.ts';
import { plainConfiguration } from './configuration.ts';
import { checkIdle, describe } from './function-changes.ts';
import { latestOf, publishedVersions, type FunctionRecord } from './function-record.ts';
import { lambdaOf } from './lambda-ground.ts';
import { layerSizesOf } from './layers.ts';
import { checkRevision, invalid, nameWithoutQualifier, ownerOf, type Op } from './names.ts';

const publishVersion: Op<'PublishVersion'> = async (input, call) => {
  const name = nameWithoutQualifier(input.FunctionName, call.place);
  const found = latestOf(call, name);
  checkIdle(found, call);
  checkRevision(input.RevisionId, found.settings.revisionId);
  const latest = await withCodeOfFolder(found, call);
  const { codeSha256 } = latest.settings;
  if (input.CodeSha256 !== undefined && input.CodeSha256 !== codeSha256)
    throw invalid(
      `CodeSHA256 (${input.CodeSha256}) is different from current CodeSHA256 in $LATEST (${codeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
    );
  const { code } = lambdaOf(call);
  if (codeSha256 !== '') await code.unpack(codeSha256);
  return describe(publish(call, latest, input.Description), call);
};

/** The newest version when nothing has changed since (Lambda developer guide, "Manage Lambda function versions"). */
export function publish(
  call: Pick<ServiceCall, 'ground' | 'place' | 'now'>,
  latest: FunctionRecord,
  description?: string,
): FunctionRecord {
  const { name } = latest;
  const { store, code } = lambdaOf(call);
  const owner = ownerOf(name, call.place);
  const before = publishedVersions(call, name).at(-1);
  if (before !== undefined && saysTheSame(before, latest)) return before;
  const version = String(Number(store.get('setting', owner, 'counter')?.value ?? 0) + 1);
  const { codeSha256 } = latest.settings;
  const settings = {
    ...latest.settings,
    modifiedAt: call.now,
    revisionId: newId(),
    description: description ?? latest.settings.description,
  };
  const place =
    codeSha256 === '' ? latest.values.code : { folder: code.unpackedFolder(codeSha256), path: '.' };
  const values = { ...latest.values, code: place, settings };
  store.together(() => {
    store.put('version', { owner, name: version }, { values });
    store.put('setting', { owner, name: 'counter' }, { value: Number(version) });
  });
  return { name, version, values, settings, tags: {} };
}

function saysTheSame(one: FunctionRecord, other: FunctionRecord): boolean {
  return JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other));
}

function contentOf({ values, settings }: FunctionRecord): unknown {
  const { timeout, memorySize, runtime, handler, role, variables } = values;
  const { codeSha256, layers, given } = settings;
  const sorted = (each: object) => Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return [timeout, memorySize, runtime, handler, role, sorted(variables), codeSha256, layers, sorted(given)];
}

/** `$LATEST` comes first: clients take the last of the last page for the newest. */
const listVersionsByFunction: Op<'ListVersionsByFunction'> = async (input, call) => {
  const name = nameWithoutQualifier(input.FunctionName, call.place);
  const latest = await withCodeOfFolder(latestOf(call, name), call);
  const keyOf = ({ version }: FunctionRecord) => (version === '$LATEST' ? '' : version.padStart(12, '0'));
  const { items, next } = pageOf([latest, ...publishedVersions(call, name)], {
    keyOf,
    size: Math.min(input.MaxItems ?? 50, 10_000),
    token: input.Marker,
    onWrongToken: () => invalid('The provided marker is invalid.'),
  });
  const Versions = items.map((record) =>
    plainConfiguration(record, {
      place: call.place,
      reference: { name, qualifier: record.version },
      layerSizes: layerSizesOf(call),
    }),
  );
  return next === undefined ? { Versions } : { Versions, NextMarker: next };
};

export const versions = {
  ListVersionsByFunction: listVersionsByFunction,
  PublishVersion: publishVersion,
} satisfies Operations<LambdaApi>;
