// API Gateway's REST APIs: their definitions are kept in the state folder. `services/execute-api` answers their requests.
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import type { Operations } from '../service.ts';
import { deployments } from './deployments.ts';
import { imports } from './import-rest-api.ts';
import { integrations } from './integrations.ts';
import { methods } from './methods.ts';
import { parts } from './parts.ts';
import { resources } from './resources.ts';
import { restApis } from './rest-apis.ts';
import { stages } from './stages.ts';
import { tags } from './tags.ts';
import { usagePlans } from './usage-plans.ts';

export const apiGateway: Operations<ApiGatewayApi> = {
  ...deployments,
  ...imports,
  ...integrations,
  ...methods,
  ...parts,
  ...resources,
  ...restApis,
  ...stages,
  ...tags,
  ...usagePlans,
};
