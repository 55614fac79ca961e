// Webhooks of projects by CodeBuild's API. Slipway does not register them at GitHub: the answer has the address and the secret that a
// repository there, or a program here, delivers with. Source: CodeBuild API reference, CreateWebhook, UpdateWebhook, DeleteWebhook.
import { randomBytes } from 'node:crypto';
import type { CodeBuildApi } from '../../aws/operations/codebuild.ts';
import { compileRegex } from '../../lib/linear-regex.ts';
import { defined } from '../../lib/defined.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { invalidProject, projectNamed } from './project-record.ts';
import { webhookOutput, webhooks, type KeptWebhook } from './webhook-record.ts';

type Op<N extends keyof CodeBuildApi['operations']> = Operation<CodeBuildApi, N>;
type Shapes = CodeBuildApi['shapes'];

export const createWebhook: Op<'CreateWebhook'> = (input, call) => {
  const { name, values } = projectNamed(call, input.projectName);
  checkSource(values.source.type);
  checkWebhook(input);
  if (input.scopeConfiguration !== undefined)
    throw invalidProject('Slipway has webhooks of repositories, and none of organizations');
  if (webhooks.get(call, name) !== undefined)
    throw refuse<CodeBuildApi>(
      'ResourceAlreadyExistsException',
      `Webhook already exists for project ${name}`,
    );
  const { branchFilter, filterGroups, buildType = 'BUILD', manualCreation, pullRequestBuildPolicy } = input;
  const kept: KeptWebhook = {
    projectName: name,
    token: newToken(),
    secret: newToken(),
    secretChangedAt: call.now,
    place: call.place,
    buildType,
    ...defined({ branchFilter, filterGroups, manualCreation, pullRequestBuildPolicy }),
  };
  webhooks.put(call, name, kept);
  return { webhook: webhookOutput(call, kept, { hasSecret: true }) };
};

function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/** Deliveries are read in GitHub's form. */
function checkSource(type: string): void {
  if (type === 'GITHUB' || type === 'GITHUB_ENTERPRISE') return;
  throw invalidProject(
    `Slipway has webhooks of projects with the source type GITHUB or GITHUB_ENTERPRISE, and not ${type}`,
  );
}

type Checked = Pick<Shapes['CreateWebhookInput'], 'filterGroups' | 'branchFilter' | 'buildType'>;

function checkWebhook({ filterGroups = [], branchFilter, buildType }: Checked): void {
  if (buildType === 'RUNNER_BUILDKITE_BUILD')
    throw invalidProject('Slipway starts builds and batches by webhooks, and no runners of Buildkite');
  for (const group of filterGroups) {
    if (!group.some(({ type }) => type === 'EVENT'))
      throw invalidProject('Each filter group must have a filter of the type EVENT');
    for (const { type, pattern } of group) if (type !== 'EVENT') checkPattern(pattern);
  }
  if (branchFilter !== undefined) checkPattern(branchFilter);
}

function checkPattern(pattern: string): void {
  if (compileRegex(pattern) === undefined)
    throw invalidProject(`The pattern "${pattern}" is no regular expression`);
}

/** A filter that is absent stays as it is; an empty list removes all groups. */
export const updateWebhook: Op<'UpdateWebhook'> = (input, call) => {
  const before = webhookOf(call, input.projectName);
  checkWebhook(input);
  const { rotateSecret = false, branchFilter, filterGroups, buildType, pullRequestBuildPolicy } = input;
  const after: KeptWebhook = {
    ...before,
    ...defined({ branchFilter, filterGroups, buildType, pullRequestBuildPolicy }),
    ...(rotateSecret ? { secret: newToken(), secretChangedAt: call.now } : {}),
  };
  webhooks.put(call, before.projectName, after);
  return { webhook: webhookOutput(call, after, { hasSecret: rotateSecret }) };
};

export const deleteWebhook: Op<'DeleteWebhook'> = (input, call) => {
  webhooks.remove(call, webhookOf(call, input.projectName).projectName);
  return {};
};

/** @throws AwsError when the project is not there, or has none */
function webhookOf(call: ServiceCall, projectName: string): KeptWebhook {
  const { name } = projectNamed(call, projectName);
  const found = webhooks.get(call, name);
  if (found === undefined)
    throw refuse<CodeBuildApi>('ResourceNotFoundException', `No webhook found for project ${name}`);
  return found;
}
