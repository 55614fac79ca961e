// Launch configurations and the targets and policies of Application Auto Scaling in a stack: they are kept.
// Source: CloudFormation template reference, AWS::AutoScaling::LaunchConfiguration and AWS::ApplicationAutoScaling.
import { calledType } from '../recorded-type.ts';
import {
  listIn,
  tagList,
  textIn,
  without,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import type { Values } from '../../../aws/wire/message.ts';
import { defined } from '../../../lib/defined.ts';

const launchProperties = [
  'AssociatePublicIpAddress',
  'BlockDeviceMappings',
  'EbsOptimized',
  'IamInstanceProfile',
  'ImageId',
  'InstanceId',
  'InstanceMonitoring',
  'InstanceType',
  'KernelId',
  'KeyName',
  'LaunchConfigurationName',
  'MetadataOptions',
  'PlacementTenancy',
  'RamDiskId',
  'SecurityGroups',
  'SpotPrice',
  'UserData',
];

/** The API has it as an object, and writes one word otherwise. */
function launchInput({ InstanceMonitoring, RamDiskId, ...given }: Values, name: string): Values {
  return {
    ...given,
    LaunchConfigurationName: name,
    ...(InstanceMonitoring === undefined ? {} : { InstanceMonitoring: { Enabled: InstanceMonitoring } }),
    ...defined({ RamdiskId: RamDiskId }),
  };
}

const service = 'application-autoscaling';
const gone = ['ObjectNotFoundException'];

/** What a target is found by. */
function targetOf(properties: Values): Values {
  const { ResourceId, ScalableDimension, ServiceNamespace } = properties;
  return { ResourceId, ScalableDimension, ServiceNamespace };
}

const targetId = (properties: Values): string =>
  ['ResourceId', 'ScalableDimension', 'ServiceNamespace'].map((name) => textIn(properties, name)).join('|');

/** A policy names its target by its three parts, or by the id of the target in the stack. */
function targetOfPolicy(properties: Values): Values {
  const id = textIn(properties, 'ScalingTargetId');
  if (id === '') return targetOf(properties);
  const [ResourceId, ScalableDimension, ServiceNamespace] = id.split('|');
  return { ResourceId, ScalableDimension, ServiceNamespace };
}

const policyProperties = [
  'PolicyName',
  'PolicyType',
  'ResourceId',
  'ScalableDimension',
  'ScalingTargetId',
  'ServiceNamespace',
  'StepScalingPolicyConfiguration',
  'TargetTrackingScalingPolicyConfiguration',
];

function putPolicy({ properties }: ResourceWork): readonly [string, Values] {
  return ['PutScalingPolicy', { ...without(properties, 'ScalingTargetId'), ...targetOfPolicy(properties) }];
}

export const scalingTypes: ResourceHandlers = {
  'AWS::ApplicationAutoScaling::ScalableTarget': calledType({
    here: 'recorded',
    service,
    properties: [
      'MaxCapacity',
      'MinCapacity',
      'ResourceId',
      'RoleARN',
      'ScalableDimension',
      'ServiceNamespace',
      'SuspendedState',
      'Tags',
    ],
    gone,
    create: ({ properties, tags }) => [
      'RegisterScalableTarget',
      { ...without(properties, 'Tags'), ...(Object.keys(tags).length === 0 ? {} : { Tags: tags }) },
    ],
    made: (_answer, { properties }): Made => {
      const Id = targetId(properties);
      return { physicalId: Id, attributes: { Id } };
    },
    update: ({ properties }) => ['RegisterScalableTarget', without(properties, 'Tags')],
    remove: ({ properties }) => ['DeregisterScalableTarget', targetOf(properties)],
  }),
  'AWS::ApplicationAutoScaling::ScalingPolicy': calledType({
    here: 'recorded',
    service,
    properties: policyProperties,
    gone,
    create: putPolicy,
    made: (answer = {}): Made => {
      const Arn = textIn(answer, 'PolicyARN');
      return { physicalId: Arn, attributes: { Arn } };
    },
    update: putPolicy,
    remove: ({ properties }) => [
      'DeleteScalingPolicy',
      { PolicyName: properties['PolicyName'], ...targetOfPolicy(properties) },
    ],
  }),
  'AWS::AutoScaling::LaunchConfiguration': calledType({
    here: 'recorded',
    service: 'autoscaling',
    name: { property: 'LaunchConfigurationName', longest: 255 },
    properties: launchProperties,
    there: ['AlreadyExists'],
    gone: ['ValidationError'],
    create: ({ properties, name }) => ['CreateLaunchConfiguration', launchInput(properties, name)],
    made: (_answer, { name }) => ({ physicalId: name, attributes: {} }),
    remove: ({ physicalId }) => ['DeleteLaunchConfiguration', { LaunchConfigurationName: physicalId }],
  }),
  'AWS::CertificateManager::Certificate': calledType({
    here: 'recorded',
    service: 'acm',
    properties: [
      'CertificateAuthorityArn',
      'CertificateTransparencyLoggingPreference',
      'DomainName',
      'DomainValidationOptions',
      'KeyAlgorithm',
      'SubjectAlternativeNames',
      'Tags',
      'ValidationMethod',
    ],
    gone: ['ResourceNotFoundException'],
    create: ({ properties, tags, id }) => {
      const {
        CertificateTransparencyLoggingPreference: logging,
        DomainValidationOptions: _checked,
        ...given
      } = properties;
      // No domain is validated: the certificate is kept at once.
      return [
        'RequestCertificate',
        {
          ...without(given, 'Tags'),
          IdempotencyToken: id.replaceAll(/\W/g, '').slice(0, 32),
          ...(logging === undefined
            ? {}
            : { Options: { CertificateTransparencyLoggingPreference: logging } }),
          ...(Object.keys(tags).length === 0 ? {} : { Tags: tagList(tags) }),
        },
      ];
    },
    made: (answer = {}) => ({ physicalId: textIn(answer, 'CertificateArn'), attributes: {} }),
    update: ({ tags }, { physicalId: CertificateArn, properties }) =>
      Object.keys(tags).length > 0
        ? ['AddTagsToCertificate', { CertificateArn, Tags: tagList(tags) }]
        : [
            'RemoveTagsFromCertificate',
            {
              CertificateArn,
              Tags: (listIn(properties, 'Tags') as readonly Values[]).map(({ Key }) => ({ Key })),
            },
          ],
    remove: ({ physicalId: CertificateArn }) => ['DeleteCertificate', { CertificateArn }],
  }),
};
