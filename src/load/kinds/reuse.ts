// Reads what is reused: `{ "reuse": [ { "projectName": … } ] }`, a shape of Slipway's own (model/reuse.ts).
import type { Node } from '../../lib/node.ts';
import type { ReusedProject } from '../../model/reuse.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { list, object, optional, required, string } from '../shape.ts';
import { ours, type Kind } from './kind.ts';

export const reusedProjectKind: Kind<ReusedProject> = ours('reuse', readReuse, {
  title: 'a list of projects whose work is reused',
  file: 'reuse.json',
  holds: 'which projects may take what an earlier build gave, and the files they depend on',
  shape: () => reuseShape,
});

function readReuse(root: Node): ReadResource<ReusedProject> {
  return { node: root, ...readShape(root, reuseShape) };
}

const reuseShape = object('reuse', {
  projectName: required(string({ min: 1 })),
  paths: optional(list(string({ min: 1 }), { min: 1 })),
});
