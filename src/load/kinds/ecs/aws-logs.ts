// The log driver awslogs of a container (Amazon ECS developer guide, "Send Amazon ECS logs to CloudWatch"). Pure.
import { defined } from '../../../lib/defined.ts';
import type { ContainerDefinition } from '../../../model/task-definition.ts';
import type { RawContainer } from './task-definition-shape.ts';

/** Each line is an event. */
const executed: ReadonlySet<string> = new Set([
  'awslogs-group',
  'awslogs-region',
  'awslogs-stream-prefix',
  'awslogs-create-group',
]);

/** Undefined with another driver, and without a group. */
export function awsLogsOf({ logConfiguration }: RawContainer): ContainerDefinition['awsLogs'] {
  const { logDriver, options = {} } = logConfiguration ?? {};
  const { 'awslogs-group': group, 'awslogs-region': region, 'awslogs-stream-prefix': streamPrefix } = options;
  if (logDriver !== 'awslogs' || group === undefined) return undefined;
  const createsGroup = options['awslogs-create-group'] === 'true' ? true : undefined;
  return { group, ...defined({ region, streamPrefix, createsGroup }) };
}

/** What a container asks of its log and nothing here does. */
export function logNotExecuted(raw: RawContainer): readonly string[] {
  if (raw.logConfiguration === undefined) return [];
  if (awsLogsOf(raw) === undefined) return ['logConfiguration'];
  const options = Object.keys(raw.logConfiguration.options ?? {}).filter((key) => !executed.has(key));
  return options.map((key) => `logConfiguration.options.${key}`);
}
