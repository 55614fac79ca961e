// CodeDeploy's application, deployment group and deployment configuration, as the inputs of their Create operations.
// Source: CodeDeploy API reference (2014-10-06) and user guide, "CodeDeploy quotas".
import type { Node } from '../../../lib/node.ts';
import type { Application, DeploymentConfig, DeploymentGroup } from '../../../model/deployment.ts';
import { readResource, refusedByCli, type ReadResource } from '../../resource.ts';
import { boolean, list, number, object, optional, required, string } from '../../shape.ts';

/** An application, bare or as `{"application": {…}}`. */
export function readApplication(root: Node): ReadResource<Application> {
  return readResource(root, 'application', applicationShape);
}

/** A deployment group, bare or as `{"deploymentGroupInfo": {…}}`. */
export function readDeploymentGroup(root: Node): ReadResource<DeploymentGroup> {
  return readResource(root, 'deploymentGroupInfo', groupShape);
}

/** A custom deployment configuration, bare or as `{"deploymentConfigInfo": {…}}`. */
export function readDeploymentConfig(root: Node): ReadResource<DeploymentConfig> {
  return readResource(root, 'deploymentConfigInfo', configShape);
}

const text = string();
const oneOf = <const Word extends string>(...words: readonly Word[]) => string({ oneOf: words });
const seconds = number({ integer: true, min: 0 });

/** Of applications, deployment groups and configurations. */
const name = string({
  min: 1,
  max: 100,
  pattern: /[A-Za-z0-9._+=,@-]+/,
  patternText: 'letters, digits and . _ + - = , @',
});

const computePlatform = oneOf('Server', 'Lambda', 'ECS');

const tags = list(
  object('tag', { Key: optional(string({ max: 128 })), Value: optional(string({ max: 256 })) }, refusedByCli),
);

const applicationShape = object(
  'application',
  { applicationName: required(name), computePlatform: optional(computePlatform), tags: optional(tags) },
  refusedByCli,
);

const tagFilter = object(
  'tag filter',
  {
    Key: optional(string({ max: 128 })),
    Value: optional(string({ max: 256 })),
    Type: optional(oneOf('KEY_ONLY', 'VALUE_ONLY', 'KEY_AND_VALUE')),
  },
  refusedByCli,
);
const tagFilters = list(tagFilter, { max: 10 });
const tagGroups = list(list(tagFilter, { max: 10 }), { max: 3 });

const triggerShape = object(
  'trigger',
  {
    triggerName: optional(text),
    triggerTargetArn: optional(text),
    triggerEvents: optional(
      list(
        oneOf(
          ...['Start', 'Success', 'Failure', 'Stop', 'Rollback', 'Ready'].map(
            (event) => `Deployment${event}`,
          ),
          ...['Start', 'Success', 'Failure', 'Ready'].map((event) => `Instance${event}`),
        ),
      ),
    ),
  },
  refusedByCli,
);

const alarmShape = object(
  'alarmConfiguration',
  {
    enabled: optional(boolean()),
    ignorePollAlarmFailure: optional(boolean()),
    alarms: optional(list(object('alarm', { name: optional(text) }, refusedByCli), { max: 10 })),
  },
  refusedByCli,
);

const rollbackShape = object(
  'autoRollbackConfiguration',
  {
    enabled: required(boolean()),
    events: optional(
      list(oneOf('DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST')),
    ),
  },
  refusedByCli,
);

const styleShape = object(
  'deploymentStyle',
  {
    deploymentType: optional(oneOf('IN_PLACE', 'BLUE_GREEN')),
    deploymentOption: optional(oneOf('WITH_TRAFFIC_CONTROL', 'WITHOUT_TRAFFIC_CONTROL')),
  },
  refusedByCli,
);

const blueGreenShape = object(
  'blueGreenDeploymentConfiguration',
  {
    terminateBlueInstancesOnDeploymentSuccess: optional(
      object(
        'terminateBlueInstancesOnDeploymentSuccess',
        {
          action: optional(oneOf('TERMINATE', 'KEEP_ALIVE')),
          terminationWaitTimeInMinutes: optional(number({ integer: true, min: 0, max: 2880 })),
        },
        refusedByCli,
      ),
    ),
    deploymentReadyOption: optional(
      object(
        'deploymentReadyOption',
        {
          actionOnTimeout: optional(oneOf('CONTINUE_DEPLOYMENT', 'STOP_DEPLOYMENT')),
          waitTimeInMinutes: optional(seconds),
        },
        refusedByCli,
      ),
    ),
    greenFleetProvisioningOption: optional(
      object(
        'greenFleetProvisioningOption',
        { action: optional(oneOf('DISCOVER_EXISTING', 'COPY_AUTO_SCALING_GROUP')) },
        refusedByCli,
      ),
    ),
  },
  refusedByCli,
);

