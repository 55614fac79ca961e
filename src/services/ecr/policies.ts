// Policies of repositories: a lifecycle policy is executed, and a repository policy is kept, which stops no pull here.
import type { EcrApi } from '../../aws/operations/ecr.ts';
import { defined } from '../../lib/defined.ts';
import { isFailed } from '../../lib/result.ts';
import { documentsOf } from '../documents.ts';
import { noteNotExecuted } from '../note-not-executed.ts';
import { pageInOrder } from '../page.ts';
import { refuse, type ServiceCall } from '../service.ts';
import { isOfStatus } from './images.ts';
import { isExecuted, readLifecyclePolicy, type LifecycleRule } from './decide-lifecycle.ts';
import { expiringOf, keepLifecycles } from './run-lifecycle.ts';
import { onWrongToken } from './repositories.ts';
import { repositoryNamed, saveRepository, type Op } from './repository-record.ts';

export const putLifecyclePolicy: Op<'PutLifecyclePolicy'> = async (input, call) => {
  const { lifecyclePolicyText } = input;
  const { name, settings } = await repositoryNamed(call, input);
  const rules = rulesIn(lifecyclePolicyText);
  for (const { selection, action } of rules.filter((rule) => !isExecuted(rule)))
    noteNotExecuted(call, 'ECR', `${action.type} by ${selection.countType} of PutLifecyclePolicy`);
  if ((process.env['SLIPWAY_REGISTRY'] ?? '') !== '') noteNotExecuted(call, 'ECR', 'PutLifecyclePolicy');
  const { lifecycleEvaluatedAt: _before, ...rest } = settings;
  saveRepository(call, name, { operation: 'PutLifecyclePolicy', settings: { ...rest, lifecyclePolicyText } });
  keepLifecycles(call.ground);
  return { ...namesOf(call, name), lifecyclePolicyText };
};

export const getLifecyclePolicy: Op<'GetLifecyclePolicy'> = async (input, call) => {
  const { name, settings } = await repositoryNamed(call, input);
  const { lifecyclePolicyText, lifecycleEvaluatedAt: at } = settings;
  if (lifecyclePolicyText === undefined) throw noLifecyclePolicy(call, name);
  return {
    ...namesOf(call, name),
    lifecyclePolicyText,
    ...defined({ lastEvaluatedAt: at === undefined ? undefined : new Date(at) }),
  };
};

/** Evaluated at once: the images here are few. Nothing is deleted. */
export const startLifecyclePolicyPreview: Op<'StartLifecyclePolicyPreview'> = async (input, call) => {
  const { name, settings } = await repositoryNamed(call, input);
  const lifecyclePolicyText = input.lifecyclePolicyText ?? settings.lifecyclePolicyText;
  if (lifecyclePolicyText === undefined) throw noLifecyclePolicy(call, name);
  const found = await expiringOf(call, name, { rules: rulesIn(lifecyclePolicyText), now: call.now });
  const results = found.map(({ image, rulePriority }) => ({
    imageTags: image.tags,
    imageDigest: image.digest,
    pushedAt: image.pushedAt,
    appliedRulePriority: rulePriority,
  }));
  previews.put(call, name, { lifecyclePolicyText, results });
  return { ...namesOf(call, name), lifecyclePolicyText, status: 'IN_PROGRESS' };
};

