// Addresses of functions at work: `http://ID.lambda-url.localhost:PORT/path`, and a path of the endpoint for programs that find no
// names below `localhost`. Source: Lambda developer guide, "Invoking Lambda function URLs".
import type { IncomingMessage } from 'node:http';
import { credentialScope } from '../../aws/wire/recognise.ts';
import { isFailed } from '../../lib/result.ts';
import { newId } from '../../lib/id.ts';
import type { DataPlane } from '../data-plane.ts';
import { logTime, nameWithoutPort } from '../execute-api/exchange.ts';
import { httpEvent } from '../execute-api/http-exchange.ts';
import { httpResponse } from '../execute-api/http-response.ts';
import {
  headerOf,
  headerPairs,
  type ApiRequest,
  type ApiResponse,
  type Header,
} from '../execute-api/message.ts';
import { collected, sendResponse } from '../execute-api/serve.ts';
import type { Ground, ServiceCall } from '../service.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';
import { qualified } from './function-record.ts';
import { findUrl, type FoundUrl } from './function-url-config.ts';
import { lambdaOf } from './lambda-ground.ts';
import { ownerOf } from './names.ts';
import { chooseVersion, runEvent } from './run-event.ts';
import { answerInParts, failedResponse, sendParts, type ResponseInParts } from './streamed-url.ts';
import { urlAddress } from './url-address.ts';

type Where = Pick<ServiceCall, 'ground' | 'place'>;

export const serveFunctionUrl: DataPlane = async (incoming, response, ground) => {
  const { url = '/', method = 'GET', headers, rawHeaders, socket } = incoming;
  const mark = url.indexOf('?');
  const address = urlAddress(headers.host, mark < 0 ? url : url.slice(0, mark));
  const found = address === undefined ? undefined : findUrl(ground, address.id);
  const body = await collected(incoming);
  if (address === undefined || found === undefined)
    return sendResponse(refused(404, 'Not Found'), { incoming, response });
  if (body === undefined) return sendResponse(refused(413, 'Request Too Long'), { incoming, response });
  const request: ApiRequest = {
    method,
    path: address.path,
    query: mark < 0 ? '' : url.slice(mark + 1),
    headers: headerPairs(rawHeaders),
    body,
    sourceIp: socket.remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1',
    host: headers.host ?? '',
    at: Date.now(),
  };
  const isPreflightAnswer = isPreflight(request) && found.url.Cors !== undefined;
  const answer = isPreflightAnswer
    ? { status: 200, headers: [], body: '' }
    : await answered(ground, found, { request, incoming });
  if ('parts' in answer)
    return sendParts(
      { ...answer, headers: [...answer.headers, ...corsHeaders(found, request)] },
      response,
      incoming.method === 'HEAD',
    );
  sendResponse(
    { ...answer, headers: [...answer.headers, ...corsHeaders(found, request)] },
    { incoming, response },
  );
};

function refused(status: number, Message: string): ApiResponse {
  return { status, headers: [['content-type', 'application/json']], body: JSON.stringify({ Message }) };
}

interface Asked {
  readonly request: ApiRequest;
  readonly incoming: IncomingMessage;
}

async function answered(
  ground: Ground,
  found: FoundUrl,
  { request, incoming }: Asked,
): Promise<ApiResponse | ResponseInParts> {
  const where = { ground, place: found.place };
  if (!mayCall(where, found, incoming))
    return refused(
      403,
      'Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
    );
  const requestId = newId();
  try {
    const record = qualified(where, found.reference, chooseVersion);
    const payload = Buffer.from(JSON.stringify(eventOf(found, request, requestId)));
    const event = { record, payload, requestId };
    if (found.url.InvokeMode === 'RESPONSE_STREAM') return await answerInParts(where, event);
    const { answer } = await runEvent(where, event);
    const { body, isError } = await answer;
    const response = isError ? undefined : httpResponse(jsonIn(body));
    return response === undefined || isFailed(response) ? failedResponse : response;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return error.code === 'TooManyRequestsException'
      ? refused(429, 'Rate Exceeded.')
      : refused(404, 'Not Found');
  }
}

function jsonIn(body: Uint8Array): unknown {
  const text = Buffer.from(body).toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Without a type of authorization the function's policy must allow any principal, as on AWS; else a caller is known by its key. */
function mayCall(where: Where, { reference, url }: FoundUrl, incoming: IncomingMessage): boolean {
  if (url.AuthType === 'AWS_IAM') {
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(',') : value,
      ]),
    );
    const scope = credentialScope({ method: '', path: '', query: '', headers });
    return scope !== undefined && where.ground.sessions.find(scope.accessKeyId) !== undefined;
  }
  const owner = ownerOf(reference.name, where.place);
  const policy = lambdaOf(where).store.get('policy', owner, reference.qualifier ?? '$LATEST');
  return (policy?.statements ?? []).some(
    ({ Effect, Principal, Action }) =>
      Effect === 'Allow' &&
      Principal === '*' &&
      ['lambda:InvokeFunctionUrl', 'lambda:*'].includes(String(Action)),
  );
}

/** Of payload format 2.0, with the one route that there is. */
function eventOf({ id }: FoundUrl, request: ApiRequest, requestId: string): object {
  const domainName = nameWithoutPort(request.host);
  return httpEvent(request, {
    routeKey: '$default',
    requestContext: {
      accountId: 'anonymous',
      apiId: id,
      domainName,
      domainPrefix: id,
      http: {
        method: request.method,
        path: request.path,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headerOf(request.headers, 'user-agent') ?? '',
      },
      requestId,
      routeKey: '$default',
      stage: '$default',
      time: logTime(request.at),
      timeEpoch: request.at,
    },
  });
}

function isPreflight({ method, headers }: ApiRequest): boolean {
  return method === 'OPTIONS' && headerOf(headers, 'access-control-request-method') !== undefined;
}

function corsHeaders({ url }: FoundUrl, request: ApiRequest): readonly Header[] {
  const { Cors: cors } = url;
  const origin = headerOf(request.headers, 'origin');
  if (cors === undefined || origin === undefined) return [];
  const { AllowOrigins = [], AllowMethods = [], AllowHeaders = [], ExposeHeaders = [] } = cors;
  if (!AllowOrigins.some((each) => each === '*' || each === origin)) return [];
  const list = (name: string, values: readonly string[]): readonly Header[] =>
    values.length === 0 ? [] : [[name, values.join(',')]];
  return [
    ['access-control-allow-origin', AllowOrigins.includes('*') ? '*' : origin],
    ...(cors.AllowCredentials === true ? [['access-control-allow-credentials', 'true'] as const] : []),
    ...list('access-control-expose-headers', ExposeHeaders),
    ...(isPreflight(request)
      ? [
          ...list('access-control-allow-methods', AllowMethods),
          ...list('access-control-allow-headers', AllowHeaders),
          ...(cors.MaxAge === undefined ? [] : [['access-control-max-age', String(cors.MaxAge)] as const]),
        ]
      : []),
  ];
}
