// What the operations of HTTP APIs share: the things that a request names, and what every change of an API leads to.
import type { ApiGatewayV2Api } from '../../aws/operations/apigatewayv2.ts';
import type { AwsError } from '../../aws/wire/aws-error.ts';
import { defined } from '../../lib/defined.ts';
import type { Documents } from '../apigateway/api-store.ts';
import { newApiId, ownerOf, storeOf } from '../apigateway/rest-call.ts';
import type { HttpSnapshot } from '../apigateway/snapshot.ts';
import { pageOf } from '../page.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';

export type Op<N extends keyof ApiGatewayV2Api['operations']> = Operation<ApiGatewayV2Api, N>;
export type Shapes = ApiGatewayV2Api['shapes'];

export function badRequest(message: string): AwsError {
  return refuse<ApiGatewayV2Api>('BadRequestException', message);
}

export function conflict(message: string): AwsError {
  return refuse<ApiGatewayV2Api>('ConflictException', message);
}

export function notFound(message: string): AwsError {
  return refuse<ApiGatewayV2Api>('NotFoundException', message);
}

interface InApi {
  readonly ApiId: string;
}

/** @throws AwsError when the caller's account has none of this id in the region of the request */
export function httpApiOf({ ApiId }: InApi, call: ServiceCall): Shapes['Api'] {
  const api = storeOf(call).get('httpApi', ownerOf(call), ApiId);
  if (api === undefined) throw notFound(`Invalid API identifier specified ${ApiId}`);
  return api;
}

const words = {
  route: 'Route',
  integration: 'Integration',
  httpAuthorizer: 'Authorizer',
  httpDeployment: 'Deployment',
  httpStage: 'Stage',
} as const;

type PartKind = keyof typeof words;

/** Something in an API. @throws AwsError when the API or the thing is not there */
export function partOf<K extends PartKind>(
  kind: K,
  input: InApi & { readonly id: string },
  call: ServiceCall,
): Documents[K] {
  httpApiOf(input, call);
  const part = storeOf(call).get(kind, input.ApiId, input.id);
  if (part === undefined) throw notFound(`Invalid ${words[kind]} identifier specified ${input.id}`);
  return part;
}

interface PageInput {
  readonly MaxResults?: string;
  readonly NextToken?: string;
}

/** One page of a list. */
export function paged<T>(items: readonly T[], input: PageInput, idOf: (item: T) => string | undefined) {
  const size = Math.min(Math.max(Number(input.MaxResults ?? 100) || 100, 1), 500);
  const page = pageOf(items, {
    keyOf: (item) => idOf(item) ?? '',
    size,
    token: input.NextToken,
    onWrongToken: () => badRequest('Invalid NextToken'),
  });
  return { Items: page.items, ...defined({ NextToken: page.next }) };
}

function snapshotOf(apiId: string, call: ServiceCall): HttpSnapshot {
  const store = storeOf(call);
  return {
    api: httpApiOf({ ApiId: apiId }, call),
    routes: store.list('route', apiId),
    integrations: store.list('integration', apiId),
    authorizers: store.list('httpAuthorizer', apiId),
  };
}

/** Runs a change of the API in one step with what it leads to: stages that deploy by themselves have it at once. */
export function changing<T>(apiId: string, call: ServiceCall, change: () => T): T {
  return storeOf(call).atOnce(() => {
    const result = change();
    const stages = storeOf(call)
      .list('httpStage', apiId)
      .filter(({ AutoDeploy }) => AutoDeploy === true);
    if (stages.length > 0) {
      const id = deploy(apiId, { isAuto: true }, call);
      for (const stage of stages) saveStage(apiId, deployed(stage, id, call), call);
    }
    return result;
  });
}

interface Deploying {
  readonly isAuto: boolean;
  readonly description?: string;
}

/** The id of the new deployment. */
export function deploy(apiId: string, { isAuto, description }: Deploying, call: ServiceCall): string {
  const store = storeOf(call);
  const id = newApiId(6);
  store.put('httpSnapshot', { owner: apiId, id }, snapshotOf(apiId, call));
  store.put(
    'httpDeployment',
    { owner: apiId, id },
    {
      DeploymentId: id,
      AutoDeployed: isAuto,
      CreatedDate: new Date(call.now),
      DeploymentStatus: 'DEPLOYED',
      ...defined({ Description: description }),
    },
  );
  return id;
}

/** The stage with the deployment. */
export function deployed(stage: Shapes['Stage'], deploymentId: string, call: ServiceCall): Shapes['Stage'] {
  return {
    ...stage,
    DeploymentId: deploymentId,
    LastUpdatedDate: new Date(call.now),
    ...(stage.AutoDeploy === true
      ? { LastDeploymentStatusMessage: `Successfully deployed stage with deployment ID '${deploymentId}'` }
      : {}),
  };
}

export function saveStage(apiId: string, stage: Shapes['Stage'], call: ServiceCall): void {
  const store = storeOf(call);
  const { StageName: name, Tags: tags = {}, DeploymentId: now } = stage;
  const before = store.get('httpStage', apiId, name)?.DeploymentId;
  store.put('httpStage', { owner: apiId, id: name }, stage);
  if (before !== undefined && before !== now) removeUnused(apiId, before, call);
  const { account, region, partition } = call.place;
  const key = { account, region, type: 'AWS::ApiGatewayV2::Stage', name: `${apiId}/${name}` } as const;
  const madeBy = { kind: 'api', operation: 'apigatewayv2:CreateStage', principal: call.caller.arn } as const;
  call.ground.account.put({ ...key, partition, values: { apiId, name }, tags, madeBy, at: call.now });
}

/** A deployment that was made by itself goes with the last stage that has it. */
export function removeUnused(apiId: string, deploymentId: string, call: ServiceCall): void {
  const store = storeOf(call);
  const isUsed = store.list('httpStage', apiId).some(({ DeploymentId }) => DeploymentId === deploymentId);
  if (isUsed || store.get('httpDeployment', apiId, deploymentId)?.AutoDeployed !== true) return;
  store.remove('httpDeployment', { owner: apiId, id: deploymentId });
  store.remove('httpSnapshot', { owner: apiId, id: deploymentId });
}
