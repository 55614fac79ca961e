// Deployments and stages of an HTTP API.
import type { ApiGatewayV2Api } from '../../aws/operations/apigatewayv2.ts';
import { storeOf } from '../apigateway/rest-call.ts';
import { refuseOtherLogs } from '../apigateway/stages.ts';
import type { Operations, ServiceCall } from '../service.ts';
import {
  badRequest,
  conflict,
  deploy,
  deployed,
  httpApiOf,
  paged,
  partOf,
  removeUnused,
  saveStage,
  type Op,
  type Shapes,
} from './http-api-call.ts';
import { withoutEmpty } from './routes.ts';

const createDeployment: Op<'CreateDeployment'> = ({ ApiId, Description, StageName }, call) => {
  httpApiOf({ ApiId }, call);
  const store = storeOf(call);
  if (store.list('route', ApiId).length === 0)
    throw badRequest('Unable to deploy API because no routes exist in this API');
  return store.atOnce(() => {
    const stage = StageName === undefined ? undefined : partOf('httpStage', { ApiId, id: StageName }, call);
    if (stage?.AutoDeploy === true)
      throw badRequest('Deployment ID cannot be set on a Stage with AutoDeploy enabled');
    const description = Description === undefined ? {} : { description: Description };
    const id = deploy(ApiId, { isAuto: false, ...description }, call);
    if (stage !== undefined) saveStage(ApiId, deployed(stage, id, call), call);
    return partOf('httpDeployment', { ApiId, id }, call);
  });
};

const getDeployment: Op<'GetDeployment'> = ({ ApiId, DeploymentId: id }, call) =>
  partOf('httpDeployment', { ApiId, id }, call);

const getDeployments: Op<'GetDeployments'> = (input, call) => {
  httpApiOf(input, call);
  return paged(storeOf(call).list('httpDeployment', input.ApiId), input, ({ DeploymentId }) => DeploymentId);
};

const updateDeployment: Op<'UpdateDeployment'> = ({ ApiId, DeploymentId: id, Description }, call) => {
  const before = partOf('httpDeployment', { ApiId, id }, call);
  const deployment = Description === undefined ? before : { ...before, Description };
  storeOf(call).put('httpDeployment', { owner: ApiId, id }, deployment);
  return deployment;
};

const deleteDeployment: Op<'DeleteDeployment'> = ({ ApiId, DeploymentId: id }, call) => {
  partOf('httpDeployment', { ApiId, id }, call);
  const store = storeOf(call);
  if (store.list('httpStage', ApiId).some(({ DeploymentId }) => DeploymentId === id))
    throw badRequest('Active stages pointing to this deployment must be moved or deleted');
  store.atOnce(() => {
    store.remove('httpDeployment', { owner: ApiId, id });
    store.remove('httpSnapshot', { owner: ApiId, id });
  });
  return {};
};

const createStage: Op<'CreateStage'> = (input, call) => storeOf(call).atOnce(() => makeStage(input, call));

export function makeStage(
  input: Shapes['CreateStageRequest'],
  call: ServiceCall,
  managed: { readonly ApiGatewayManaged?: true } = {},
): Shapes['Stage'] {
  const { ApiId, ...about } = input;
  httpApiOf(input, call);
  if (!/^(\$default|[a-zA-Z0-9_-]+)$/.test(input.StageName))
    throw badRequest(`Invalid stage name ${input.StageName}`);
  if (storeOf(call).get('httpStage', ApiId, input.StageName) !== undefined)
    throw conflict('Stage already exists');
  refuseOtherLogs(about.AccessLogSettings?.DestinationArn);
  const at = new Date(call.now);
  const stage: Shapes['Stage'] = {
    AutoDeploy: false,
    RouteSettings: {},
    StageVariables: {},
    ...about,
    ...managed,
    DefaultRouteSettings: { DetailedMetricsEnabled: false, ...about.DefaultRouteSettings },
    Tags: about.Tags ?? {},
    CreatedDate: at,
    LastUpdatedDate: at,
  };
  const saved = withDeployment(ApiId, stage, call);
  saveStage(ApiId, saved, call);
  return saved;
}

