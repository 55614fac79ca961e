// A function behind an API: found by the address of an integration or an authorizer, and invoked through Lambda.
import { AwsError } from '../../aws/wire/aws-error.ts';
import { newId } from '../../lib/id.ts';
import type { AwsPlace } from '../../model/place.ts';
import { decides } from '../../model/policy-decision.ts';
import { listOf, type PolicyStatement } from '../../model/policy.ts';
import { takeEvent } from '../lambda/async-events.ts';
import { qualified, type QualifiedRecord } from '../lambda/function-record.ts';
import { lambdaOf } from '../lambda/lambda-ground.ts';
import { arnOfFunction, ownerOf, referenceOf } from '../lambda/names.ts';
import { chooseVersion, runEvent } from '../lambda/run-event.ts';
import type { Ground } from '../service.ts';

export interface Backend {
  readonly ground: Ground;
  readonly place: AwsPlace;
}

/** What the function gave, or its error. */
export type FunctionAnswer =
  | { readonly kind: 'answer'; readonly payload: unknown }
  | { readonly kind: 'error'; readonly error: string; readonly payload: unknown }
  /** It is not there, may not be invoked, or has as many events as it may have. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'late' };

export interface CallOfFunction {
  /** A name or an ARN, with or without a version or an alias. */
  readonly functionName: string;
  readonly payload: unknown;
  /** What calls it, by which the function's policy decides. */
  readonly sourceArn: string;
  readonly timeoutMs: number;
}

const inUri = /\/functions\/(.+)\/(?:response-streaming-)?invocations$/;

/** The function's ARN or name in the address, with the stage's variables in it replaced. */
export function functionInUri(uri: string, variables: Readonly<Record<string, string>>): string | undefined {
  const full = withStageVariables(uri, variables);
  return inUri.exec(full)?.[1] ?? (/^arn:[^:]+:lambda:/.test(full) ? full : undefined);
}

export function withStageVariables(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => variables[name] ?? '');
}

/** An invocation goes on when its time here is over, as on AWS: nothing ends it but the function's own time limit. */
export async function callFunction(backend: Backend, call: CallOfFunction): Promise<FunctionAnswer> {
  const late = Promise.withResolvers<FunctionAnswer>();
  const timer = setTimeout(() => late.resolve({ kind: 'late' }), call.timeoutMs);
  try {
    const payload = Buffer.from(JSON.stringify(call.payload));
    const record = permitted(backend, call);
    const { answer } = await runEvent(backend, { record, payload, requestId: newId() });
    return await Promise.race([answer.then(answered), late.promise]);
  } catch (error) {
    if (error instanceof AwsError) return { kind: 'refused', why: error.message };
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Later: nothing of it comes back. @throws AwsError when it is not there, or may not be invoked */
export function takeForLater(backend: Backend, call: Omit<CallOfFunction, 'timeoutMs'>): void {
  const { reference } = permitted(backend, call);
  const payload = Buffer.from(JSON.stringify(call.payload));
  takeEvent(backend, { reference, payload, requestId: newId() });
}

function answered({
  body,
  isError,
}: {
  readonly body: Uint8Array;
  readonly isError: boolean;
}): FunctionAnswer {
  const text = Buffer.from(body).toString('utf8');
  const payload = parsed(text);
  return isError ? { kind: 'error', error: text, payload } : { kind: 'answer', payload };
}

/** Custom runtimes may answer anything. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** @throws AwsError */
function permitted(
  backend: Backend,
  { functionName, sourceArn }: Pick<CallOfFunction, 'functionName' | 'sourceArn'>,
): QualifiedRecord {
  const record = qualified(
    backend,
    referenceOf({ FunctionName: functionName }, backend.place),
    chooseVersion,
  );
  // What a file declares has no policy that could be read; of the rest the policy must name API Gateway.
  if (record.values.settings === undefined || mayInvoke(backend, record, sourceArn)) return record;
  throw new AwsError(
    'AccessDeniedException',
    `Invalid permissions on Lambda function: the policy of ${functionName} does not allow apigateway.amazonaws.com to invoke it for ${sourceArn}`,
  );
}

function mayInvoke(backend: Backend, record: QualifiedRecord, sourceArn: string): boolean {
  const { place } = backend;
  const { name, qualifier = '$LATEST' } = record.reference;
  const policy = lambdaOf(backend).store.get('policy', ownerOf(name, place), qualifier);
  const statements = ((policy?.statements ?? []) as unknown as readonly PolicyStatement[]).filter(
    namesGateway,
  );
  const context = { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': place.account };
  const resource = arnOfFunction(record.reference, place);
  return (
    decides({ Statement: statements }, { action: 'lambda:InvokeFunction', resource, context }).decision ===
    'Allowed'
  );
}

function namesGateway({ Principal }: PolicyStatement): boolean {
  if (Principal === '*' || Principal === undefined) return Principal === '*';
  return (
    listOf(Principal['Service']).includes('apigateway.amazonaws.com') ||
    listOf(Principal['AWS']).includes('*')
  );
}
