// What a pipe may be here: what AWS would refuse of it, and what is not executed on this machine, by its name. Pure. Source:
// EventBridge Pipes API reference, CreatePipe.
import type { PipesApi } from '../../aws/operations/pipes.ts';
import { isRecord } from '../../lib/is-record.ts';
import { isFailed } from '../../lib/result.ts';
import { parseArn } from '../../model/arn.ts';
import { parsePattern } from '../../model/events/event-pattern.ts';
import { wrongParameter, wrongTemplate } from './input-template.ts';
import { sourceKinds } from './pipe-source.ts';
import { isTargetService } from './pipe-target.ts';

type Given = Pick<
  PipesApi['shapes']['CreatePipeRequest'],
  | 'Source'
  | 'SourceParameters'
  | 'Enrichment'
  | 'EnrichmentParameters'
  | 'Target'
  | 'TargetParameters'
  | 'RoleArn'
  | 'LogConfiguration'
>;

export interface WrongPipe {
  readonly property: string;
  readonly message: string;
  /** AWS would do it. */
  readonly isNotExecuted?: true;
}

/** The first of each part. */
export function wrongParts(given: Given): readonly WrongPipe[] {
  return [wrongSource, wrongEnrichment, wrongTarget, wrongRest].flatMap((check) => check(given) ?? []);
}

function notExecuted(property: string, what: string): WrongPipe {
  return { property, message: `Slipway does not execute ${what} on this machine`, isNotExecuted: true };
}

const parametersOfSource: Readonly<Record<string, string>> = {
  sqs: 'SqsQueueParameters',
  dynamodb: 'DynamoDBStreamParameters',
  kinesis: 'KinesisStreamParameters',
};

function wrongSource({ Source, SourceParameters = {} }: Given): WrongPipe | undefined {
  const arn = parseArn(Source);
  const kind = arn?.service ?? '';
  if (arn !== undefined && !sourceKinds.includes(kind)) return notExecuted('Source', `pipes from ${kind}`);
  if (arn === undefined || (kind === 'dynamodb' && !arn.resource.includes('/stream/')))
    return { property: 'Source', message: `${Source} is not the ARN of a source` };
  const { FilterCriteria, ...given } = SourceParameters;
  const other = Object.keys(given).find((name) => name !== parametersOfSource[kind]);
  const property = 'SourceParameters';
  if (other !== undefined) return { property, message: `${other} is not for the source ${Source}` };
  const ofStream = SourceParameters.DynamoDBStreamParameters ?? SourceParameters.KinesisStreamParameters;
  if (kind !== 'sqs' && ofStream === undefined)
    return { property, message: `${parametersOfSource[kind]} with a StartingPosition are required` };
  if (ofStream?.StartingPosition === 'AT_TIMESTAMP' && !('StartingPositionTimestamp' in ofStream))
    return { property, message: 'AT_TIMESTAMP requires StartingPositionTimestamp' };
  const wrong = (FilterCriteria?.Filters ?? []).find(({ Pattern = '' }) => !isPattern(Pattern));
  return wrong && { property, message: `Invalid filter pattern: ${wrong.Pattern ?? ''}` };
}

function isPattern(text: string): boolean {
  try {
    return !isFailed(parsePattern(JSON.parse(text)));
  } catch {
    return false;
  }
}

function wrongEnrichment({ Enrichment, EnrichmentParameters = {} }: Given): WrongPipe | undefined {
  if (Enrichment === undefined) return undefined;
  const service = parseArn(Enrichment)?.service;
  if (service === undefined)
    return { property: 'Enrichment', message: `${Enrichment} is not the ARN of an enrichment` };
  if (!['lambda', 'states', 'execute-api'].includes(service))
    return notExecuted('Enrichment', `enrichments by ${service}`);
  const { HttpParameters, InputTemplate } = EnrichmentParameters;
  const property = 'EnrichmentParameters';
  if (HttpParameters !== undefined && service !== 'execute-api')
    return { property, message: `HttpParameters are not for the enrichment ${Enrichment}` };
  const wrong = wrongTemplate(InputTemplate ?? '');
  return wrong === undefined ? undefined : { property, message: `Invalid InputTemplate: ${wrong}` };
}

const parametersOfTarget: Readonly<Record<string, string>> = {
  lambda: 'LambdaFunctionParameters',
  states: 'StepFunctionStateMachineParameters',
  sqs: 'SqsQueueParameters',
  events: 'EventBridgeEventBusParameters',
  logs: 'CloudWatchLogsParameters',
  kinesis: 'KinesisStreamParameters',
};

function wrongTarget({ Target, TargetParameters = {} }: Given): WrongPipe | undefined {
  const arn = parseArn(Target);
  if (arn === undefined) return { property: 'Target', message: `${Target} is not the ARN of a target` };
  const isDestination = arn.service === 'events' && arn.resource.startsWith('api-destination/');
  if (isDestination || !isTargetService(arn.service))
    return notExecuted('Target', `pipes to ${isDestination ? 'API destinations' : arn.service}`);
  const { InputTemplate = '', ...given } = TargetParameters;
  const property = 'TargetParameters';
  const other = Object.keys(given).find((name) => name !== parametersOfTarget[arn.service]);
  if (other !== undefined) return { property, message: `${other} is not for the target ${Target}` };
  if (TargetParameters.EventBridgeEventBusParameters?.EndpointId !== undefined)
    return notExecuted(property, 'global endpoints of EventBridge');
  if (arn.service === 'kinesis' && TargetParameters.KinesisStreamParameters === undefined)
    return { property, message: 'KinesisStreamParameters with a PartitionKey are required' };
  const wrong = wrongTemplate(InputTemplate) ?? textsIn(given).map(wrongParameter).find(Boolean);
  return wrong === undefined ? undefined : { property, message: `Invalid parameter of the target: ${wrong}` };
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}

function wrongRest({ RoleArn, LogConfiguration }: Given): WrongPipe | undefined {
  if (parseArn(RoleArn)?.service !== 'iam')
    return { property: 'RoleArn', message: `${RoleArn} is not the ARN of a role` };
  if (LogConfiguration !== undefined && LogConfiguration.Level !== 'OFF')
    return notExecuted('LogConfiguration', 'logs of pipes');
  return undefined;
}
