// What of a fleet is about AWS: how its instances come and go, and the configuration of its CloudWatch agent, in the agent's own
// words. Sources: EC2 Auto Scaling API reference; CloudWatch user guide, "CloudWatch agent configuration file".
import type { AutoScaling, Fleet } from '../../../model/fleet.ts';
import type { NotExecuted } from '../../../model/not-executed.ts';
import { any, list, number, object, optional, required, string } from '../../shape.ts';

const size = optional(number({ integer: true, min: 0, max: 10_000 }));

const scheduledActionShape = object('scheduled action', {
  scheduledActionName: required(string({ min: 1, max: 255 })),
  recurrence: required(
    string({ pattern: /\S+( \S+){4}/, patternText: 'five fields of cron such as "0 20 * * *"' }),
  ),
  timeZone: optional(string({ min: 1, max: 255 })),
  minSize: size,
  maxSize: size,
  desiredCapacity: size,
});

export const autoScalingShape = object('autoScaling', {
  minSize: size,
  maxSize: size,
  averageCpuUtilization: optional(number({ min: 1, max: 100 })),
  scheduledActions: optional(list(scheduledActionShape, { min: 1, max: 125 })),
});

const collectedFileShape = object('file to collect', {
  file_path: required(string({ pattern: /\/[^*?]*/, patternText: 'the absolute path of one file' })),
  log_group_name: required(
    string({ min: 1, max: 512, pattern: /[\w/.#-]+/, patternText: 'letters, digits and _ / . # -' }),
  ),
  log_stream_name: optional(string({ min: 1, max: 512 })),
  retention_in_days: optional(number({ integer: true, min: 1, max: 3653 })),
});

const collectListShape = object('files', { collect_list: required(list(collectedFileShape, { min: 1 })) });

export const cloudWatchAgentShape = object('configuration of the CloudWatch agent', {
  agent: optional(any()),
  metrics: optional(any()),
  logs: optional(
    object('logs', {
      logs_collected: required(object('logs_collected', { files: required(collectListShape) })),
    }),
  ),
});

/** Hosts of this machine are as many as the fleet says. */
export function autoScalingNotExecuted({
  autoScaling = {},
}: Pick<Fleet, 'autoScaling'>): readonly NotExecuted[] {
  const reason = 'here there are always as many hosts as "instances" says';
  const keys: readonly (keyof AutoScaling)[] = ['averageCpuUtilization', 'scheduledActions'];
  return keys
    .filter((key) => autoScaling[key] !== undefined)
    .map((key) => ({ what: `autoScaling.${key}`, reason }));
}
