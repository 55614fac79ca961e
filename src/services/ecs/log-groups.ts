// The log groups that the containers of a task write to: a task whose group is not there does not start.
import type { TaskDefinition } from '../../model/task-definition.ts';
import type { Placed } from '../documents.ts';
import { logsOf } from '../logs/stored-logs.ts';

/**
 * Why the task cannot start, as the agent says it (Amazon ECS developer guide, "Stopped task error messages",
 * ResourceInitializationError). Undefined when it can. A group that its container creates is created.
 */
export function missingLogGroup(
  { ground, place }: Placed,
  { containers }: Pick<TaskDefinition, 'containers'>,
): string | undefined {
  const logs = logsOf({ ground });
  for (const { awsLogs } of containers) {
    if (awsLogs === undefined) continue;
    const { group: name, region = place.region, createsGroup } = awsLogs;
    const key = { account: place.account, region, name };
    if (logs.group(key) !== undefined) continue;
    if (createsGroup !== true)
      return `failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist (${name} in ${region}): exit status 1`;
    logs.createGroup(key, Date.now());
  }
  return undefined;
}
