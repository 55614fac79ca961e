// Reads the webhook of a CodeBuild project: the input of `aws codebuild create-webhook`, or what it answers. Source: CodeBuild
// API reference, "CreateWebhook".
import { entryOf, type Node } from '../../lib/node.ts';
import type { BuildWebhook } from '../../model/unexecuted-parts.ts';
import { awsStructure, awsTable } from '../aws-shape.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { hasKeys, type Kind } from './kind.ts';
import { wholeNotExecuted } from '../whole-not-executed.ts';

const ownKeys = [
  'filterGroups',
  'branchFilter',
  'manualCreation',
  'scopeConfiguration',
  'pullRequestBuildPolicy',
  'buildType',
] as const;

export const buildWebhookKind: Kind<BuildWebhook> = {
  title: 'a webhook of a CodeBuild project',
  file: 'codebuild-webhook.json',
  holds: 'what `aws codebuild create-webhook` takes; it starts nothing here, which is reported',
  words: [...ownKeys, 'payloadUrl'],
  isOne: (root) =>
    (hasKeys(root, 'projectName') && ownKeys.some((key) => hasKeys(root, key))) ||
    hasKeys(root, 'payloadUrl'),
  wrapper: 'webhook',
  outputs: ['url', 'payloadUrl', 'secret', 'lastModifiedSecret', 'status', 'statusMessage'],
  shape: () => awsTable('codebuild', 'CreateWebhookInput'),
  read: readBuildWebhook,
};

const webhookShape = awsStructure('codebuild', 'CreateWebhookInput', 'webhook');

function readBuildWebhook(node: Node): ReadResource<BuildWebhook> {
  const { problems } = readShape(node, webhookShape);
  const name = entryOf(node, 'projectName')?.value;
  const projectName = name?.kind === 'scalar' ? name.text : undefined;
  const whose = projectName === undefined ? '' : ` of the project "${projectName}"`;
  const notice = wholeNotExecuted(node, `The webhook${whose}`, {
    reason: 'no push and no pull request starts a build by itself',
    remedy: 'Start the build with slipway run, or give a pipeline with it a trigger.',
  });
  // Its answer does not say the project again.
  const found = name === undefined ? problems.filter(({ code }) => code !== 'MissingKey') : problems;
  return { node, problems: [...found, notice], value: projectName === undefined ? {} : { projectName } };
}
