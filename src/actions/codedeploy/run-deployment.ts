// One deployment, from its first report to its end: takes targets as the minimum of healthy hosts allows, and keeps
// the books (CodeDeploy user guide, "Instance health").
import { counted } from '../../lib/counted.ts';
import { setTimeout as wait } from 'node:timers/promises';
import { unreachable } from '../../lib/unreachable.ts';
import type {
  Deployment,
  DeploymentContext,
  DeploymentEnd,
  TargetFailure,
} from '../deployment/deployment.ts';
import { saveDeployment, type TargetRecord } from '../deployment/deployment-record.ts';
import { stopOf, watchStop, type StopFailure } from '../deployment/deployment-requests.ts';
import type { AlarmFailure } from '../deployment/unless-alarm.ts';
import { watchDeploymentAlarms } from '../deployment/deployment-alarms.ts';
import { constraintsFor, nextTargets, type TargetState } from './next-targets.ts';
import { revisionZip } from './revision-zip.ts';
import { eventsOf, runTarget, type TargetEnd, type TargetRun } from './run-target.ts';

/** Rejects only when the context's signal aborted; whatever was started has ended then. */
export async function runDeployment(
  context: DeploymentContext,
  deployment: Deployment,
): Promise<DeploymentEnd> {
  await context.step(`${deployment.deploymentId}/created`, async () => begin(context, deployment));
  if (deployment.targets.length === 0) return endWithout(deployment, 'NO_INSTANCES');
  const constraints = constraintsFor(deployment.config, deployment.targets);
  if (constraints === undefined) return endWithout(deployment, 'HEALTH_CONSTRAINTS_INVALID');
  const bundle = await revisionZip(context, deployment);
  if ('code' in bundle) return endWithout(deployment, bundle.code, `: ${bundle.why}`);
  const rollout = new Rollout(context, deployment, bundle.file);
  const succeeded = await rollout.run(constraints);
  const targets = deployment.targets.map(
    (target) => rollout.ends.get(target.targetId)?.record ?? skipped(target),
  );
  const failures = [...rollout.ends.values()].flatMap(({ failure }) => failure ?? []).sort(byTime);
  if (succeeded) return { status: 'Succeeded', targets, failures };
  const { stoppedBy } = rollout;
  if (stoppedBy !== undefined) {
    const { reason, ...by } = stoppedBy;
    const errorInformation =
      'stop' in by
        ? { code: 'MANUAL_STOP', message: reason }
        : { code: 'ALARM_ACTIVE', message: `${messages.ALARM_ACTIVE}: ${reason}.` };
    return { status: 'Stopped', errorInformation, targets, failures, ...by };
  }
  const errorInformation = { code: 'HEALTH_CONSTRAINTS', message: `${messages.HEALTH_CONSTRAINTS}.` };
  return { status: 'Failed', errorInformation, targets, failures };
}

/** A deployment that fails before any target was taken. */
function endWithout(
  deployment: Pick<Deployment, 'targets'>,
  code: keyof typeof messages,
  detail = '.',
): DeploymentEnd {
  return {
    status: 'Failed',
    errorInformation: { code, message: `${messages[code]}${detail}` },
    targets: deployment.targets.map(skipped),
    failures: [],
  };
}

/** The texts of CodeDeploy's ErrorInformation, without the full stop. */
const messages = {
  ALARM_ACTIVE:
    'One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the affected deployments have been stopped',
  HEALTH_CONSTRAINTS:
    'The overall deployment failed because too many individual instances failed deployment, too few healthy instances are available for deployment, or some instances in your deployment group are experiencing problems',
  HEALTH_CONSTRAINTS_INVALID:
    "The deployment can't start because the minimum number of healthy instances, as defined by the deployment configuration, is not available",
  INTERNAL_ERROR: 'The deployment failed because its revision cannot be prepared',
  NO_INSTANCES:
    'The deployment failed because no instances were found for your deployment group. Check your deployment group settings to make sure the tags for your EC2 instances or Auto Scaling groups correctly identify the instances you want to deploy to, and then try again',
  REVISION_MISSING: 'The deployment failed because its revision is no longer available',
} as const;

type Constraints = NonNullable<ReturnType<typeof constraintsFor>>;

/** The targets on their way: pending until `nextTargets` takes them, then running, then ended. */
class Rollout {
  readonly ends = new Map<string, TargetEnd>();
  /** The alarm that stopped it, or the call. */
  stoppedBy: AlarmFailure | StopFailure | undefined;
  readonly #context: DeploymentContext;
  readonly #deployment: Deployment;
  readonly #bundle: string;
  readonly #running = new Map<string, Promise<void>>();
  readonly #monitored = new Set<string>();
  readonly #whenStopped = Promise.withResolvers<void>();
  #stop: Promise<unknown> = Promise.resolve();

  constructor(context: DeploymentContext, deployment: Deployment, bundle: string) {
    this.#context = context;
    this.#deployment = deployment;
    this.#bundle = bundle;
  }

