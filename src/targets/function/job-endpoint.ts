// CodePipeline's endpoint as the function of a job sees it: PutJobSuccessResult and PutJobFailureResult, in the AWS JSON 1.1
// protocol, and the job's input artifacts as S3 gives objects, on one port of 127.0.0.1. Source: CodePipeline API
// reference; CodePipeline user guide, "Invoke an AWS Lambda function in a pipeline".
import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';
import { text } from 'node:stream/consumers';
import { newId } from '../../lib/id.ts';

/** What the function has reported last. */
type JobReport =
  | { readonly type: 'Success'; readonly summary?: string }
  /** It is to be invoked again, with this token. */
  | { readonly type: 'InProgress'; readonly continuationToken: string }
  | { readonly type: 'Failure'; readonly message: string };

export interface JobArtifact {
  readonly name: string;
  readonly bucketName: string;
  readonly objectKey: string;
  /** Absolute path of its zip. */
  readonly file: string;
}

export interface JobEndpoint extends AsyncDisposable {
  readonly url: string;
  /** The report since this was asked for last. */
  readonly takeReport: () => JobReport | undefined;
}

interface Served {
  readonly jobId: string;
  readonly artifacts: readonly JobArtifact[];
  /** Every call that was refused, in one sentence. */
  readonly onRefused: (text: string) => void;
}

/** Open until it is disposed. */
export async function serveJobEndpoint(served: Served): Promise<JobEndpoint> {
  let report: JobReport | undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') return sendArtifact(request, response, served);
    const read = readReport(String(request.headers['x-amz-target'] ?? ''), await text(request), served.jobId);
    const isOver = report !== undefined && report.type !== 'InProgress';
    const refused =
      'refused' in read
        ? read.refused
        : isOver
          ? refusal('InvalidJobStateException', 'The job has a result already')
          : undefined;
    if (!('refused' in read) && refused === undefined) report = read;
    if (refused !== undefined) served.onRefused(refused.message);
    response
      .writeHead(refused === undefined ? 200 : 400, {
        'Content-Type': 'application/x-amz-json-1.1',
        'x-amzn-RequestId': newId(),
      })
      .end(JSON.stringify(refused ?? {}));
  };
  const server = createServer((request, response) => {
    // A caller that ends while it speaks has reported nothing.
    answer(request, response).catch(() => response.destroy());
  });
  const listening = Promise.withResolvers<void>();
  server.once('error', listening.reject);
  server.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeReport: () => {
      const taken = report;
      report = undefined;
      return taken;
    },
    [Symbol.asyncDispose]: async () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
}

interface Refusal {
  readonly __type: string;
  readonly message: string;
}

const refusal = (__type: string, message: string): Refusal => ({ __type, message });

function readReport(target: string, body: string, jobId: string): JobReport | { readonly refused: Refusal } {
  const operation = target.split('.').at(-1) ?? '';
  if (operation !== 'PutJobSuccessResult' && operation !== 'PutJobFailureResult') {
    const message = `${target === '' ? 'This operation' : target} is not there: the function of a job reaches PutJobSuccessResult, PutJobFailureResult and its input artifacts, and nothing else of AWS`;
    return { refused: refusal('UnknownOperationException', message) };
  }
  const input = parsed(body);
  if (input === undefined)
    return { refused: refusal('SerializationException', 'The body is no JSON object') };
  if (input['jobId'] !== jobId) {
    const message = `The job ${JSON.stringify(input['jobId'] ?? null)} is not the one that the function was given`;
    return { refused: refusal('JobNotFoundException', message) };
  }
  return operation === 'PutJobFailureResult' ? failureOf(input) : successOf(input);
}

function failureOf({ failureDetails }: Fields): JobReport | { readonly refused: Refusal } {
  const { type, message } = fieldsOf(failureDetails);
  if (typeof type === 'string' && typeof message === 'string') return { type: 'Failure', message };
  return { refused: refusal('ValidationException', 'failureDetails needs a type and a message') };
}

function successOf({ continuationToken, executionDetails }: Fields): JobReport {
  if (typeof continuationToken === 'string' && continuationToken !== '')
    return { type: 'InProgress', continuationToken };
  const { summary } = fieldsOf(executionDetails);
  return typeof summary === 'string' ? { type: 'Success', summary } : { type: 'Success' };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function parsed(body: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}

/** GetObject and HeadObject, with the bucket in the path, as SDKs write it for an address without a name. */
function sendArtifact(
  { method, url = '/' }: IncomingMessage,
  response: ServerResponse,
  served: Served,
): void {
  const path = url.replace(/[?].*$/s, '');
  const artifact = served.artifacts.find(
    ({ bucketName, objectKey }) => path === `/${bucketName}/${objectKey}`,
  );
  if (artifact === undefined || (method !== 'GET' && method !== 'HEAD')) {
    served.onRefused(
      `${method ?? ''} ${path} is not there: the function of a job reaches its input artifacts only`,
    );
    const body =
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>';
    response.writeHead(404, { 'Content-Type': 'application/xml' }).end(method === 'HEAD' ? undefined : body);
    return;
  }
  const headers = { 'Content-Type': 'application/zip', 'Content-Length': statSync(artifact.file).size };
  response.writeHead(200, headers);
  if (method === 'HEAD') response.end();
  // What breaks off here breaks off for the caller too.
  else pipeline(createReadStream(artifact.file), response, () => undefined);
}
