// From what an integration answered to the response of the method: which of its responses is meant, its headers and its
// template. Pure.
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import type { RestExchange } from './exchange.ts';
import { gatewayError } from './gateway-responses.ts';
import { mappedValue, rendered, type IntegrationAnswer } from './mapping.ts';
import { fitsWhole } from './fits-whole.ts';
import { GatewayFault, type ApiResponse, type Header } from './message.ts';
import { decodedBody, isObject, statusOf } from './proxy-response.ts';
import { isFailed } from '../../lib/result.ts';
import { printed } from './vtl/values.ts';

type Shapes = ApiGatewayApi['shapes'];

/** @param selects matched in full by `selectionPattern`: a status, or the message of a function's error */
export function chooseResponse(
  integration: Shapes['Integration'],
  selects: string | undefined,
): Shapes['IntegrationResponse'] {
  const responses = Object.values(integration.integrationResponses ?? {});
  const fits = ({ selectionPattern: pattern = '' }: Shapes['IntegrationResponse']): boolean =>
    pattern !== '' && selects !== undefined && fitsWhole(pattern, selects);
  const chosen =
    responses.find(fits) ?? responses.find(({ selectionPattern = '' }) => selectionPattern === '');
  if (chosen === undefined)
    throw new GatewayFault(
      gatewayError('API_CONFIGURATION_ERROR'),
      'No integration response matches the answer of the integration',
    );
  return chosen;
}

/** @throws GatewayFault */
export function methodResponse(
  response: Shapes['IntegrationResponse'],
  answer: IntegrationAnswer,
  exchange: RestExchange,
): ApiResponse {
  const { statusCode = '200', contentHandling } = response;
  const declared = exchange.method.methodResponses?.[statusCode];
  if (declared === undefined)
    throw new GatewayFault(
      gatewayError('API_CONFIGURATION_ERROR'),
      `Output mapping refers to an invalid method response: ${statusCode}`,
    );
  const { contentType, template } = templateOf(response);
  const { text, overrides } =
    template === undefined
      ? { text: answer.body, overrides: undefined }
      : rendered(template, answer.body, exchange);
  const override = overrides?.responseOverride ?? {};
  const status = override['status'] === undefined ? Number(statusCode) : statusOf(override['status']);
  if (isFailed(status)) throw new GatewayFault(gatewayError('API_CONFIGURATION_ERROR'), status.failed);
  const headers = withHeaders(mappedHeaders(response, answer, exchange), contentType, override);
  return { status, headers, body: decodedBody(text, contentHandling === 'CONVERT_TO_BINARY') };
}

/** API Gateway takes the first template that there is when the client accepts none of them by name. */
function templateOf({ responseTemplates = {} }: Shapes['IntegrationResponse']): {
  readonly contentType: string;
  readonly template: string | undefined;
} {
  const [contentType = 'application/json', template] = Object.entries(responseTemplates)[0] ?? [];
  // An empty template passes the answer through.
  return { contentType, template: template === '' ? undefined : template };
}

function mappedHeaders(
  { responseParameters = {} }: Shapes['IntegrationResponse'],
  answer: IntegrationAnswer,
  exchange: RestExchange,
): readonly Header[] {
  const start = 'method.response.header.';
  return Object.entries(responseParameters).flatMap(([target, source]) => {
    const value = mappedValue(source, exchange, answer);
    return value === undefined || !target.startsWith(start)
      ? []
      : [[target.slice(start.length), value] as const];
  });
}

function withHeaders(
  mapped: readonly Header[],
  contentType: string,
  override: Readonly<Record<string, unknown>>,
): readonly Header[] {
  const set = isObject(override['header']) ? override['header'] : {};
  const over = Object.entries(set).map(([name, value]) => [name, printed(value)] as const);
  const isSet = (name: string): boolean => over.some(([each]) => each.toLowerCase() === name.toLowerCase());
  const headers = [...mapped.filter(([name]) => !isSet(name)), ...over];
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return hasType ? headers : [...headers, ['Content-Type', contentType]];
}
