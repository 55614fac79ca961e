// The variables that a mapping template has: $input, $context, $stageVariables, $util. Pure.
// Source: API Gateway developer guide, "Variables for data transformations".
import { isFailed } from '../../lib/result.ts';
import { requestContext, single, type RestExchange } from './exchange.ts';
import { atJsonPath, parseJsonPath } from './json-path.ts';
import { decoded } from './routes.ts';
import { renderTemplate, type TemplateContext } from './vtl/render.ts';
import { printed, type Value } from './vtl/values.ts';
import type { Template } from './vtl/syntax.ts';

/** What a template sets of the request or the response, by `$context.requestOverride` and `$context.responseOverride`. */
export interface Overrides {
  readonly requestOverride: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly responseOverride: Readonly<Record<string, unknown>>;
}

export interface Rendered {
  readonly text: string;
  readonly overrides: Overrides;
}

/** @param body of the request, or of what the integration answered */
export function renderWith(template: Template, body: string, exchange: RestExchange): Rendered {
  const overrides: Overrides = {
    requestOverride: { header: {}, path: {}, querystring: {} },
    responseOverride: { header: {} },
  };
  const context: TemplateContext = {
    variables: new Map<string, Value>([
      ['input', { body, params: paramsOf(exchange) }],
      ['context', { ...structuredClone(requestContext(exchange)), ...overrides }],
      ['stageVariables', { ...exchange.deployed.stageVariables }],
      ['util', {}],
    ]),
    own: { input: inputMethods(body, exchange), util: utilMethods },
  };
  return { text: renderTemplate(template, context), overrides };
}

function paramsOf({ route, query, headers }: RestExchange): Readonly<Record<string, Value>> {
  const path = Object.fromEntries(
    Object.entries(route.pathParameters).map(([name, value]) => [name, decoded(value)]),
  );
  return { path, querystring: { ...single(query) }, header: { ...single(headers) } };
}

type Methods = Readonly<Record<string, (given: readonly Value[]) => Value>>;

function inputMethods(body: string, exchange: RestExchange): Methods {
  const document = parsed(body);
  const at = (path: Value): Value => {
    const steps = parseJsonPath(printed(path));
    if (isFailed(steps)) throw new Error(steps.failed);
    return atJsonPath(document, steps);
  };
  return {
    // A copy: what a template does to it changes nothing for the next call.
    path: ([path = '$']) => structuredClone(at(path)),
    json: ([path = '$']) => JSON.stringify(at(path) ?? ''),
    params: ([name]) => (name === undefined ? paramsOf(exchange) : paramOf(printed(name), exchange)),
  };
}

/** In the path, else in the query, else in the headers. */
function paramOf(name: string, exchange: RestExchange): Value {
  const { path, querystring, header } = paramsOf(exchange) as Readonly<
    Record<string, Readonly<Record<string, string>>>
  >;
  const inHeader = Object.entries(header ?? {}).find(([each]) => each.toLowerCase() === name.toLowerCase());
  return path?.[name] ?? querystring?.[name] ?? inHeader?.[1];
}

/** A body that is no JSON is a text at `$`. */
function parsed(body: string): Value {
  if (body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

const utilMethods: Methods = {
  escapeJavaScript: ([value]) => escapeJavaScript(printed(value)),
  parseJson: ([value]) => parsed(printed(value)),
  urlEncode: ([value]) => new URLSearchParams([['', printed(value)]]).toString().slice(1),
  urlDecode: ([value]) => decoded(printed(value).replaceAll('+', ' ')),
  base64Encode: ([value]) => Buffer.from(printed(value)).toString('base64'),
  base64Decode: ([value]) => Buffer.from(printed(value), 'base64').toString('utf8'),
};

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "'": "\\'",
  '\\': '\\\\',
  '/': '\\/',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

function escapeJavaScript(text: string): string {
  return text.replaceAll(/["'\\/\n\r\t\b\f]/g, (each) => escapes[each] ?? each);
}
