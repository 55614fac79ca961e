// Reads a Lambda function: the input of `aws lambda create-function`, or what `get-function` and
// `get-function-configuration` return of one.
import { defined } from '../../lib/defined.ts';
import { entryOf, type Node } from '../../lib/node.ts';
import type { LambdaFunction } from '../../model/function.ts';
import { readShape } from '../read-shape.ts';
import { refusedByCli, type ReadResource } from '../resource.ts';
import { any, expected, list, number, object, optional, record, required, string } from '../shape.ts';
import { type Kind } from './kind.ts';

export const lambdaFunctionKind: Kind<LambdaFunction> = {
  title: 'a Lambda function',
  file: 'function.json',
  holds: 'what `aws lambda create-function` takes; the code lies in `functions/NAME`',
  words: ['FunctionName'],
  isOne: isFunction,
  read: readFunction,
};

/** Invocations, aliases and permissions have a FunctionName too: one more word of a function must stand there. */
export function isFunction(root: Node): boolean {
  const node = bare(root);
  const has = (key: string): boolean => entryOf(node, key) !== undefined;
  return has('FunctionName') && ['Role', 'Code', 'Handler', 'Runtime'].some(has);
}

export function readFunction(root: Node): ReadResource<LambdaFunction> {
  const node = withoutOutputs(bare(root));
  const { value, problems } = readShape(node, functionShape);
  if (value === undefined) return { node, problems };
  const { FunctionName, Runtime, Handler, Role, Timeout, MemorySize, Environment, PackageType, Code } = value;
  const isImage = PackageType === 'Image' || Code?.ImageUri !== undefined;
  return {
    node,
    problems,
    value: {
      functionName: FunctionName,
      ...defined({ runtime: Runtime, handler: Handler, role: Role }),
      timeout: Timeout ?? 3,
      memorySize: MemorySize ?? 128,
      variables: Environment?.Variables ?? {},
      packageType: isImage ? 'Image' : 'Zip',
      absent: (['Layers', 'FileSystemConfigs'] as const).filter((key) => (value[key] ?? []).length > 0),
    },
  };
}

/** `get-function` wraps the configuration and puts the place of the code next to it. */
function bare(root: Node): Node {
  return entryOf(root, 'Configuration')?.value ?? root;
}

function withoutOutputs(node: Node): Node {
  if (node.kind !== 'map') return node;
  return { ...node, entries: node.entries.filter(({ key }) => !outputs.has(key)) };
}

/** What FunctionConfiguration has and CreateFunction does not take. */
const outputs = new Set([
  'CodeSha256',
  'CodeSize',
  'FunctionArn',
  'LastModified',
  'LastUpdateStatus',
  'LastUpdateStatusReason',
  'LastUpdateStatusReasonCode',
  'MasterArn',
  'RevisionId',
  'RuntimeVersionConfig',
  'SigningJobArn',
  'SigningProfileVersionArn',
  'State',
  'StateReason',
  'StateReasonCode',
  'Version',
]);

/** Lambda API reference, CreateFunction. Who brings the code by --zip-file says nothing of it here. */
const functionShape = object(
  'function',
  {
    FunctionName: required(
      string({
        min: 1,
        max: 140,
        pattern: /(arn:aws[a-zA-Z-]*:lambda:[\w-]*:\d{12}:function:|\d{12}:function:)?[A-Za-z0-9-_]+/,
        patternText: 'letters, digits, - _',
      }),
    ),
    Role: expected(string({ min: 1 })),
    Runtime: optional(string({ min: 1 })),
    Handler: optional(string({ max: 128, pattern: /\S+/, patternText: 'text without spaces' })),
    Code: optional(
      object('code', {
        ZipFile: optional(any()),
        S3Bucket: optional(any()),
        S3Key: optional(any()),
        S3ObjectVersion: optional(any()),
        S3ObjectStorageMode: optional(any()),
        ImageUri: optional(string({ min: 1 })),
        SourceKMSKeyArn: optional(any()),
      }),
    ),
    Timeout: optional(number({ integer: true, min: 1, max: 900 })),
    MemorySize: optional(number({ integer: true, min: 128, max: 32_768 })),
    Environment: optional(
      object('environment', {
        Variables: optional(
          record(string(), {
            key: {
              pattern: /[a-zA-Z_][a-zA-Z0-9_]*/,
              patternText: 'letters, digits, _, not beginning with a digit',
            },
          }),
        ),
        Error: optional(any()),
      }),
    ),
    Layers: optional(list(any())),
    FileSystemConfigs: optional(list(any())),
    PackageType: optional(string({ oneOf: ['Zip', 'Image'] })),
    Architectures: optional(list(string({ oneOf: ['x86_64', 'arm64'] }))),
    ...Object.fromEntries(
      [
        'CapacityProviderConfig',
        'CodeSigningConfigArn',
        'DeadLetterConfig',
        'Description',
        'DurableConfig',
        'EphemeralStorage',
        'ImageConfig',
        'ImageConfigResponse',
        'KMSKeyArn',
        'LoggingConfig',
        'Publish',
        'PublishTo',
        'SnapStart',
        'Tags',
        'TenancyConfig',
        'TracingConfig',
        'VpcConfig',
      ].map((name) => [name, optional(any())] as const),
    ),
  },
  refusedByCli,
);
