// What CloudFormation documents that it calls for a resource.
import { expect, test } from 'vitest';
import { isDocumentedCall } from '../../src/stacks/handler-permissions.ts';

test.each([
  ['AWS::Lambda::Function', 'create', 'lambda:CreateFunction', true],
  ['AWS::Lambda::Function', 'create', 'iam:PassRole', true],
  ['AWS::Lambda::Function', 'create', 'lambda:DeleteFunction', false],
  ['AWS::Lambda::Function', 'delete', 'lambda:DeleteFunction', true],
  ['AWS::Lambda::Function', 'delete', 'lambda:ListTags', false],
  ['AWS::AutoScaling::AutoScalingGroup', 'create', 'autoscaling:DescribePolicies', true],
  // Its schema is not published: the operations of its service.
  ['AWS::CodeBuild::Project', 'create', 'codebuild:CreateProject', true],
  ['Custom::Seed', 'create', 'lambda:InvokeFunction', true],
  ['AWS::CloudFormation::WaitCondition', 'create', 'sqs:SendMessage', false],
] as const)('%s, %s: %s is documented: %j', (type, handler, action, expected) => {
  expect(isDocumentedCall(type, handler, action)).toBe(expected);
});
