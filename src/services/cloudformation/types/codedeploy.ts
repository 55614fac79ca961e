// Applications, deployment groups and deployment configurations of CodeDeploy in a stack.
// Source: CloudFormation template reference, AWS::CodeDeploy::DeploymentGroup.
import type { Values } from '../../../aws/wire/message.ts';
import { defined } from '../../../lib/defined.ts';
import type { PropertyValues } from '../../../model/resource-graph.ts';
import { apiShape } from '../../../model/shipped-shape.ts';
import {
  createOnce,
  isFound,
  listIn,
  tagList,
  textIn,
  unless,
  without,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';

const noApplication = ['ApplicationDoesNotExistException'];
const noGroup = ['DeploymentGroupDoesNotExistException', ...noApplication];
const noConfig = ['DeploymentConfigDoesNotExistException'];

const application: ResourceHandler = {
  here: 'executed',
  properties: ['ApplicationName', 'ComputePlatform', 'Tags'],
  name: { property: 'ApplicationName', longest: 100 },
  isThere: async ({ call, name: applicationName }) =>
    isFound(noApplication, call('codedeploy', 'GetApplication', { applicationName })),
  create: async (work) => {
    const { call, name, properties, tags } = work;
    const given = {
      applicationName: name,
      computePlatform: textIn(properties, 'ComputePlatform') || 'Server',
      ...tagsOf(tags),
    };
    await createOnce(
      work,
      ['ApplicationAlreadyExistsException'],
      call('codedeploy', 'CreateApplication', given),
    );
    work.onMade(name);
    return { physicalId: name, attributes: {} };
  },
  update: async (work, { physicalId }) => {
    await settleTags(work, `application:${physicalId}`);
    return { physicalId, attributes: {} };
  },
  remove: async ({ call }, { physicalId: applicationName }) => {
    await unless(noApplication, call('codedeploy', 'DeleteApplication', { applicationName }));
  },
};

const groupProperties = [
  'AlarmConfiguration',
  'ApplicationName',
  'AutoRollbackConfiguration',
  'AutoScalingGroups',
  'BlueGreenDeploymentConfiguration',
  'DeploymentConfigName',
  'DeploymentGroupName',
  'DeploymentStyle',
  'ECSServices',
  'Ec2TagFilters',
  'Ec2TagSet',
  'LoadBalancerInfo',
  'OnPremisesInstanceTagFilters',
  'OnPremisesTagSet',
  'OutdatedInstancesStrategy',
  'ServiceRoleArn',
  'Tags',
  'TerminationHookEnabled',
  'TriggerConfigurations',
];

/** Filters of tags keep their capital letters, and a set of them is a list of lists in the API. */
function groupInput({ properties }: ResourceWork): Values {
  const filters = ['Ec2TagFilters', 'OnPremisesInstanceTagFilters', 'Ec2TagSet', 'OnPremisesTagSet'];
  const rest = without(properties, 'Tags', 'DeploymentGroupName', ...filters) as PropertyValues;
  const { Ec2TagFilters, OnPremisesInstanceTagFilters } = properties;
  return {
    ...apiShape(rest, { renamed: { ecsServices: 'ECSServices' } }),
    ...defined({ ec2TagFilters: Ec2TagFilters, onPremisesInstanceTagFilters: OnPremisesInstanceTagFilters }),
    ...tagSet(properties, 'Ec2TagSet', 'ec2TagSet'),
    ...tagSet(properties, 'OnPremisesTagSet', 'onPremisesTagSet'),
  };
}

function tagSet(properties: Values, property: 'Ec2TagSet' | 'OnPremisesTagSet', member: string): Values {
  const set = properties[property] as Values | undefined;
  if (set === undefined) return {};
  const name = property === 'Ec2TagSet' ? 'Ec2TagGroup' : 'OnPremisesTagGroup';
  const lists = listIn(set, `${property}List`).map((group) => (group as Values)[name]);
  return { [member]: { [`${member}List`]: lists } };
}

const group: ResourceHandler = {
  here: 'executed',
  properties: groupProperties,
  name: { property: 'DeploymentGroupName', longest: 100 },
  registeredAs: ({ name, properties }) => `${textIn(properties, 'ApplicationName')}/${name}`,
  isThere: async ({ call, name: deploymentGroupName, properties }) => {
    const applicationName = textIn(properties, 'ApplicationName');
    return isFound(
      noGroup,
      call('codedeploy', 'GetDeploymentGroup', { applicationName, deploymentGroupName }),
    );
  },
  create: async (work) => {
    const { call, name, tags } = work;
    const given = { ...groupInput(work), deploymentGroupName: name, ...tagsOf(tags) };
    const taken = ['DeploymentGroupAlreadyExistsException'];
    await createOnce(work, taken, call('codedeploy', 'CreateDeploymentGroup', given));
    work.onMade(name);
    return { physicalId: name, attributes: {} };
  },
  update: async (work, { physicalId }) => {
    const { call, properties } = work;
    await call('codedeploy', 'UpdateDeploymentGroup', {
      ...groupInput(work),
      currentDeploymentGroupName: physicalId,
    });
    await settleTags(work, `deploymentgroup:${textIn(properties, 'ApplicationName')}/${physicalId}`);
    return { physicalId, attributes: {} };
  },
  remove: async ({ call }, { physicalId: deploymentGroupName, properties }) => {
    const applicationName = textIn(properties, 'ApplicationName');
    await unless(
      noGroup,
      call('codedeploy', 'DeleteDeploymentGroup', { applicationName, deploymentGroupName }),
    );
  },
};

/** Every change of one makes a new one. */
const config: ResourceHandler = {
  here: 'executed',
  name: { property: 'DeploymentConfigName', longest: 100 },
  isThere: async ({ call, name: deploymentConfigName }) =>
    isFound(noConfig, call('codedeploy', 'GetDeploymentConfig', { deploymentConfigName })),
  create: async (work) => {
    const { call, name, properties } = work;
    const given = { ...apiShape(properties as PropertyValues), deploymentConfigName: name };
    await createOnce(
      work,
      ['DeploymentConfigAlreadyExistsException'],
      call('codedeploy', 'CreateDeploymentConfig', given),
    );
    return { physicalId: name, attributes: {} };
  },
  remove: async ({ call }, { physicalId: deploymentConfigName }) => {
    await unless(noConfig, call('codedeploy', 'DeleteDeploymentConfig', { deploymentConfigName }));
  },
};

function tagsOf(tags: Readonly<Record<string, string>>): Values {
  return Object.keys(tags).length === 0 ? {} : { tags: tagList(tags) };
}

/** @param resource the end of the ARN: `application:shop` */
async function settleTags({ call, tags, place }: ResourceWork, resource: string): Promise<void> {
  const { partition, region, account } = place;
  const ResourceArn = `arn:${partition}:codedeploy:${region}:${account}:${resource}`;
  const had = listIn(await call('codedeploy', 'ListTagsForResource', { ResourceArn }), 'Tags');
  const gone = had.map((tag) => textIn(tag as Values, 'Key')).filter((key) => !Object.hasOwn(tags, key));
  if (gone.length > 0) await call('codedeploy', 'UntagResource', { ResourceArn, TagKeys: gone });
  if (Object.keys(tags).length > 0)
    await call('codedeploy', 'TagResource', { ResourceArn, Tags: tagList(tags) });
}

export const codeDeployTypes: ResourceHandlers = {
  'AWS::CodeDeploy::Application': application,
  'AWS::CodeDeploy::DeploymentConfig': config,
  'AWS::CodeDeploy::DeploymentGroup': group,
};
