// Clusters of Aurora Serverless v2 that never pause (Aurora user guide, "Scaling to Zero ACUs with automatic pause and resume").
import type { Finding } from '../../lib/finding.ts';
import type { BilledResource } from '../../model/cost-line.ts';
import { prices } from '../../model/prices.ts';
import type { PlacedAction } from '../../model/pipeline-walk.ts';
import type { Nearby } from '../provider.ts';
import { billedResources } from './billed-resources.ts';

/** In ACU; undefined where it is not known, or the cluster is not serverless. */
export function minCapacity({ values }: BilledResource): number | undefined {
  const written = values['ServerlessV2ScalingConfiguration.MinCapacity'];
  const capacity = Number(written);
  return written === undefined || Number.isNaN(capacity) ? undefined : capacity;
}

export async function checkCapacity(placed: PlacedAction, nearby: Nearby): Promise<readonly Finding[]> {
  const clusters = (await billedResources(placed, nearby)).filter(
    ({ type }) => type === 'AWS::RDS::DBCluster',
  );
  return clusters.flatMap((cluster): readonly Finding[] => {
    const min = minCapacity(cluster);
    if (min === undefined || min === 0) return [];
    const cost = (min * prices.hoursInMonth * prices.auroraCapacityHour).toFixed(2);
    return [
      {
        code: 'DatabaseNeverPauses',
        severity: 'notice',
        message: `The cluster ${cluster.logicalId} has a minimum of ${min} ACU, with which it never pauses: at least ${cost} USD a month`,
        path: [...placed.path, 'configuration', 'TemplatePath'],
        aws: 'Only a minimum of 0 ACU pauses after SecondsUntilAutoPause, and costs nothing but its storage meanwhile.',
        remedy:
          'Set MinCapacity to 0 and SecondsUntilAutoPause to 300 where the first request after a pause may take 15 seconds.',
      },
    ];
  });
}
