// A batch of events on its way through a pipe: enriched, transformed, and given to the target in the name of the pipe's role. Source:
// EventBridge user guide, "Amazon EventBridge Pipes event enrichment" and "Amazon EventBridge Pipes batching and concurrency".
import { CallRefused } from '../../aws/client/decode-response.ts';
import { callingAs, sendToEndpoint, type CallAws } from '../../account/call-aws.ts';
import { sessionOfRole } from '../../account/principals.ts';
import type { Principal } from '../../account/sessions.ts';
import type { JsonValue } from '../../lib/json-path.ts';
import { parseArn } from '../../model/arn.ts';
import type { AwsPlace } from '../../model/place.ts';
import { textIn } from '../cloudformation/resource-type.ts';
import type { Ground } from '../service.ts';
import { transformed, type PipeContext, type PipeEvent } from './input-template.ts';
import { arnOfPipe, type PipeRecord } from './pipe-record.ts';
import { eventOfEnrichment, type SourceEvent } from './pipe-source.ts';
import { targetCalls, type NotTaken, type TargetCall } from './pipe-target.ts';

export interface PipeGround {
  readonly ground: Pick<Ground, 'keep' | 'sessions' | 'url'>;
  readonly place: AwsPlace;
}

/** What has not gone through. */
export interface BatchFailure {
  /** The ids of its events. */
  readonly ids: readonly string[];
  readonly why: string;
}

/** What is not an AWS service's refusal is thrown: it is no failure of the batch. @returns undefined when all went through */
export async function runBatch(
  where: PipeGround,
  record: PipeRecord,
  events: readonly SourceEvent[],
): Promise<BatchFailure | undefined> {
  const ids = events.map(({ id }) => id);
  try {
    const context = contextOf(record);
    const enriched = await enrichedBy({ where, record, context }, events);
    const template = record.TargetParameters?.InputTemplate;
    const items = enriched.map((event) => ({ event, value: transformed(template, event, context) }));
    if (items.length === 0) return undefined;
    const failed = new Set<string>();
    let why: string | undefined;
    const call = callingFor(where, record, record.Target);
    for (const each of targetCalls(items, record)) {
      const notTaken = await taken(call, each);
      if (notTaken === undefined) continue;
      why ??= notTaken.why;
      for (const id of failedIds(notTaken, each, { ids, isOneToOne: items.length === ids.length }))
        failed.add(id);
    }
    return why === undefined ? undefined : { ids: [...failed], why };
  } catch (error) {
    if (!(error instanceof CallRefused) && !(error instanceof EnrichmentFailed)) throw error;
    const why = error instanceof CallRefused ? `${error.code}: ${error.message}` : error.message;
    return { ids, why };
  }
}

class EnrichmentFailed extends Error {
  override readonly name = 'EnrichmentFailed';
}

function contextOf(record: PipeRecord): PipeContext {
  return {
    'aws.pipes.pipe-arn': arnOfPipe(record),
    'aws.pipes.pipe-name': record.Name,
    'aws.pipes.source-arn': record.Source,
    'aws.pipes.enrichment-arn': record.Enrichment ?? '',
    'aws.pipes.target-arn': record.Target,
    'aws.pipes.event.ingestion-time': new Date().toISOString(),
  };
}

/** The session that all pipes of a role have. */
export function principalOfPipe({ RoleArn }: Pick<PipeRecord, 'RoleArn'>): Principal {
  const principal = sessionOfRole(RoleArn, 'slipway-pipes');
  if (principal === undefined) throw new CallRefused('ValidationException', `${RoleArn} is no role`, 400);
  return principal;
}

/** In the Region of what is called. */
export function callingFor({ ground, place }: PipeGround, record: PipeRecord, arn: string): CallAws {
  const region = parseArn(arn)?.region || place.region;
  return callingAs(ground, { principal: principalOfPipe(record), region });
}

/** The group of a log is there, and its stream is made by the first event. */
async function taken(call: CallAws, target: TargetCall): Promise<NotTaken | undefined> {
  const [service, operation, input] = target.call;
  try {
    return target.notTaken(await call(service, operation, input));
  } catch (error) {
    const isMissing = error instanceof CallRefused && error.code === 'ResourceNotFoundException';
    if (service !== 'logs' || !isMissing) throw error;
    const { logGroupName, logStreamName } = input;
    await call('logs', 'CreateLogStream', { logGroupName, logStreamName });
    return target.notTaken(await call(service, operation, input));
  }
}

