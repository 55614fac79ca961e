// Starts the processes of an environment's instance that has come up again, with the version that it has.
import type { Host } from '../../targets/host/host.ts';
import type { StartedApplication, StartOptions } from '../deployment/start-application.ts';
import { environmentRecords } from './environment-record.ts';

export async function startEnvironments(
  host: Host,
  { state, signal, onLine, hidden }: StartOptions,
): Promise<readonly StartedApplication[]> {
  const started: StartedApplication[] = [];
  for (const record of environmentRecords(state.records)) {
    const { applicationName, environmentName, environmentId, instanceIds, versions } = record;
    const version = versions.at(-1);
    if (version === undefined || !instanceIds.includes(host.instance.instanceId)) continue;
    const { label, digest } = version;
    const result = await host.runLifecycleEvent(
      {
        lifecycleEvent: 'ApplicationStart',
        deploymentId: label,
        applicationName,
        deploymentGroupName: environmentName,
        deploymentGroupId: environmentId,
        deploymentCreator: 'user',
        deploymentType: 'IN_PLACE',
        fileExistsBehavior: 'OVERWRITE',
        bundle: {
          file: `${label}.zip`,
          bucket: 'elasticbeanstalk',
          key: label,
          eTag: digest.slice(-32),
        },
      },
      { onLine, signal, hidden },
    );
    started.push({ deploymentId: label, applicationName, result });
  }
  return started;
}
