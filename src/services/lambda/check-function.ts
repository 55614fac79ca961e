// What CreateFunction and UpdateFunctionConfiguration refuse besides what the model says. Pure but for throwing.
// Source: Lambda API reference, and the texts that Lambda answers.
import { AwsError } from '../../aws/wire/aws-error.ts';
import { currentRuntimes, reservedVariables, retiredRuntimes } from '../../model/function.ts';
import { invalid } from './names.ts';

export interface FunctionToCheck {
  readonly runtime: string | undefined;
  readonly handler: string | undefined;
  readonly packageType: 'Zip' | 'Image';
  readonly timeout: number;
  readonly memorySize: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly layers: readonly string[];
}

const mostLayers = 5;
const mostVariableBytes = 4096;

/** @throws AwsError */
export function checkFunction(asked: FunctionToCheck): void {
  checkRuntime(asked);
  atMost('timeout', asked.timeout, 900);
  atMost('memorySize', asked.memorySize, 10_240);
  checkVariables(asked.variables);
  if (asked.layers.length > mostLayers) throw invalid(`Cannot reference more than ${mostLayers} layers.`);
}

/** What makes another kind of function of it: taken and ignored, it would run as something else. */
const otherKinds = new Set(['AcceleratorConfig', 'CapacityProviderConfig', 'DurableConfig', 'TenancyConfig']);

/** @param input of a call @throws AwsError */
export function refuseOtherKinds(input: object): void {
  const given = Object.entries(input).find(
    ([name, value]) => otherKinds.has(name) && value !== undefined,
  )?.[0];
  if (given !== undefined)
    throw invalid(`Slipway does not execute the ${given} of functions on this machine`);
}

function checkRuntime({ runtime, handler, packageType }: FunctionToCheck): void {
  if (packageType === 'Image') return;
  if (runtime === undefined || handler === undefined || handler === '')
    throw invalid(
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    );
  if (retiredRuntimes.includes(runtime))
    throw invalid(
      `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
    );
  if (!currentRuntimes.includes(runtime))
    throw invalid(
      `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${currentRuntimes.join(', ')}] or be a valid ARN`,
    );
}

function atMost(name: string, value: number, most: number): void {
  if (value <= most) return;
  throw new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint: Member must have value less than or equal to ${most}`,
  );
}

function checkVariables(variables: Readonly<Record<string, string>>): void {
  const reserved = Object.keys(variables).filter((name) => reservedVariables.includes(name));
  if (reserved.length > 0)
    throw invalid(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  const measured = JSON.stringify(variables);
  if (Object.keys(variables).length > 0 && Buffer.byteLength(measured) > mostVariableBytes)
    throw invalid(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${measured}`,
    );
}
