// What CloudWatch Logs keeps besides groups: policies of who may write, queries by name, keys of groups. They are given back, and do
// nothing here: no service writes by a policy, a saved query is run by who asks for it, and events lie in the state folder.
import { randomUUID } from 'node:crypto';
import type { LogsApi } from '../../aws/operations/logs.ts';
import { defined } from '../../lib/defined.ts';
import { documentsOf } from '../documents.ts';
import { pageInOrder } from '../page.ts';
import { refuse, type Operation, type Operations, type ServiceCall } from '../service.ts';
import { onWrongToken } from './log-groups.ts';
import { groupNamed, logsOf, nameOfGroup } from './stored-logs.ts';

type Op<N extends keyof LogsApi['operations']> = Operation<LogsApi, N>;
type Shapes = LogsApi['shapes'];

const policies = documentsOf<Shapes['ResourcePolicy']>('logs/resource-policy');
const queries = documentsOf<Shapes['QueryDefinition']>('logs/query-definition');

const wrong = (message: string) => refuse<LogsApi>('InvalidParameterException', message);
const missing = (message: string) => refuse<LogsApi>('ResourceNotFoundException', message);

/** CloudWatch Logs quotas: resource policies of a Region. */
const mostPolicies = 10;

/** A policy of a resource has no name. */
function policyKey({
  policyName,
  resourceArn,
}: Pick<Shapes['ResourcePolicy'], 'policyName' | 'resourceArn'>) {
  const key = resourceArn ?? policyName;
  if (key === undefined) throw wrong('Either policyName or resourceArn must be specified.');
  return key;
}

function checkRevision(found: Shapes['ResourcePolicy'] | undefined, expected: string | undefined): void {
  if (expected !== undefined && found?.revisionId !== expected)
    throw refuse<LogsApi>(
      'OperationAbortedException',
      'The expected revision id is not the one of the policy.',
    );
}

const putResourcePolicy: Op<'PutResourcePolicy'> = (input, call) => {
  const { policyName, resourceArn, policyDocument = '', expectedRevisionId } = input;
  const key = policyKey(input);
  if (!isObject(policyDocument)) throw wrong('Invalid parameter: policyDocument is not a JSON document.');
  const found = policies.get(call, key);
  checkRevision(found, expectedRevisionId);
  if (found === undefined && policies.list(call).length >= mostPolicies)
    throw refuse<LogsApi>('LimitExceededException', 'Resource limit exceeded.');
  const policy: Shapes['ResourcePolicy'] = defined({
    policyName,
    policyDocument,
    lastUpdatedTime: call.now,
    policyScope: resourceArn === undefined ? ('ACCOUNT' as const) : ('RESOURCE' as const),
    resourceArn,
    revisionId: randomUUID(),
  });
  policies.put(call, key, policy);
  return { resourcePolicy: policy, ...defined({ revisionId: policy.revisionId }) };
};

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

const deleteResourcePolicy: Op<'DeleteResourcePolicy'> = (input, call) => {
  const key = policyKey(input);
  checkRevision(policies.get(call, key), input.expectedRevisionId);
  if (!policies.remove(call, key)) throw missing(`Policy with name [${key}] does not exist.`);
  return {};
};

const describeResourcePolicies: Op<'DescribeResourcePolicies'> = (input, call) => {
  const { resourceArn, nextToken, limit = 50 } = input;
  const scope = input.policyScope ?? (resourceArn === undefined ? 'ACCOUNT' : 'RESOURCE');
  const all = policies
    .list(call)
    .filter((each) => each.policyScope === scope && (resourceArn ?? each.resourceArn) === each.resourceArn);
  const { items, next } = pageInOrder(all, { size: limit, token: nextToken, onWrongToken });
  return { resourcePolicies: items, ...defined({ nextToken: next }) };
};

/** A call that is repeated has the same token, and makes the same. */
const putQueryDefinition: Op<'PutQueryDefinition'> = ({ clientToken = randomUUID(), ...input }, call) => {
  const { queryDefinitionId = clientToken } = input;
  if (input.queryDefinitionId !== undefined && queries.get(call, queryDefinitionId) === undefined)
    throw missing('The specified query definition does not exist.');
  const queryLanguage = input.queryLanguage ?? 'CWLI';
  queries.put(call, queryDefinitionId, {
    ...input,
    queryLanguage,
    queryDefinitionId,
    lastModified: call.now,
  });
  return { queryDefinitionId };
};

const deleteQueryDefinition: Op<'DeleteQueryDefinition'> = ({ queryDefinitionId }, call) => {
  if (!queries.remove(call, queryDefinitionId))
    throw missing('The specified query definition does not exist.');
  return { success: true };
};

const describeQueryDefinitions: Op<'DescribeQueryDefinitions'> = (input, call) => {
  const { queryLanguage, queryDefinitionNamePrefix: prefix = '', nextToken, maxResults = 1000 } = input;
  const all = queries
    .list(call)
    .filter(
      (each) =>
        (each.name ?? '').startsWith(prefix) && (queryLanguage ?? each.queryLanguage) === each.queryLanguage,
    );
  const { items, next } = pageInOrder(all, { size: maxResults, token: nextToken, onWrongToken });
  return { queryDefinitions: items, ...defined({ nextToken: next }) };
};

/** A group is named by its name or its ARN; results of queries, which may have a key too, are not kept here. */
function groupOf(
  call: ServiceCall,
  { logGroupName, resourceIdentifier }: Shapes['DisassociateKmsKeyRequest'],
) {
  if ((logGroupName === undefined) === (resourceIdentifier === undefined))
    throw wrong('Either logGroupName or resourceIdentifier must be specified, and not both.');
  return groupNamed(call, logGroupName ?? nameOfGroup(resourceIdentifier ?? ''));
}

const associateKmsKey: Op<'AssociateKmsKey'> = ({ kmsKeyId, ...which }, call) => {
  const group = groupOf(call, which);
  logsOf(call).setGroup(group, { ...group.settings, kmsKeyId });
  return {};
};

const disassociateKmsKey: Op<'DisassociateKmsKey'> = (which, call) => {
  const group = groupOf(call, which);
  const { kmsKeyId: _, ...settings } = group.settings;
  logsOf(call).setGroup(group, settings);
  return {};
};

export const accountSettings: Operations<LogsApi> = {
  AssociateKmsKey: associateKmsKey,
  DeleteQueryDefinition: deleteQueryDefinition,
  DeleteResourcePolicy: deleteResourcePolicy,
  DescribeQueryDefinitions: describeQueryDefinitions,
  DescribeResourcePolicies: describeResourcePolicies,
  DisassociateKmsKey: disassociateKmsKey,
  PutQueryDefinition: putQueryDefinition,
  PutResourcePolicy: putResourcePolicy,
};