const named = object('target group', { name: optional(text) }, refusedByCli);
const route = object('traffic route', { listenerArns: optional(list(text, { max: 1 })) }, refusedByCli);

const balancerShape = object(
  'loadBalancerInfo',
  {
    elbInfoList: optional(list(object('load balancer', { name: optional(text) }, refusedByCli), { max: 10 })),
    targetGroupInfoList: optional(list(named, { max: 10 })),
    targetGroupPairInfoList: optional(
      list(
        object(
          'target group pair',
          {
            targetGroups: optional(list(named, { max: 2 })),
            prodTrafficRoute: optional(route),
            testTrafficRoute: optional(route),
          },
          refusedByCli,
        ),
        { max: 1 },
      ),
    ),
  },
  refusedByCli,
);

const groupShape = object(
  'deployment group',
  {
    applicationName: required(name),
    deploymentGroupName: required(name),
    deploymentConfigName: optional(name),
    serviceRoleArn: required(string({ min: 1 })),
    ec2TagFilters: optional(tagFilters),
    onPremisesInstanceTagFilters: optional(tagFilters),
    ec2TagSet: optional(object('ec2TagSet', { ec2TagSetList: required(tagGroups) }, refusedByCli)),
    onPremisesTagSet: optional(
      object('onPremisesTagSet', { onPremisesTagSetList: required(tagGroups) }, refusedByCli),
    ),
    autoScalingGroups: optional(list(text, { max: 10 })),
    triggerConfigurations: optional(list(triggerShape, { max: 10 })),
    alarmConfiguration: optional(alarmShape),
    autoRollbackConfiguration: optional(rollbackShape),
    outdatedInstancesStrategy: optional(oneOf('UPDATE', 'IGNORE')),
    deploymentStyle: optional(styleShape),
    blueGreenDeploymentConfiguration: optional(blueGreenShape),
    loadBalancerInfo: optional(balancerShape),
    ecsServices: optional(
      list(
        object('ECS service', { serviceName: optional(text), clusterName: optional(text) }, refusedByCli),
        { max: 10 },
      ),
    ),
    terminationHookEnabled: optional(boolean()),
    tags: optional(tags),
  },
  refusedByCli,
);

const minimumShape = (what: string) =>
  object(
    what,
    {
      type: required(oneOf('HOST_COUNT', 'FLEET_PERCENT')),
      value: required(number({ integer: true, min: 0 })),
    },
    refusedByCli,
  );

const percentage = number({ integer: true, min: 1, max: 99 });
const minutes = number({ integer: true, min: 1 });

const configShape = object(
  'deployment configuration',
  {
    deploymentConfigName: required(name),
    computePlatform: optional(computePlatform),
    minimumHealthyHosts: optional(minimumShape('minimumHealthyHosts')),
    trafficRoutingConfig: optional(
      object(
        'trafficRoutingConfig',
        {
          type: required(oneOf('AllAtOnce', 'TimeBasedCanary', 'TimeBasedLinear')),
          timeBasedCanary: optional(
            object(
              'timeBasedCanary',
              { canaryPercentage: required(percentage), canaryInterval: required(minutes) },
              refusedByCli,
            ),
          ),
          timeBasedLinear: optional(
            object(
              'timeBasedLinear',
              { linearPercentage: required(percentage), linearInterval: required(minutes) },
              refusedByCli,
            ),
          ),
        },
        refusedByCli,
      ),
    ),
    zonalConfig: optional(
      object(
        'zonalConfig',
        {
          monitorDurationInSeconds: optional(seconds),
          firstZoneMonitorDurationInSeconds: optional(seconds),
          minimumHealthyHostsPerZone: optional(minimumShape('minimumHealthyHostsPerZone')),
        },
        refusedByCli,
      ),
    ),
  },
  refusedByCli,
);
