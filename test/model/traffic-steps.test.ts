import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { predefinedDeploymentConfigs } from '../../src/model/deployment-configs.ts';
import { canarySteps, linearSteps, stepsOfConfig, stepsOfService } from '../../src/model/traffic-steps.ts';

const shown = (steps: ReturnType<typeof linearSteps>): string =>
  steps.map(({ percent, waitMinutes }) => `${percent}%/${waitMinutes}`).join(' ');

test.each([
  ['ECSAllAtOnce', '100%/0'],
  ['ECSCanary10Percent5Minutes', '10%/5 100%/0'],
  ['ECSCanary10Percent15Minutes', '10%/15 100%/0'],
  ['ECSLinear10PercentEvery1Minutes', '10%/1 20%/1 30%/1 40%/1 50%/1 60%/1 70%/1 80%/1 90%/1 100%/0'],
  ['ECSLinear10PercentEvery3Minutes', '10%/3 20%/3 30%/3 40%/3 50%/3 60%/3 70%/3 80%/3 90%/3 100%/0'],
])('%s goes over in the steps of its name', (name, steps) => {
  const config = predefinedDeploymentConfigs.find(
    ({ deploymentConfigName }) => deploymentConfigName === `CodeDeployDefault.${name}`,
  );
  expect(config && shown(stepsOfConfig(config))).toBe(steps);
});

test('a service goes over by its own strategy', () => {
  const of = {
    canary: { percent: 5, bakeTimeMinutes: 10 },
    linear: { percent: 40, bakeTimeMinutes: 6 },
  };
  expect(shown(stepsOfService({ ...of, strategy: 'BLUE_GREEN' }))).toBe('100%/0');
  expect(shown(stepsOfService({ ...of, strategy: 'CANARY' }))).toBe('5%/10 100%/0');
  expect(shown(stepsOfService({ ...of, strategy: 'LINEAR' }))).toBe('40%/6 80%/6 100%/0');
});

test('steps only rise, end with everything, and wait for nothing after it', () => {
  const percents = fc.integer({ min: 30, max: 1000 }).map((tenths) => tenths / 10);
  fc.assert(
    fc.property(percents, fc.integer({ min: 0, max: 1440 }), (percent, minutes) => {
      for (const steps of [linearSteps(percent, minutes), canarySteps(percent, minutes)]) {
        const shares = steps.map((step) => step.percent);
        expect(shares).toEqual(shares.toSorted((a, b) => a - b));
        expect(new Set(shares).size).toBe(shares.length);
        expect(steps.at(-1)).toEqual({ percent: 100, waitMinutes: 0 });
        expect(steps.slice(0, -1).every(({ waitMinutes }) => waitMinutes === minutes)).toBe(true);
      }
      expect(linearSteps(percent, minutes)).toHaveLength(Math.ceil(100 / percent - 1e-9));
    }),
  );
});
