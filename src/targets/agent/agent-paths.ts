// Where the host agent keeps what it knows, below its deployment root (CodeDeploy agent, deployment-root).
import { join } from 'node:path';

export interface AgentPaths {
  /** Folder of all deployments of the group. */
  readonly groupFolder: string;
  /** Folder of this deployment. */
  readonly deploymentFolder: string;
  readonly bundle: string;
  readonly archive: string;
  readonly scriptsLog: string;
  readonly instructionsFolder: string;
  readonly installInstructions: string;
  readonly cleanup: string;
  readonly lastSuccessfulInstall: string;
  readonly mostRecentInstall: string;
  readonly deploymentsLog: string;
  /** Exists while a command of the deployment runs. */
  readonly ongoingDeployment: string;
}

/** State on a host hangs on the group's id, not on its name: a group made anew does not know the files of the old one. */
export function agentPaths(
  deploymentRoot: string,
  command: { readonly deploymentGroupId: string; readonly deploymentId: string },
): AgentPaths {
  const { deploymentGroupId, deploymentId } = command;
  const instructionsFolder = join(deploymentRoot, 'deployment-instructions');
  const deploymentFolder = join(deploymentRoot, deploymentGroupId, deploymentId);
  return {
    groupFolder: join(deploymentRoot, deploymentGroupId),
    deploymentFolder,
    bundle: join(deploymentFolder, 'bundle.tar'),
    archive: archiveOf(deploymentFolder),
    scriptsLog: join(deploymentFolder, 'logs', 'scripts.log'),
    instructionsFolder,
    installInstructions: join(instructionsFolder, `${deploymentGroupId}-install.json`),
    cleanup: join(instructionsFolder, `${deploymentGroupId}-cleanup`),
    lastSuccessfulInstall: join(instructionsFolder, `${deploymentGroupId}_last_successful_install`),
    mostRecentInstall: join(instructionsFolder, `${deploymentGroupId}_most_recent_install`),
    deploymentsLog: join(deploymentRoot, 'deployment-logs', 'codedeploy-agent-deployments.log'),
    ongoingDeployment: join(deploymentRoot, 'ongoing-deployment', deploymentId),
  };
}

/** The unpacked revision of a deployment. */
export function archiveOf(deploymentFolder: string): string {
  return join(deploymentFolder, 'deployment-archive');
}
