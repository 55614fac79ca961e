// The variables of the containers of a task, secrets and all: taken when the task starts, as ECS does it, so that a value
// that has changed reaches the next task (Amazon ECS developer guide, "Pass sensitive data to an Amazon ECS container").
import { isFailed } from '../../lib/result.ts';
import { noOtherCredentials } from '../../model/aws-environment.ts';
import type { TaskDefinition } from '../../model/task-definition.ts';
import type { ReadEnvironments } from '../../targets/service/task-runner.ts';
import type { Secret } from '../provider.ts';
import { givesKeys } from '../build/shims/aws-call.ts';
import { resolveVariable, type ValuePlaces } from '../build/secret-variables.ts';
import { variableFrom } from '../resolve-value-from.ts';
import type { TaskAccess } from './task-access.ts';

export interface EnvironmentUse {
  readonly redact: (secrets: readonly Secret[]) => void;
  readonly access: TaskAccess;
}

export async function containerEnvironments(
  definition: TaskDefinition,
  places: ValuePlaces,
  { redact, access }: EnvironmentUse,
): Promise<ReadEnvironments> {
  const { containers } = definition;
  const ofRole = await access(definition);
  const environments: Record<string, Readonly<Record<string, string>>> = {};
  for (const { name: container, environment, secrets } of containers) {
    const values: Record<string, string> = { ...environment };
    for (const { name, valueFrom } of secrets) {
      const found = await resolveVariable(variableFrom(name, valueFrom), places);
      if (isFailed(found))
        return {
          failed: `unable to pull secrets or registry auth: ${name} of ${container}: ${found.failed.message}. ${found.failed.remedy}`,
        };
      redact([{ name, value: found.value }]);
      values[name] = found.value;
    }
    // Keys of its own are meant for AWS.
    environments[container] = { ...(givesKeys(values) ? noOtherCredentials : ofRole), ...values };
  }
  return { environments };
}
