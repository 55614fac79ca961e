// What is remembered of a deployment of CodeDeploy to a service.
import { createHash } from 'node:crypto';
import type { DeploymentConfig, DeploymentGroup, EcsAppSpec } from '../../model/deployment.ts';
import type { Service } from '../../model/service.ts';
import type { ContainerEngine } from '../../process/container-engine.ts';
import type { ServiceDeployment } from '../../targets/service/service-record.ts';
import { defined } from '../../lib/defined.ts';
import { findDeployment, saveDeployment } from '../deployment/deployment-record.ts';
import type { RecordedStart } from '../deployment/keep-record.ts';
import type { TaskSets } from '../service/task-sets.ts';
import type { ServiceUpdate } from '../service/update.ts';

export interface TaskSetToDeploy {
  readonly group: DeploymentGroup;
  readonly config: DeploymentConfig;
  readonly service: Service;
  readonly engine: ContainerEngine;
  readonly deployment: ServiceDeployment;
  readonly appSpec: EcsAppSpec;
  /** Its text. */
  readonly content: string;
}

/** The appspec is the revision of such a deployment, and no tree of artifacts. */
export function taskSetRecord({
  group,
  config,
  service,
  deployment,
  content,
}: TaskSetToDeploy): RecordedStart {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const { applicationName, deploymentGroupName } = group;
  const { cluster, serviceName, loadBalancer } = service;
  const testEvents =
    loadBalancer?.hasTestListener === true ? ['AllowTestTraffic', 'AfterAllowTestTraffic'] : [];
  return {
    deploymentId: deployment.id,
    applicationName,
    deploymentGroupName,
    deploymentConfigName: config.deploymentConfigName,
    computePlatform: 'ECS',
    creator: 'user',
    revision: { digest: `sha256:${sha256}`, bucket: 'local', key: 'appspec' },
    appSpecContent: { content, sha256 },
    fileExistsBehavior: 'DISALLOW',
    target: { targetId: `${cluster}:${serviceName}`, trafficWeight: 0 },
    lifecycleEvents: [
      'BeforeInstall',
      'Install',
      'AfterInstall',
      ...testEvents,
      'BeforeAllowTraffic',
      'AllowTraffic',
      'AfterAllowTraffic',
    ],
  };
}

/** Known when the service is open. */
export function recordTaskSets(
  { state }: Pick<ServiceUpdate['context'], 'state'>,
  deploymentId: string,
  sets: TaskSets,
): void {
  const record = findDeployment(state.records, deploymentId);
  if (record === undefined) return;
  const taskSets = { green: deploymentId, ...defined({ blue: sets.blue }) };
  saveDeployment(state.records, {
    ...record,
    targets: record.targets.map((target) => ({ ...target, taskSets })),
  });
}
