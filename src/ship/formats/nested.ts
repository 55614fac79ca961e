// A graph that one stack of CloudFormation cannot hold becomes nested stacks, one for each layer of its resources. What is in
// which layer follows from its type alone: a change never moves a resource to another stack, which CloudFormation cannot. Pure.
// Sources: CloudFormation user guide, "Split a template into reusable pieces using nested stacks" and "Quotas".
import { createHash } from 'node:crypto';
import { problem, ProblemError } from '../../lib/problem.ts';
import {
  attributeOf,
  isList,
  isReference,
  isZone,
  referred,
  type AttributeReference,
  type GraphResource,
  type PropertyValue,
  type PropertyValues,
} from '../../model/resource-graph.ts';
import type { Graph } from '../graph/graph.ts';
import { bootstrapBucket, templateKey } from '../bootstrap/names.ts';
import { byLogicalId, templateOf, type Template } from './cloudformation.ts';
import { templateJson } from './write-template.ts';

/** Of one stack. */
const most = { resources: 500, bytes: 1_000_000, parameters: 200 } as const;

/** In the order in which they are made: what one refers to is in it, or in one before it. The rest is in the stack around them. */
const layers = [
  ['Storage', /^AWS::(S3|SSM|Logs|SNS|KMS)::/],
  ['Roles', /^AWS::IAM::/],
  ['Network', /^AWS::(EC2|ElasticLoadBalancingV2|AutoScaling)::/],
  ['Targets', /^AWS::(ECS|Lambda|CloudFront|ElasticBeanstalk)::/],
  ['Builds', /^AWS::CodeBuild::/],
] as const;

export interface WrittenStack {
  /** What the stack is made of. */
  readonly text: string;
  /** Templates that it names, by their keys in the bucket of the account. */
  readonly nested: ReadonlyMap<string, string>;
}

/** One template where it fits, else one that has the others. The same graph gives the same bytes. */
export function writeStack(graph: Graph): WrittenStack {
  const whole = templateOf(graph);
  const fits = graph.resources.length <= most.resources && Buffer.byteLength(compact(whole)) <= most.bytes;
  return fits ? { text: templateJson(whole), nested: new Map() } : writeNested(graph);
}

/** Whether its resources are in nested stacks. @param template JSON or YAML */
export function isNested(template: string): boolean {
  return template.includes('AWS::CloudFormation::Stack');
}

/** Also where one template would do: a stack whose resources are in nested ones keeps them there. */
export function writeNested(graph: Graph): WrittenStack {
  const parts = layers.map(([name]) => partOf(name, graph)).filter(({ resources }) => resources.length > 0);
  const texts = parts.map((part) => [part, compact(nestedTemplate(part, graph, parts))] as const);
  for (const [{ name }, text] of texts) checkSize(`The stack ${name}`, text);
  const stacks = texts.map(([part, text]) => stackResource(part, { text, graph, parts }));
  const last = stacks.at(-1)?.id;
  const around = elsewhereIn(partOf(undefined, graph), graph, 'Output').map((resource) => ({
    ...resource,
    after: [...(resource.after ?? []), ...(last === undefined ? [] : [last])],
  }));
  const root = withOutputReferences(templateOf({ ...graph, resources: [...stacks, ...around] }));
  checkSize('The stack', compact(root));
  return { text: templateJson(root), nested: new Map(texts.map(([, each]) => [keyOf(each), each])) };
}

interface Part {
  readonly name: string;
  readonly resources: readonly GraphResource[];
}

function partOf(name: string | undefined, { resources }: Graph): Part {
  return {
    name: name ?? '',
    resources: resources.filter(({ type }) => layers.find(([, types]) => types.test(type))?.[0] === name),
  };
}

/** Without white space: what CloudFormation counts. */
function compact(template: object): string {
  return JSON.stringify(template);
}

function keyOf(text: string): string {
  return templateKey(createHash('sha256').update(text).digest('hex'));
}

function checkSize(what: string, text: string): void {
  const { Resources, Parameters = {} } = JSON.parse(text) as Template & { readonly Parameters?: object };
  const counts = [
    [Object.keys(Resources).length, most.resources, 'resources'],
    [Object.keys(Parameters).length, most.parameters, 'parameters'],
    [Buffer.byteLength(text), most.bytes, 'bytes'],
  ] as const;
  for (const [count, limit, unit] of counts)
    if (count > limit)
      throw new ProblemError([
        problem({
          code: 'NotShippable',
          whose: 'definition',
          message: `${what} would have ${count} ${unit}, and CloudFormation takes ${limit}`,
          remedy: 'Ship it as several pipelines',
        }),
      ]);
}

/** What a layer takes of others is a parameter of its stack. */
function nestedTemplate(part: Part, graph: Graph, parts: readonly Part[]): object & Template {
  const resources = elsewhereIn(part, graph, 'Parameter');
  const template = templateOf({ ...graph, resources, secureParameters: [] });
  const taken = referencesOut(part, graph);
  const given = parts.filter(({ name }) => name !== part.name).flatMap((each) => referencesOut(each, graph));
  const outwards = [...given, ...referencesOut(partOf(undefined, graph), graph)];
  const own = new Set(part.resources.map(({ id }) => id));
  const asked = new Map(
    outwards.filter(({ [referred]: id }) => own.has(id)).map((each) => [nameOf(each), each]),
  );
  return {
    ...template,
    Description: `${part.name} of the pipeline ${graph.name}, written by slipway ship`,
    ...(taken.length === 0
      ? {}
      : { Parameters: Object.fromEntries(taken.map((each) => [nameOf(each), { Type: 'String' }])) }),
    Outputs: Object.fromEntries(
      [...asked].map(([name, each]) => [name, { Value: byLogicalId(each) }] as const),
    ),
  };
}

