// CodeDeploy's endpoint as a hook function sees it: the one operation PutLifecycleEventHookExecutionStatus, in the AWS JSON
// 1.1 protocol, on a port of 127.0.0.1. Source: CodeDeploy API reference, PutLifecycleEventHookExecutionStatus.
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { serveLocally } from '../../lib/http-listener.ts';
import { newId } from '../../lib/id.ts';
import { passOn } from './pass-on.ts';

type ReportedStatus = 'Succeeded' | 'Failed';

export interface HookExecution {
  readonly deploymentId: string;
  readonly hookExecutionId: string;
}

export interface HookEndpoint extends AsyncDisposable {
  readonly url: string;
  /** What the function has reported so far. */
  readonly reported: () => ReportedStatus | undefined;
}

export interface HookEndpointOptions {
  /** Receives every call that was not served, in one sentence. */
  readonly onRefused: (text: string) => void;
  /** Where AWS's API of this machine answers everything else; it is refused when absent. */
  readonly onward?: string;
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

export async function serveHookEndpoint(
  execution: HookExecution,
  { onRefused, onward }: HookEndpointOptions,
): Promise<HookEndpoint> {
  let reported: ReportedStatus | undefined;
  const answerTo = ({ method, url, headers }: IncomingMessage, body: string): Answer => {
    const operation = operationOf({ method, url, headers }, body);
    if (operation !== 'codedeploy:PutLifecycleEventHookExecutionStatus')
      return refused(
        'UnknownOperationException',
        `${operation} is not there: a hook function that runs here reaches codedeploy:PutLifecycleEventHookExecutionStatus and nothing else of AWS`,
      );
    const checked = checkReport(body, execution);
    if (typeof checked === 'object') return checked;
    if (reported !== undefined)
      return refused(
        'LifecycleEventAlreadyCompletedException',
        `An attempt to return the status of an already completed lifecycle event occurred: it was ${reported}`,
      );
    reported = checked;
    return { status: 200, body: { lifecycleEventHookExecutionId: execution.hookExecutionId } };
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (onward !== undefined && !isOfHook(request)) return passOn(request, response, onward);
    const { status, body } = answerTo(request, await text(request));
    if (status !== 200) onRefused((body as { readonly message: string }).message);
    response
      .writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1', 'x-amzn-RequestId': newId() })
      .end(JSON.stringify(body));
  };
  // A function that dies while it speaks has reported nothing.
  const listener = await serveLocally(handle);
  return {
    url: `http://${listener.address}`,
    reported: () => reported,
    [Symbol.asyncDispose]: async () => listener[Symbol.asyncDispose](),
  };
}

function isOfHook({ headers }: IncomingMessage): boolean {
  return String(headers['x-amz-target'] ?? '').endsWith('.PutLifecycleEventHookExecutionStatus');
}

/** `service:Operation` as policies name it, from what each of AWS's protocols says of it. */
function operationOf(
  {
    method = '',
    url = '',
    headers,
  }: Pick<IncomingMessage, 'method' | 'url'> & { headers: IncomingHttpHeaders },
  body: string,
): string {
  const target = String(headers['x-amz-target'] ?? '');
  const [version = '', targetOperation] = target.split('.');
  // `Credential=KEY/20261120/eu-west-1/s3/aws4_request`
  const signedFor = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1];
  const service = version.startsWith('CodeDeploy_') ? 'codedeploy' : (signedFor ?? 'aws');
  const action = targetOperation ?? /(?:^|&)Action=(\w+)/.exec(body)?.[1] ?? `${method} ${url.split('?')[0]}`;
  return `${service}:${action}`;
}

/** The status, or why it is not taken. */
function checkReport(body: string, execution: HookExecution): ReportedStatus | Answer {
  const input = parsed(body);
  if (input === undefined) return refused('SerializationException', 'The body is no JSON object');
  const { deploymentId, lifecycleEventHookExecutionId: id, status } = input;
  if (deploymentId === undefined || deploymentId === '')
    return refused('DeploymentIdRequiredException', 'At least one deployment ID must be specified');
  if (deploymentId !== execution.deploymentId)
    return refused(
      'DeploymentDoesNotExistException',
      `The deployment ${JSON.stringify(deploymentId)} could not be found`,
    );
  if (id !== execution.hookExecutionId)
    return refused(
      'InvalidLifecycleEventHookExecutionIdException',
      `The lifecycle event hook execution ID ${JSON.stringify(id)} is not the one that the function was given`,
    );
  if (status === 'Succeeded' || status === 'Failed') return status;
  return refused(
    'InvalidLifecycleEventHookExecutionStatusException',
    `The status is ${JSON.stringify(status)}, and only Succeeded and Failed are valid`,
  );
}

function parsed(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function refused(type: string, message: string): Answer {
  return { status: 400, body: { __type: type, message } };
}
