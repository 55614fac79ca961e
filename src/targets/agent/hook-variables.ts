// The variables of a script of a lifecycle event (CodeDeploy user guide, "Environment variable availability for hooks").
import { defined } from '../../lib/defined.ts';
import type { LifecycleCommand } from './lifecycle-event.ts';

/** Added to the agent's own environment; no variable shows a rollback or a first deployment. */
export function hookVariables(command: LifecycleCommand): Readonly<Record<string, string>> {
  const { bundle } = command;
  return {
    LIFECYCLE_EVENT: command.lifecycleEvent,
    DEPLOYMENT_ID: command.deploymentId,
    APPLICATION_NAME: command.applicationName,
    DEPLOYMENT_GROUP_NAME: command.deploymentGroupName,
    DEPLOYMENT_GROUP_ID: command.deploymentGroupId,
    BUNDLE_BUCKET: bundle.bucket,
    BUNDLE_KEY: bundle.key,
    BUNDLE_ETAG: bundle.eTag,
    ...defined({ BUNDLE_VERSION: bundle.version }),
  };
}
