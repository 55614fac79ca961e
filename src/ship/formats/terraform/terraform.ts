// The graph as a configuration of Terraform in JSON. The same graph gives the same bytes. Pure.
// Source: Terraform language, "JSON configuration syntax"; the schemas of the AWS provider of the pinned version.
import { problem, ProblemError } from '../../../lib/problem.ts';
import type { AwsPlace } from '../../../model/place.ts';
import {
  isList,
  isReference,
  isZone,
  logicalId,
  referred,
  zone,
  type AttributeReference,
  type GraphResource,
  type PropertyValue,
} from '../../../model/resource-graph.ts';
import type { Graph } from '../../graph/graph.ts';
import { referredIn } from '../../graph/link.ts';
import { partsOf } from '../portable-text.ts';
import { nameOfBlock, type Block, type BlockContext, type Body, type TerraformType } from './block.ts';
import { terraformTypes } from './types.ts';

const providerVersion = '5.100.0';

export function terraformOf(graph: Graph): object {
  const types = new Map(graph.resources.map(({ id, type }) => [id, typeOf(type)]));
  const mains = new Map<string, string>();
  // Known before any is written: a resource of several blocks refers to its own first one.
  for (const resource of graph.resources)
    mains.set(resource.id, typeOf(resource.type).blocks(contextOf(resource))[0]?.type ?? '');
  const blocks = graph.resources.flatMap((resource) => {
    const [main, ...others] = typeOf(resource.type).blocks(contextOf(resource));
    if (main === undefined) return [];
    const before = orderOf(resource, graph).map((id) =>
      id.includes('.') ? id : `${mains.get(id) ?? ''}.${id}`,
    );
    return [{ ...main, body: inOrder(explained(resource, main.body), before) }, ...others];
  });

  function contextOf(resource: GraphResource): BlockContext {
    const value = (given: PropertyValue): unknown => {
      if (typeof given === 'string') return textOf(given, graph.place);
      if (typeof given !== 'object') return given;
      if (isReference(given)) return referenceOf(given);
      if (isZone(given)) return `\${data.aws_availability_zones.available.names[${given[zone]}]}`;
      if (isList(given)) return given.map(value);
      return Object.fromEntries(Object.entries(given).map(([key, each]) => [key, value(each)]));
    };
    return { resource, all: graph.resources, value, json: (given) => JSON.stringify(value(given)) };
  }

  function referenceOf({ [referred]: id, attribute }: AttributeReference): string {
    const type = types.get(id);
    const target = graph.resources.find((each) => each.id === id);
    if (type?.referredAs !== undefined && target !== undefined) return `\${${type.referredAs(target)}}`;
    const name = attribute === 'Ref' ? (type?.ref ?? 'id') : attributes[attribute];
    return `\${${mains.get(id) ?? ''}.${id}.${name}}`;
  }

  const hasZones = graph.resources.some(({ type }) => type === 'AWS::EC2::Subnet');
  const secure = secureBlocks(graph);
  return {
    '//': `The pipeline ${graph.name}, written by slipway ship`,
    terraform: {
      required_version: '>= 1.5',
      required_providers: { aws: { source: 'hashicorp/aws', version: providerVersion } },
    },
    data: {
      aws_caller_identity: { current: {} },
      aws_region: { current: {} },
      aws_partition: { current: {} },
      ...(hasZones ? { aws_availability_zones: { available: { state: 'available' } } } : {}),
      ...grouped(secure.data),
    },
    resource: grouped([...blocks, ...secure.resources]),
  };
}

/** Attributes of the graph as the provider has them. */
const attributes: Readonly<Record<Exclude<AttributeReference['attribute'], 'Ref'>, string>> = {
  AllocationId: 'allocation_id',
  Arn: 'arn',
  Id: 'id',
  GroupId: 'id',
  LatestVersionNumber: 'latest_version',
  LoadBalancerFullName: 'arn_suffix',
  TargetGroupFullName: 'arn_suffix',
  Version: 'version',
};

/** A value is made up once: the provider asks for a new one each time, and what is there stays. */
function secureBlocks({ secureParameters }: Graph): {
  readonly data: readonly Block[];
  readonly resources: readonly Block[];
} {
  const made = secureParameters.map((each) => ({ ...each, id: logicalId(each.name, 'Parameter') }));
  return {
    data: made.map(({ id, length }) => ({
      type: 'aws_secretsmanager_random_password',
      name: id,
      body: { password_length: length, exclude_punctuation: true },
    })),
    resources: made.map(({ id, name }) => ({
      type: 'aws_ssm_parameter',
      name: id,
      body: {
        '//': 'A secret that is made up once.',
        name,
        type: 'SecureString',
        value: `\${data.aws_secretsmanager_random_password.${id}.random_password}`,
        lifecycle: { ignore_changes: ['value'], prevent_destroy: true },
      },
    })),
  };
}

function typeOf(type: string): TerraformType {
  const found = terraformTypes[type];
  if (found === undefined)
    throw new ProblemError([
      problem({
        code: 'NotShippable',
        whose: 'call',
        message: `${type} is written for CloudFormation alone`,
        remedy: 'Leave --targets or --watching out, or take --format cloudformation',
      }),
    ]);
  return found;
}

/** A comment says what a resource is for and why each statement is there. */
function explained({ why, reasons = {}, isKept }: GraphResource, body: Body): Body {
  const lines = [why, ...Object.entries(reasons).map(([sid, reason]) => `${sid}: ${reason}`)];
  return {
    '//': lines.length === 1 ? why : lines,
    ...body,
    ...(isKept === true
      ? { lifecycle: { ...(body['lifecycle'] as Body | undefined), prevent_destroy: true } }
      : {}),
  };
}

/** What works with a role is made after what the role may do, and what is to be made after others is. */
function orderOf(resource: GraphResource, graph: Graph): readonly string[] {
  const { id: own, properties, after = [] } = resource;
  const ids = new Set(referredIn(properties));
  const roles = graph.resources.filter(({ id, type, properties: { Policies } }) => {
    return ids.has(id) && type === 'AWS::IAM::Role' && Policies !== undefined;
  });
  const secrets = graph.secureParameters.filter(({ takenBy }) => takenBy.includes(own));
  return [
    ...roles.flatMap(({ id, properties: { Policies } }) =>
      (Policies as readonly PropertyValue[]).map(
        (_, index) => `aws_iam_role_policy.${nameOfBlock(id, index)}`,
      ),
    ),
    ...secrets.map(({ name }) => `aws_ssm_parameter.${logicalId(name, 'Parameter')}`),
    ...after,
  ];
}

function inOrder(body: Body, before: readonly string[]): Body {
  const own = (body['depends_on'] ?? []) as readonly string[];
  return before.length === 0 ? body : { ...body, depends_on: [...own, ...before] };
}

function grouped(blocks: readonly Block[]): Readonly<Record<string, Readonly<Record<string, Body>>>> {
  const found: Record<string, Record<string, Body>> = {};
  for (const { type, name, body } of blocks) (found[type] ??= {})[name] = body;
  return found;
}

const places = {
  account: '${data.aws_caller_identity.current.account_id}',
  region: '${data.aws_region.current.name}',
  partition: '${data.aws_partition.current.partition}',
} as const;

/** A literal `${` or `%{` would be a template of Terraform's. */
function textOf(text: string, place: AwsPlace): string {
  return partsOf(text, place)
    .map((part) =>
      'text' in part ? part.text.replaceAll('${', '$${').replaceAll('%{', '%%{') : places[part.place],
    )
    .join('');
}
