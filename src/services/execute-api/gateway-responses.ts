// Gateway responses: what API Gateway itself answers in place of an integration. Pure.
// Source: API Gateway developer guide, "Gateway response types" and "Gateway responses"; messages and headers recorded.
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';

type GatewayResponse = ApiGatewayApi['shapes']['GatewayResponse'];
export type GatewayResponseType = NonNullable<GatewayResponse['responseType']>;

/** Of those without a status, the status is that of the error. */
const statuses: Readonly<Record<GatewayResponseType, number | undefined>> = {
  ACCESS_DENIED: 403,
  API_CONFIGURATION_ERROR: 500,
  AUTHORIZER_CONFIGURATION_ERROR: 500,
  AUTHORIZER_FAILURE: 500,
  BAD_REQUEST_BODY: 400,
  BAD_REQUEST_PARAMETERS: 400,
  DEFAULT_4XX: undefined,
  DEFAULT_5XX: undefined,
  EXPIRED_TOKEN: 403,
  INTEGRATION_FAILURE: 504,
  INTEGRATION_TIMEOUT: 504,
  INVALID_API_KEY: 403,
  INVALID_SIGNATURE: 403,
  MISSING_AUTHENTICATION_TOKEN: 403,
  QUOTA_EXCEEDED: 429,
  REQUEST_TOO_LARGE: 413,
  RESOURCE_NOT_FOUND: 404,
  THROTTLED: 429,
  UNAUTHORIZED: 401,
  UNSUPPORTED_MEDIA_TYPE: 415,
  WAF_FILTERED: 403,
};

export const gatewayResponseTypes = Object.keys(statuses) as readonly GatewayResponseType[];

/** The answer to GetGatewayResponse for one that was not set. */
export function defaultGatewayResponse(responseType: GatewayResponseType): GatewayResponse {
  const status = statuses[responseType];
  return {
    responseType,
    ...(status === undefined ? {} : { statusCode: String(status) }),
    responseParameters: {},
    responseTemplates: { 'application/json': '{"message":$context.error.messageString}' },
    defaultResponse: true,
  };
}

/** An error of API Gateway: its type, and what it says. */
export interface GatewayError {
  readonly type: GatewayResponseType;
  /** Null where API Gateway says nothing. */
  readonly message: string | null;
  /** Of `x-amzn-ErrorType`. */
  readonly errorType: string;
  /** In place of the type's own. */
  readonly status?: number;
  /** In place of the template's, when no response was set for the type. */
  readonly body?: string;
  readonly validationError?: string;
}

type Known = Omit<GatewayError, 'type'>;

const known: Readonly<Partial<Record<GatewayResponseType, Known>>> = {
  MISSING_AUTHENTICATION_TOKEN: {
    message: 'Missing Authentication Token',
    errorType: 'MissingAuthenticationTokenException',
  },
  UNAUTHORIZED: { message: 'Unauthorized', errorType: 'UnauthorizedException' },
  INVALID_API_KEY: { message: 'Forbidden', errorType: 'ForbiddenException' },
  THROTTLED: { message: 'Too Many Requests', errorType: 'TooManyRequestsException' },
  QUOTA_EXCEEDED: { message: 'Limit Exceeded', errorType: 'LimitExceededException' },
  BAD_REQUEST_BODY: { message: 'Invalid request body', errorType: 'BadRequestException' },
  UNSUPPORTED_MEDIA_TYPE: { message: 'Unsupported Media Type', errorType: 'BadRequestException' },
  REQUEST_TOO_LARGE: { message: 'Request Too Long', errorType: 'RequestTooLargeException' },
  INTEGRATION_TIMEOUT: { message: 'Endpoint request timed out', errorType: 'InternalServerErrorException' },
  API_CONFIGURATION_ERROR: { message: 'Internal server error', errorType: 'InternalServerErrorException' },
  AUTHORIZER_CONFIGURATION_ERROR: { message: null, errorType: 'AuthorizerConfigurationException' },
  AUTHORIZER_FAILURE: { message: null, errorType: 'AuthorizerConfigurationException' },
};

/** As it stands for the type; the message only where it is the same for all. */
export function gatewayError(type: GatewayResponseType, more: Partial<Known> = {}): GatewayError {
  return {
    type,
    message: 'Internal server error',
    errorType: 'InternalServerErrorException',
    ...known[type],
    ...more,
  };
}

/** The response that was set for it, or for all of its class. */
export function chosenResponse(
  set: readonly GatewayResponse[],
  error: GatewayError,
): { readonly status: number; readonly response: GatewayResponse | undefined } {
  const own = error.status ?? statuses[error.type] ?? 500;
  const find = (type: GatewayResponseType) => set.find(({ responseType }) => responseType === type);
  const response = find(error.type) ?? find(own < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
  const status = Number(response?.statusCode ?? own);
  return { status, response };
}
