// Ids of tasks and deployments, of the form that ECS makes up.
import { randomBytes, randomInt } from 'node:crypto';

/** 32 digits. */
export function newTaskId(): string {
  return randomBytes(16).toString('hex');
}

/** `ecs-svc/` and 19 digits. */
export function newServiceDeploymentId(): string {
  return `ecs-svc/${Array.from({ length: 19 }, () => randomInt(1, 10)).join('')}`;
}
