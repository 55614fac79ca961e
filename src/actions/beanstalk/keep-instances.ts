// Starts the processes of instances that have come up again.
import { keepApplications } from '../deployment/keep-applications.ts';
import type { KeepContext, TargetKeeper } from '../target-keeper.ts';
import { startEnvironments } from './start-environments.ts';

export function keepInstances(context: KeepContext): TargetKeeper {
  return keepApplications(context, startEnvironments);
}
