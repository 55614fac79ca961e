// A log group of CloudWatch that a shipped pipeline writes to. Pure.
import { logicalId, type GraphResource } from './resource-graph.ts';

/** A group that AWS makes by itself keeps its events for ever; this many days are kept instead. */
const logRetentionDays = 30;

export function logGroupResource(name: string, why: string, days = logRetentionDays): GraphResource {
  return {
    id: logicalId(name, 'LogGroup'),
    type: 'AWS::Logs::LogGroup',
    name,
    why,
    properties: { LogGroupName: name, RetentionInDays: days },
  };
}
