// Revisions of applications by CodeDeploy's API: registered by a call, and by the first deployment of each. Source: CodeDeploy API
// reference, RegisterApplicationRevision, ListApplicationRevisions.
import type { CodeDeployApi } from '../../aws/operations/codedeploy.ts';
import { defined } from '../../lib/defined.ts';
import { pageInOrder } from '../page.ts';
import { refuse, type Operation } from '../service.ts';
import { onWrongToken } from './applications.ts';
import { applicationNamed } from './codedeploy-records.ts';
import { findRevision, partsOf, putRevision, revisionsOf, type Revision } from './kept-revisions.ts';

type Op<N extends keyof CodeDeployApi['operations']> = Operation<CodeDeployApi, N>;
type Shapes = CodeDeployApi['shapes'];

export const registerApplicationRevision: Op<'RegisterApplicationRevision'> = (input, call) => {
  const { applicationName, revision: location, description } = input;
  applicationNamed(call, applicationName);
  if (
    partsOf(location)
      .slice(1)
      .every((part) => part === undefined)
  )
    throw refuse<CodeDeployApi>('InvalidRevisionException', 'The revision has no location');
  const known = findRevision(call, applicationName, location);
  putRevision(call, {
    ...(known ?? { applicationName, location, registeredAt: call.now, deploymentGroups: [] }),
    ...defined({ description }),
  });
  return {};
};

export const getApplicationRevision: Op<'GetApplicationRevision'> = ({ applicationName, revision }, call) => {
  applicationNamed(call, applicationName);
  const found = findRevision(call, applicationName, revision);
  if (found === undefined)
    throw refuse<CodeDeployApi>('RevisionDoesNotExistException', 'The revision does not exist');
  return { applicationName, revision: found.location, revisionInfo: infoOf(found) };
};

function infoOf(revision: Revision): Shapes['GenericRevisionInfo'] {
  const { description, deploymentGroups, firstUsedAt, lastUsedAt, registeredAt } = revision;
  const dateOf = (at: number | undefined) => (at === undefined ? undefined : new Date(at));
  return defined({
    description,
    deploymentGroups,
    firstUsedTime: dateOf(firstUsedAt),
    lastUsedTime: dateOf(lastUsedAt),
    registerTime: new Date(registeredAt),
  });
}

/** Those that are not there are left out, as by CodeDeploy. */
export const batchGetApplicationRevisions: Op<'BatchGetApplicationRevisions'> = (input, call) => {
  const { applicationName } = input;
  applicationNamed(call, applicationName);
  const revisions = input.revisions
    .flatMap((location) => findRevision(call, applicationName, location) ?? [])
    .map((each) => ({ revisionLocation: each.location, genericRevisionInfo: infoOf(each) }));
  return { applicationName, revisions };
};

const times = {
  registerTime: 'registeredAt',
  firstUsedTime: 'firstUsedAt',
  lastUsedTime: 'lastUsedAt',
} as const;

export const listApplicationRevisions: Op<'ListApplicationRevisions'> = (input, call) => {
  const { applicationName, sortBy = 'registerTime', sortOrder = 'ascending', nextToken } = input;
  applicationNamed(call, applicationName);
  const found = revisionsOf(call, applicationName)
    .filter((each) => isAsked(each, input))
    .toSorted((a, b) => (a[times[sortBy]] ?? 0) - (b[times[sortBy]] ?? 0));
  const sorted = sortOrder === 'descending' ? found.toReversed() : found;
  const { items, next } = pageInOrder(sorted, { size: 100, token: nextToken, onWrongToken });
  return defined({ revisions: items.map(({ location }) => location), nextToken: next });
};

function isAsked(
  { location, firstUsedAt }: Revision,
  asked: Shapes['ListApplicationRevisionsInput'],
): boolean {
  const { s3Bucket, s3KeyPrefix = '', deployed = 'ignore' } = asked;
  const { bucket, key = '' } = location.s3Location ?? {};
  if (s3Bucket !== undefined && bucket !== s3Bucket) return false;
  if (!key.startsWith(s3KeyPrefix)) return false;
  return deployed === 'ignore' || (deployed === 'include') === (firstUsedAt !== undefined);
}
