// Deployments of a REST API: what it is at one moment, frozen.
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import { defined } from '../../lib/defined.ts';
import type { Operations, ServiceCall } from '../service.ts';
import { patched } from './patch.ts';
import {
  badRequest,
  newApiId,
  partOf,
  positioned,
  restApiOf,
  storeOf,
  type Op,
  type Shapes,
} from './rest-call.ts';
import type { RestSnapshot } from './snapshot.ts';
import { newStage, saveStage } from './stages.ts';

const createDeployment: Op<'CreateDeployment'> = (input, call) => {
  const { restApiId: owner, description, stageName = '' } = input;
  const store = storeOf(call);
  const snapshot = snapshotOf(restApiOf(input, call), call);
  checkSnapshot(snapshot);
  const id = newApiId(6);
  const deployment = defined({ id, description, createdDate: new Date(call.now) });
  store.atOnce(() => {
    store.put('deployment', { owner, id }, deployment);
    store.put('restSnapshot', { owner, id }, snapshot);
    if (stageName !== '') deployTo(stageName, { id, input, call });
  });
  return deployment;
};

function snapshotOf(api: Shapes['RestApi'], call: ServiceCall): RestSnapshot {
  const store = storeOf(call);
  const owner = api.id ?? '';
  return {
    api,
    resources: store.list('resource', owner),
    authorizers: store.list('authorizer', owner),
    models: store.list('model', owner),
    validators: store.list('validator', owner),
    gatewayResponses: store.list('gatewayResponse', owner),
  };
}

/** @throws AwsError */
function checkSnapshot({ resources }: RestSnapshot): void {
  const methods = resources.flatMap(({ resourceMethods = {} }) => Object.values(resourceMethods));
  if (methods.length === 0) throw badRequest("The REST API doesn't contain any methods");
  if (methods.some(({ methodIntegration }) => methodIntegration === undefined))
    throw badRequest('No integration defined for method');
}

interface Deploying {
  readonly id: string;
  readonly input: Shapes['CreateDeploymentRequest'];
  readonly call: ServiceCall;
}

/** A stage that is there gets the deployment, as its canary when that is asked for. */
function deployTo(stageName: string, { id, input, call }: Deploying): void {
  const { restApiId, canarySettings, stageDescription, variables } = input;
  const before = storeOf(call).get('stage', restApiId, stageName);
  const canary = canarySettings === undefined ? undefined : { ...canarySettings, deploymentId: id };
  if (before === undefined) {
    const { cacheClusterEnabled, tracingEnabled } = input;
    const about = { description: stageDescription, variables, cacheClusterEnabled, tracingEnabled };
    saveStage(restApiId, newStage({ stageName, deploymentId: id, ...defined(about) }, call), call);
    return;
  }
  const lastUpdatedDate = new Date(call.now);
  const changes = defined({ description: stageDescription, variables, lastUpdatedDate });
  const deployed = canary === undefined ? { deploymentId: id } : { canarySettings: canary };
  saveStage(restApiId, { ...before, ...changes, ...deployed }, call);
}

const getDeployment: Op<'GetDeployment'> = ({ restApiId, deploymentId: id, embed }, call) => {
  const deployment = partOf('deployment', { restApiId, id }, call);
  const snapshot = storeOf(call).get('restSnapshot', restApiId, id);
  const isSummary = embed?.some((each) => each.toLowerCase() === 'apisummary') === true;
  return isSummary && snapshot !== undefined
    ? { ...deployment, apiSummary: summaryOf(snapshot) }
    : deployment;
};

function summaryOf({ resources }: RestSnapshot): NonNullable<Shapes['Deployment']['apiSummary']> {
  return Object.fromEntries(
    resources.flatMap(({ path = '/', resourceMethods }) =>
      resourceMethods === undefined ? [] : [[path, methodsOf(resourceMethods)] as const],
    ),
  );
}

function methodsOf(
  methods: Readonly<Record<string, Shapes['Method']>>,
): Readonly<Record<string, Shapes['MethodSnapshot']>> {
  return Object.fromEntries(
    Object.entries(methods).map(([verb, { authorizationType = 'NONE', apiKeyRequired = false }]) => [
      verb,
      { authorizationType, apiKeyRequired },
    ]),
  );
}

const getDeployments: Op<'GetDeployments'> = (input, call) => {
  restApiOf(input, call);
  return positioned(storeOf(call).list('deployment', input.restApiId), input, ({ id }) => id);
};

const updateDeployment: Op<'UpdateDeployment'> = ({ restApiId, deploymentId: id, patchOperations }, call) => {
  const before = partOf('deployment', { restApiId, id }, call);
  const deployment = patched(before, patchOperations, { '/description': 'text' });
  storeOf(call).put('deployment', { owner: restApiId, id }, deployment);
  return deployment;
};

const deleteDeployment: Op<'DeleteDeployment'> = ({ restApiId, deploymentId: id }, call) => {
  partOf('deployment', { restApiId, id }, call);
  const store = storeOf(call);
  const stages = store.list('stage', restApiId);
  if (stages.some(({ deploymentId }) => deploymentId === id))
    throw badRequest('Active stages pointing to this deployment must be moved or deleted');
  if (stages.some(({ canarySettings }) => canarySettings?.deploymentId === id))
    throw badRequest(
      'Active stages with canary settings pointing to this deployment must be moved or deleted',
    );
  store.atOnce(() => {
    store.remove('deployment', { owner: restApiId, id });
    store.remove('restSnapshot', { owner: restApiId, id });
  });
  return {};
};

export const deployments: Operations<ApiGatewayApi> = {
  CreateDeployment: createDeployment,
  GetDeployment: getDeployment,
  GetDeployments: getDeployments,
  UpdateDeployment: updateDeployment,
  DeleteDeployment: deleteDeployment,
};
