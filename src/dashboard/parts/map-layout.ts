// Where each resource of the map stands: in the column of its kind, near what it connects with. Pure.
import { resourceKey, type ResourceLink } from '../../account/resource-links.ts';
import type { ListedResource } from '../../account/listed-resources.ts';

export const columns = ['Delivery', 'Entry', 'Code', 'Data and messages', 'Observation and rest'] as const;

/** By CloudFormation's types; what is not named stands in the last column. */
const kinds: readonly (readonly [type: RegExp, column: (typeof columns)[number]])[] = [
  [/^AWS::(CodePipeline|CodeBuild|CodeDeploy|ECR)::/, 'Delivery'],
  [/^AWS::(ApiGateway|ApiGatewayV2|CloudFront|ElasticLoadBalancingV2|Route53)::/, 'Entry'],
  [/^AWS::(Lambda|ECS|ElasticBeanstalk|EC2|AutoScaling|StepFunctions)::|^Slipway::EC2::/, 'Code'],
  [
    /^AWS::(S3|DynamoDB|RDS|SQS|SNS|Kinesis|SSM|SecretsManager|ElastiCache|Events|SES)::/,
    'Data and messages',
  ],
];

export interface MapNode {
  readonly key: string;
  readonly resource: ListedResource;
  /** Indices, from 0. */
  readonly column: number;
  readonly row: number;
}

export interface ResourceMap {
  readonly nodes: readonly MapNode[];
  /** Of the longest column. */
  readonly rows: number;
  /** Those of which both ends are on the map. */
  readonly links: readonly ResourceLink[];
}

/** Within a column the order of what its resources connect with in the columns before; what connects with nothing comes last. */
export function mapOf(resources: readonly ListedResource[], all: readonly ResourceLink[]): ResourceMap {
  const keys = new Set(resources.map(resourceKey));
  const links = all.filter(({ from, to }) => keys.has(from) && keys.has(to));
  const rowOf = new Map<string, number>();
  const nodes = columns.flatMap((name, column) => {
    const own = resources
      .filter(({ type }) => columnOf(type) === name)
      .map((resource) => ({ resource, key: resourceKey(resource) }));
    const placed = own
      .map((each) => ({ ...each, weight: weightOf(each.key, links, rowOf) }))
      .toSorted((a, b) => a.weight - b.weight || (a.key < b.key ? -1 : 1))
      .map(({ resource, key }, row) => ({ resource, key, column, row }));
    for (const { key, row } of placed) rowOf.set(key, row);
    return placed;
  });
  return { nodes, links, rows: Math.max(0, ...nodes.map(({ row }) => row + 1)) };
}

function columnOf(type: string): (typeof columns)[number] {
  return kinds.find(([of]) => of.test(type))?.[1] ?? 'Observation and rest';
}

/** The mean row of its neighbours that are placed; far down without any. */
function weightOf(key: string, links: readonly ResourceLink[], rowOf: ReadonlyMap<string, number>): number {
  const own = links.filter(({ from, to }) => from === key || to === key);
  const rows = own.flatMap(({ from, to }) => rowOf.get(from === key ? to : from) ?? []);
  if (rows.length > 0) return rows.reduce((sum, row) => sum + row, 0) / rows.length;
  return own.length > 0 ? 1e6 : 2e6;
}
