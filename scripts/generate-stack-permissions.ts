// Writes what CloudFormation calls to make, change and remove a resource of each type (src/stacks/handler-permissions.json) from
// the schemas of its registry, which AWS publishes: unpacked from
// https://schema.cloudformation.us-east-1.amazonaws.com/CloudformationSchema.zip into the folder that is given.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HandlerPermissions } from '../src/stacks/handler-permissions.ts';
import { wanted } from './stack-types.ts';
import { root } from './tools.ts';

/** Types without a schema with handlers: the operations of their service that the template reference names. */
const unpublished: Readonly<Record<string, HandlerPermissions>> = {
  'AWS::Budgets::Budget': {
    create: ['budgets:ModifyBudget'],
    update: ['budgets:ModifyBudget'],
    delete: ['budgets:ModifyBudget'],
  },
  'AWS::CloudFormation::CustomResource': {
    create: ['lambda:InvokeFunction', 'sns:Publish'],
    update: ['lambda:InvokeFunction', 'sns:Publish'],
    delete: ['lambda:InvokeFunction', 'sns:Publish'],
  },
  'AWS::CodeBuild::Project': {
    create: ['codebuild:CreateProject', 'codebuild:CreateWebhook', 'iam:PassRole'],
    update: [
      'codebuild:UpdateProject',
      'codebuild:CreateWebhook',
      'codebuild:UpdateWebhook',
      'codebuild:DeleteWebhook',
      'iam:PassRole',
    ],
    delete: ['codebuild:DeleteProject'],
  },
  'AWS::CodeBuild::ReportGroup': {
    create: ['codebuild:CreateReportGroup'],
    update: ['codebuild:UpdateReportGroup'],
    delete: ['codebuild:DeleteReportGroup'],
  },
  'AWS::CodeCommit::Repository': {
    create: [
      'codecommit:CreateRepository',
      'codecommit:GetRepository',
      'codecommit:PutRepositoryTriggers',
      'codecommit:TagResource',
    ],
    update: [
      'codecommit:GetRepository',
      'codecommit:PutRepositoryTriggers',
      'codecommit:TagResource',
      'codecommit:UntagResource',
      'codecommit:UpdateRepositoryDescription',
      'codecommit:UpdateRepositoryName',
    ],
    delete: ['codecommit:DeleteRepository'],
  },
  'AWS::EC2::NetworkAclEntry': {
    create: ['ec2:CreateNetworkAclEntry'],
    update: ['ec2:ReplaceNetworkAclEntry'],
    delete: ['ec2:DeleteNetworkAclEntry'],
  },
  'AWS::IAM::AccessKey': {
    create: ['iam:CreateAccessKey', 'iam:UpdateAccessKey'],
    update: ['iam:UpdateAccessKey'],
    delete: ['iam:DeleteAccessKey'],
  },
  'AWS::IAM::Policy': {
    create: ['iam:PutGroupPolicy', 'iam:PutRolePolicy', 'iam:PutUserPolicy'],
    update: [
      'iam:DeleteGroupPolicy',
      'iam:DeleteRolePolicy',
      'iam:DeleteUserPolicy',
      'iam:PutGroupPolicy',
      'iam:PutRolePolicy',
      'iam:PutUserPolicy',
    ],
    delete: ['iam:DeleteGroupPolicy', 'iam:DeleteRolePolicy', 'iam:DeleteUserPolicy'],
  },
  'AWS::IAM::UserToGroupAddition': {
    create: ['iam:AddUserToGroup'],
    update: ['iam:AddUserToGroup', 'iam:RemoveUserFromGroup'],
    delete: ['iam:RemoveUserFromGroup'],
  },
  'AWS::Route53::RecordSet': {
    create: ['route53:ChangeResourceRecordSets'],
    update: ['route53:ChangeResourceRecordSets'],
    delete: ['route53:ChangeResourceRecordSets'],
  },
  'AWS::Route53::RecordSetGroup': {
    create: ['route53:ChangeResourceRecordSets'],
    update: ['route53:ChangeResourceRecordSets'],
    delete: ['route53:ChangeResourceRecordSets'],
  },
  'AWS::SNS::TopicPolicy': {
    create: ['sns:SetTopicAttributes'],
    update: ['sns:SetTopicAttributes'],
    delete: ['sns:SetTopicAttributes'],
  },
  'AWS::SQS::QueuePolicy': {
    create: ['sqs:SetQueueAttributes'],
    update: ['sqs:SetQueueAttributes'],
    delete: ['sqs:SetQueueAttributes'],
  },
};

/** CloudFormation calls nothing for them. */
const without: ReadonlySet<string> = new Set([
  'AWS::CloudFormation::Macro',
  'AWS::CloudFormation::WaitCondition',
  'AWS::CloudFormation::WaitConditionHandle',
]);

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Give the folder into which CloudformationSchema.zip was unpacked');

interface Schema {
  readonly typeName: string;
  readonly handlers?: Readonly<Record<string, { readonly permissions?: readonly string[] }>>;
}

const read = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Schema);
const published = new Map(read.map((schema) => [schema.typeName, permissionsIn(schema)]));

const rows = [...wanted]
  .filter((type) => !without.has(type))
  .toSorted()
  .map((type) => {
    const found = unpublished[type] ?? published.get(type);
    if (found?.create === undefined || found.delete === undefined)
      throw new Error(`No schema says what CloudFormation calls for ${type}`);
    return `${JSON.stringify(type)}:${JSON.stringify(found)}`;
  });
const by =
  'Written by "npm run generate-stack-permissions" from the schemas of CloudFormation’s registry; not to be edited.';
writeFileSync(
  join(root, 'src', 'stacks', 'handler-permissions.json'),
  `{"by":${JSON.stringify(by)},\n"types":{\n${rows.join(',\n')}\n}}\n`,
);

function permissionsIn({ handlers = {} }: Schema): HandlerPermissions {
  const named = ['create', 'read', 'update', 'delete'].flatMap((name) => {
    const permissions = handlers[name]?.permissions ?? [];
    return permissions.length === 0 ? [] : [[name, permissions.map((each) => each.trim())] as const];
  });
  return Object.fromEntries(named);
}
