// A service of ECS as it is kept, for tests of what becomes of it.
import { serviceDefaults, type Service } from '../../src/model/service.ts';

/** `web` of the cluster `shop`: one task, rolling, without a load balancer. */
export function webService(parts: Partial<Service> = {}): Service {
  return {
    serviceName: 'web',
    cluster: 'shop',
    taskDefinition: 'web',
    desiredCount: 1,
    controller: 'ECS',
    strategy: 'ROLLING',
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    circuitBreaker: { enable: false, rollback: false },
    alarms: { alarmNames: [], enable: false, rollback: false },
    healthCheckGracePeriodSeconds: 0,
    bakeTimeMinutes: 0,
    canary: serviceDefaults.canary,
    linear: serviceDefaults.linear,
    lifecycleHooks: [],
    notExecuted: [],
    ...parts,
  };
}
