// BlockTraffic and AllowTraffic: the two lifecycle events in which CodeDeploy itself acts on the load balancer.
import { setTimeout as delay } from 'node:timers/promises';
import { defined } from '../../lib/defined.ts';
import type { TargetGroup } from '../../model/fleet.ts';
import type { LifecycleResult } from '../../targets/agent/lifecycle-event.ts';
import type { OpenFleet } from '../../targets/fleet/fleet-contract.ts';
import type { Deployment, DeploymentContext, Target } from './deployment.ts';

type Traffic = NonNullable<Target['traffic']>;
type Around = Pick<DeploymentContext, 'signal' | 'log'>;

interface Waits {
  readonly limitMs?: number;
  /** Most applications have come up before a word is said. */
  readonly sayEveryMs?: number;
}

const succeeded: LifecycleResult = { status: 'Succeeded', noop: false, notExecuted: [] };
const shortestWaitMs = 60_000;
const attachLimitMs = 10_000;

/** Takes the instance out and waits until its requests have ended or the deregistration delay is over. */
export async function takeTraffic(
  target: Target,
  traffic: Traffic,
  { signal }: Around,
): Promise<LifecycleResult> {
  try {
    await traffic.balancer.deregister(target.targetId, signal);
    return succeeded;
  } catch (error) {
    signal.throwIfAborted();
    return failed(
      `${target.targetId} could not be deregistered from ${traffic.targetGroup.name}: ${textOf(error)}`,
    );
  }
}

/**
 * Puts the instance back and waits until it is healthy. AWS waits up to an hour; here a few times as long as the
 * health checks need, and a minute at least, because an hour is too long to watch a terminal.
 */
export async function giveTraffic(
  target: Target,
  traffic: Traffic,
  { signal, log, limitMs = waitLimitMs(traffic.targetGroup), sayEveryMs = 5000 }: Around & Waits,
): Promise<LifecycleResult> {
  const limit = AbortSignal.timeout(limitMs);
  const over = new AbortController();
  const waiting = AbortSignal.any([signal, limit, over.signal]);
  const said = sayWhatItAnswers({ target, traffic, limitMs, sayEveryMs, log }, waiting);
  try {
    await traffic.balancer.register(target.targetId, AbortSignal.any([signal, limit]));
    return succeeded;
  } catch (error) {
    signal.throwIfAborted();
    if (!limit.aborted)
      return failed(
        `${target.targetId} could not be registered with ${traffic.targetGroup.name}: ${textOf(error)}`,
      );
    const answer = await lastAnswer(target, traffic.targetGroup, signal);
    log.line(`${target.targetId} health check: ${answer}`);
    return failed(
      `${target.targetId} did not become healthy in the target group ${traffic.targetGroup.name} within ${limitMs / 1000} seconds: ${answer}`,
      `The health check asks every instance for ${traffic.targetGroup.healthCheckPath} on port ${traffic.targetGroup.port} and wants ${traffic.targetGroup.matcher}. Let the application answer there, or change the target group's health check.`,
    );
  } finally {
    over.abort();
    await said;
  }
}

interface Wait {
  readonly target: Target;
  readonly traffic: Traffic;
  readonly limitMs: number;
  readonly sayEveryMs: number;
  readonly log: Around['log'];
}

/** A wait of minutes says what it waits for: what the instance answers, at first and whenever that changes. */
async function sayWhatItAnswers(
  { target, traffic, limitMs, sayEveryMs, log }: Wait,
  waiting: AbortSignal,
): Promise<void> {
  const { targetGroup } = traffic;
  const seconds = Math.round(limitMs / 1000);
  let before = '';
  while (!waiting.aborted) {
    await delay(sayEveryMs, undefined, { signal: waiting, ref: false }).catch(() => undefined);
    if (waiting.aborted) return;
    const answer = await lastAnswer(target, targetGroup, waiting);
    if (waiting.aborted || answer === before) continue;
    before = answer;
    log.line(
      `${target.targetId} is not healthy yet: ${answer}; the health check wants ${targetGroup.matcher} and has ${seconds} s in all`,
    );
  }
}

/**
 * Without traffic control a deployment leaves the load balancer alone. In AWS the instances stand in its target group
 * from the day they were launched; here they are put in after the first deployment, and only a notice says when the
 * health checks do not like them, because such a deployment does not depend on these.
 */
export async function attachUnmanaged(
  { signal, report, step }: Pick<DeploymentContext, 'signal' | 'report' | 'step'>,
  { deploymentId, targets }: Pick<Deployment, 'deploymentId' | 'targets'>,
  fleets: readonly OpenFleet[],
): Promise<void> {
  const unmanaged = targets.filter((target) => target.traffic === undefined).map(({ targetId }) => targetId);
  const balanced = fleets.filter(({ fleet }) => fleet.targetGroup !== undefined);
  if (unmanaged.length === 0 || balanced.length === 0) return;
  await step(`${deploymentId}/attached`, async () => {
    for (const { fleet, balancer } of balanced) {
      const health = (await balancer?.health()) ?? {};
      const unused = fleet.instances
        .map(({ instanceId }) => instanceId)
        .filter((id) => unmanaged.includes(id) && (health[id] ?? 'unused') === 'unused');
      const registered = unused.map(async (id) =>
        balancer?.register(id, AbortSignal.any([signal, AbortSignal.timeout(attachLimitMs)])),
      );
      const results = await Promise.allSettled(registered);
      signal.throwIfAborted();
      const notHealthy = unused.filter((_, index) => results[index]?.status === 'rejected');
      if (notHealthy.length > 0)
        report({
          kind: 'Notice',
          message: `Not healthy in the target group ${fleet.targetGroup?.name ?? ''}: ${notHealthy.join(', ')}`,
        });
    }
    return null;
  });
}

export function waitLimitMs(targetGroup: TargetGroup): number {
  const { healthCheckIntervalSeconds, healthCheckTimeoutSeconds, healthyThresholdCount } = targetGroup;
  const needed = healthyThresholdCount * (healthCheckIntervalSeconds + healthCheckTimeoutSeconds);
  return Math.max(shortestWaitMs, needed * 3 * 1000);
}

/** Asks the instance once itself, so that the message can say what it answers. */
async function lastAnswer(target: Target, targetGroup: TargetGroup, signal: AbortSignal): Promise<string> {
  const { url } = target.host;
  if (url === undefined) return 'it has no address of its own to ask';
  const address = new URL(targetGroup.healthCheckPath, url).href;
  const limit = AbortSignal.timeout(targetGroup.healthCheckTimeoutSeconds * 1000);
  try {
    const response = await fetch(address, {
      redirect: 'manual',
      signal: AbortSignal.any([signal, limit]),
      headers: { connection: 'close' },
    });
    const body = (await response.text()).replaceAll(/\s+/g, ' ').trim().slice(0, 120);
    return `GET ${address} answered ${response.status}${body === '' ? '' : ` "${body}"`}`;
  } catch (error) {
    if (limit.aborted)
      return `GET ${address} did not answer within ${targetGroup.healthCheckTimeoutSeconds} s`;
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    return `GET ${address} failed: ${textOf(cause)}`;
  }
}

function failed(message: string, explanation?: string): LifecycleResult {
  return {
    status: 'Failed',
    noop: false,
    diagnostics: { errorCode: 'UnknownError', scriptName: '', message, logTail: '' },
    ...defined({ explanation }),
    notExecuted: [],
  };
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
