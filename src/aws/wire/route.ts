// Which operation of a REST service a method and an address mean.
import { percentDecoded } from '../../lib/percent-decoded.ts';
import { bindingOf, structureIn, type OperationModel, type ServiceModel } from '../service-model.ts';
import type { RequestHead } from './message.ts';

export interface Routed {
  readonly operation: string;
  /** The parts of the path that the operation's address names, decoded. */
  readonly labels: Readonly<Record<string, string>>;
}

interface Route {
  readonly operation: string;
  readonly method: string;
  readonly pattern: RegExp;
  readonly labels: readonly string[];
  /** `list-type=2`, `acl`: in the address itself. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly literals: number;
  /** Parameters and headers that the operation cannot do without. CopyObject and PutObject differ by them alone. */
  readonly required: readonly { readonly in: 'querystring' | 'header'; readonly name: string }[];
}

/** Undefined when no operation has such an address. */
export function route(model: ServiceModel, head: RequestHead): Routed | undefined {
  const query = new URLSearchParams(head.query);
  const path = head.path.length > 1 ? head.path.replace(/\/$/, '') : head.path;
  const found = routesOf(model)
    .filter(({ method }) => method === head.method)
    .flatMap((each) => {
      // The slash at the end of a key belongs to it.
      const match = each.pattern.exec(head.path) ?? each.pattern.exec(path);
      return match !== null && hasParameters(each, query) ? [{ route: each, match }] : [];
    })
    .map((each) => ({ ...each, hasRequired: hasRequired(each.route, { head, query }) }));
  const best = found.toSorted((a, b) => rankOf(b) - rankOf(a))[0];
  if (best === undefined) return undefined;
  const labels = best.route.labels.map(
    (name, place) => [name, decoded(best.match[place + 1] ?? '')] as const,
  );
  return { operation: best.route.operation, labels: Object.fromEntries(labels) };
}

interface Candidate {
  readonly route: Route;
  readonly hasRequired: boolean;
}

/** Parameters of the address first, then literal parts of the path, then what is required and there. */
function rankOf({ route: { parameters, literals, required }, hasRequired: isWhole }: Candidate): number {
  return parameters.length * 10_000 + literals * 100 + (isWhole ? 1 + required.length : 0);
}

function hasParameters({ parameters }: Route, query: URLSearchParams): boolean {
  return parameters.every(([name, value]) =>
    value === '' ? query.has(name) : query.getAll(name).includes(value),
  );
}

function hasRequired(
  { required }: Route,
  { head, query }: { readonly head: RequestHead; readonly query: URLSearchParams },
): boolean {
  return required.every((each) =>
    each.in === 'querystring' ? query.has(each.name) : head.headers[each.name.toLowerCase()] !== undefined,
  );
}

const kept = new WeakMap<ServiceModel, readonly Route[]>();

function routesOf(model: ServiceModel): readonly Route[] {
  const known = kept.get(model);
  if (known !== undefined) return known;
  const routes = Object.entries(model.operations).map(([name, operation]) => routeOf(model, name, operation));
  kept.set(model, routes);
  return routes;
}

function routeOf(model: ServiceModel, operation: string, { http, input }: OperationModel): Route {
  const [method, uri] = http;
  const [path = '', parameters = ''] = uri.split('?');
  const trimmed = path.length > 1 ? path.replace(/\/$/, '') : path;
  const labels = [...trimmed.matchAll(/\{(\w+)\+?\}/g)].map(([, name = '']) => name);
  const source = trimmed
    .split(/(\{\w+\+?\})/)
    .map((part) => (part.startsWith('{') ? (part.endsWith('+}') ? '(.+)' : '([^/]+)') : RegExp.escape(part)))
    .join('');
  return {
    operation,
    method,
    pattern: new RegExp(`^${source}$`, 's'),
    labels,
    parameters: [...new URLSearchParams(parameters)],
    literals: trimmed.split('/').filter((part) => part !== '' && !part.includes('{')).length,
    required: input === undefined ? [] : requiredOf(model, input),
  };
}

function requiredOf(model: ServiceModel, input: string): Route['required'] {
  const shape = structureIn(model, input);
  return (shape.required ?? []).flatMap((name) => {
    const { in: place, name: wireName = name } = bindingOf(shape, name);
    return place === 'querystring' || place === 'header' ? [{ in: place, name: wireName }] : [];
  });
}

function decoded(text: string): string {
  return percentDecoded(text) ?? text;
}
