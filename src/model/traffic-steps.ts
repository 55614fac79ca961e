// How the traffic goes over to a new task set, step by step (CodeDeploy user guide, "Traffic shifting"; Amazon ECS developer
// guide, "Amazon ECS canary deployments", "… linear deployments"). Pure.
import type { DeploymentConfig } from './deployment.ts';
import type { Service } from './service.ts';

export interface TrafficStep {
  /** Of the requests that the new task set gets from now on. */
  readonly percent: number;
  /** Before the next step; 0 after the last one. */
  readonly waitMinutes: number;
}

const everything: TrafficStep = { percent: 100, waitMinutes: 0 };

export function canarySteps(percent: number, waitMinutes: number): readonly TrafficStep[] {
  return percent >= 100 ? [everything] : [{ percent, waitMinutes }, everything];
}

/** When the steps do not divide the whole, the last one is what is left. */
export function linearSteps(percent: number, waitMinutes: number): readonly TrafficStep[] {
  const count = Math.ceil(100 / percent - 1e-9);
  const steps = Array.from({ length: count - 1 }, (_, index) => ({
    // Tenths of a percent add up to what people expect.
    percent: Math.round((index + 1) * percent * 10) / 10,
    waitMinutes,
  }));
  return [...steps, everything];
}

/** Of ECS's own controller. */
export function stepsOfService({
  strategy,
  canary,
  linear,
}: Pick<Service, 'strategy' | 'canary' | 'linear'>): readonly TrafficStep[] {
  if (strategy === 'CANARY') return canarySteps(canary.percent, canary.bakeTimeMinutes);
  if (strategy === 'LINEAR') return linearSteps(linear.percent, linear.bakeTimeMinutes);
  return [everything];
}

/** Of CodeDeploy. */
export function stepsOfConfig({ trafficRoutingConfig: routing }: DeploymentConfig): readonly TrafficStep[] {
  const { timeBasedCanary: canary, timeBasedLinear: linear } = routing ?? {};
  if (routing?.type === 'TimeBasedCanary' && canary !== undefined)
    return canarySteps(canary.canaryPercentage, canary.canaryInterval);
  if (routing?.type === 'TimeBasedLinear' && linear !== undefined)
    return linearSteps(linear.linearPercentage, linear.linearInterval);
  return [everything];
}