export const getLifecyclePolicyPreview: Op<'GetLifecyclePolicyPreview'> = async (input, call) => {
  const { name } = await repositoryNamed(call, input);
  const preview = previews.get(call, name);
  if (preview === undefined)
    throw refuse<EcrApi>(
      'LifecyclePolicyPreviewNotFoundException',
      `There is no lifecycle policy preview for the repository with name '${name}' in the registry with id '${call.place.account}'`,
    );
  const { lifecyclePolicyText, results } = preview;
  const { filter, imageIds, nextToken, maxResults } = input;
  const asked = results.filter(
    ({ imageTags, imageDigest }) =>
      isOfStatus({ tags: imageTags }, filter?.tagStatus) &&
      (imageIds === undefined ||
        imageIds.some((id) => id.imageDigest === imageDigest || imageTags.includes(id.imageTag ?? ''))),
  );
  const { items, next } = pageInOrder(asked, { size: maxResults ?? 100, token: nextToken, onWrongToken });
  return {
    ...namesOf(call, name),
    lifecyclePolicyText,
    status: 'COMPLETE',
    previewResults: items.map(({ pushedAt, ...result }) => ({
      ...result,
      imagePushedAt: new Date(pushedAt),
      action: { type: 'EXPIRE' as const },
    })),
    summary: { expiringImageTotalCount: results.length },
    ...defined({ nextToken: next }),
  };
};

export const deleteLifecyclePolicy: Op<'DeleteLifecyclePolicy'> = async (input, call) => {
  const { name, settings } = await repositoryNamed(call, input);
  const { lifecyclePolicyText, lifecycleEvaluatedAt: _before, ...rest } = settings;
  if (lifecyclePolicyText === undefined) throw noLifecyclePolicy(call, name);
  saveRepository(call, name, { operation: 'DeleteLifecyclePolicy', settings: rest });
  return { ...namesOf(call, name), lifecyclePolicyText };
};

export const setRepositoryPolicy: Op<'SetRepositoryPolicy'> = async (input, call) => {
  const { policyText } = input;
  const { name, settings } = await repositoryNamed(call, input);
  if (objectIn(policyText) === undefined) throw invalid('PolicyText', 'Invalid repository policy provided');
  saveRepository(call, name, { operation: 'SetRepositoryPolicy', settings: { ...settings, policyText } });
  return { ...namesOf(call, name), policyText };
};

export const getRepositoryPolicy: Op<'GetRepositoryPolicy'> = async (input, call) => {
  const { name, settings } = await repositoryNamed(call, input);
  const { policyText } = settings;
  if (policyText === undefined) throw noPolicy(call, name);
  return { ...namesOf(call, name), policyText };
};

export const deleteRepositoryPolicy: Op<'DeleteRepositoryPolicy'> = async (input, call) => {
  const { name, settings } = await repositoryNamed(call, input);
  const { policyText, ...rest } = settings;
  if (policyText === undefined) throw noPolicy(call, name);
  saveRepository(call, name, { operation: 'DeleteRepositoryPolicy', settings: rest });
  return { ...namesOf(call, name), ...defined({ policyText }) };
};

function namesOf({ place }: ServiceCall, repositoryName: string) {
  return { registryId: place.account, repositoryName };
}

function noLifecyclePolicy({ place }: ServiceCall, name: string): Error {
  return refuse<EcrApi>(
    'LifecyclePolicyNotFoundException',
    `Lifecycle policy does not exist for the repository with name '${name}' in the registry with id '${place.account}'`,
  );
}

function noPolicy({ place }: ServiceCall, name: string): Error {
  return refuse<EcrApi>(
    'RepositoryPolicyNotFoundException',
    `Repository policy does not exist for the repository with name '${name}' in the registry with id '${place.account}'`,
  );
}

function invalid(parameter: string, why: string): Error {
  return refuse<EcrApi>(
    'InvalidParameterException',
    `Invalid parameter at '${parameter}' failed to satisfy constraint: '${why}'`,
  );
}

/** @throws AwsError for what is no lifecycle policy */
function rulesIn(text: string): readonly LifecycleRule[] {
  const read = readLifecyclePolicy(text);
  if (isFailed(read))
    throw invalid('LifecyclePolicyText', `Lifecycle policy validation failure: ${read.failed}`);
  return read.rules;
}

interface Preview {
  readonly lifecyclePolicyText: string;
  readonly results: readonly {
    readonly imageTags: readonly string[];
    readonly imageDigest: string;
    readonly pushedAt: number;
    readonly appliedRulePriority: number;
  }[];
}

const previews = documentsOf<Preview>('ecr/lifecycle-preview');

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
