// Starts what CodeDeploy has deployed to hosts that have come up again.
import { keepApplications } from '../deployment/keep-applications.ts';
import { startApplications } from '../deployment/start-application.ts';
import type { KeepContext, TargetKeeper } from '../target-keeper.ts';

export function keepHosts(context: KeepContext): TargetKeeper {
  return keepApplications(context, startApplications);
}
