// The request validator of a method: required parameters, and the body against the model of its content type. Pure.
// Source: API Gateway developer guide, "Request validation for REST APIs".
import { Validator, type Schema } from '@cfworker/json-schema';
import { inTime } from '../../lib/in-time.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import type { RestExchange } from './exchange.ts';
import { gatewayError } from './gateway-responses.ts';
import { contentTypeOf, mappedValue } from './mapping.ts';
import { GatewayFault } from './message.ts';

/** @throws GatewayFault */
export function validateRequest(exchange: RestExchange): void {
  const { requestValidatorId } = exchange.method;
  const validator = exchange.deployed.snapshot.validators.find(({ id }) => id === requestValidatorId);
  if (validator?.validateRequestParameters === true) checkParameters(exchange);
  if (validator?.validateRequestBody === true) checkBody(exchange);
}

function checkParameters(exchange: RestExchange): void {
  const missing = Object.entries(exchange.method.requestParameters ?? {})
    .filter(([source, isRequired]) => isRequired && (mappedValue(source, exchange) ?? '') === '')
    .map(([source]) => source.split('.').slice(3).join('.'));
  if (missing.length === 0) return;
  throw new GatewayFault(
    gatewayError('BAD_REQUEST_PARAMETERS', {
      message: `Missing required request parameters: [${missing.join(', ')}]`,
      errorType: 'BadRequestException',
    }),
  );
}

function checkBody(exchange: RestExchange): void {
  const { requestModels = {} } = exchange.method;
  const name = requestModels[contentTypeOf(exchange)];
  const model = exchange.deployed.snapshot.models.find((each) => each.name === name);
  if (model?.schema === undefined || model.schema === '') return;
  const text = exchange.request.body.toString('utf8');
  let body: unknown;
  try {
    body = text === '' ? {} : JSON.parse(text);
  } catch {
    throw invalid('Invalid JSON');
  }
  const { valid, errors } = validated(model.schema, exchange, body);
  if (!valid) throw invalid(errors.map(({ error }) => error).join(', '));
}

/** @throws GatewayFault for a model that cannot be used: its pattern is no expression, or takes too long */
function validated(schema: string, exchange: RestExchange, body: unknown): ReturnType<Validator['validate']> {
  const fault = (why: string) =>
    new GatewayFault(gatewayError('API_CONFIGURATION_ERROR'), `the model of the request: ${why}`);
  let result: Result<{ readonly value: ReturnType<Validator['validate']> }>;
  try {
    result = inTime(() => validatorOf(schema, exchange).validate(body));
  } catch (error) {
    throw fault(error instanceof Error ? error.message : String(error));
  }
  if (isFailed(result)) throw fault(result.failed);
  return result.value;
}

/** Draft 4; other models are known by their addresses. */
function validatorOf(schema: string, { deployed }: RestExchange): Validator {
  const validator = new Validator(JSON.parse(schema) as Schema, '4', false);
  for (const { name = '', schema: other = '' } of deployed.snapshot.models) {
    const address = `https://apigateway.amazonaws.com/restapis/${deployed.apiId}/models/${name}`;
    if (other !== '') validator.addSchema(JSON.parse(other) as Schema, address);
  }
  return validator;
}

function invalid(why: string): GatewayFault {
  const validationError = `[${why}]`;
  return new GatewayFault(gatewayError('BAD_REQUEST_BODY', { validationError }), why);
}
