// API keys, usage plans and throttling of a REST API's methods.
// Source: API Gateway developer guide, "Usage plans and API keys for REST APIs".
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import type { StoredPlan } from '../apigateway/api-store.ts';
import type { RestExchange } from './exchange.ts';
import { gatewayError } from './gateway-responses.ts';
import type { Limits, Rate } from './limits.ts';
import { GatewayFault, headerOf } from './message.ts';

type Shapes = ApiGatewayApi['shapes'];

export interface Keys {
  readonly apiKeys: readonly Shapes['ApiKey'][];
  readonly plans: readonly StoredPlan[];
}

/** With the key in the caller's identity. @throws GatewayFault */
export function checkUsage(exchange: RestExchange, keys: Keys, limits: Limits): RestExchange {
  const used = exchange.method.apiKeyRequired === true ? keyOf(exchange, keys, limits) : exchange;
  checkThrottling(used, limits);
  return used;
}

function keyOf(exchange: RestExchange, { apiKeys, plans }: Keys, limits: Limits): RestExchange {
  const { deployed, request } = exchange;
  const value =
    deployed.snapshot.api.apiKeySource === 'AUTHORIZER'
      ? exchange.authorizer?.['usageIdentifierKey']
      : headerOf(request.headers, 'x-api-key');
  const key = apiKeys.find((each) => each.value === value && each.enabled === true);
  const stageName = deployed.stage.stageName;
  const isOfStage = ({ apiId, stage }: Shapes['ApiStage']): boolean =>
    apiId === deployed.apiId && stage === stageName;
  const found = plans.find(
    ({ plan, keys: ids }) => ids.includes(key?.id ?? '') && plan.apiStages?.some(isOfStage) === true,
  );
  if (key === undefined || found === undefined) throw new GatewayFault(gatewayError('INVALID_API_KEY'));
  const { plan } = found;
  const name = `${plan.id ?? ''} ${key.id ?? ''}`;
  const own =
    plan.apiStages?.find(isOfStage)?.throttle?.[`${exchange.route.resource.path ?? ''}/${request.method}`];
  throttle(limits, { name, rate: own ?? plan.throttle, at: request.at });
  const { limit, period = 'DAY', offset = 0 } = plan.quota ?? {};
  if (limit !== undefined && !limits.passesQuota(name, { limit, period, offset }, request.at))
    throw new GatewayFault(gatewayError('QUOTA_EXCEEDED'));
  const identity = { ...exchange.identity, apiKey: key.value ?? '', apiKeyId: key.id ?? '' };
  return { ...exchange, identity };
}

/** By the settings of the stage: of the method, else of all methods. */
function checkThrottling({ deployed, route, method, request }: RestExchange, limits: Limits): void {
  const settings = deployed.stage.methodSettings ?? {};
  const path = (route.resource.path ?? '/').replace(/^\/(?=.)/, '');
  const key = [`${path}/${request.method}`, `${path}/${method.httpMethod ?? ''}`].find(
    (each) => each in settings,
  );
  const setting = settings[key ?? '*/*'];
  const rate = { rateLimit: setting?.throttlingRateLimit, burstLimit: setting?.throttlingBurstLimit };
  const name = `${deployed.apiId} ${deployed.stage.stageName ?? ''} ${path} ${method.httpMethod ?? ''}`;
  throttle(limits, { name, rate, at: request.at });
}

interface Throttling {
  readonly name: string;
  readonly rate: { readonly [K in keyof Rate]?: number | undefined } | undefined;
  readonly at: number;
}

/** Less than nothing stands for no limit. */
function throttle(limits: Limits, { name, rate, at }: Throttling): void {
  const { rateLimit = -1, burstLimit = -1 } = rate ?? {};
  if (rateLimit < 0 || burstLimit < 0) return;
  if (!limits.passesRate(name, { rateLimit, burstLimit }, at))
    throw new GatewayFault(gatewayError('THROTTLED'));
}
