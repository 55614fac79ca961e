// What a deployment freezes of an API: all that answers its requests. Changes of the API count from the next deployment.
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import type { ApiGatewayV2Api } from '../../aws/operations/apigatewayv2.ts';

type Rest = ApiGatewayApi['shapes'];
type Http = ApiGatewayV2Api['shapes'];

export interface RestSnapshot {
  readonly api: Rest['RestApi'];
  /** With methods, integrations and responses. */
  readonly resources: readonly Rest['Resource'][];
  readonly authorizers: readonly Rest['Authorizer'][];
  readonly models: readonly Rest['Model'][];
  readonly validators: readonly Rest['RequestValidator'][];
  readonly gatewayResponses: readonly Rest['GatewayResponse'][];
}

export interface HttpSnapshot {
  readonly api: Http['Api'];
  readonly routes: readonly Http['Route'][];
  readonly integrations: readonly Http['Integration'][];
  readonly authorizers: readonly Http['Authorizer'][];
}
