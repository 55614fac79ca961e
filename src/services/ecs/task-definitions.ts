// Task definitions: each call registers a revision, which the register of the account numbers.
import type { EcsApi } from '../../aws/operations/ecs.ts';
import { defined } from '../../lib/defined.ts';
import { readTaskDefinition } from '../../load/kinds/task-definition.ts';
import type { TaskDefinition } from '../../model/task-definition.ts';
import { familyOf } from '../../model/service.ts';
import { noteNotExecuted } from '../note-not-executed.ts';
import { refuse, type ServiceCall } from '../service.ts';
import { pageInOrder } from '../page.ts';
import { arnPage, invalid, tagsFrom, tagsOutput, type Op } from './ecs-call.ts';
import { readInput } from '../read-input.ts';
import {
  familiesOf,
  findRevision,
  isActive,
  revisionDocuments,
  revisionName,
  revisionsOf,
  taskDefinitionArn,
  taskDefinitionOutput,
  type Revision,
} from './task-definition-record.ts';

export const registerTaskDefinition: Op<'RegisterTaskDefinition'> = (input, call) => {
  const { tags, ...written } = input;
  const values = readInput(written, readTaskDefinition, clientError);
  for (const what of values.notExecuted) noteNotExecuted(call, 'ECS', `${what} of RegisterTaskDefinition`);
  const revision = register(call, values);
  revisionDocuments.put(call, revisionName(revision), {
    written,
    tags: tagsFrom(tags),
    registeredBy: call.caller.arn,
  });
  return outputOf(call, revisionOf(call, revision));
};

function clientError(message: string): Error {
  return refuse<EcsApi>('ClientException', message);
}

function register(call: ServiceCall, values: TaskDefinition) {
  const { family } = values;
  const { version } = call.ground.account.put({
    ...call.place,
    type: 'AWS::ECS::TaskDefinition',
    name: family,
    values,
    madeBy: { kind: 'api', operation: 'RegisterTaskDefinition', principal: call.caller.arn },
    at: call.now,
    isRevision: true,
  });
  return { family, revision: version };
}

function revisionOf(call: ServiceCall, name: Pick<Revision, 'family' | 'revision'>): Revision {
  const found = findRevision(call, revisionName(name));
  if (found === undefined) throw clientError('Unable to describe task definition.');
  return found;
}

function outputOf(call: ServiceCall, found: Revision) {
  const { tags = {} } = found.document;
  return { taskDefinition: taskDefinitionOutput(call, found), tags: tagsOutput(tags) };
}

export const describeTaskDefinition: Op<'DescribeTaskDefinition'> = (
  { taskDefinition, include = [] },
  call,
) => {
  const found = findRevision(call, taskDefinition);
  if (found === undefined) throw clientError('Unable to describe task definition.');
  const { tags, ...output } = outputOf(call, found);
  return include.includes('TAGS') ? { ...output, tags } : output;
};

/** What runs it goes on; a service that is updated cannot name it any more. */
export const deregisterTaskDefinition: Op<'DeregisterTaskDefinition'> = ({ taskDefinition }, call) => {
  const { revision } = familyOf(taskDefinition);
  const found = revision === undefined ? undefined : findRevision(call, taskDefinition);
  if (found === undefined)
    throw clientError(
      revision === undefined ? 'Missing revision.' : 'The specified task definition does not exist.',
    );
  if (isActive(found))
    revisionDocuments.put(call, revisionName(found), { ...found.document, deregisteredAt: call.now });
  return { taskDefinition: taskDefinitionOutput(call, revisionOf(call, found)) };
};

export const deleteTaskDefinitions: Op<'DeleteTaskDefinitions'> = ({ taskDefinitions }, call) => {
  const found = taskDefinitions.map((name) => ({ name, revision: findRevision(call, name) }));
  const deleted = found.flatMap(({ revision }) =>
    revision === undefined || isActive(revision) ? [] : [revision],
  );
  const outputs = deleted.map((each) => ({
    ...taskDefinitionOutput(call, each),
    status: 'DELETE_IN_PROGRESS' as const,
    deleteRequestedAt: new Date(call.now),
  }));
  for (const each of deleted)
    revisionDocuments.put(call, revisionName(each), { ...each.document, isDeleted: true });
  return {
    taskDefinitions: outputs,
    failures: found.flatMap(({ name, revision }) => {
      if (revision === undefined)
        return [{ arn: name, reason: 'The specified task definition does not exist.' }];
      if (!isActive(revision)) return [];
      const reason =
        'The specified task definition is still in ACTIVE status. Please deregister the target and try again.';
      return [{ arn: taskDefinitionArn(call, revision), reason }];
    }),
  };
};

export const listTaskDefinitions: Op<'ListTaskDefinitions'> = (input, call) => {
  const { familyPrefix, status = 'ACTIVE', sort = 'ASC', maxResults = 100, nextToken } = input;
  const families = familyPrefix === undefined ? familiesOf(call) : [familyPrefix];
  const found = families
    .flatMap((family) => revisionsOf(call, family))
    .filter((each) => status !== 'DELETE_IN_PROGRESS' && isActive(each) === (status === 'ACTIVE'));
  const inOrder = sort === 'DESC' ? found.toReversed() : found;
  const { items, next } = pageInOrder(inOrder, {
    size: maxResults,
    token: nextToken,
    onWrongToken: () => invalid('Invalid token.'),
  });
  return defined({ taskDefinitionArns: items.map((each) => taskDefinitionArn(call, each)), nextToken: next });
};

export const listTaskDefinitionFamilies: Op<'ListTaskDefinitionFamilies'> = (input, call) => {
  const { familyPrefix = '', status = 'ALL' } = input;
  const wanted = familiesOf(call).filter((family) => {
    const hasActive = revisionsOf(call, family).some(isActive);
    return family.startsWith(familyPrefix) && (status === 'ALL' || hasActive === (status === 'ACTIVE'));
  });
  const { items, next } = arnPage(wanted, input, 100);
  return defined({ families: items, nextToken: next });
};
