// The capacity that a cluster of Aurora Serverless v2 may have.
import type { RdsApi } from '../../aws/operations/rds.ts';
import { refuse } from '../service.ts';
import type { Scaling, Shapes } from './rds-records.ts';

/** Aurora user guide, "Setting the Aurora Serverless v2 capacity range for a cluster". @throws AwsError */
export function scalingOf(
  given: Shapes['ServerlessV2ScalingConfiguration'] | undefined,
): Scaling | undefined {
  if (given === undefined) return undefined;
  const { MinCapacity: min = 0.5, MaxCapacity: max = 1, SecondsUntilAutoPause: seconds } = given;
  const isStep = (value: number): boolean => Number.isInteger(value * 2);
  const wrong = (min !== 0 && min < 0.5) || max < 1 || max > 256 || min > max || !isStep(min) || !isStep(max);
  if (wrong)
    throw refuse<RdsApi>(
      'ValidationError',
      `Serverless v2 capacity ${min} - ${max} isn't valid: the minimum is 0 or from 0.5, the maximum from 1 to 256, both in steps of 0.5`,
    );
  if (seconds !== undefined && (min > 0 || seconds < 300 || seconds > 86_400))
    throw refuse<RdsApi>(
      'ValidationError',
      min > 0
        ? 'SecondsUntilAutoPause can only be set when MinCapacity is 0'
        : 'SecondsUntilAutoPause must be from 300 to 86400',
    );
  return { min, max, ...(min === 0 ? { pauseSeconds: seconds ?? 300 } : {}) };
}
