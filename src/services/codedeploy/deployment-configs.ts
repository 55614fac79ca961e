// Deployment configurations by CodeDeploy's API: its own, and those that files and calls have made.
import type { CodeDeployApi } from '../../aws/operations/codedeploy.ts';
import { defined } from '../../lib/defined.ts';
import type { DeploymentConfig } from '../../model/deployment.ts';
import { predefinedPrefix } from '../../model/deployment-configs.ts';
import { isMadeByCall } from '../made-by-call.ts';
import { pageInOrder } from '../page.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { onWrongToken } from './applications.ts';
import { configNamed, configsOf, idOf, save, type KnownConfig } from './codedeploy-records.ts';

type Op<N extends keyof CodeDeployApi['operations']> = Operation<CodeDeployApi, N>;

export const createDeploymentConfig: Op<'CreateDeploymentConfig'> = (input, call) => {
  const { deploymentConfigName: name, computePlatform = 'Server' } = input;
  if (name.startsWith(predefinedPrefix))
    throw refuse<CodeDeployApi>(
      'InvalidDeploymentConfigNameException',
      `Deployment configuration names cannot begin with ${predefinedPrefix}`,
    );
  if (isMadeByCall(configsOf(call).find(({ values }) => values.deploymentConfigName === name)?.resource))
    throw refuse<CodeDeployApi>(
      'DeploymentConfigAlreadyExistsException',
      `Deployment Configuration ${name} already exists`,
    );
  if (computePlatform === 'Server' && input.minimumHealthyHosts === undefined)
    throw refuse<CodeDeployApi>(
      'InvalidMinimumHealthyHostValueException',
      'A deployment configuration of the Server platform needs minimumHealthyHosts',
    );
  const values = { ...input, computePlatform } as DeploymentConfig;
  save(call, 'CreateDeploymentConfig', { type: 'AWS::CodeDeploy::DeploymentConfig', name, values });
  return { deploymentConfigId: configId(call, name) };
};

function configId({ place }: ServiceCall, name: string): string {
  return idOf(`${place.account} ${place.region} config ${name}`);
}

/** When AWS's own were made is not known here. */
const predefinedAt = Date.UTC(2014, 9, 6);

function output(
  call: ServiceCall,
  { values, resource }: KnownConfig,
): CodeDeployApi['shapes']['DeploymentConfigInfo'] {
  // MOST_CONCURRENCY is given by AWS too, and is not in its model.
  const info = {
    ...values,
    deploymentConfigId: configId(call, values.deploymentConfigName),
    createTime: new Date(resource?.madeAt ?? predefinedAt),
    computePlatform: values.computePlatform ?? ('Server' as const),
  };
  return info as CodeDeployApi['shapes']['DeploymentConfigInfo'];
}

export const getDeploymentConfig: Op<'GetDeploymentConfig'> = ({ deploymentConfigName }, call) => ({
  deploymentConfigInfo: output(call, configNamed(call, deploymentConfigName)),
});

export const listDeploymentConfigs: Op<'ListDeploymentConfigs'> = ({ nextToken }, call) => {
  const names = configsOf(call).map(({ values }) => values.deploymentConfigName);
  const { items, next } = pageInOrder(names, { size: 100, token: nextToken, onWrongToken });
  return defined({ deploymentConfigsList: items, nextToken: next });
};

export const deleteDeploymentConfig: Op<'DeleteDeploymentConfig'> = (
  { deploymentConfigName: name },
  call,
) => {
  if (name.startsWith(predefinedPrefix))
    throw refuse<CodeDeployApi>('InvalidOperationException', `${name} cannot be deleted`);
  const { account } = call.ground;
  const isUsed = account
    .at(call.place)
    .list('AWS::CodeDeploy::DeploymentGroup')
    .some(({ values }) => values.deploymentConfigName === name);
  if (isUsed)
    throw refuse<CodeDeployApi>(
      'DeploymentConfigInUseException',
      `The deployment configuration ${name} is in use and cannot be deleted`,
    );
  const found = configsOf(call).find(({ values }) => values.deploymentConfigName === name);
  if (found?.resource !== undefined) account.remove(found.resource);
  return {};
};
