// Reads a Lambda function: the input of `aws lambda create-function`, or what `get-function` and
// `get-function-configuration` return of one.
import { defined } from '../../lib/defined.ts';
import type { Lambda } from '../../aws/types/lambda.ts';
import { entryOf, type MapEntry, type Node } from '../../lib/node.ts';
import type { LambdaFunction } from '../../model/function.ts';
import { notExecuted, type AwsRules } from '../aws-rules.ts';
import { awsShape, readAws } from '../aws-shape.ts';
import { refusedByCli, type ReadResource } from '../resource.ts';
import { type Kind } from './kind.ts';

export const lambdaFunctionKind: Kind<LambdaFunction> = {
  title: 'a Lambda function',
  file: 'function.json',
  holds: 'what `aws lambda create-function` takes; the code lies in `functions/NAME`',
  words: ['FunctionName'],
  isOne: isFunction,
  shape: () => awsShape('CreateFunctionRequest', lambdaRules),
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
  const read = readAws(node, 'CreateFunctionRequest', lambdaRules);
  const { value, problems } = read;
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
      notExecuted: read.notExecuted,
      absent: (['Layers', 'FileSystemConfigs'] as const).filter((key) => (value[key] ?? []).length > 0),
    },
  };
}

/** `get-function` wraps the configuration and puts the place of the code next to it. */
function bare(root: Node): Node {
  return entryOf(root, 'Configuration')?.value ?? root;
}

function withoutOutputs(node: Node): Node {
  return without(
    node,
    (key) => outputs.has(key),
    ({ key, value }) => {
      const inner = innerOutputs[key] ?? [];
      return key === 'Layers' ? arnsOf(value) : without(value, (each) => inner.includes(each));
    },
  );
}

function without(
  node: Node,
  isOutput: (key: string) => boolean,
  valueOf = ({ value }: MapEntry): Node => value,
): Node {
  if (node.kind !== 'map') return node;
  const entries = node.entries.filter(({ key }) => !isOutput(key));
  return { ...node, entries: entries.map((entry) => ({ ...entry, value: valueOf(entry) })) };
}

/** `get-function` gives a layer with its size. */
function arnsOf(layers: Node): Node {
  if (layers.kind !== 'list') return layers;
  return { ...layers, items: layers.items.map((layer) => entryOf(layer, 'Arn')?.value ?? layer) };
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
  'ImageConfigResponse',
  'State',
  'StateReason',
  'StateReasonCode',
  'Version',
]);

/** Of structures in them. */
const innerOutputs: Readonly<Record<string, readonly string[]>> = {
  Environment: ['Error'],
  SnapStart: ['OptimizationStatus'],
  VpcConfig: ['VpcId'],
};

/** Who brings the code by --zip-file says nothing of it here. */
export const lambdaRules: AwsRules<Lambda> = {
  service: 'lambda',
  unknownKey: refusedByCli.aws,
  structures: {
    CreateFunctionRequest: {
      called: 'function',
      keys: {
        FunctionName: {
          is: 'honoured',
          text: {
            pattern: /(arn:aws[a-zA-Z-]*:lambda:[\w-]*:\d{12}:function:|\d{12}:function:)?[A-Za-z0-9-_]+/,
            patternText: 'letters, digits, - _',
          },
        },
        Runtime: { is: 'honoured', anyValue: true, text: { min: 1 } },
        Role: { is: 'honoured', need: 'expected' },
        Handler: { is: 'honoured', text: { pattern: /\S+/, patternText: 'text without spaces' } },
        Code: { is: 'honoured', need: 'optional' },
        Description: 'inert',
        Timeout: { is: 'honoured', limits: { max: 900 } },
        MemorySize: 'honoured',
        Publish: notExecuted('every invocation runs the code as it is', false),
        PublishTo: notExecuted('every invocation runs the code as it is'),
        VpcConfig: notExecuted('the function reaches the network of this machine'),
        PackageType: 'honoured',
        DeadLetterConfig: notExecuted('a failed invocation is reported to its caller alone'),
        Environment: 'honoured',
        KMSKeyArn: 'inert',
        TracingConfig: notExecuted('nothing is traced', { Mode: 'PassThrough' }),
        Tags: 'inert',
        // A rule reports both, with what to do about them.
        Layers: 'honoured',
        FileSystemConfigs: 'honoured',
        CodeSigningConfigArn: notExecuted('signatures of code are not checked'),
        ImageConfig: notExecuted('functions in container images do not run here'),
        Architectures: notExecuted('the function runs on the processor of this machine'),
        EphemeralStorage: notExecuted('the room of /tmp is that of this machine', { Size: 512 }),
        SnapStart: notExecuted('every start is a start from nothing', { ApplyOn: 'None' }),
        LoggingConfig: notExecuted('what the function prints is in the log of its caller', {
          LogFormat: 'Text',
        }),
        TenancyConfig: notExecuted('every invocation has a process of its own'),
        CapacityProviderConfig: notExecuted('functions run on this machine'),
        DurableConfig: notExecuted('an invocation that has ended is not resumed'),
        RuntimeConfig: notExecuted('the runtime is that of this machine'),
        AcceleratorConfig: notExecuted('functions run on this machine'),
      },
    },
    // The code itself lies next to the definition.
    FunctionCode: {
      called: 'code',
      keys: {
        ZipFile: 'inert',
        S3Bucket: 'inert',
        S3Key: 'inert',
        S3ObjectVersion: 'inert',
        S3ObjectStorageMode: 'inert',
        ImageUri: 'honoured',
        SourceKMSKeyArn: 'inert',
      },
    },
    Environment: {
      called: 'environment',
      keys: {
        Variables: {
          is: 'honoured',
          key: {
            pattern: /[a-zA-Z_][a-zA-Z0-9_]*/,
            patternText: 'letters, digits, _, not beginning with a digit',
          },
        },
      },
    },
    FileSystemConfig: {
      called: 'file system',
      keys: { Arn: 'inert', LocalMountPath: 'inert', S3FilesConfig: 'inert' },
    },
  },
};
