// Reads limits: `{ "limits": [ { "timeoutInMinutes": … } ] }`, a shape of Slipway's own (model/execution-limit.ts).
import type { Node } from '../../lib/node.ts';
import type { ExecutionLimit } from '../../model/execution-limit.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { number, object, optional, required, string } from '../shape.ts';

export function readExecutionLimit(root: Node): ReadResource<ExecutionLimit> {
  return { node: root, ...readShape(root, limitShape) };
}

const limitShape = object('limit', {
  pipelineName: optional(string({ min: 1, max: 100 })),
  // As long as a journal is worth keeping open for: a year.
  timeoutInMinutes: required(number({ min: 0.01, max: 525_600 })),
});