function nameOf({ [referred]: id, attribute }: AttributeReference): string {
  return `${id}${attribute}`;
}

/** What it takes of other layers that has no name to be called by; each once. */
function referencesOut(part: Part, graph: Graph): readonly AttributeReference[] {
  const own = new Set(part.resources.map(({ id }) => id));
  const found = new Map<string, AttributeReference>();
  const visit = (value: PropertyValue): void => {
    if (typeof value !== 'object' || isZone(value)) return;
    if (isReference(value)) {
      if (!own.has(value[referred]) && textFor(value, graph) === undefined) found.set(nameOf(value), value);
      return;
    }
    for (const each of isList(value) ? value : Object.values(value)) visit(each);
  };
  for (const { properties } of part.resources) visit(properties);
  return [...found.values()];
}

/** The layer's resources, which refer to those of others by names, parameters or outputs. */
function elsewhereIn(part: Part, graph: Graph, by: 'Parameter' | 'Output'): readonly GraphResource[] {
  const own = new Set(part.resources.map(({ id }) => id));
  const walk = (value: PropertyValue): PropertyValue => {
    if (typeof value !== 'object' || isZone(value)) return value;
    if (isReference(value)) {
      if (own.has(value[referred])) return value;
      return textFor(value, graph) ?? reachedBy(value, graph, by);
    }
    if (isList(value)) return value.map(walk);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(each)]));
  };
  return part.resources.map(({ after = [], ...resource }) => {
    const inside = after.filter((id) => own.has(id));
    return {
      ...resource,
      ...(inside.length === 0 ? {} : { after: inside }),
      properties: walk(resource.properties) as PropertyValues,
    };
  });
}

/** A name, or the ARN of a role, says the same as a reference: whatever is in an earlier stack is there. */
function textFor({ [referred]: id, attribute }: AttributeReference, graph: Graph): string | undefined {
  const { type, name, properties } = graph.resources.find((each) => each.id === id) ?? {};
  if (name === undefined || type === undefined) return undefined;
  const { partition, account } = graph.place;
  if (type === 'AWS::IAM::Role' && attribute === 'Arn') {
    const path = typeof properties?.['Path'] === 'string' ? properties['Path'] : '/';
    return `arn:${partition}:iam::${account}:role${path}${name}`;
  }
  return attribute === 'Ref' && namedByRef.has(type) ? name : undefined;
}

/** Types whose Ref is their name (CloudFormation template reference, "Return values"). */
const namedByRef: ReadonlySet<string> = new Set([
  'AWS::S3::Bucket',
  'AWS::SSM::Parameter',
  'AWS::Logs::LogGroup',
  'AWS::IAM::Role',
  'AWS::CodeBuild::Project',
  'AWS::ECS::Cluster',
  'AWS::AutoScaling::AutoScalingGroup',
]);

/** In the stack around them it is an output, whose place is filled in once the template is written. */
function reachedBy(value: AttributeReference, graph: Graph, by: 'Parameter' | 'Output'): PropertyValue {
  if (by === 'Parameter') return attributeOf(nameOf(value), 'Ref');
  const { type = '' } = graph.resources.find(({ id }) => id === value[referred]) ?? {};
  const layer = layers.find(([, types]) => types.test(type))?.[0] ?? '';
  return attributeOf(`${layer}${separator}${nameOf(value)}`, 'Ref');
}

/** No logical id has it. */
const separator = '.Outputs.';

function withOutputReferences(template: Template): Template {
  const text = JSON.stringify(template).replaceAll(
    /\{"Ref":"(\w+)\.Outputs\.(\w+)"\}/g,
    '{"Fn::GetAtt":["$1","Outputs.$2"]}',
  );
  return JSON.parse(text) as Template;
}

interface Nesting {
  readonly text: string;
  readonly graph: Graph;
  readonly parts: readonly Part[];
}

function stackResource(part: Part, { text, graph, parts }: Nesting): GraphResource {
  const before = parts.slice(0, parts.indexOf(part)).map(({ name }) => name);
  const taken = referencesOut(part, graph);
  const { account, region, partition } = graph.place;
  const host = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return {
    id: part.name,
    type: 'AWS::CloudFormation::Stack',
    why: `The ${part.name.toLowerCase()} of the pipeline, which one stack has no room for.`,
    ...(before.length === 0 ? {} : { after: before }),
    properties: {
      TemplateURL: `https://${bootstrapBucket({ account, region })}.s3.${region}.${host}/${keyOf(text)}`,
      ...(taken.length === 0
        ? {}
        : {
            Parameters: Object.fromEntries(
              taken.map((each) => [nameOf(each), reachedBy(each, graph, 'Output')] as const),
            ),
          }),
    },
  };
}
