// Reads gates: `{ "gates": [ … ] }`, a shape of Slipway's own (model/gate.ts).
import type { Node } from '../../lib/node.ts';
import type { Gate } from '../../model/gate.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { boolean, number, object, optional, required, string } from '../shape.ts';
import { ours, type Kind } from './kind.ts';

export const gateKind: Kind<Gate> = ours('gates', readGate, {
  title: 'a list of gates',
  file: 'gates.json',
  holds: 'what line coverage, branch coverage and pass rate a build must reach',
  shape: () => gateShape,
});

function readGate(root: Node): ReadResource<Gate> {
  return { node: root, ...readShape(root, gateShape) };
}

const percentage = optional(number({ min: 0, max: 100 }));

const gateShape = object('gate', {
  projectName: required(string({ min: 1 })),
  lineCoverage: percentage,
  branchCoverage: percentage,
  passRate: percentage,
  notBelowLast: optional(boolean()),
});
