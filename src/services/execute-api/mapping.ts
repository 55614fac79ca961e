// Parameter mappings of an integration, and its choice of templates. Pure.
// Source: API Gateway developer guide, "Parameter mapping" and "Integration passthrough behaviors".
import { inTime } from '../../lib/in-time.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { requestContext, type RestExchange } from './exchange.ts';
import { gatewayError } from './gateway-responses.ts';
import { atJsonPath, parseJsonPath } from './json-path.ts';
import { GatewayFault } from './message.ts';
import { decoded } from './routes.ts';
import { renderWith, type Overrides } from './template-input.ts';
import { parseTemplate } from './vtl/parse.ts';
import { printed } from './vtl/values.ts';

export interface MappedBody {
  readonly text: string;
  readonly overrides?: Overrides;
}

interface RequestTemplates {
  readonly requestTemplates?: Readonly<Record<string, string>>;
  readonly passthroughBehavior?: string;
}

/** The body of the integration's request. @throws GatewayFault when no template fits and passing through is not allowed */
export function mappedRequest(integration: RequestTemplates, exchange: RestExchange): MappedBody {
  const { requestTemplates = {}, passthroughBehavior = 'WHEN_NO_MATCH' } = integration;
  const body = exchange.request.body.toString('utf8');
  const type = contentTypeOf(exchange);
  const template = requestTemplates[type] ?? requestTemplates['$default'];
  if (template !== undefined) return rendered(template, body, exchange);
  const isAllowed =
    passthroughBehavior === 'WHEN_NO_MATCH' ||
    (passthroughBehavior === 'WHEN_NO_TEMPLATES' && Object.keys(requestTemplates).length === 0);
  if (!isAllowed) throw new GatewayFault(gatewayError('UNSUPPORTED_MEDIA_TYPE'));
  return { text: body };
}

/** A request without a content type counts as JSON: browsers ask beforehand without one. */
export function contentTypeOf({ headers }: RestExchange): string {
  const given = Object.entries(headers)
    .find(([name]) => name.toLowerCase() === 'content-type')?.[1]
    .at(-1);
  return given?.split(';')[0]?.trim().toLowerCase() ?? 'application/json';
}

/** @throws GatewayFault for a template that cannot be executed */
export function rendered(template: string, body: string, exchange: RestExchange): MappedBody {
  const read = parseTemplate(template);
  if (isFailed(read)) throw templateFault(read.failed);
  let made: Result<{ readonly value: MappedBody }>;
  try {
    made = inTime(() => renderWith(read, body, exchange));
  } catch (error) {
    throw templateFault(error instanceof Error ? error.message : String(error));
  }
  if (isFailed(made)) throw templateFault(made.failed);
  return made.value;
}

function templateFault(why: string): GatewayFault {
  return new GatewayFault(gatewayError('API_CONFIGURATION_ERROR'), `a mapping template: ${why}`);
}

/** What stands on the right side of a mapping; undefined when there is nothing. */
export function mappedValue(
  source: string,
  exchange: RestExchange,
  integration?: IntegrationAnswer,
): string | undefined {
  if (/^'.*'$/s.test(source)) return source.slice(1, -1);
  const [root = '', kind = '', ...rest] = source.split('.');
  if (root === 'stageVariables') return exchange.deployed.stageVariables[[kind, ...rest].join('.')];
  if (root === 'context') return fromContext([kind, ...rest], exchange);
  const inAnswer = source.startsWith('integration.response.');
  if (!inAnswer && !source.startsWith('method.request.')) return undefined;
  const [place = '', ...names] = rest;
  return inAnswer
    ? answerValue(place, names.join('.'), integration)
    : requestValue(place, names.join('.'), exchange);
}

export interface IntegrationAnswer {
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

function answerValue(place: string, name: string, answer: IntegrationAnswer | undefined): string | undefined {
  if (answer === undefined) return undefined;
  if (place === 'body') return inBody(answer.body, name);
  const values = Object.entries(answer.headers).find(
    ([each]) => each.toLowerCase() === name.toLowerCase(),
  )?.[1];
  return place === 'multivalueheader' ? values?.join(',') : values?.at(-1);
}

function requestValue(place: string, name: string, exchange: RestExchange): string | undefined {
  const { headers, query, route, request } = exchange;
  const header = Object.entries(headers).find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];
  switch (place) {
    case 'path': {
      const value = route.pathParameters[name];
      return value === undefined ? undefined : decoded(value);
    }
    case 'querystring':
      return query[name]?.at(-1);
    case 'multivaluequerystring':
      return query[name]?.join(',');
    case 'header':
      return header?.at(-1);
    case 'multivalueheader':
      return header?.join(',');
    case 'body':
      return inBody(request.body.toString('utf8'), name);
    default:
      return undefined;
  }
}

function inBody(body: string, path: string): string | undefined {
  if (path === '') return body;
  const steps = parseJsonPath(path);
  if (isFailed(steps)) return undefined;
  try {
    const value = atJsonPath(JSON.parse(body), steps);
    return value === undefined
      ? undefined
      : typeof value === 'object'
        ? JSON.stringify(value)
        : printed(value);
  } catch {
    return undefined;
  }
}

function fromContext(names: readonly string[], exchange: RestExchange): string | undefined {
  const value = names.reduce<unknown>(
    (tree, name) =>
      typeof tree === 'object' && tree !== null ? (tree as Record<string, unknown>)[name] : undefined,
    requestContext(exchange),
  );
  return value === undefined || value === null ? undefined : printed(value);
}

export interface MappedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

/** `integration.request.{header,path,querystring}.NAME` from its sources, and what the template has set over them. */
export function mappedParameters(
  parameters: Readonly<Record<string, string>> | undefined,
  exchange: RestExchange,
  overrides?: Overrides,
): MappedRequest {
  const of = (place: string): Readonly<Record<string, string>> => {
    const start = `integration.request.${place}.`;
    const mapped = Object.entries(parameters ?? {}).flatMap(([target, source]) => {
      const value = target.startsWith(start) ? mappedValue(source, exchange) : undefined;
      return value === undefined ? [] : [[target.slice(start.length), value] as const];
    });
    const set = Object.entries(overrides?.requestOverride[place] ?? {}).map(
      ([name, value]) => [name, printed(value)] as const,
    );
    return Object.fromEntries([...mapped, ...set]);
  };
  return { headers: of('header'), path: of('path'), query: of('querystring') };
}
