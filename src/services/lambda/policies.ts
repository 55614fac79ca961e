// Resource policies: who else may invoke a function, one of its versions or an alias.
import type { LambdaApi } from '../../aws/operations/lambda.ts';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import type { AwsPlace } from '../../model/place.ts';
import { refuse, type Operations, type ServiceCall } from '../service.ts';
import { qualified } from './function-record.ts';
import { lambdaOf } from './lambda-ground.ts';
import type { PolicyDocument } from './lambda-store.ts';
import {
  arnOfFunction,
  checkRevision,
  conflict,
  invalid,
  ownerOf,
  referenceOf,
  type FunctionReference,
  type Op,
  type Shapes,
} from './names.ts';

interface PolicyOf {
  readonly reference: FunctionReference;
  readonly owner: string;
  readonly name: string;
  readonly policy: PolicyDocument | undefined;
}

/** @throws AwsError when what it is of is not there */
function policyOf(
  input: { readonly FunctionName: string; readonly Qualifier?: string },
  call: ServiceCall,
): PolicyOf {
  const reference = referenceOf(input, call.place);
  if (reference.qualifier === '$LATEST')
    throw invalid('We currently do not support adding policies for $LATEST.');
  qualified(call, reference);
  const owner = ownerOf(reference.name, call.place);
  const name = reference.qualifier ?? '$LATEST';
  return { reference, owner, name, policy: lambdaOf(call).store.get('policy', owner, name) };
}

const addPermission: Op<'AddPermission'> = (input, call) => {
  const { reference, owner, name, policy } = policyOf(input, call);
  checkRevision(input.RevisionId, policy?.revisionId, 'GetPolicy');
  const statements = policy?.statements ?? [];
  if (statements.some(({ Sid }) => Sid === input.StatementId))
    throw conflict(
      `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    );
  const statement = statementOf(input, arnOfFunction(reference, call.place), call.place);
  const document = { revisionId: newId(), statements: [...statements, statement] };
  lambdaOf(call).store.put('policy', { owner, name }, document);
  return { Statement: JSON.stringify(statement) };
};

function statementOf(
  input: Shapes['AddPermissionRequest'],
  Resource: string,
  { partition }: AwsPlace,
): Readonly<Record<string, unknown>> {
  const { StatementId, Action, Principal } = input;
  const conditions = conditionsOf(input);
  return {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: principalOf(Principal, partition),
    Action,
    Resource,
    ...(Object.keys(conditions).length === 0 ? {} : { Condition: conditions }),
  };
}

function principalOf(principal: string, partition: string): unknown {
  if (principal === '*') return '*';
  if (/\.amazonaws\.com(\.cn)?$/.test(principal)) return { Service: principal };
  return { AWS: /^\d{12}$/.test(principal) ? `arn:${partition}:iam::${principal}:root` : principal };
}

function conditionsOf(input: Shapes['AddPermissionRequest']): Readonly<Record<string, object>> {
  const equal = defined({
    'AWS:SourceAccount': input.SourceAccount,
    'lambda:EventSourceToken': input.EventSourceToken,
    'lambda:FunctionUrlAuthType': input.FunctionUrlAuthType,
    'aws:PrincipalOrgID': input.PrincipalOrgID,
  });
  const viaUrl = input.InvokedViaFunctionUrl;
  return {
    ...(Object.keys(equal).length === 0 ? {} : { StringEquals: equal }),
    ...(input.SourceArn === undefined ? {} : { ArnLike: { 'AWS:SourceArn': input.SourceArn } }),
    ...(viaUrl === undefined ? {} : { Bool: { 'lambda:InvokedViaFunctionUrl': String(viaUrl) } }),
  };
}

const getPolicy: Op<'GetPolicy'> = (input, call) => {
  const { policy } = policyOf(input, call);
  if (policy === undefined || policy.statements.length === 0)
    throw refuse<LambdaApi>('ResourceNotFoundException', 'The resource you requested does not exist.');
  const Policy = JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: policy.statements });
  return { Policy, RevisionId: policy.revisionId };
};

const removePermission: Op<'RemovePermission'> = (input, call) => {
  const { owner, name, policy } = policyOf(input, call);
  if (policy === undefined || policy.statements.length === 0)
    throw refuse<LambdaApi>('ResourceNotFoundException', 'No policy is associated with the given resource.');
  checkRevision(input.RevisionId, policy.revisionId, 'GetPolicy');
  const left = policy.statements.filter(({ Sid }) => Sid !== input.StatementId);
  if (left.length === policy.statements.length)
    throw refuse<LambdaApi>(
      'ResourceNotFoundException',
      `Statement ${input.StatementId} is not found in resource policy.`,
    );
  lambdaOf(call).store.put('policy', { owner, name }, { revisionId: newId(), statements: left });
  return {};
};

export const policies = {
  AddPermission: addPermission,
  GetPolicy: getPolicy,
  RemovePermission: removePermission,
} satisfies Operations<LambdaApi>;
