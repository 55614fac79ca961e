// Health checks of one target, as Elastic Load Balancing makes them (Application Load Balancers, Target health checks).
import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { TargetGroup } from '../../model/fleet.ts';
import type { Target } from './target.ts';

/** A target that just registered is checked more often than the interval says, because a person waits for it. */
const INITIAL_INTERVAL_MS = 100;

/**
 * Checks until `signal` aborts. The first success makes an initial target healthy at once; later changes take the
 * thresholds.
 */
export async function checkHealth(target: Target, group: TargetGroup, signal: AbortSignal): Promise<void> {
  const intervalMs = group.healthCheckIntervalSeconds * 1000;
  const initialEndsAt = Date.now() + intervalMs * group.unhealthyThresholdCount;
  let successes = 0;
  let failures = 0;
  while (!signal.aborted) {
    const finding = await checkOnce(target, group);
    if (signal.aborted) return;
    successes = finding === undefined ? successes + 1 : 0;
    failures = finding === undefined ? 0 : failures + 1;
    if (target.health === 'initial' && finding === undefined) target.setHealth('healthy');
    else if (target.health === 'initial' && Date.now() >= initialEndsAt)
      target.setHealth('unhealthy', finding);
    else if (target.health === 'unhealthy' && successes >= group.healthyThresholdCount)
      target.setHealth('healthy');
    else if (failures >= group.unhealthyThresholdCount || target.health !== 'healthy')
      target.setHealth(target.health === 'healthy' ? 'unhealthy' : target.health, finding);
    const pauseMs = target.health === 'initial' ? Math.min(INITIAL_INTERVAL_MS, intervalMs) : intervalMs;
    await delay(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/** Undefined when the target is well, else what is wrong, in the words of DescribeTargetHealth. */
async function checkOnce(target: Target, group: TargetGroup): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const check = request({
    agent: target.agentFor(false),
    path: group.healthCheckPath,
    headers: { host: `127.0.0.1:${group.port}`, 'user-agent': 'ELB-HealthChecker/2.0', connection: 'close' },
  });
  const timer = setTimeout(() => resolve('Request timed out'), group.healthCheckTimeoutSeconds * 1000);
  check.on('response', (response) => {
    response.resume();
    const code = response.statusCode ?? 0;
    resolve(matches(group.matcher, code) ? undefined : `Health checks failed with these codes: [${code}]`);
  });
  check.on('error', (error) => resolve(`Health checks failed: ${error.message}`));
  check.end();
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    check.destroy();
  }
}

/** `200`, `200-299` and lists of both. */
export function matches(matcher: string, code: number): boolean {
  return matcher.split(',').some((part) => {
    const [first = NaN, last = first] = part.split('-').map(Number);
    return code >= first && code <= last;
  });
}
