// Policies of repositories: kept and given back. No lifecycle policy deletes an image here, and no repository policy stops a
// pull.
import type { EcrApi } from '../../aws/operations/ecr.ts';
import { defined } from '../../lib/defined.ts';
import { noteNotExecuted } from '../note-not-executed.ts';
import { refuse, type ServiceCall } from '../service.ts';
import { repositoryNamed, saveRepository, type Op } from './repository-record.ts';

export const putLifecyclePolicy: Op<'PutLifecyclePolicy'> = async (input, call) => {
  const { lifecyclePolicyText } = input;
  const { name, settings } = await repositoryNamed(call, input);
  const wrong = whyNoLifecyclePolicy(lifecyclePolicyText);
  if (wrong !== undefined)
    throw invalid('LifecyclePolicyText', `Lifecycle policy validation failure: ${wrong}`);
  noteNotExecuted(call, 'ECR', 'PutLifecyclePolicy');
  saveRepository(call, name, {
    operation: 'PutLifecyclePolicy',
    settings: { ...settings, lifecyclePolicyText },
  });
  return { ...namesOf(call, name), lifecyclePolicyText };
};

export const getLifecyclePolicy: Op<'GetLifecyclePolicy'> = async (input, call) => {
  const { name, settings } = await repositoryNamed(call, input);
  const { lifecyclePolicyText } = settings;
  if (lifecyclePolicyText === undefined) throw noLifecyclePolicy(call, name);
  return { ...namesOf(call, name), lifecyclePolicyText };
};

export const deleteLifecyclePolicy: Op<'DeleteLifecyclePolicy'> = async (input, call) => {
  const { name, settings } = await repositoryNamed(call, input);
  const { lifecyclePolicyText, ...rest } = settings;
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

/** ECR user guide, "Lifecycle policy parameters". */
function whyNoLifecyclePolicy(text: string): string | undefined {
  const policy = objectIn(text);
  if (policy === undefined) return 'the policy is not a JSON object';
  const { rules } = policy;
  if (!Array.isArray(rules) || rules.length === 0)
    return 'object has missing required properties (["rules"])';
  const needed = ['action', 'rulePriority', 'selection'];
  for (const rule of rules as readonly unknown[]) {
    const missing = needed.filter((key) => typeof rule !== 'object' || rule === null || !(key in rule));
    if (missing.length > 0) return `object has missing required properties (${JSON.stringify(missing)})`;
  }
  return undefined;
}

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
