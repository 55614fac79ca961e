// Lambda functions: runtimes that exist, handlers that name something, variables that Lambda takes. Source: Lambda developer
// guide, "Lambda runtimes" and "Defined runtime environment variables"; API reference, CreateFunction.
import { didYouMean } from '../../lib/nearest.ts';
import type { Definition } from '../../model/definition.ts';
import {
  currentRuntimes,
  findFunction,
  reservedVariables,
  retiredRuntimes,
  runtimeFamilyOf,
  type LambdaFunction,
  type RuntimeFamily,
} from '../../model/function.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

export const functions: Rule = (definition) => [
  ...definition.functions.flatMap((lambda, index) => [
    ...(lambda.packageType === 'Image' ? image(lambda, index) : runtime(lambda, index)),
    ...handler(lambda, index),
    ...absent(lambda, index),
    ...variables(lambda, index),
  ]),
  ...places(definition),
];

function image({ functionName }: LambdaFunction, index: number): readonly Finding[] {
  return [
    {
      code: 'NotExecutedHere',
      severity: 'warning',
      message: `The function "${functionName}" is a container image, and those do not run here`,
      path: ['functions', index, 'FunctionName'],
    },
  ];
}

function runtime({ functionName, runtime }: LambdaFunction, index: number): readonly Finding[] {
  if (runtime === undefined)
    return [
      {
        code: 'MissingKey',
        message: `The function "${functionName}" has no "Runtime"`,
        path: ['functions', index, 'FunctionName'],
        remedy: 'Say which: nodejs24.x, python3.14, provided.al2023.',
        aws: 'CreateFunction answers InvalidParameterValueException.',
      },
    ];
  const path = ['functions', index, 'Runtime'] as const;
  if (retiredRuntimes.includes(runtime))
    return [
      {
        code: 'FunctionRuntimeUnknown',
        severity: 'warning',
        message: `The runtime ${runtime} is no longer taken for new functions`,
        path,
        remedy: 'Use nodejs24.x, python3.14 or provided.al2023.',
        aws: 'CreateFunction answers InvalidParameterValueException; an existing function goes on running.',
      },
      ...notRun(runtime, path),
    ];
  if (currentRuntimes.includes(runtime)) return notRun(runtime, path);
  return [
    {
      code: 'FunctionRuntimeUnknown',
      message: `There is no runtime "${runtime}"`,
      path,
      remedy: didYouMean(runtime, currentRuntimes, `Runtimes: ${currentRuntimes.join(', ')}.`),
      aws: 'CreateFunction answers InvalidParameterValueException.',
    },
  ];
}

function notRun(runtime: string, path: Finding['path']): readonly Finding[] {
  if (runtimeFamilyOf(runtime) !== undefined) return [];
  return [
    {
      code: 'NotExecutedHere',
      severity: 'warning',
      message: `Functions of the runtime ${runtime} do not run here`,
      path,
      remedy: 'Node.js, Python, Java and provided (a program named bootstrap) run.',
    },
  ];
}

const handlerForms: Readonly<Record<RuntimeFamily, RegExp>> = {
  node: /^[^.].*\.[^.]+$/,
  python: /^[^.].*\.[^.]+$/,
  // `package.Class::method`, or a class that implements one of Lambda's interfaces.
  java: /^[\w$]+(\.[\w$]+)*(::[\w$]+)?$/,
  provided: /^/,
};

const ofFile = 'Name the file without its ending and the function: "check.handler".';
const handlerRemedies: Readonly<Record<RuntimeFamily, string>> = {
  node: ofFile,
  python: ofFile,
  java: 'Name the class with its package, and the method: "com.example.Check::handle".',
  provided: 'Any text will do: a program named bootstrap receives it.',
};

function handler(
  { functionName, runtime = '', handler, packageType }: LambdaFunction,
  index: number,
): readonly Finding[] {
  const family = runtimeFamilyOf(runtime);
  if (packageType === 'Image' || family === undefined) return [];
  const isWhole = handler !== undefined && handlerForms[family].test(handler);
  if (isWhole) return [];
  return [
    {
      code: handler === undefined ? 'MissingKey' : 'FunctionHandlerInvalid',
      message:
        handler === undefined
          ? `The function "${functionName}" has no "Handler"`
          : `The handler "${handler}" names no function of a file`,
      path: ['functions', index, handler === undefined ? 'FunctionName' : 'Handler'],
      remedy: handlerRemedies[family],
      aws:
        handler === undefined
          ? 'CreateFunction answers InvalidParameterValueException.'
          : 'Every invocation ends with Runtime.MalformedHandlerName.',
    },
  ];
}

function absent({ absent }: LambdaFunction, index: number): readonly Finding[] {
  return absent.map((key) => ({
    code: 'NotExecutedHere',
    severity: 'warning',
    message: `The function has "${key}", which are not there when it runs here`,
    path: ['functions', index, key],
    atKey: true,
    remedy:
      key === 'Layers'
        ? 'Put what its code takes from them next to the code as well, as far as it is run here.'
        : 'Let it do without them here, or run it on AWS only.',
  }));
}

function variables({ variables }: LambdaFunction, index: number): readonly Finding[] {
  return Object.keys(variables)
    .filter((name) => reservedVariables.includes(name))
    .map((name) => ({
      code: 'VariableReserved',
      message: `The variable ${name} is set by Lambda itself`,
      path: ['functions', index, 'Environment', 'Variables', name],
      atKey: true,
      remedy: 'Give it another name.',
      aws: 'CreateFunction answers InvalidParameterValueException.',
    }));
}

function places({ functions, functionCode }: Definition): readonly Finding[] {
  return functionCode.flatMap(({ functionName }, index): readonly Finding[] => {
    if (findFunction(functions, functionName) !== undefined) return [];
    const names = functions.map((lambda) => lambda.functionName);
    return [
      {
        code: 'FunctionUnknown',
        message: `The code is for a function "${functionName}", which the definition does not have`,
        path: ['functionCode', index, 'functionName'],
        remedy: didYouMean(functionName, names, `Functions: ${names.join(', ') || 'none'}.`),
      },
    ];
  });
}
