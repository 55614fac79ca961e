// Reads limits: `{ "limits": [ { "timeoutInMinutes": … } ] }`, a shape of Slipway's own (model/execution-limit.ts).
import type { Node } from '../../lib/node.ts';
import type { ExecutionLimit } from '../../model/execution-limit.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { number, object, optional, required, string } from '../shape.ts';
import { ours, type Kind } from './kind.ts';

export const executionLimitKind: Kind<ExecutionLimit> = ours('limits', readExecutionLimit, {
  title: 'a list of limits',
  file: 'limits.json',
  holds: 'how long a whole execution may take',
  shape: () => limitShape,
});

function readExecutionLimit(root: Node): ReadResource<ExecutionLimit> {
  return { node: root, ...readShape(root, limitShape) };
}

const limitShape = object('limit', {
  pipelineName: optional(string({ min: 1, max: 100 })),
  // As long as a journal is worth keeping open for: a year.
  timeoutInMinutes: required(number({ min: 0.01, max: 525_600 })),
});
