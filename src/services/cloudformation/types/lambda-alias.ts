// Aliases of functions in a stack: set by a call, or moved by a deployment of CodeDeploy.
import { setTimeout as delay } from 'node:timers/promises';
import type { Values } from '../../../aws/wire/message.ts';
import {
  createOnce,
  listIn,
  textIn,
  unless,
  without,
  type Before,
  type ResourceHandler,
  type ResourceWork,
} from '../resource-type.ts';
import { refuseOthers } from './logs.ts';

const gone = ['ResourceNotFoundException'];

/** Weights have another form in templates: a list. */
function routingOf(properties: Values): Values {
  const routing = properties['RoutingConfig'] as Values | undefined;
  const weights = (routing?.['AdditionalVersionWeights'] ?? []) as readonly Values[];
  return {
    AdditionalVersionWeights: Object.fromEntries(
      weights.map((weight) => [textIn(weight, 'FunctionVersion'), weight['FunctionWeight']] as const),
    ),
  };
}

const aliasProperties = [
  'Description',
  'FunctionName',
  'FunctionVersion',
  'Name',
  'ProvisionedConcurrencyConfig',
  'RoutingConfig',
];

function nameOf({ FunctionName, Name }: Values): Values {
  return { FunctionName, Name };
}

/** Provisioned concurrency is a call of its own (Lambda API reference, PutProvisionedConcurrencyConfig). */
async function setConcurrency({ call, properties }: ResourceWork, before: Values): Promise<void> {
  const name = 'ProvisionedConcurrencyConfig';
  const wanted = properties[name] as Values | undefined;
  const { FunctionName, Name: Qualifier } = properties;
  if (wanted !== undefined)
    await call('lambda', 'PutProvisionedConcurrencyConfig', { FunctionName, Qualifier, ...wanted });
  else if (before[name] !== undefined)
    await call('lambda', 'DeleteProvisionedConcurrencyConfig', { FunctionName, Qualifier });
}

/** The deployment that moves the alias: one that an interrupted update began is gone on with. */
async function deploymentOf(work: ResourceWork, policy: Values, versions: Versions): Promise<string> {
  const { call, properties, isResumed, logicalId } = work;
  const group = {
    applicationName: textIn(policy, 'ApplicationName'),
    deploymentGroupName: textIn(policy, 'DeploymentGroupName'),
  };
  if (isResumed) {
    const includeOnlyStatuses = ['Created', 'Queued', 'InProgress', 'Baking', 'Ready'];
    const [running] = listIn(
      await call('codedeploy', 'ListDeployments', { ...group, includeOnlyStatuses }),
      'deployments',
    );
    if (typeof running === 'string') return running;
  }
  const hooks = ['BeforeAllowTraffic', 'AfterAllowTraffic'].flatMap((name) => {
    const hook = textIn(policy, `${name}Hook`);
    return hook === '' ? [] : [{ [name]: hook }];
  });
  const appSpec = {
    version: 0.0,
    Resources: [
      {
        [logicalId]: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Name: textIn(properties, 'FunctionName'),
            Alias: textIn(properties, 'Name'),
            CurrentVersion: versions.current,
            TargetVersion: versions.target,
          },
        },
      },
    ],
    ...(hooks.length === 0 ? {} : { Hooks: hooks }),
  };
  const revision = { revisionType: 'AppSpecContent', appSpecContent: { content: JSON.stringify(appSpec) } };
  return textIn(await call('codedeploy', 'CreateDeployment', { ...group, revision }), 'deploymentId');
}

interface Versions {
  readonly current: string;
  readonly target: string;
}

/** CloudFormation waits until the deployment has succeeded (user guide, "UpdatePolicy attribute"). */
async function deploy(work: ResourceWork, policy: Values, versions: Versions): Promise<void> {
  const deploymentId = await deploymentOf(work, policy, versions);
  for (;;) {
    const { deploymentInfo } = await work.call('codedeploy', 'GetDeployment', { deploymentId });
    const info = (deploymentInfo ?? {}) as Values;
    const status = textIn(info, 'status');
    if (status === 'Succeeded') return;
    if (status === 'Failed' || status === 'Stopped')
      throw new Error(
        `CodeDeploy deployment ${deploymentId} has ended with status ${status}: ${textIn(info, 'errorInformation', 'message')}`,
      );
    await delay(100);
  }
}

/** Whether CodeDeploy has to move it: only a new version is deployed, and not on the way back. */
async function isDeployed(work: ResourceWork, { properties: before }: Before): Promise<boolean> {
  const policy = work.updatePolicy?.['CodeDeployLambdaAliasUpdate'] as Values | undefined;
  const versions = {
    current: textIn(before, 'FunctionVersion'),
    target: textIn(work.properties, 'FunctionVersion'),
  };
  if (policy === undefined || versions.current === versions.target) return false;
  const now = await work.call('lambda', 'GetAlias', nameOf(work.properties));
  if (textIn(now, 'FunctionVersion') !== versions.target) await deploy(work, policy, versions);
  return true;
}

export const lambdaAlias: ResourceHandler = {
  here: 'executed',
  name: { property: 'Name', longest: 128 },
  create: async (work) => {
    const { call, properties } = work;
    refuseOthers(properties, aliasProperties);
    const given = {
      ...without(properties, 'ProvisionedConcurrencyConfig', 'RoutingConfig'),
      RoutingConfig: routingOf(properties),
    };
    const made =
      (await createOnce(work, ['ResourceConflictException'], call('lambda', 'CreateAlias', given))) ??
      (await call('lambda', 'GetAlias', nameOf(properties)));
    const AliasArn = textIn(made, 'AliasArn');
    work.onMade(AliasArn);
    await setConcurrency(work, {});
    return { physicalId: AliasArn, attributes: { AliasArn } };
  },
  update: async (work, before) => {
    const { call, properties } = work;
    const { physicalId } = before;
    refuseOthers(properties, aliasProperties);
    const isMoved = await isDeployed(work, before);
    await call('lambda', 'UpdateAlias', {
      Description: '',
      ...without(properties, 'ProvisionedConcurrencyConfig', ...(isMoved ? ['FunctionVersion'] : [])),
      RoutingConfig: routingOf(properties),
    });
    await setConcurrency(work, before.properties);
    return { physicalId, attributes: { AliasArn: physicalId } };
  },
  remove: async ({ call, properties }) => {
    await unless(gone, call('lambda', 'DeleteAlias', nameOf(properties)));
  },
};
