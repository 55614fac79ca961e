// API Gateway's HTTP APIs: their definitions are kept in the state folder. `services/execute-api` answers their requests.
import type { ApiGatewayV2Api } from '../../aws/operations/apigatewayv2.ts';
import type { Operations } from '../service.ts';
import { apis } from './apis.ts';
import { domainNames } from './domain-names.ts';
import { imports } from './import-http-api.ts';
import { routes } from './routes.ts';
import { stages } from './stages.ts';

export const apiGatewayV2: Operations<ApiGatewayV2Api> = {
  ...apis,
  ...domainNames,
  ...imports,
  ...routes,
  ...stages,
};
