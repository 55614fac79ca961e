// A fault of API Gateway as a response, in the form that the API gives it. Pure.
import type { DeployedRest } from './exchange.ts';
import { chosenResponse, type GatewayError } from './gateway-responses.ts';
import { headerOf, queryGroups, type ApiRequest, type ApiResponse, type Header } from './message.ts';

export interface FaultOf {
  readonly deployed: DeployedRest | undefined;
  readonly request: ApiRequest;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** By their names after `$context.`. */
  readonly context: Readonly<Record<string, string>>;
}

export function gatewayAnswer(error: GatewayError, given: FaultOf): ApiResponse {
  const { status, response } = chosenResponse(given.deployed?.snapshot.gatewayResponses ?? [], error);
  const templates = response?.responseTemplates ?? {};
  const [contentType = 'application/json', template] = Object.entries(templates)[0] ?? [];
  const body = template === undefined ? (error.body ?? bodyOf(error)) : filled(template, { error, given });
  const mapped = Object.entries(response?.responseParameters ?? {}).flatMap(([target, source]): Header[] => {
    const name = /^gatewayresponse\.header\.(.+)$/.exec(target)?.[1];
    const value = valueOf(source, { error, given });
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
  const type: Header[] = mapped.some(([name]) => name.toLowerCase() === 'content-type')
    ? []
    : [['Content-Type', contentType]];
  return { status, headers: [...type, ['x-amzn-ErrorType', error.errorType], ...mapped], body };
}

/** AWS writes this one with a capital letter. */
function bodyOf({ type, message }: GatewayError): string {
  return JSON.stringify(type === 'ACCESS_DENIED' ? { Message: message } : { message });
}

interface Filling {
  readonly error: GatewayError;
  readonly given: FaultOf;
}

/** Templates of gateway responses replace variables and do nothing else (developer guide, "Gateway responses"). */
function filled(template: string, filling: Filling): string {
  return template.replaceAll(/\$(context|stageVariables)\.([\w.]+)/g, (_, root: string, name: string) => {
    if (root === 'stageVariables') return filling.given.deployed?.stageVariables[name] ?? '';
    return contextOf(name, filling) ?? '';
  });
}

function contextOf(name: string, { error, given }: Filling): string | undefined {
  switch (name) {
    case 'error.message':
      return error.message ?? 'null';
    case 'error.messageString':
      return JSON.stringify(error.message);
    case 'error.responseType':
      return error.type;
    case 'error.validationErrorString':
      return error.validationError ?? '';
    default:
      return given.context[name];
  }
}

function valueOf(source: string, filling: Filling): string | undefined {
  if (/^'.*'$/s.test(source)) return source.slice(1, -1);
  if (source.startsWith('context.')) return contextOf(source.slice('context.'.length), filling);
  const { request, pathParameters, deployed } = filling.given;
  if (source.startsWith('stageVariables.'))
    return deployed?.stageVariables[source.slice('stageVariables.'.length)];
  const [, place, name = ''] = /^method\.request\.(header|path|querystring)\.(.+)$/.exec(source) ?? [];
  if (place === 'header') return headerOf(request.headers, name.toLowerCase());
  if (place === 'path') return pathParameters[name];
  return place === 'querystring' ? queryGroups(request.query)[name]?.at(-1) : undefined;
}
