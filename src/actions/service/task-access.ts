// What the containers of a task find to call AWS's API of this machine with: a session of the task's role.
// Source: Amazon ECS developer guide, "Amazon ECS task IAM role".
import { sessionOfRole } from '../../account/principals.ts';
import type { SessionUse } from '../../account/sessions.ts';
import { defined } from '../../lib/defined.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import type { TaskDefinition } from '../../model/task-definition.ts';
import { openEndpointToContainers } from '../../targets/endpoint/container-access.ts';
import type { EndpointDescription } from '../../targets/endpoint/protocol.ts';
import { lastingAccess, withoutRole } from '../../targets/endpoint/role-access.ts';

type Variables = Readonly<Record<string, string>>;

export type TaskAccess = (definition: TaskDefinition) => Promise<Variables>;

export interface TaskAccessOptions {
  readonly targetsFolder: string;
  readonly region: string;
  /** The program that runs the containers. */
  readonly engine: string;
  readonly use?: SessionUse;
  readonly signal: AbortSignal;
  /** Called once, with the reason. */
  readonly onUnreachable: (reason: string) => void;
}

/** What is reported of tasks whose containers cannot call it. */
export const apiNotReached = "AWS's API of this machine in the containers of tasks";

/** Starts the endpoint for the first task with a role: tasks outlive the caller. */
export function taskAccess(options: TaskAccessOptions): TaskAccess {
  const { targetsFolder, region, engine, use, signal, onUnreachable } = options;
  let opened: Promise<Result<EndpointDescription>> | undefined;
  const open = async (): Promise<Result<EndpointDescription>> => {
    const endpoint = await openEndpointToContainers({ file: engine }, { targetsFolder, signal });
    if (isFailed(endpoint)) onUnreachable(endpoint.failed);
    return endpoint;
  };
  return async ({ family, taskRoleArn = '' }) => {
    if (sessionOfRole(taskRoleArn, family) === undefined) return withoutRole(region);
    opened ??= open();
    const endpoint = await opened;
    if (isFailed(endpoint)) return withoutRole(region);
    const access = { targetsFolder, region, url: endpoint.url, ...defined({ use }) };
    const lasting = await lastingAccess(access, taskRoleArn, signal);
    return lasting?.variablesOf(family.slice(0, 64)) ?? withoutRole(region);
  };
}
