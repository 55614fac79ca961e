// The graph as a configuration of Terraform in JSON. The same graph gives the same bytes. Pure.
// Source: Terraform language, "JSON configuration syntax"; the schemas of the AWS provider of the pinned version.
import { problem, ProblemError } from '../../../lib/problem.ts';
import type { AwsPlace } from '../../../model/place.ts';
import {
  isList,
  isReference,
  referred,
  type AttributeReference,
  type GraphResource,
  type PropertyValue,
} from '../../../model/resource-graph.ts';
import type { Graph } from '../../graph/graph.ts';
import { referredIn } from '../../graph/link.ts';
import { partsOf } from '../portable-text.ts';
import type { Block, BlockContext, Body, TerraformType } from './block.ts';
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
    const body = { ...explained(resource, main.body), ...afterPolicies(resource, graph.resources) };
    return [{ ...main, body }, ...others];
  });

  function contextOf(resource: GraphResource): BlockContext {
    const value = (given: PropertyValue): unknown => {
      if (typeof given === 'string') return textOf(given, graph.place);
      if (typeof given !== 'object') return given;
      if (isReference(given)) return referenceOf(given);
      if (isList(given)) return given.map(value);
      return Object.fromEntries(Object.entries(given).map(([key, each]) => [key, value(each)]));
    };
    return { resource, value, json: (given) => JSON.stringify(value(given)) };
  }

  function referenceOf({ [referred]: id, attribute }: AttributeReference): string {
    const name = attribute === 'Arn' ? 'arn' : (types.get(id)?.ref ?? 'id');
    return `\${${mains.get(id) ?? ''}.${id}.${name}}`;
  }

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
    },
    resource: grouped(blocks),
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
    ...(isKept === true ? { lifecycle: { prevent_destroy: true } } : {}),
  };
}

/** What works with a role is made after what the role may do. */
function afterPolicies({ properties }: GraphResource, all: readonly GraphResource[]): Body {
  const ids = new Set(referredIn(properties));
  const roles = all.filter(({ id, type, properties: own }) => {
    return ids.has(id) && type === 'AWS::IAM::Role' && own['Policies'] !== undefined;
  });
  return roles.length === 0 ? {} : { depends_on: roles.map(({ id }) => `aws_iam_role_policy.${id}`) };
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
