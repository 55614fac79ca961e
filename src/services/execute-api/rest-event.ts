// The event of a Lambda proxy integration of a REST API (payload format 1.0), and its body. Pure.
import { requestContext, single, type RestExchange } from './exchange.ts';
import { headerOf, orNull, type ApiRequest } from './message.ts';

interface EventBody {
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
}

/** Binary when the content type is among the API's binary media types. */
function bodyOf({ body, headers }: ApiRequest, binaryTypes: readonly string[] | undefined): EventBody {
  if (body.length === 0) return { body: null, isBase64Encoded: false };
  const isBase64Encoded = isBinary(binaryTypes, headerOf(headers, 'content-type'));
  return { body: body.toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded };
}

export function isBinary(
  binaryTypes: readonly string[] | undefined,
  contentType: string | undefined,
): boolean {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  return (binaryTypes ?? []).some((each) => {
    const pattern = each.toLowerCase();
    if (pattern === '*/*') return true;
    return pattern === type || (pattern.endsWith('/*') && type?.startsWith(pattern.slice(0, -1)) === true);
  });
}

/** API Gateway developer guide, "Input format of a Lambda function for proxy integration". */
export function restEvent(exchange: RestExchange): Readonly<Record<string, unknown>> {
  const { deployed, request, route, headers, query } = exchange;
  return {
    resource: route.resource.path,
    path: exchange.path,
    httpMethod: request.method,
    headers: orNull(single(headers)),
    multiValueHeaders: orNull(headers),
    queryStringParameters: orNull(single(query)),
    multiValueQueryStringParameters: orNull(query),
    pathParameters: orNull(route.pathParameters),
    stageVariables: orNull(deployed.stageVariables),
    requestContext: requestContext(exchange),
    ...bodyOf(request, deployed.snapshot.api.binaryMediaTypes),
  };
}
