// Reads how long artifacts are kept: `{ "retention": [ { … } ] }`, a shape of Slipway's own (model/retention.ts).
import type { Node } from '../../lib/node.ts';
import { usualRetention, type RetentionRules } from '../../model/retention.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { number, object, optional } from '../shape.ts';
import { ours, type Kind } from './kind.ts';

export const retentionKind: Kind<RetentionRules> = ours('retention', readRetention, {
  title: 'a list of rules for keeping artifacts',
  file: 'retention.json',
  holds: 'how long the server keeps artifacts, and when it compresses them',
  shape: () => retentionShape,
});

function readRetention(root: Node): ReadResource<RetentionRules> {
  const { value, problems } = readShape(root, retentionShape);
  return { node: root, problems, ...(value === undefined ? {} : { value: { ...usualRetention, ...value } }) };
}

const retentionShape = object('retention', {
  days: optional(number({ min: 1 })),
  successful: optional(number({ min: 1 })),
  compressAfterDays: optional(number({ min: 0 })),
});
