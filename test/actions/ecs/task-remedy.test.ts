// What a failed task needs, by what ECS says of it.
import { describe, expect, test } from 'vitest';
import { taskRemedy } from '../../../src/actions/service/task-remedy.ts';
import { readService } from '../../../src/load/kinds/service.ts';
import { parseJson } from '../../../src/lib/parse-json.ts';
import type { Service } from '../../../src/model/service.ts';

function service(more: object = {}): Service {
  const text = JSON.stringify({ serviceName: 'web', taskDefinition: 'web', desiredCount: 1, ...more });
  const { root } = parseJson({ path: 'service.json', text });
  const value = root === undefined ? undefined : readService(root).value;
  if (value === undefined) throw new Error('The service cannot be read');
  return value;
}

const refused = 'Task failed ELB health checks in (target-group web): connect ECONNREFUSED 127.0.0.1:1';

describe('the remedy of a task that', () => {
  test.each<[string, string, RegExp]>([
    ['has no image', 'CannotPullContainerError: web:1: manifest unknown', /^Push the image/],
    [
      'names no user of the image',
      'CannotStartContainerError: web: unable to find user me: no matching entries in passwd file',
      /"user"/,
    ],
    [
      'names no program of the image',
      'CannotStartContainerError: web: exec: "/no": no such file or directory',
      /"command"/,
    ],
    [
      'waits for another too long',
      'web depends on init (SUCCESS), which has not come to that within its startTimeout of 2 seconds',
      /startTimeout/,
    ],
    [
      'answers too late or not',
      refused,
      /^If it starts slowly, give the service "healthCheckGracePeriodSeconds".*0\.0\.0\.0/,
    ],
    ['fails a check of its own', 'Task failed container health checks', /healthCheckGracePeriodSeconds/],
    ['ends by itself', 'Essential container in task exited (web, exit code 1)', /deploymentCircuitBreaker/],
  ])('%s', (_, reason, remedy) => expect(taskRemedy(reason, service())).toMatch(remedy));

  test('has a grace period does not speak of one', () => {
    expect(taskRemedy(refused, service({ healthCheckGracePeriodSeconds: 60 }))).toMatch(
      /^Let the application listen/,
    );
  });

  test('ends by itself under a circuit breaker is what it has printed', () => {
    const deploymentCircuitBreaker = { enable: true, rollback: true };
    const guarded = service({ deploymentConfiguration: { deploymentCircuitBreaker } });
    expect(taskRemedy('Essential container in task exited (web, exit code 1)', guarded)).toBeUndefined();
  });
});
