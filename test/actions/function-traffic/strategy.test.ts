// The names of strategies of the Lambda deploy action, and of its alarms.
import { expect, test } from 'vitest';
import { alarmNames, stepsOfStrategy } from '../../../src/actions/lambda-deploy/strategy.ts';

test.each([
  ['AllAtOnce', [[100, 0]]],
  [
    'Canary10Percent5Minutes',
    [
      [10, 5],
      [100, 0],
    ],
  ],
  [
    'Canary25Percent1Minute',
    [
      [25, 1],
      [100, 0],
    ],
  ],
  [
    'Linear30PercentEvery2Minutes',
    [
      [30, 2],
      [60, 2],
      [90, 2],
      [100, 0],
    ],
  ],
])('%s is followed in its steps', (name, expected) => {
  const steps = stepsOfStrategy(name);
  expect('steps' in steps && steps.steps.map(({ percent, waitMinutes }) => [percent, waitMinutes])).toEqual(
    expected,
  );
});

test.each([
  ['Canary', 'none of AllAtOnce'],
  ['canary10percent5minutes', 'none of AllAtOnce'],
  ['Canary0Percent5Minutes', '0 percent'],
  ['Canary100Percent5Minutes', '100 percent'],
  ['Linear10PercentEvery0Minutes', 'a minute at least'],
  ['Linear1PercentEvery60Minutes', '5940 minutes'],
])('%s is refused', (name, why) => {
  const steps = stepsOfStrategy(name);
  expect('failed' in steps && steps.failed).toContain(why);
});

test.each([
  ['', []],
  ['errors', ['errors']],
  ['errors, slow', ['errors', 'slow']],
  ['["errors","slow"]', ['errors', 'slow']],
])('%s names alarms', (text, expected) => {
  expect(alarmNames(text)).toEqual(expected);
});
