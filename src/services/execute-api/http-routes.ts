// Which route of an HTTP API a request is for. Pure.
// Source: API Gateway developer guide, "Routing API requests": the route that says most of the path, then the one that says
// the method, then `$default`.
import type { ApiGatewayV2Api } from '../../aws/operations/apigatewayv2.ts';
import { decoded } from './routes.ts';

type Route = ApiGatewayV2Api['shapes']['Route'];

export interface FoundRoute {
  readonly route: Route;
  /** Decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Candidate extends FoundRoute {
  /** Of each part: 3 as written, 2 a variable, 1 the rest of the path. */
  readonly rank: readonly number[];
  readonly isOfMethod: boolean;
}

/** A slash at the end of the path counts. */
export function findHttpRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): FoundRoute | undefined {
  const candidates = routes.flatMap((route) => candidateOf(route, method, path.split('/').slice(1)));
  const [best] = candidates.toSorted((one, other) => compare(other, one));
  if (best !== undefined) return { route: best.route, pathParameters: best.pathParameters };
  const otherwise = routes.find(({ RouteKey }) => RouteKey === '$default');
  return otherwise === undefined ? undefined : { route: otherwise, pathParameters: {} };
}

function compare(one: Candidate, other: Candidate): number {
  for (const [at, rank] of one.rank.entries()) {
    const difference = rank - (other.rank[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return Number(one.isOfMethod) - Number(other.isOfMethod);
}

function candidateOf(route: Route, method: string, segments: readonly string[]): readonly Candidate[] {
  const [verb, path = ''] = route.RouteKey.split(' ');
  if (route.RouteKey === '$default' || (verb !== 'ANY' && verb !== method)) return [];
  const rank: number[] = [];
  const pathParameters: Record<string, string> = {};
  const parts = path.split('/').slice(1);
  for (const [at, part] of parts.entries()) {
    const segment = segments[at] ?? '';
    if (part.endsWith('+}')) {
      const rest = segments.slice(at).join('/');
      if (rest === '') return [];
      pathParameters[part.slice(1, -2)] = decoded(rest);
      return [{ route, pathParameters, rank: [...rank, 1], isOfMethod: verb === method }];
    }
    if (part.startsWith('{')) {
      if (segment === '') return [];
      pathParameters[part.slice(1, -1)] = decoded(segment);
      rank.push(2);
    } else if (part === segment || part === decoded(segment)) rank.push(3);
    else return [];
  }
  return parts.length === segments.length
    ? [{ route, pathParameters, rank, isOfMethod: verb === method }]
    : [];
}
