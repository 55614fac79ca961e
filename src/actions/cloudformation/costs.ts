// What a month of the resources of stacks costs. Pure.
import {
  assumed,
  costLine,
  type BilledResource,
  type CostInput,
  type CostLine,
} from '../../model/cost-line.ts';
import { freeTier, prices } from '../../model/prices.ts';
import { minCapacity } from './database-capacity.ts';

const ofStacks = { service: 'CloudFormation', unit: '' };

export function stackCosts(_actions: unknown, input: CostInput): readonly CostLine[] {
  const { resources, assumptions } = input;
  if (resources === undefined || resources.length === 0)
    return [
      costLine(
        { ...ofStacks, what: 'stacks', from: 'not known: no template of theirs was read' },
        assumptions,
      ),
    ];
  const of = (...types: readonly string[]) => resources.filter(({ type }) => types.includes(type));
  return [
    ...functionLines(of('AWS::Lambda::Function', 'AWS::Serverless::Function'), input),
    ...apiLines(of('AWS::ApiGatewayV2::Api', 'AWS::Serverless::HttpApi'), {
      input,
      price: prices.httpApiRequests,
      what: 'calls of HTTP APIs, in millions',
    }),
    ...apiLines(of('AWS::ApiGateway::RestApi', 'AWS::Serverless::Api'), {
      input,
      price: prices.restApiRequests,
      what: 'calls of REST APIs, in millions',
    }),
    ...databaseLines(of('AWS::RDS::DBCluster'), input),
    ...countLines(input, of('AWS::SecretsManager::Secret'), {
      service: 'Secrets Manager',
      what: 'secrets',
      price: prices.secret,
    }),
    ...countLines(input, of('AWS::CloudWatch::Alarm'), {
      service: 'CloudWatch',
      what: 'alarms',
      price: prices.alarm,
      free: freeTier.alarms,
    }),
    ...countLines(input, of('AWS::KMS::Key'), { service: 'KMS', what: 'keys', price: prices.key }),
    ...countLines(input, of('AWS::EC2::NatGateway'), {
      service: 'VPC',
      what: 'hours of NAT gateways',
      price: prices.natGatewayHour,
      each: prices.hoursInMonth,
    }),
    ...countLines(
      input,
      of('AWS::EC2::VPCEndpoint').filter(({ values }) => values['VpcEndpointType'] === 'Interface'),
      {
        service: 'VPC',
        what: 'hours of interface endpoints, each in one zone',
        price: prices.endpointHour,
        each: prices.hoursInMonth,
      },
    ),
    ...unpricedLines(input, resources),
  ];
}

const million = 1_000_000;

function functionLines(
  functions: readonly BilledResource[],
  { assumptions }: CostInput,
): readonly CostLine[] {
  if (functions.length === 0) return [];
  const service = 'Lambda';
  const requests = assumed(assumptions, 'functionRequests');
  const { functionMilliseconds } = assumptions;
  const memories = functions.map(({ values }) => Number(values['MemorySize'] ?? 128));
  const gigabytes = memories.reduce((sum, each) => sum + each, 0) / memories.length / 1024;
  const seconds =
    requests.quantity === undefined || functionMilliseconds === undefined || Number.isNaN(gigabytes)
      ? { from: 'not known: say functionRequests and functionMilliseconds in costs.json' }
      : {
          quantity: (requests.quantity * functionMilliseconds * gigabytes) / 1000,
          from: `assumed in costs.json, with ${Math.round(gigabytes * 1024)} MB`,
        };
  return [
    costLine(
      {
        service,
        what: 'requests, priced by the million',
        unit: 'requests',
        free: freeTier.functionRequests,
        price: prices.functionRequests,
        ...requests,
      },
      assumptions,
      million,
    ),
    costLine(
      {
        service,
        what: 'compute',
        unit: 'GB-seconds',
        free: freeTier.functionGbSeconds,
        price: prices.functionGbSecond,
        ...seconds,
      },
      assumptions,
    ),
  ];
}

/** What is free of API Gateway is so in the first 12 months alone. */
function apiLines(
  apis: readonly BilledResource[],
  { input: { assumptions }, price, what }: { input: CostInput; price: number; what: string },
): readonly CostLine[] {
  if (apis.length === 0) return [];
  const calls = assumed(assumptions, 'apiRequests');
  return [costLine({ service: 'API Gateway', what, unit: 'calls', price, ...calls }, assumptions, million)];
}

function databaseLines(clusters: readonly BilledResource[], { assumptions }: CostInput): readonly CostLine[] {
  const service = 'Aurora';
  const storage = costLine(
    {
      service,
      what: 'storage',
      unit: 'GB',
      price: prices.auroraStorageGb,
      ...assumed(assumptions, 'databaseGb'),
    },
    assumptions,
  );
  const capacities = clusters.map((cluster) => {
    const min = minCapacity(cluster);
    const awake = assumed(assumptions, 'databaseHours');
    const hours =
      min === undefined
        ? { from: 'not known: the template does not say its minimum of capacity before it is made' }
        : min > 0
          ? { quantity: min * prices.hoursInMonth, from: `a minimum of ${min} ACU never pauses` }
          : awake.quantity === undefined
            ? awake
            : { quantity: awake.quantity * smallestAwake, from: awake.from };
    return costLine(
      {
        service,
        what: `${cluster.logicalId}, at its minimum`,
        unit: 'ACU-hours',
        price: prices.auroraCapacityHour,
        ...hours,
      },
      assumptions,
    );
  });
  return clusters.length === 0 ? [] : [...capacities, storage];
}

/** Of a cluster that does not pause at the moment, in ACU. */
const smallestAwake = 0.5;

/** Types that are priced above, and types that cost nothing by themselves. */
const priced =
  /^AWS::(Lambda|ApiGateway|ApiGatewayV2|Serverless|IAM|CodeDeploy|SecretsManager|RDS::(DBCluster|DBSubnetGroup)|CloudWatch::Alarm|KMS|EC2::(NatGateway|VPC|Subnet|SecurityGroup|RouteTable|Route|InternetGateway|VPCGatewayAttachment|SubnetRouteTableAssociation)|S3::BucketPolicy|Events|SNS::TopicPolicy|SQS::QueuePolicy)\b/;

/** Nothing that a stack makes is passed over. */
function unpricedLines(
  { assumptions }: CostInput,
  resources: readonly BilledResource[],
): readonly CostLine[] {
  const types = resources
    .filter(({ type, values }) => !priced.test(type) && !isOfCluster(type, values))
    .map(({ type }) => type);
  if (types.length === 0) return [];
  const names = [...new Set(types)].join(', ');
  const from = `not known: there is no price of ${names} here`;
  return [costLine({ ...ofStacks, what: 'other resources', from }, assumptions)];
}

/** An instance of a serverless cluster is billed by the capacity of the cluster. */
function isOfCluster(type: string, values: BilledResource['values']): boolean {
  return type === 'AWS::RDS::DBInstance' && values['DBInstanceClass'] === 'db.serverless';
}

function countLines(
  { assumptions }: CostInput,
  { length }: readonly BilledResource[],
  line: { service: string; what: string; price: number; free?: number; each?: number },
): readonly CostLine[] {
  if (length === 0) return [];
  const { each = 1, ...rest } = line;
  return [costLine({ ...rest, unit: '', quantity: length * each, from: 'in the templates' }, assumptions)];
}
