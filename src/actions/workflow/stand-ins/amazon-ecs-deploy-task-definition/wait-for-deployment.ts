// Waits until the deployment itself has ended. A service is also stable after it went back to what it ran before: that is a
// failure of this deployment.
import { setTimeout as delay } from 'node:timers/promises';
import type { Values } from '../../../../aws/wire/message.ts';
import { counted } from '../../../../lib/counted.ts';
import type { CallAws } from '../../../../account/call-aws.ts';
import { failed, succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';

export interface DeploymentOfService {
  readonly cluster: string;
  readonly service: string;
  readonly id: string;
  /** Events that the service had before. */
  readonly before: ReadonlySet<string>;
}

const pollMs = 200;

export async function waitForDeployment(
  call: StandInCall,
  aws: CallAws,
  { cluster, service, id, before }: DeploymentOfService,
): Promise<StandInEnd> {
  const { context } = call.job;
  const minutes = limitOf(call.inputs);
  const until = context.now() + minutes * 60_000;
  const shown = new Set(before);
  for (;;) {
    const answer = await aws('ecs', 'DescribeServices', { cluster, services: [service] });
    const [now = {}] = answer['services'] as readonly Values[];
    const events = newEvents(now, shown);
    for (const message of events) context.log.line(message);
    const end = endOfDeployment(now, { id, service });
    if (end !== undefined) return end;
    if (context.now() >= until)
      return failed(`The deployment ${id} of ${service} has not ended within ${counted(minutes, 'minute')}`);
    await delay(pollMs, undefined, { signal: call.ended });
  }
}

/** The action's own: 30 minutes, and six hours at most. */
function limitOf(inputs: StandInCall['inputs']): number {
  const given = Number.parseInt(inputs['wait-for-minutes'] ?? '', 10);
  return Number.isNaN(given) || given <= 0 ? 30 : Math.min(given, 360);
}

/** Undefined while it is under way, and while a rollback of it is. */
export function endOfDeployment(
  now: Values,
  { id, service }: Pick<DeploymentOfService, 'id' | 'service'>,
): StandInEnd | undefined {
  const deployments = now['deployments'] as readonly Values[];
  const own = deployments.find((each) => each['id'] === id);
  const primary = deployments.find(({ status }) => status === 'PRIMARY');
  if (own?.['rolloutState'] === 'COMPLETED' && deployments.length === 1) return succeeded();
  if (own?.['rolloutState'] === 'FAILED' && own === primary)
    return failed(`The deployment ${id} of ${service} failed: ${String(own['rolloutStateReason'])}`);
  if (primary === undefined || primary['id'] === id || primary['rolloutState'] !== 'COMPLETED')
    return undefined;
  return failed(
    `The deployment ${id} of ${service} was rolled back: the service runs ${String(primary['taskDefinition'])} again. ${reasonIn(now)}`.trim(),
    'The events of the service above say why its tasks did not stay; "slipway logs" has what they printed.',
  );
}

/** The newest event that names a failure. */
function reasonIn(now: Values): string {
  const messages = (now['events'] as readonly Values[]).map(({ message }) => String(message));
  return messages.find((message) => /unhealthy|failed|stopped|unable/i.test(message)) ?? '';
}

/** Oldest first. */
function newEvents(now: Values, shown: Set<string>): readonly string[] {
  const fresh = (now['events'] as readonly Values[]).filter(({ id }) => !shown.has(String(id)));
  for (const { id } of fresh) shown.add(String(id));
  return fresh.map(({ message }) => String(message)).toReversed();
}
