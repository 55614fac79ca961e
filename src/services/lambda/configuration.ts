// The answers of GetFunctionConfiguration and its like. Pure.
import { createHash } from 'node:crypto';
import { defined } from '../../lib/defined.ts';
import type { AwsPlace } from '../../model/place.ts';
import type { FunctionRecord } from './function-record.ts';
import { arnOfFunction, type FunctionReference, type Shapes } from './names.ts';

type Configuration = Shapes['FunctionConfiguration'];

export interface ConfigurationOptions {
  readonly place: AwsPlace;
  /** Named by the ARN; the version of the record when it is absent. */
  readonly reference?: FunctionReference;
  readonly layerSizes: (arn: string) => number;
}

/** As GetFunctionConfiguration gives it. */
export function configurationOf(record: FunctionRecord, options: ConfigurationOptions): Configuration {
  return {
    ...plainConfiguration(record, options),
    ...stateOf(record),
    ...runtimeVersion(record, options.place),
  };
}

/** As lists give it: without what changes by itself. */
export function plainConfiguration(
  { name, version, values, settings }: FunctionRecord,
  { place, reference, layerSizes }: ConfigurationOptions,
): Configuration {
  const { given, layers } = settings;
  const qualifier = version === '$LATEST' ? {} : { qualifier: version };
  return defined({
    FunctionName: name,
    FunctionArn: arnOfFunction(reference ?? { name, ...qualifier }, place),
    Runtime: values.runtime as Configuration['Runtime'],
    Role: values.role,
    Handler: values.handler,
    CodeSize: settings.codeSizeBytes,
    CodeSha256: settings.codeSha256 === '' ? undefined : settings.codeSha256,
    Description: settings.description,
    Timeout: values.timeout,
    MemorySize: values.memorySize,
    LastModified: timeText(settings.modifiedAt),
    Version: version,
    ...givenMembers(given, place),
    Environment: settings.hasEnvironment ? { Variables: values.variables } : undefined,
    RevisionId: settings.revisionId,
    Layers: layers.length === 0 ? undefined : layers.map((arn) => ({ Arn: arn, CodeSize: layerSizes(arn) })),
    PackageType: values.packageType,
    LoggingConfig: loggingOf(name, given),
  });
}

/** `2026-11-28T12:00:00.000+0000` */
export function timeText(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}

function givenMembers(given: Readonly<Record<string, unknown>>, place: AwsPlace): Partial<Configuration> {
  const member = <N extends keyof Configuration>(name: N) => given[name] as Configuration[N];
  const vpc = given['VpcConfig'] as Shapes['VpcConfig'] | undefined;
  const hasVpc = (vpc?.SubnetIds?.length ?? 0) > 0 || (vpc?.SecurityGroupIds?.length ?? 0) > 0;
  return defined({
    Architectures: member('Architectures') ?? ['x86_64'],
    DeadLetterConfig: deadLetterOf(member('DeadLetterConfig')),
    KMSKeyArn: given['KMSKeyArn'] === '' ? undefined : member('KMSKeyArn'),
    TracingConfig: member('TracingConfig') ?? { Mode: 'PassThrough' },
    FileSystemConfigs: listMember(member('FileSystemConfigs')),
    EphemeralStorage: member('EphemeralStorage') ?? { Size: 512 },
    SnapStart: {
      ApplyOn: member('SnapStart')?.ApplyOn ?? 'None',
      // SnapStart is kept and given back: nothing here takes snapshots.
      OptimizationStatus: 'Off',
    },
    VpcConfig: hasVpc ? vpcOf(vpc, place) : undefined,
  });
}

function deadLetterOf(given: Shapes['DeadLetterConfig'] | undefined) {
  return given?.TargetArn === undefined || given.TargetArn === '' ? undefined : given;
}

function listMember<T>(given: readonly T[] | undefined): readonly T[] | undefined {
  return given === undefined || given.length === 0 ? undefined : given;
}

/** The network of the subnets is not known here: it has an id that stays the same for them. */
function vpcOf(given: Shapes['VpcConfig'] | undefined, { account }: AwsPlace): Shapes['VpcConfigResponse'] {
  const { SubnetIds = [], SecurityGroupIds = [], Ipv6AllowedForDualStack = false } = given ?? {};
  const digest = createHash('sha256')
    .update(`${account} ${SubnetIds.join(' ')}`)
    .digest('hex');
  return { SubnetIds, SecurityGroupIds, VpcId: `vpc-${digest.slice(0, 17)}`, Ipv6AllowedForDualStack };
}

function loggingOf(name: string, given: Readonly<Record<string, unknown>>): Shapes['LoggingConfig'] {
  const logging = (given['LoggingConfig'] ?? {}) as Shapes['LoggingConfig'];
  const isJson = logging.LogFormat === 'JSON';
  return {
    LogFormat: 'Text',
    LogGroup: `/aws/lambda/${name}`,
    ...(isJson ? { ApplicationLogLevel: 'INFO', SystemLogLevel: 'INFO' } : {}),
    ...logging,
  };
}

function stateOf({ settings }: FunctionRecord): Partial<Configuration> {
  const { state, lastUpdate, reason } = settings;
  const creating = { code: 'Creating', text: 'The function is being created.' };
  if (state === 'Pending') return { State: state, StateReason: creating.text, StateReasonCode: 'Creating' };
  const stateReason =
    state === 'Failed' && reason !== undefined
      ? { StateReason: reason.text, StateReasonCode: reason.code as Configuration['StateReasonCode'] }
      : {};
  const updateReason = lastUpdate === 'InProgress' ? creating : lastUpdate === 'Failed' ? reason : undefined;
  return defined({
    State: state,
    ...stateReason,
    LastUpdateStatus: lastUpdate,
    LastUpdateStatusReason: updateReason?.text,
    LastUpdateStatusReasonCode: updateReason?.code as Configuration['LastUpdateStatusReasonCode'],
  });
}

/** The ARN names a version of the runtime by a digest, of which this machine has one for each runtime. */
function runtimeVersion({ values }: FunctionRecord, { partition, region }: AwsPlace): Partial<Configuration> {
  if (values.runtime === undefined) return {};
  const digest = createHash('sha256').update(values.runtime).digest('hex');
  return {
    RuntimeVersionConfig: { RuntimeVersionArn: `arn:${partition}:lambda:${region}::runtime:${digest}` },
  };
}