/** A stage that deploys by itself has what the API is now. @throws AwsError for a deployment that there is not */
function withDeployment(apiId: string, stage: Shapes['Stage'], call: ServiceCall): Shapes['Stage'] {
  const { DeploymentId: id, AutoDeploy: isAuto } = stage;
  if (id !== undefined) partOf('httpDeployment', { ApiId: apiId, id }, call);
  if (isAuto !== true) return stage;
  return deployed(stage, deploy(apiId, { isAuto: true }, call), call);
}

const getStage: Op<'GetStage'> = ({ ApiId, StageName: id }, call) => partOf('httpStage', { ApiId, id }, call);

const getStages: Op<'GetStages'> = (input, call) => {
  httpApiOf(input, call);
  return paged(storeOf(call).list('httpStage', input.ApiId), input, ({ StageName }) => StageName);
};

const updateStage: Op<'UpdateStage'> = ({ ApiId, StageName: id, ...about }, call) => {
  const before = partOf('httpStage', { ApiId, id }, call);
  refuseOtherLogs(about.AccessLogSettings?.DestinationArn);
  const isAuto = about.AutoDeploy ?? before.AutoDeploy ?? false;
  if (isAuto && about.DeploymentId !== undefined && about.DeploymentId !== before.DeploymentId)
    throw badRequest('Deployment ID cannot be set on a Stage with AutoDeploy enabled');
  const merged: Shapes['Stage'] = {
    ...before,
    ...about,
    StageVariables: withoutEmpty({ ...before.StageVariables, ...about.StageVariables }),
    RouteSettings: { ...before.RouteSettings, ...about.RouteSettings },
    DefaultRouteSettings: { ...before.DefaultRouteSettings, ...about.DefaultRouteSettings },
    LastUpdatedDate: new Date(call.now),
  };
  return storeOf(call).atOnce(() => {
    const begins = isAuto && before.AutoDeploy !== true;
    if (!begins && merged.DeploymentId !== before.DeploymentId)
      partOf('httpDeployment', { ApiId, id: merged.DeploymentId ?? '' }, call);
    const stage = begins ? withDeployment(ApiId, merged, call) : merged;
    saveStage(ApiId, stage, call);
    return stage;
  });
};

const deleteStage: Op<'DeleteStage'> = ({ ApiId, StageName: id }, call) => {
  const { DeploymentId } = partOf('httpStage', { ApiId, id }, call);
  storeOf(call).atOnce(() => {
    storeOf(call).remove('httpStage', { owner: ApiId, id });
    if (DeploymentId !== undefined) removeUnused(ApiId, DeploymentId, call);
  });
  const { account, region } = call.place;
  call.ground.account.remove({ account, region, type: 'AWS::ApiGatewayV2::Stage', name: `${ApiId}/${id}` });
  return {};
};

const deleteRouteSettings: Op<'DeleteRouteSettings'> = ({ ApiId, StageName: id, RouteKey }, call) => {
  const before = partOf('httpStage', { ApiId, id }, call);
  const { [RouteKey]: _, ...RouteSettings } = before.RouteSettings ?? {};
  saveStage(ApiId, { ...before, RouteSettings }, call);
  return {};
};

const deleteAccessLogSettings: Op<'DeleteAccessLogSettings'> = ({ ApiId, StageName: id }, call) => {
  const { AccessLogSettings: _, ...stage } = partOf('httpStage', { ApiId, id }, call);
  saveStage(ApiId, stage, call);
  return {};
};

/** Results of authorizers are forgotten with every change of an API's definitions. */
const resetAuthorizers: Op<'ResetAuthorizersCache'> = ({ ApiId, StageName: id }, call) => {
  const stage = partOf('httpStage', { ApiId, id }, call);
  storeOf(call).put('httpStage', { owner: ApiId, id }, stage);
  return {};
};

export const stages: Operations<ApiGatewayV2Api> = {
  CreateDeployment: createDeployment,
  GetDeployment: getDeployment,
  GetDeployments: getDeployments,
  UpdateDeployment: updateDeployment,
  DeleteDeployment: deleteDeployment,
  CreateStage: createStage,
  GetStage: getStage,
  GetStages: getStages,
  UpdateStage: updateStage,
  DeleteStage: deleteStage,
  DeleteRouteSettings: deleteRouteSettings,
  DeleteAccessLogSettings: deleteAccessLogSettings,
  ResetAuthorizersCache: resetAuthorizers,
};
