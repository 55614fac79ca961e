// Brings a service to one deployment, step by step, until it is steady or cannot become so.
import { counted } from '../../lib/counted.ts';
import { setTimeout as delay } from 'node:timers/promises';
import { defined } from '../../lib/defined.ts';
import { failureThreshold } from '../../model/service-scheduler.ts';
import type { Service } from '../../model/service.ts';
import { taskRemedy } from '../service/task-remedy.ts';
import type { UpdateFailure, ServiceUpdate } from '../service/update.ts';

const pollEveryMs = 250;

/**
 * Undefined when the service is steady: as many healthy tasks of the deployment as desired, and no others. Rejects with
 * `until.reason` when that aborts before.
 *
 * Tasks that end by themselves or fail their checks are replaced until the threshold of the circuit breaker is reached. A
 * service without one would go on for ever on AWS, until the action's time is up, which is not done here.
 */
export async function roll(
  update: Pick<ServiceUpdate, 'running' | 'reporter' | 'deadline' | 'context' | 'service'>,
  primary: string,
  until: AbortSignal,
): Promise<UpdateFailure | undefined> {
  const { running, reporter, service, deadline, context } = update;
  const threshold = failureThreshold(service.desiredCount);
  const own = () => reporter.failures.filter(({ deploymentId }) => deploymentId === primary);
  for (;;) {
    until.throwIfAborted();
    const { isSteady } = await running.step(primary, service);
    const failures = own();
    if (isSteady) {
      // What is on its way out still holds its connections.
      await running.settled();
      return undefined;
    }
    if (failures.length >= threshold) return tripped(service, failures);
    if (context.now() >= deadline)
      return {
        reason: `The service ${service.serviceName} has not reached a steady state in time`,
        ...defined({ failure: failures[0] }),
        remedy: 'Raise DeploymentTimeout, or look at what the tasks print.',
      };
    await delay(pollEveryMs, undefined, { signal: until });
  }
}

function tripped(
  service: Service,
  failures: readonly NonNullable<UpdateFailure['failure']>[],
): UpdateFailure {
  const { serviceName, circuitBreaker } = service;
  const [failure] = failures;
  const remedy = taskRemedy(failure?.stoppedReason ?? '', service);
  const what = `${counted(failures.length, 'task has', 'tasks have')} failed to start in the service ${serviceName}: ${failure?.stoppedReason ?? ''}`;
  return {
    reason: circuitBreaker.enable ? `ECS deployment circuit breaker: ${what}` : what,
    ...defined({ failure, remedy }),
  };
}
