// CodePipeline's endpoint as the function of a job sees it: PutJobSuccessResult and PutJobFailureResult, in the AWS JSON 1.1
// protocol, and the job's input artifacts as S3 gives objects, on one port of 127.0.0.1. Source: CodePipeline API
// reference; CodePipeline user guide, "Invoke an AWS Lambda function in a pipeline".
import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { serveLocally } from '../../lib/http-listener.ts';
import { newId } from '../../lib/id.ts';
import { isRecord } from '../../lib/is-record.ts';
import { percentDecoded } from '../../lib/percent-decoded.ts';
import { contentOfChunks, isChunked } from './aws-chunked.ts';
import { passOn } from './pass-on.ts';
import { readReport, refusal, type JobReport, type Refusal } from './job-report.ts';

export interface JobArtifact {
  readonly name: string;
  readonly bucketName: string;
  readonly objectKey: string;
  /** Absolute path of its zip; of an output that the function has not uploaded nothing is there. */
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
  /** The function uploads them. */
  readonly outputs: readonly JobArtifact[];
  /** Every call that was refused, in one sentence. */
  readonly onRefused: (text: string) => void;
  /** Where AWS's API of this machine answers everything else; it is refused when absent. */
  readonly onward?: string;
}

/** Open until it is disposed. */
export async function serveJobEndpoint(served: Served): Promise<JobEndpoint> {
  let report: JobReport | undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (served.onward !== undefined && !isOfJob(request, served))
      return passOn(request, response, served.onward);
    if (request.method === 'PUT') return await takeArtifact(request, response, served);
    if (request.method !== 'POST') return sendArtifact(request, response, served);
    const read = readCall(String(request.headers['x-amz-target'] ?? ''), await text(request), served.jobId);
    const isOver = report !== undefined && report.type !== 'InProgress';
    const refused =
      '__type' in read
        ? read
        : isOver
          ? refusal('InvalidJobStateException', 'The job has a result already')
          : undefined;
    if (!('__type' in read) && refused === undefined) report = read;
    if (refused !== undefined) served.onRefused(refused.message);
    response
      .writeHead(refused === undefined ? 200 : 400, {
        'Content-Type': 'application/x-amz-json-1.1',
        'x-amzn-RequestId': newId(),
      })
      .end(JSON.stringify(refused ?? {}));
  };
  // A caller that ends while it speaks has reported nothing.
  const listener = await serveLocally(answer);
  return {
    url: `http://${listener.address}`,
    takeReport: () => {
      const taken = report;
      report = undefined;
      return taken;
    },
    [Symbol.asyncDispose]: async () => listener[Symbol.asyncDispose](),
  };
}

/** Reports of CodePipeline's jobs, and artifacts that are read and put as a whole. All else of their bucket is S3's. */
function isOfJob(request: IncomingMessage, { artifacts, outputs }: Served): boolean {
  const { headers, method, url = '/' } = request;
  const target = headers['x-amz-target'];
  if (target !== undefined) return /^CodePipeline_\d+\.PutJob/.test(String(target));
  if (method === 'PUT') return isWhole(request) && artifactAt(url, outputs) !== undefined;
  return (method === 'GET' || method === 'HEAD') && artifactAt(url, artifacts) !== undefined;
}

/** Not a part of an upload, and not a copy. */
function isWhole({ url = '/', headers }: IncomingMessage): boolean {
  return !/[?&](?:uploadId|partNumber)=/.test(url) && headers['x-amz-copy-source'] === undefined;
}

function readCall(target: string, body: string, jobId: string): JobReport | Refusal {
  const operation = target.split('.').at(-1) ?? '';
  if (operation !== 'PutJobSuccessResult' && operation !== 'PutJobFailureResult') {
    const message = `${target === '' ? 'This operation' : target} is not there: the function of a job reaches PutJobSuccessResult, PutJobFailureResult and its artifacts, and nothing else of AWS`;
    return refusal('UnknownOperationException', message);
  }
  if (!isObject(body)) return refusal('SerializationException', 'The body is no JSON object');
  return readReport(operation, body, jobId);
}

function isObject(body: string): boolean {
  try {
    return isRecord(JSON.parse(body));
  } catch {
    return false;
  }
}

/** GetObject and HeadObject, with the bucket in the path, as SDKs write it for an address without a name. */
function sendArtifact(
  { method, url = '/' }: IncomingMessage,
  response: ServerResponse,
  served: Served,
): void {
  const artifact = artifactAt(url, served.artifacts);
  if (artifact === undefined || (method !== 'GET' && method !== 'HEAD'))
    return notThere({ method, url }, response, served);
  const headers = { 'Content-Type': 'application/zip', 'Content-Length': statSync(artifact.file).size };
  response.writeHead(200, headers);
  if (method === 'HEAD') response.end();
  // What breaks off here breaks off for the caller too.
  else pipeline(createReadStream(artifact.file), response, () => undefined);
}

/** PutObject of an output artifact. */
async function takeArtifact(
  request: IncomingMessage,
  response: ServerResponse,
  served: Served,
): Promise<void> {
  const { method, url = '/', headers } = request;
  const artifact = artifactAt(url, served.outputs);
  if (artifact === undefined || !isWhole(request)) return notThere({ method, url }, response, served);
  const draft = `${artifact.file}.new`;
  await writeFile(draft, isChunked(headers) ? contentOfChunks(await buffer(request)) : request);
  await rename(draft, artifact.file);
  const md5 = createHash('md5')
    .update(await readFile(artifact.file))
    .digest('hex');
  response.writeHead(200, { ETag: `"${md5}"` }).end();
}

function artifactAt(url: string, artifacts: readonly JobArtifact[]): JobArtifact | undefined {
  const path = percentDecoded(url.replace(/[?].*$/s, ''));
  return artifacts.find(({ bucketName, objectKey }) => path === `/${bucketName}/${objectKey}`);
}

function notThere(
  { method, url }: Pick<IncomingMessage, 'method' | 'url'>,
  response: ServerResponse,
  served: Served,
): void {
  const path = (url ?? '').replace(/[?].*$/s, '');
  served.onRefused(
    `${method ?? ''} ${path} is not there: the function of a job reads its input artifacts and puts each output artifact as a whole, and reaches nothing else of S3`,
  );
  const body =
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>';
  response.writeHead(404, { 'Content-Type': 'application/xml' }).end(method === 'HEAD' ? undefined : body);
}