  /** Whether enough targets succeeded. Nothing runs any more when it returns or rejects. */
  async run(constraints: Constraints): Promise<boolean> {
    const over = new AbortController();
    const until = AbortSignal.any([this.#context.signal, over.signal]);
    const { deploymentId } = this.#deployment;
    this.#stop = Promise.all([
      watchDeploymentAlarms(this.#context, this.#deployment, until).then((reason) =>
        this.#stopBy(reason === undefined ? undefined : { reason, isAlarm: true }),
      ),
      watchStop(this.#context, deploymentId, until).then((stop) => this.#stopBy(stop)),
    ]);
    try {
      return await this.#loop(constraints);
    } finally {
      over.abort();
      await Promise.allSettled([...this.#running.values(), this.#stop]);
    }
  }

  async #loop({ minimumHealthyHosts, perZone }: Constraints): Promise<boolean> {
    for (;;) {
      this.#context.signal.throwIfAborted();
      if (this.stoppedBy !== undefined) return false;
      const next = nextTargets(this.#states(), {
        minimumHealthyHosts,
        ...(perZone === undefined
          ? {}
          : { zonal: { minimumHealthyHostsPerZone: perZone, monitored: this.#monitored } }),
      });
      switch (next.type) {
        case 'Start':
          for (const targetId of next.targetIds) this.#start(targetId);
          break;
        case 'Wait':
          await Promise.race([...this.#running.values(), this.#whenStopped.promise]);
          break;
        case 'Monitor':
          await this.#monitor(next);
          break;
        case 'Stop':
          return false;
        case 'End':
          return next.succeeded;
        default:
          return unreachable(next);
      }
    }
  }

  #isStoppedByCall(): boolean {
    this.#stopBy(stopOf(this.#context, this.#deployment.deploymentId));
    return this.stoppedBy !== undefined && 'stop' in this.stoppedBy;
  }

  #stopBy(by: AlarmFailure | StopFailure | undefined): void {
    this.stoppedBy ??= by;
    if (by !== undefined) this.#whenStopped.resolve();
  }

  #states(): readonly TargetState[] {
    return this.#deployment.targets.map(({ targetId, zone }) => {
      const ended = this.ends.get(targetId)?.record.status === 'Succeeded' ? 'Succeeded' : 'Failed';
      const open = this.#running.has(targetId) ? 'InProgress' : 'Pending';
      return { targetId, zone, status: this.ends.has(targetId) ? ended : open };
    });
  }

  #start(targetId: string): void {
    const target = this.#deployment.targets.find((each) => each.targetId === targetId);
    if (target === undefined) return;
    const run = {
      context: this.#context,
      deployment: this.#deployment,
      target,
      bundle: this.#bundle,
      isStopped: () => this.#isStoppedByCall(),
    };
    this.#running.set(targetId, this.#runToEnd(run));
  }

  async #runToEnd(run: TargetRun): Promise<void> {
    const { targetId } = run.target;
    this.ends.set(targetId, await runTarget(run));
    this.#running.delete(targetId);
  }

  /** The time counts from when the zone was done, also across a restart. */
  async #monitor({ zone, isFirst }: { readonly zone: string; readonly isFirst: boolean }): Promise<void> {
    const { now, signal, step, log } = this.#context;
    const { monitorDurationInSeconds = 0, firstZoneMonitorDurationInSeconds } =
      this.#deployment.config.zonalConfig ?? {};
    const first = firstZoneMonitorDurationInSeconds ?? monitorDurationInSeconds;
    const seconds = isFirst ? first : monitorDurationInSeconds;
    const doneAt = await step(`${this.#deployment.deploymentId}/zone/${zone}`, async () => now());
    const leftMs = doneAt + seconds * 1000 - now();
    if (leftMs > 0) {
      log.line(`${zone} is done; the next zone begins after ${counted(seconds, 'second')}`);
      await wait(leftMs, undefined, { signal });
    }
    this.#monitored.add(zone);
  }
}

async function begin(context: DeploymentContext, deployment: Deployment): Promise<null> {
  const { deploymentId, group, creator, revision, rollbackTriggeringDeploymentId } = deployment;
  const rollbackInfo =
    rollbackTriggeringDeploymentId === undefined ? {} : { rollbackInfo: { rollbackTriggeringDeploymentId } };
  saveDeployment(context.state.records, {
    deploymentId,
    applicationName: group.applicationName,
    deploymentGroupName: group.deploymentGroupName,
    deploymentConfigName: deployment.config.deploymentConfigName,
    creator,
    status: 'InProgress',
    revision,
    fileExistsBehavior: deployment.fileExistsBehavior,
    createTime: context.now(),
    ...rollbackInfo,
    targets: deployment.targets.map((target) => ({ ...skipped(target), status: 'Pending' })),
  });
  const shown = {
    kind: 'Deployment',
    deploymentId,
    deploymentGroupName: group.deploymentGroupName,
    creator,
    ...rollbackInfo,
  } as const;
  context.report({ ...shown, status: 'Created' });
  for (const { targetId } of deployment.targets)
    context.report({ kind: 'Target', deploymentId, targetId, status: 'Pending' });
  context.report({ ...shown, status: 'InProgress' });
  context.log.line(
    `Deployment ${deploymentId} of ${revision.key} to ${group.deploymentGroupName} (${creator}, ${deployment.config.deploymentConfigName}): ${deployment.targets.map(({ targetId }) => targetId).join(', ')}`,
  );
  return null;
}

function skipped(target: Deployment['targets'][number]): TargetRecord {
  const lifecycleEvents = eventsOf(target).map((lifecycleEventName) => ({
    lifecycleEventName,
    status: 'Skipped' as const,
  }));
  return { targetId: target.targetId, status: 'Skipped', lifecycleEvents };
}

function byTime(a: TargetFailure, b: TargetFailure): number {
  return a.at - b.at;
}
