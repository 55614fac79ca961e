// What to do about tasks that fail, where ECS's own words for it say it. Pure.
import type { Service } from '../../model/service.ts';

const breaker =
  'Enable deploymentCircuitBreaker: without it ECS goes on starting such tasks, and the action fails only when its time is up.';

/** Undefined when only what the containers have printed can say it. */
export function taskRemedy(
  stoppedReason: string,
  { circuitBreaker, healthCheckGracePeriodSeconds, controller }: Service,
): string | undefined {
  const own = remedies.find(({ says }) => says.test(stoppedReason))?.remedy;
  const isChecked = /failed (?:ELB|container) health checks/.test(stoppedReason);
  const known = isChecked && healthCheckGracePeriodSeconds === 0 ? `${grace} ${own ?? ''}`.trim() : own;
  return known ?? (circuitBreaker.enable || controller !== 'ECS' ? undefined : breaker);
}

const grace =
  'If it starts slowly, give the service "healthCheckGracePeriodSeconds": it has none, so that failed checks count from the first second.';

const remedies: readonly { readonly says: RegExp; readonly remedy: string }[] = [
  {
    says: /^CannotPullContainerError/,
    remedy:
      'Push the image before it is deployed, or build and push it in this pipeline; check the repository and the tag.',
  },
  {
    says: /^CannotStartContainerError.*(?:no matching entries in passwd|unable to find user|no users found)/,
    remedy: 'Name a user of the image in "user", or a number.',
  },
  {
    says: /^CannotStartContainerError.*(?:executable file|no such file or directory|not found)/i,
    remedy: 'Name a program of the image in "command" or "entryPoint".',
  },
  {
    says: /within its startTimeout/,
    remedy: 'Raise "startTimeout" of the container that is waited for, or see in its output why it goes on.',
  },
  {
    says: /failed ELB health checks.*(?:ECONNRESET|socket hang up|ECONNREFUSED)/,
    remedy:
      'Let the application listen at 0.0.0.0, not at 127.0.0.1, and at the containerPort of the load balancer.',
  },
];
