// Reads `{ "functionCode": [ { "functionName": …, "path": … } ] }`, a shape of Slipway's own (model/function.ts).
import type { Node } from '../../lib/node.ts';
import type { FunctionCode } from '../../model/function.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { object, required, string } from '../shape.ts';
import { ours, type Kind } from './kind.ts';

export const functionCodeKind: Kind<FunctionCode> = ours('functionCode', readFunctionCode, {
  title: 'a list of places of code',
  file: 'function-code.json',
  holds: 'where the code of a function lies, when not in `functions/NAME`: `{ "functionCode": [ … ] }`',
  shape: () => codeShape,
});

function readFunctionCode(root: Node): ReadResource<FunctionCode> {
  return { node: root, ...readShape(root, codeShape) };
}

const codeShape = object('code of a function', {
  functionName: required(string({ min: 1 })),
  path: required(string({ min: 1 })),
});
