// What a function ships: itself with its log group, and a version and an alias where a deployment shifts one. Pure.
// Sources: CloudFormation template reference, AWS::Lambda::Function; Lambda developer guide, "Log groups of functions".
import type { TargetRequest } from '../../model/action-type.ts';
import { nameOfFunction, type LambdaFunction } from '../../model/function.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';
import {
  attributeOf,
  isList,
  logicalId,
  type GraphResource,
  type PropertyValues,
  type Shipped,
} from '../../model/resource-graph.ts';
import { tagProperty } from '../../model/shipped-shape.ts';
import { logGroupResource } from '../../model/shipped-log-group.ts';

export function shipFunctions(request: TargetRequest): Shipped {
  const shares = request.definition.functions.map((one, index) => shipFunction(one, index, request));
  return {
    resources: shares.flatMap(({ resources }) => resources),
    notes: shares.flatMap(({ notes }) => notes),
  };
}

function shipFunction(one: LambdaFunction, index: number, request: TargetRequest): Shipped {
  const { name } = nameOfFunction(one.functionName);
  const written = request.writtenOf(`functions.${index}`) ?? {};
  const code = codeOf(one, written);
  if (code === undefined)
    return {
      resources: [],
      notes: [
        `The function ${name} is not shipped: its file names no code in S3 and no image, and ${one.runtime ?? 'its runtime'} takes none inside of a template`,
      ],
    };
  const id = logicalId(name, 'Function');
  const aliases = aliasesOf(name, request);
  return {
    notes: code.isPlaceholder
      ? [`The function ${name} is made with code that only says so: what the pipeline deploys replaces it`]
      : [],
    resources: [
      logGroupResource(`/aws/lambda/${name}`, `The output of ${name}.`),
      {
        id,
        type: 'AWS::Lambda::Function',
        name,
        why: 'What is deployed to, or called.',
        properties: { ...withoutOnce(written), ...code.properties },
      },
      ...(aliases.length > 0 || isDeployedTo(name, request) ? [versionResource(name, id)] : []),
      ...aliases.map((alias) => aliasResource(name, id, alias)),
    ],
  };
}

interface Code {
  readonly properties: PropertyValues;
  readonly isPlaceholder: boolean;
}

/** A function is made with code; that of Node.js and Python can stand in a template, as `index`. */
function codeOf({ runtime = '', packageType }: LambdaFunction, written: PropertyValues): Code | undefined {
  const { Code } = written;
  const given = typeof Code === 'object' ? (Code as PropertyValues) : {};
  if (given['S3Bucket'] !== undefined || packageType === 'Image')
    return Object.keys(given).length === 0
      ? undefined
      : { properties: { Code: given }, isPlaceholder: false };
  const text = placeholders.find(([prefix]) => runtime.startsWith(prefix))?.[1];
  return text === undefined ? undefined : { properties: { Code: { ZipFile: text } }, isPlaceholder: true };
}

const placeholders = [
  ['nodejs', "exports.handler = async () => ({ statusCode: 503, body: 'Nothing is deployed yet' });\n"],
  [
    'python',
    "def handler(event, context):\n    return {'statusCode': 503, 'body': 'Nothing is deployed yet'}\n",
  ],
] as const;

/** Without what CreateFunction takes and the resource does not have; its tags are a map in the one and a list in the other. */
function withoutOnce({
  Publish: _publish,
  Code: _code,
  Tags,
  ...properties
}: PropertyValues): PropertyValues {
  if (Tags === undefined || isList(Tags) || typeof Tags !== 'object') return properties;
  return { ...properties, ...tagProperty(Tags as Readonly<Record<string, string>>) };
}

function aliasesOf(name: string, { definition }: TargetRequest): readonly string[] {
  const aliases = actionsOf(definition.pipeline).flatMap(({ action: { configuration = {} } }) =>
    configuration['FunctionName'] === name && configuration['FunctionAlias'] !== undefined
      ? [configuration['FunctionAlias']]
      : [],
  );
  return [...new Set(aliases)];
}

/** The Lambda deploy action takes functions alone that have a version (CodePipeline user guide, "AWS Lambda deploy action reference"). */
function isDeployedTo(name: string, { definition }: TargetRequest): boolean {
  return actionsOf(definition.pipeline).some(
    ({ action: { actionTypeId, configuration = {} } }) =>
      actionTypeId.category === 'Deploy' && configuration['FunctionName'] === name,
  );
}

function versionResource(name: string, id: string): GraphResource {
  return {
    id: logicalId(name, 'Version'),
    type: 'AWS::Lambda::Version',
    why: 'What deployments begin with.',
    properties: { FunctionName: attributeOf(id, 'Ref') },
  };
}

function aliasResource(name: string, id: string, alias: string): GraphResource {
  return {
    id: logicalId(`${name}-${alias}`, 'Alias'),
    type: 'AWS::Lambda::Alias',
    name: `${name}:${alias}`,
    why: 'What a deployment shifts to the next version.',
    properties: {
      FunctionName: attributeOf(id, 'Ref'),
      FunctionVersion: attributeOf(logicalId(name, 'Version'), 'Version'),
      Name: alias,
    },
  };
}
