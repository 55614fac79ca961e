// What a pipeline deploys to, for Terraform. What deployments change is ignored: else the next apply would take it back.
import { defined } from '../../../lib/defined.ts';
import { problem, ProblemError } from '../../../lib/problem.ts';
import { isReference, referred, type PropertyValues } from '../../../model/resource-graph.ts';
import { apiShape } from '../../../model/shipped-shape.ts';
import { zipOfFile } from './zip-of-file.ts';
import { siteTypes } from './site-types.ts';
import { snakeShape } from './snake-shape.ts';
import { tagsBody } from './tags-body.ts';
import {
  single,
  textOf,
  withoutTags,
  type Block,
  type BlockContext,
  type Body,
  type TerraformType,
} from './block.ts';

export const targetTypes: Readonly<Record<string, TerraformType>> = {
  ...siteTypes,
  'AWS::IAM::InstanceProfile': single('aws_iam_instance_profile', 'name', ({ resource, value }) => {
    const { Roles } = value(resource.properties) as PropertyValues;
    const [role] = Roles as readonly string[];
    return { role };
  }),
  'AWS::SSM::Parameter': single('aws_ssm_parameter', 'name', ({ resource, value }) =>
    snakeShape(value(resource.properties)),
  ),
  'AWS::ElasticBeanstalk::Application': single(
    'aws_elastic_beanstalk_application',
    'name',
    ({ resource: { properties } }) => ({
      name: properties['ApplicationName'],
      ...defined({ description: properties['Description'] }),
    }),
  ),
  'AWS::ElasticBeanstalk::Environment': single(
    'aws_elastic_beanstalk_environment',
    'name',
    ({ resource, value }) => environment(value(withoutTags(resource.properties)) as PropertyValues),
  ),
  'AWS::ECS::Cluster': single('aws_ecs_cluster', 'name', ({ resource: { properties } }) => ({
    name: properties['ClusterName'],
  })),
  'AWS::ECS::TaskDefinition': single('aws_ecs_task_definition', 'arn', ({ resource, value }) =>
    taskDefinition(value(withoutTags(resource.properties)) as PropertyValues),
  ),
  'AWS::ECS::Service': single('aws_ecs_service', 'id', ({ resource, value }) => ({
    ...service(value(withoutTags(resource.properties)) as PropertyValues),
    lifecycle: { ignore_changes: ['task_definition'] },
  })),
  'AWS::Lambda::Function': { ref: 'function_name', blocks: lambdaFunction },
  // A function that publishes has a version itself.
  'AWS::Lambda::Version': {
    ref: 'version',
    blocks: () => [],
    referredAs: ({ properties: { FunctionName } }) =>
      isReference(FunctionName) ? `aws_lambda_function.${FunctionName[referred]}.version` : '',
  },
  'AWS::Lambda::Alias': single('aws_lambda_alias', 'name', ({ resource, value }) => ({
    ...snakeShape(value(resource.properties)),
    lifecycle: { ignore_changes: ['function_version', 'routing_config'] },
  })),
};

function environment({
  ApplicationName,
  EnvironmentName,
  OptionSettings,
  Tier,
  ...rest
}: PropertyValues): Body {
  const tier = (Tier as PropertyValues | undefined)?.['Name'];
  const settings = (OptionSettings ?? []) as readonly PropertyValues[];
  return {
    name: EnvironmentName,
    application: ApplicationName,
    ...snakeShape(rest, { renamed: { CNAMEPrefix: 'cname_prefix' } }),
    ...defined({ tier }),
    setting: settings.map(({ Namespace, OptionName, Value, ResourceName }) => ({
      namespace: Namespace,
      name: OptionName,
      value: Value,
      ...defined({ resource: ResourceName }),
    })),
  };
}

function taskDefinition({ ContainerDefinitions, Volumes, ...rest }: PropertyValues): Body {
  const containers = (ContainerDefinitions as readonly PropertyValues[]).map((each) =>
    apiShape(each, { verbatim: ['options', 'dockerLabels', 'driverOpts', 'labels'] }),
  );
  return {
    ...snakeShape(rest, { renamed: { PlacementConstraints: 'placement_constraints' } }),
    container_definitions: JSON.stringify(containers),
    ...(Volumes === undefined ? {} : { volume: snakeShape(Volumes) }),
  };
}

