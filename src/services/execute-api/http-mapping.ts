// Request parameters of an integration of an HTTP API: `overwrite:header.x` to `$request.header.y`. Pure.
// Source: API Gateway developer guide, "Transform API requests and responses for HTTP APIs".
import { atJsonPath, parseJsonPath } from './json-path.ts';
import { isFailed } from '../../lib/result.ts';
import { contextOf, type HttpExchange } from './http-exchange.ts';
import { headerOf, queryGroups, type Header } from './message.ts';

/** A request on its way to an HTTP address. */
export interface Outgoing {
  readonly headers: readonly Header[];
  readonly query: readonly Header[];
  /** In place of the address's own. */
  readonly path?: string;
}

export function mapped(
  parameters: Readonly<Record<string, string>> | undefined,
  outgoing: Outgoing,
  exchange: HttpExchange,
): Outgoing {
  return Object.entries(parameters ?? {}).reduce(
    (before, [target, source]) => changed(before, target, valueOf(source, exchange)),
    outgoing,
  );
}

function changed(before: Outgoing, target: string, value: string): Outgoing {
  const [, action = '', place = '', name = ''] =
    /^(append|overwrite|remove):(header|querystring|path)(?:\.(.+))?$/.exec(target) ?? [];
  if (place === 'path') return { ...before, path: value };
  if (place === '') return before;
  const key = place === 'header' ? 'headers' : 'query';
  const isMeant = ([each]: Header): boolean =>
    place === 'header' ? each.toLowerCase() === name.toLowerCase() : each === name;
  const kept = action === 'append' ? before[key] : before[key].filter((each) => !isMeant(each));
  return { ...before, [key]: action === 'remove' ? kept : [...kept, [name, value]] };
}

/** `$request.header.x` and `${request.header.x}`, alone or within a text. */
export function valueOf(source: string, exchange: HttpExchange): string {
  return source.replaceAll(
    /\$\{([\w.$-]+)\}|\$((?:request|context|stageVariables)[\w.-]*)/g,
    (_, braced?: string, plain?: string) => selected(braced ?? plain ?? '', exchange) ?? '',
  );
}

/** A selection: `request.header.x`, `request.path.id`, `context.requestId` … Undefined when there is nothing. */
function selected(expression: string, exchange: HttpExchange): string | undefined {
  const { request, pathParameters, deployed } = exchange;
  const [root = '', place = '', ...rest] = expression.split('.');
  const name = rest.join('.');
  if (root === 'stageVariables') return deployed.stage.StageVariables?.[place];
  if (root === 'context') return textAt(contextOf(exchange), [place, ...rest]);
  switch (place) {
    case 'header':
      return headerOf(request.headers, name.toLowerCase());
    case 'querystring':
      return queryGroups(request.query)[name]?.join(',');
    case 'path':
      return name === '' ? request.path : pathParameters[name];
    case 'body':
      return inBody(request.body.toString('utf8'), name);
    default:
      return undefined;
  }
}

function textAt(tree: unknown, names: readonly string[]): string | undefined {
  const value = names.reduce<unknown>(
    (each, name) =>
      typeof each === 'object' && each !== null ? (each as Record<string, unknown>)[name] : undefined,
    tree,
  );
  return value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
}

function inBody(body: string, path: string): string | undefined {
  if (path === '') return body;
  const steps = parseJsonPath(path);
  if (isFailed(steps)) return undefined;
  try {
    const value = atJsonPath(JSON.parse(body), steps);
    return value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
  } catch {
    return undefined;
  }
}
