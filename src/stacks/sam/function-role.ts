// The role of a function, and how it is given to the function.
import { branchesOf, either, getAtt, isIf, isNoValue } from './functions.ts';
import { compact, isTruthy, member, type JsonMap, pythonText } from './json.ts';
import { conditionsOf, managedPolicyArn, resolved, type SamContext } from './context.ts';
import type { Generated } from './resource.ts';
import { roleOf } from './role.ts';
import { assumeRole } from './rule-events.ts';
import { checkedTags } from './tags.ts';

/** X-Ray traces it unless a parameter says otherwise. */
export function isTraced(properties: JsonMap, context: SamContext): boolean {
  return isTruthy(properties['Tracing']) && resolved(properties['Tracing'], context) !== 'Disabled';
}

/** What a function does with its dead letters, by the type of their place. */
export const letterActions: Readonly<Record<string, string>> = { SQS: 'sqs:SendMessage', SNS: 'sns:Publish' };

interface RoleParts {
  readonly properties: JsonMap;
  readonly context: SamContext;
  readonly attributes: JsonMap;
  readonly documents: readonly JsonMap[];
}

export function functionRole(
  id: string,
  { properties, context, attributes, documents }: RoleParts,
): Generated {
  const managed = [
    managedPolicyArn(
      `service-role/AWSLambdaBasic${isTruthy(properties['DurableConfig']) ? 'Durable' : ''}ExecutionRole${isTruthy(properties['DurableConfig']) ? 'Policy' : ''}`,
      context,
    ),
  ];
  // The name differs between partitions (AWS SAM specification, X-Ray).
  if (isTraced(properties, context))
    managed.push(
      managedPolicyArn(
        context.partition === 'aws' ? 'AWSXrayWriteOnlyAccess' : 'AWSXRayDaemonWriteAccess',
        context,
      ),
    );
  if (isTruthy(properties['VpcConfig']))
    managed.push(managedPolicyArn('service-role/AWSLambdaVPCAccessExecutionRole', context));
  const queue = properties['DeadLetterQueue'];
  const letters = {
    PolicyName: 'DeadLetterQueuePolicy',
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        compact({
          Action: letterActions[pythonText(member(queue, 'Type'))],
          Resource: member(queue, 'TargetArn'),
          Effect: 'Allow',
        }),
      ],
    },
  };
  return roleOf(
    {
      logicalId: id,
      attributes,
      assumed: properties['AssumeRolePolicyDocument'] ?? assumeRole('lambda.amazonaws.com'),
      policies: properties['Policies'],
      managed,
      documents: [...(isTruthy(queue) ? [letters] : []), ...documents],
      path: properties['RolePath'],
      boundary: properties['PermissionsBoundary'],
      tags: checkedTags(id, properties['Tags']),
    },
    context,
  );
}

/** Whether the function has the role that SAM makes; a Fn::If may give one in one of its branches only. */
export function settleRole(lambda: Generated, role: Generated, context: SamContext): boolean {
  const arn = getAtt(role.id, 'Arn');
  const given = lambda.properties['Role'];
  if (given === undefined) {
    lambda.properties['Role'] = arn;
    return true;
  }
  if (!isIf(given)) return false;
  const known = resolved(given, context);
  const { condition, taken, other } = branchesOf(known, 'Role', lambda.id);
  const [isFirst, isSecond] = [isNoValue(taken), isNoValue(other)];
  if (!isFirst && !isSecond) return false;
  if (isFirst && isSecond) lambda.properties['Role'] = arn;
  else if (isFirst) {
    lambda.properties['Role'] = either(condition, arn, other);
    role.attributes['Condition'] = condition;
  } else {
    const name = `NOT${pythonText(condition)}`;
    lambda.properties['Role'] = either(condition, taken, arn);
    role.attributes['Condition'] = name;
    conditionsOf(context)[name] = { 'Fn::Not': [{ Condition: condition }] };
  }
  return true;
}
