// Reads parameters: `{ "parameters": [ … ] }`, a shape of Slipway's own (model/parameter.ts).
import { defined } from '../../lib/defined.ts';
import type { Node } from '../../lib/node.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { Parameter } from '../../model/parameter.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { any, number, object, optional, required, string, type ValueOf } from '../shape.ts';
import { ours, type Kind } from './kind.ts';

export const parameterKind: Kind<Parameter> = ours('parameters', readParameter, {
  title: 'a list of parameters',
  file: 'parameters.json',
  holds: 'what Parameter Store holds: values, and secrets that are made up once and kept encrypted',
  shape: () => parameterShape,
});

type RawParameter = ValueOf<typeof parameterShape>;

export function readParameter(root: Node): ReadResource<Parameter> {
  const { value, problems } = readShape(root, parameterShape);
  if (value === undefined) return { node: root, problems };
  return { node: root, problems: [...problems, ...valueProblems(root, value)], value: parameterFrom(value) };
}

/** As long as Secrets Manager makes them. */
const defaultLength = 32;

function parameterFrom({ Name, Value, GenerateSecretString }: RawParameter): Parameter {
  return {
    name: Name,
    ...defined({ value: Value }),
    ...(GenerateSecretString === undefined
      ? {}
      : { generatedLength: GenerateSecretString.PasswordLength ?? defaultLength }),
  };
}

function valueProblems(root: Node, { Type, Value, GenerateSecretString }: RawParameter): readonly Problem[] {
  const found = (message: string, remedy: string): readonly Problem[] => [
    problem({ code: 'ParameterInvalid', message, at: root.place, remedy }),
  ];
  if (Type === 'SecureString' && Value !== undefined)
    return found(
      'The value of a SecureString stands in a file',
      'Give it "GenerateSecretString", or no entry here and its value by slipway secret set --parameter.',
    );
  if ((Value === undefined) === (GenerateSecretString === undefined))
    return found('A parameter has a "Value" or a "GenerateSecretString"', 'Give it one of both.');
  return [];
}

const parameterShape = object('parameter', {
  Name: required(string({ min: 1, max: 2048 })),
  Type: optional(string({ oneOf: ['String', 'StringList', 'SecureString'] })),
  Value: optional(string({ coerce: 'notice' })),
  GenerateSecretString: optional(
    object('generated secret', {
      PasswordLength: optional(number({ integer: true, min: 1, max: 4096 })),
      ExcludePunctuation: optional(any()),
    }),
  ),
  Description: optional(string()),
});
