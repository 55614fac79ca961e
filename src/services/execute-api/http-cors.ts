// Cross-origin requests of HTTP APIs. Pure. Source: API Gateway developer guide, "Configuring CORS for HTTP APIs".
import type { ApiGatewayV2Api } from '../../aws/operations/apigatewayv2.ts';
import { headerOf, type ApiRequest, type ApiResponse, type Header } from './message.ts';

type Cors = ApiGatewayV2Api['shapes']['Cors'];

/** A browser asks beforehand. */
export function isPreflight({ method, headers }: Pick<ApiRequest, 'method' | 'headers'>): boolean {
  return (
    method === 'OPTIONS' &&
    headerOf(headers, 'origin') !== undefined &&
    headerOf(headers, 'access-control-request-method') !== undefined
  );
}

export function preflightAnswer(cors: Cors, { headers }: Pick<ApiRequest, 'headers'>): ApiResponse {
  const origin = allowedOrigin(cors, headerOf(headers, 'origin'));
  if (origin === undefined) return { status: 204, headers: [], body: '' };
  const { AllowMethods, AllowHeaders, MaxAge } = cors;
  const answered: readonly (readonly [string, string | undefined])[] = [
    ...originHeaders(cors, origin),
    ['access-control-allow-methods', AllowMethods?.join(',')],
    ['access-control-allow-headers', AllowHeaders?.join(',')],
    ['access-control-max-age', MaxAge === undefined ? undefined : String(MaxAge)],
  ];
  return {
    status: 204,
    headers: answered.flatMap(([name, value]): Header[] => (value === undefined ? [] : [[name, value]])),
    body: '',
  };
}

/** What the integration says of origins gives way to what the API says. */
export function withCors(
  cors: Cors,
  request: Pick<ApiRequest, 'headers'>,
  response: ApiResponse,
): ApiResponse {
  const own = response.headers.filter(([name]) => !name.toLowerCase().startsWith('access-control-'));
  const origin = allowedOrigin(cors, headerOf(request.headers, 'origin'));
  if (origin === undefined) return { ...response, headers: own };
  const { ExposeHeaders = [] } = cors;
  const exposed: readonly Header[] =
    ExposeHeaders.length === 0 ? [] : [['access-control-expose-headers', ExposeHeaders.join(',')]];
  return { ...response, headers: [...own, ...originHeaders(cors, origin), ...exposed] };
}

function originHeaders({ AllowCredentials }: Cors, origin: string): readonly Header[] {
  const allowed: Header = ['access-control-allow-origin', origin];
  return AllowCredentials === true ? [allowed, ['access-control-allow-credentials', 'true']] : [allowed];
}

/** A star for all, else the origin itself when it is one of the list. */
function allowedOrigin({ AllowOrigins = [] }: Cors, origin: string | undefined): string | undefined {
  if (origin === undefined) return undefined;
  if (AllowOrigins.includes('*')) return '*';
  const fits = (allowed: string): boolean => {
    const scheme = /^(.*:\/\/)\*$/.exec(allowed)?.[1];
    return scheme === undefined
      ? allowed.toLowerCase() === origin.toLowerCase()
      : origin.toLowerCase().startsWith(scheme.toLowerCase());
  };
  return AllowOrigins.some(fits) ? origin : undefined;
}