interface Batch {
  readonly ids: readonly string[];
  /** The target was given one item for each event. */
  readonly isOneToOne: boolean;
}

/** All of them where an enrichment has made other items, or the target has named an id that is none of the batch's. */
function failedIds(
  { places, ids: named }: NotTaken,
  { from, count }: TargetCall,
  { ids, isOneToOne }: Batch,
): readonly string[] {
  if (named !== undefined) return named.every((id) => ids.includes(id)) ? named : ids;
  if (!isOneToOne) return ids;
  if (places === undefined) return ids.slice(from, from + count);
  return places.flatMap((at) => ids[from + at] ?? []);
}

interface Enriching {
  readonly where: PipeGround;
  readonly record: PipeRecord;
  readonly context: PipeContext;
}

/** Nothing where the enrichment gives an empty text, object or list: the target is not called then. */
async function enrichedBy(
  { where, record, context }: Enriching,
  events: readonly SourceEvent[],
): Promise<readonly PipeEvent[]> {
  const { Enrichment, EnrichmentParameters } = record;
  if (Enrichment === undefined) return events;
  const input = JSON.stringify(
    events.map((event) => transformed(EnrichmentParameters?.InputTemplate, event, context)),
  );
  const text = await enrichmentText(where, record, { arn: Enrichment, input });
  const answer = text.trim() === '' ? '' : readAnswer(text);
  if (isEmpty(answer)) return [];
  return (Array.isArray(answer) ? (answer as readonly JsonValue[]) : [answer]).map(eventOfEnrichment);
}

function readAnswer(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw new EnrichmentFailed('The response of the enrichment is no JSON');
  }
}

function isEmpty(answer: JsonValue): boolean {
  if (answer === null || answer === '') return true;
  return typeof answer === 'object' && Object.keys(answer).length === 0;
}

interface EnrichmentCall {
  readonly arn: string;
  readonly input: string;
}

async function enrichmentText(
  where: PipeGround,
  record: PipeRecord,
  { arn, input }: EnrichmentCall,
): Promise<string> {
  const call = callingFor(where, record, arn);
  switch (parseArn(arn)?.service) {
    case 'lambda': {
      const answer = await call('lambda', 'Invoke', { FunctionName: arn, Payload: Buffer.from(input) });
      const payload = textIn(answer, 'Payload');
      if (answer['FunctionError'] === undefined) return payload;
      throw new EnrichmentFailed(`The enrichment has failed: ${payload}`);
    }
    case 'states': {
      const answer = await call('stepfunctions', 'StartSyncExecution', { stateMachineArn: arn, input });
      if (answer['status'] === 'SUCCEEDED') return textIn(answer, 'output');
      const why = ['status', 'error', 'cause'].map((name) => textIn(answer, name)).filter(Boolean);
      throw new EnrichmentFailed(`The enrichment has ended as ${why.join(': ')}`);
    }
    default:
      return await apiText(where, record, { arn, input });
  }
}

/** A method of an API Gateway API: `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/path`. */
async function apiText(
  { ground, place }: PipeGround,
  record: PipeRecord,
  { arn, input }: EnrichmentCall,
): Promise<string> {
  const { region, resource = '' } = parseArn(arn) ?? {};
  const {
    PathParameterValues = [],
    HeaderParameters = {},
    QueryStringParameters = {},
  } = record.EnrichmentParameters?.HttpParameters ?? {};
  const [api = '', stage = '', method = 'POST', ...path] = resource.split('/');
  const values = [...PathParameterValues];
  const below = path
    .map((part) => (part === '*' ? encodeURIComponent(values.shift() ?? '') : part))
    .join('/');
  const query = new URLSearchParams(QueryStringParameters).toString();
  const principal = principalOfPipe(record);
  const response = await sendToEndpoint(
    {
      url: ground.url,
      region: region || place.region,
      credentials: () => ground.sessions.lastingSession(principal, Date.now()),
    },
    'execute-api',
    {
      method: method === '*' ? 'POST' : method,
      path: `/_aws/execute-api/${api}/${stage}/${below}${query === '' ? '' : `?${query}`}`,
      headers: { 'content-type': 'application/json', ...HeaderParameters },
      ...(method === 'GET' || method === 'HEAD' ? {} : { body: input }),
    },
  );
  const text = await response.text();
  if (response.ok) return text;
  throw new EnrichmentFailed(`The enrichment has answered ${response.status}: ${text.slice(0, 300)}`);
}
