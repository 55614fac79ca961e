// The record of a blue/green deployment is kept while it runs: calls ask about it while it waits.
import type { DeploymentContext } from '../../deployment/deployment.ts';
import { findDeployment, saveDeployment } from '../../deployment/deployment-record.ts';
import { recordAfter } from '../../deployment/keep-record.ts';

/** The same context, whose reports of a deployment are kept in its record as well. */
export function recordingProgress(context: DeploymentContext): DeploymentContext {
  const { state, now } = context;
  return {
    ...context,
    report: (progress) => {
      const before =
        'deploymentId' in progress ? findDeployment(state.records, progress.deploymentId) : undefined;
      if (before !== undefined) saveDeployment(state.records, recordAfter(before, progress, now()));
      context.report(progress);
    },
  };
}
