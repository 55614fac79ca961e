// What CloudFormation documents that it calls for a resource.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isDocumentedCall, type HandlerPermissions } from '../../src/stacks/handler-permissions.ts';

test.each([
  ['AWS::Lambda::Function', 'create', 'lambda:CreateFunction', true],
  ['AWS::Lambda::Function', 'create', 'iam:PassRole', true],
  ['AWS::Lambda::Function', 'create', 'lambda:DeleteFunction', false],
  ['AWS::Lambda::Function', 'delete', 'lambda:DeleteFunction', true],
  ['AWS::Lambda::Function', 'delete', 'lambda:ListTags', false],
  ['AWS::AutoScaling::AutoScalingGroup', 'create', 'autoscaling:DescribePolicies', true],
  // Its schema is not published: the operations of its service.
  ['AWS::CodeBuild::Project', 'create', 'codebuild:CreateProject', true],
  ['AWS::Route53::RecordSet', 'create', 'route53:ChangeResourceRecordSets', true],
  ['Custom::Seed', 'create', 'lambda:InvokeFunction', true],
  ['AWS::CloudFormation::WaitCondition', 'create', 'sqs:SendMessage', false],
] as const)('%s, %s: %s is documented: %j', (type, handler, action, expected) => {
  expect(isDocumentedCall(type, handler, action)).toBe(expected);
});

test('of every type it is said what makes and what removes a resource', () => {
  const url = new URL('../../src/stacks/handler-permissions.json', import.meta.url);
  const { types } = JSON.parse(readFileSync(url, 'utf8')) as {
    readonly types: Readonly<Record<string, HandlerPermissions>>;
  };
  const without = Object.entries(types).filter(
    ([, { create = [], delete: removed = [] }]) => create.length === 0 || removed.length === 0,
  );
  expect(without).toEqual([]);
});