function service({
  ServiceName,
  LoadBalancers,
  NetworkConfiguration,
  DeploymentConfiguration,
  ...rest
}: PropertyValues): Body {
  const network = (NetworkConfiguration as PropertyValues | undefined)?.['AwsvpcConfiguration'];
  const { AssignPublicIp, ...places } = (network ?? {}) as PropertyValues;
  return {
    name: ServiceName,
    ...snakeShape(rest),
    ...(LoadBalancers === undefined ? {} : { load_balancer: snakeShape(LoadBalancers) }),
    ...(network === undefined
      ? {}
      : {
          network_configuration: {
            ...snakeShape(places),
            ...(AssignPublicIp === undefined ? {} : { assign_public_ip: AssignPublicIp === 'ENABLED' }),
          },
        }),
    ...deployment((DeploymentConfiguration ?? {}) as PropertyValues),
  };
}

function deployment({
  MaximumPercent,
  MinimumHealthyPercent,
  DeploymentCircuitBreaker,
  Alarms,
  ...others
}: PropertyValues): Body {
  return defined({
    deployment_maximum_percent: MaximumPercent,
    deployment_minimum_healthy_percent: MinimumHealthyPercent,
    deployment_circuit_breaker: DeploymentCircuitBreaker && snakeShape(DeploymentCircuitBreaker),
    alarms: Alarms && snakeShape(Alarms),
    deployment_configuration: Object.keys(others).length === 0 ? undefined : snakeShape(others),
  });
}

/** Deployments replace the code. The first one lies in the bucket of the pipeline, since no text of Terraform's can hold it. */
function lambdaFunction({ resource: { id, properties }, value, all }: BlockContext): readonly Block[] {
  const { Code, ...given } = value(withoutTags(properties)) as PropertyValues;
  const { ZipFile, S3Bucket, S3Key, S3ObjectVersion, ImageUri } = Code as PropertyValues;
  const isPublished = all.some(
    ({ type, properties: { FunctionName } }) =>
      type === 'AWS::Lambda::Version' && isReference(FunctionName) && FunctionName[referred] === id,
  );
  const object = `\${aws_s3_object.${id}`;
  const body = {
    ...snakeShape(given, { verbatim: ['Variables'], renamed: { Mode: 'mode' } }),
    ...tagsBody(properties),
    ...(ZipFile === undefined
      ? defined({
          s3_bucket: S3Bucket,
          s3_key: S3Key,
          s3_object_version: S3ObjectVersion,
          image_uri: ImageUri,
        })
      : { s3_bucket: `${object}.bucket}`, s3_key: `${object}.key}` }),
    ...(isPublished ? { publish: true } : {}),
    lifecycle: {
      ignore_changes: ['s3_bucket', 's3_key', 's3_object_version', 'image_uri', 'source_code_hash'],
    },
  };
  const main = { type: 'aws_lambda_function', name: id, body };
  if (ZipFile === undefined) return [main];
  const bucket = all.find(({ type, isKept }) => type === 'AWS::S3::Bucket' && isKept === true);
  if (bucket === undefined) throw noPlace(textOf(given['FunctionName']));
  const [module = 'index'] = textOf(given['Handler']).split('.');
  const file = `${module}.${textOf(given['Runtime']).startsWith('python') ? 'py' : 'js'}`;
  return [
    main,
    {
      type: 'aws_s3_object',
      name: id,
      body: {
        bucket: `\${aws_s3_bucket.${bucket.id}.id}`,
        key: `slipway/${textOf(given['FunctionName'])}.zip`,
        content_base64: zipOfFile(file, textOf(ZipFile)).toString('base64'),
      },
    },
  ];
}

function noPlace(name: string): ProblemError {
  return new ProblemError([
    problem({
      code: 'NotShippable',
      whose: 'definition',
      message: `The function ${name} has no code yet, and there is no bucket for a placeholder`,
      remedy: 'Ship it with CloudFormation',
    }),
  ]);
}
