// DeployStrategy of the Lambda deploy action (CodePipeline user guide, "AWS Lambda deploy action reference"). Pure.
import type { Result } from '../../lib/result.ts';
import { canarySteps, linearSteps, type TrafficStep } from '../../model/traffic-steps.ts';

/** The longest time from the first to the last shift. */
const mostMinutes = 2 * 24 * 60;

/** The steps, or what is wrong with the name. */
export function stepsOfStrategy(strategy: string): Result<{ readonly steps: readonly TrafficStep[] }> {
  if (strategy === 'AllAtOnce') return { steps: canarySteps(100, 0) };
  const match = /^(?:(Canary)(\d+)Percent(\d+)Minutes?|(Linear)(\d+)PercentEvery(\d+)Minutes?)$/.exec(
    strategy,
  );
  if (match === null)
    return {
      failed: 'it is none of AllAtOnce, Canary10Percent5Minutes, Linear10PercentEvery1Minute and their like',
    };
  const percent = Number(match[2] ?? match[5]);
  const minutes = Number(match[3] ?? match[6]);
  if (percent < 1 || percent > 99) return { failed: `${percent} percent is not from 1 to 99` };
  if (minutes < 1) return { failed: 'a step takes a minute at least' };
  const steps = match[1] === undefined ? linearSteps(percent, minutes) : canarySteps(percent, minutes);
  const total = steps.reduce((sum, { waitMinutes }) => sum + waitMinutes, 0);
  return total > mostMinutes ? { failed: `it takes ${total} minutes, and two days are the most` } : { steps };
}

/** Names of alarms, as the console writes them (separated by commas) or as a list in JSON. */
export function alarmNames(text: string): readonly string[] {
  const bare = text.trim().replace(/^\[(.*)\]$/s, '$1');
  return bare
    .split(',')
    .map((each) => each.trim().replace(/^"(.*)"$/, '$1'))
    .filter((each) => each !== '');
}
