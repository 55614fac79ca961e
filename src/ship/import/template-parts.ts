// A pipeline that a template of CloudFormation describes, with what its actions name, in the form in which the services create
// them. Pure. Source: CloudFormation template reference, AWS::CodePipeline, AWS::CodeBuild and AWS::CodeDeploy.
import { defined } from '../../lib/defined.ts';
import { formatArn } from '../../model/arn.ts';
import type { PropertyValues } from '../../model/resource-graph.ts';
import { apiShape } from '../../model/shipped-shape.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import { ProblemError, problem } from '../../lib/problem.ts';
import { propertiesOf, scopeOf, targetOf, type Known, type Target } from '../../stacks/target.ts';
import { readTemplate } from '../../stacks/template/read-template.ts';
import type { Value, Values } from '../../stacks/template/template.ts';
import { EvaluationError } from '../../stacks/values/scope.ts';
import { partNames } from '../compare.ts';
import type { Imported } from './imported.ts';
import { ownValue } from '../../lib/own-value.ts';

interface Place {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

/** Throws a ProblemError for what is no template, or has a parameter without a default. */
export function templateParts(file: SourceFile, place: Place): Imported {
  const { template, problems } = readTemplate(file);
  if (template === undefined) throw new ProblemError(problems);
  const parameters = [...template.parameters.values()].map(({ name, noEcho, default: value = name }) => ({
    key: name,
    value,
    noEcho,
  }));
  const stack = { ...place, stackName: 'imported', stackId: 'imported', notificationArns: [] };
  const { target, problems: wrong } = targetOf(template, parameters, stack);
  if (target === undefined) throw new ProblemError(wrong);
  const asked = [...template.parameters.values()].filter((each) => each.default === undefined);
  return {
    parts: new Map(partsIn(target, place)),
    losses: asked.map(
      ({ name }) => `The parameter ${name} of the template has no default: its name stands for it`,
    ),
  };
}

function partsIn(target: Target, place: Place): readonly (readonly [string, Values])[] {
  const evaluated = new Map<string, Values>();
  const knownOf = (logicalId: string): Known | undefined => {
    const resource = target.active.get(logicalId);
    if (resource === undefined) return undefined;
    const properties = valuesOf(logicalId);
    const name = nameIn(resource.type, properties) ?? logicalId;
    return { physicalId: name, attributes: { Arn: arnOf(resource.type, name, place) } };
  };
  const scope = scopeOf(target, { exports: new Map(), zones: () => [] }, knownOf);
  const valuesOf = (logicalId: string): Values => {
    const before = evaluated.get(logicalId);
    if (before !== undefined) return before;
    // Two that refer to each other do not go round in circles.
    evaluated.set(logicalId, {});
    const resource = target.active.get(logicalId);
    const found = resource === undefined ? {} : propertiesOf(resource, scope);
    evaluated.set(logicalId, found);
    return found;
  };
  try {
    return [...target.active.values()].flatMap(({ logicalId, type }) => {
      const part = ownValue(parts, type);
      return part === undefined ? [] : [part(valuesOf(logicalId), logicalId)];
    });
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    throw new ProblemError([problem({ code: 'TemplateInvalid', message: error.message, at: error.place })]);
  }
}

type MakePart = (properties: Values, logicalId: string) => readonly [string, Values];

const parts: Readonly<Record<string, MakePart>> = {
  'AWS::CodePipeline::Pipeline': (properties, logicalId) => {
    const { Tags: _tags, ArtifactStores, ...rest } = properties;
    const shape = apiShape(rest, { verbatim: ['configuration'] }) as Values;
    const name = textOf(shape['name']) ?? logicalId;
    const stores = Array.isArray(ArtifactStores) ? (ArtifactStores as readonly Values[]) : [];
    const byRegion = stores.map((store) => [
      textOf(store['Region']) ?? '',
      apiShape(store['ArtifactStore'] as PropertyValues),
    ]);
    const artifactStores =
      byRegion.length === 0 ? {} : { artifactStores: Object.fromEntries(byRegion) as Values };
    return [partNames.pipeline(name), { ...withTruths(shape), ...artifactStores, name }];
  },
  'AWS::CodeBuild::Project': ({ Tags: _tags, ...rest }, logicalId) => {
    const shape = apiShape(rest, { renamed: { buildspec: 'BuildSpec' } }) as Values;
    const name = textOf(shape['name']) ?? logicalId;
    return [partNames.project(name), { ...shape, name }];
  },
  'AWS::CodeDeploy::Application': ({ ApplicationName, ComputePlatform = 'Server' }, logicalId) => {
    const applicationName = textOf(ApplicationName) ?? logicalId;
    return [partNames.application(applicationName), { applicationName, computePlatform: ComputePlatform }];
  },
  'AWS::CodeDeploy::DeploymentGroup': ({ Tags: _tags, ...rest }, logicalId) => {
    const { Ec2TagFilters, OnPremisesInstanceTagFilters, ...more } = rest;
    const shape = apiShape(more, { renamed: { ecsServices: 'ECSServices' } }) as Values;
    const deploymentGroupName = textOf(shape['deploymentGroupName']) ?? logicalId;
    const filters = defined({
      ec2TagFilters: Ec2TagFilters,
      onPremisesInstanceTagFilters: OnPremisesInstanceTagFilters,
    });
    return [
      partNames.group(textOf(shape['applicationName']) ?? '', deploymentGroupName),
      { ...shape, ...filters, deploymentGroupName },
    ];
  },
};

/** CodePipeline takes the values of a configuration as text alone. */
function withTruths(value: Values): Values {
  return texted(value, false) as Values;
}

function texted(value: Value, isConfiguration: boolean): Value {
  if (Array.isArray(value)) return value.map((each: Value) => texted(each, isConfiguration));
  if (typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        key,
        texted(each, isConfiguration || key === 'configuration'),
      ]),
    );
  return isConfiguration ? String(value) : value;
}

function nameIn(type: string, properties: Values): string | undefined {
  const kind = type.split('::').at(-1) ?? '';
  return [`${kind}Name`, 'Name', 'RoleName', 'BucketName', 'TopicName']
    .map((key) => textOf(properties[key]))
    .find((name) => name !== undefined);
}

function textOf(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** What Fn::GetAtt gives of most. */
function arnOf(type: string, name: string, { account, region, partition }: Place): string {
  const [, service = '', kind = ''] = type.split('::');
  if (type === 'AWS::IAM::Role')
    return formatArn({ partition, service: 'iam', region: '', account, resource: `role/${name}` });
  if (type === 'AWS::S3::Bucket')
    return formatArn({ partition, service: 's3', region: '', account: '', resource: name });
  const resource = type === 'AWS::SNS::Topic' ? name : `${kind.toLowerCase()}/${name}`;
  return formatArn({ partition, service: service.toLowerCase(), region, account, resource });
}
