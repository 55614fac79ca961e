// One application version on one instance: into its place by the host agent, then back behind the load balancer.
import { defined } from '../../lib/defined.ts';
import type { ServerLifecycleEvent } from '../../model/deployment.ts';
import type { LifecycleResult } from '../../targets/agent/lifecycle-event.ts';
import type { Balancer } from '../../targets/balancer/balancer.ts';
import type { Host } from '../../targets/host/host.ts';
import { runOnHost } from '../deployment/run-on-host.ts';
import { giveTraffic, takeTraffic } from '../deployment/traffic.ts';
import type { Update } from './update.ts';

/** Why it failed, in one sentence, with what was printed last. */
export interface InstanceFailure {
  readonly instanceId: string;
  /** In which it failed. */
  readonly event: ServerLifecycleEvent;
  readonly message: string;
  readonly logTail: string;
  readonly explanation?: string;
}

const events: readonly ServerLifecycleEvent[] = [
  'DownloadBundle',
  'Install',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
];

/** Each event a recorded step. Undefined when all is well; rejects only when the action was aborted. */
export async function deployToInstance(
  update: Update,
  host: Host,
  isLeader: boolean,
): Promise<InstanceFailure | undefined> {
  const { context, label } = update;
  const { instanceId } = host.instance;
  context.report({ kind: 'Target', deploymentId: label, targetId: instanceId, status: 'InProgress' });
  for (const event of events) {
    const result = await perform(update, { instanceId, event }, async () =>
      runEvent(update, { host, event, isLeader }),
    );
    if (result.status === 'Failed') return failed(update, { instanceId, event }, result);
  }
  return undefined;
}

/** In the load balancer again, and healthy there. */
export async function putInService(
  update: Update,
  host: Host,
  balancer: Balancer,
): Promise<InstanceFailure | undefined> {
  const { context, label, settings } = update;
  const { instanceId } = host.instance;
  const target = { targetId: instanceId, zone: '', host };
  const traffic = { balancer, targetGroup: settings.targetGroup };
  const result = await perform(update, { instanceId, event: 'AllowTraffic' }, async () => {
    if (!settings.ignoresHealth)
      return await giveTraffic(target, traffic, { ...context, limitMs: settings.timeoutMs });
    void balancer.register(instanceId, context.signal).catch(() => undefined);
    return { status: 'Succeeded', noop: false, notExecuted: [] };
  });
  if (result.status === 'Failed') return failed(update, { instanceId, event: 'AllowTraffic' }, result);
  context.report({ kind: 'Target', deploymentId: label, targetId: instanceId, status: 'Succeeded' });
  return undefined;
}

export async function takeOutOfService(update: Update, host: Host, balancer: Balancer): Promise<void> {
  const { context, settings } = update;
  const target = { targetId: host.instance.instanceId, zone: '', host };
  await perform(update, { instanceId: host.instance.instanceId, event: 'BlockTraffic' }, async () =>
    takeTraffic(target, { balancer, targetGroup: settings.targetGroup }, context),
  );
}

function failed(
  update: Update,
  place: Pick<InstanceFailure, 'instanceId' | 'event'>,
  { diagnostics, explanation }: LifecycleResult,
): InstanceFailure {
  update.context.report({
    kind: 'Target',
    deploymentId: update.label,
    targetId: place.instanceId,
    status: 'Failed',
  });
  return {
    ...place,
    message: diagnostics?.message ?? 'it failed',
    logTail: diagnostics?.logTail ?? '',
    ...defined({ explanation }),
  };
}

/** Shown while it runs; an event that has ended is not run again after a crash. */
async function perform(
  { context, label }: Update,
  { instanceId, event }: { readonly instanceId: string; readonly event: ServerLifecycleEvent },
  work: () => Promise<LifecycleResult>,
): Promise<LifecycleResult> {
  return await context.step(`${label}/${instanceId}/${event}`, async () => {
    const shown = {
      kind: 'LifecycleEvent',
      deploymentId: label,
      targetId: instanceId,
      lifecycleEventName: event,
    } as const;
    context.report({ ...shown, status: 'InProgress' });
    const startedAt = context.now();
    const result = await work();
    context.signal.throwIfAborted();
    const diagnostics = result.diagnostics === undefined ? {} : { diagnostics: result.diagnostics };
    context.report({
      ...shown,
      status: result.status,
      durationMs: context.now() - startedAt,
      ...diagnostics,
    });
    return result;
  });
}

async function runEvent(
  { context, label, environment, environmentId, revision }: Update,
  {
    host,
    event,
    isLeader,
  }: { readonly host: Host; readonly event: ServerLifecycleEvent; readonly isLeader: boolean },
): Promise<LifecycleResult> {
  const name = `${label}.zip`;
  if (event === 'DownloadBundle')
    await host.give(revision.variables[isLeader ? 'leader' : 'others'], revision.variablesName);
  const file = event === 'DownloadBundle' ? await host.give(revision.zip, name) : name;
  return await runOnHost(context, host, {
    pauses: true,
    lifecycleEvent: event,
    deploymentId: label,
    applicationName: environment.applicationName,
    deploymentGroupName: environment.environmentName,
    deploymentGroupId: environmentId,
    deploymentCreator: 'user',
    deploymentType: 'IN_PLACE',
    fileExistsBehavior: 'OVERWRITE',
    bundle: { file, bucket: 'elasticbeanstalk', key: label, eTag: revision.digest.slice(-32) },
  });
}
