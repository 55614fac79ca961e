// What AWS charges, in US dollars without taxes: US East (N. Virginia), on demand. The one place for prices; a
// change of one changes `asOf` too.
// Source: the pricing page of each service (aws.amazon.com/SERVICE/pricing), and for those that list no prices as text
// (CodeBuild, EC2, Fargate) pages that quote them; read in November 2026.

export const prices = {
  asOf: '2026-11',
  region: 'US East (N. Virginia)',
  /** For each minute of a build, by the type of its environment and compute. */
  buildMinute: {
    'LINUX_CONTAINER BUILD_GENERAL1_SMALL': 0.005,
    'LINUX_CONTAINER BUILD_GENERAL1_MEDIUM': 0.01,
    'LINUX_CONTAINER BUILD_GENERAL1_LARGE': 0.02,
    'ARM_CONTAINER BUILD_GENERAL1_SMALL': 0.0034,
  } as Readonly<Record<string, number>>,
  /** For each minute of an action in a pipeline of type V2; approvals and custom actions are free. */
  actionMinute: 0.002,
  /** A month of a pipeline of type V1. */
  pipelineV1: 1,
  /** Each further active user of CodeCommit in a month. */
  activeUser: 1,
  /** A GB in S3 Standard for a month. */
  storageGb: 0.023,
  /** To viewers in North America and Europe. */
  edgeGb: 0.085,
  /** Each ten thousand requests by HTTPS, North America. */
  edgeRequests: 0.01,
  /** A GB from a Region to the internet. */
  egressGb: 0.09,
  loadBalancerHour: 0.0225,
  publicAddressHour: 0.005,
  /** Linux. */
  instanceHour: {
    't2.micro': 0.0116,
    't3.micro': 0.0104,
    't3.small': 0.0208,
    't3.medium': 0.0416,
    't3.large': 0.0832,
    't4g.micro': 0.0084,
    't4g.small': 0.0168,
    't4g.medium': 0.0336,
  } as Readonly<Record<string, number>>,
  /** Linux on x86. */
  fargateProcessorHour: 0.04048,
  fargateGbHour: 0.004445,
  /** A million requests of functions, and a GB-second on x86. */
  functionRequests: 0.2,
  functionGbSecond: 0.0000166667,
  /** A million calls of an HTTP API, and of a REST API. */
  httpApiRequests: 1,
  restApiRequests: 3.5,
  /** Of Aurora Serverless v2, Aurora Standard. */
  auroraCapacityHour: 0.12,
  auroraStorageGb: 0.1,
  /** A month of a secret. */
  secret: 0.4,
  /** A month of an alarm on one metric. */
  alarm: 0.1,
  /** A month of a customer managed key. */
  key: 1,
  natGatewayHour: 0.045,
  /** Of an interface endpoint in one zone. */
  endpointHour: 0.01,
  /** A node of dc2.large. */
  redshiftHour: 0.25,
  hoursInMonth: 730,
} as const;

type Priced = Exclude<keyof typeof prices, 'asOf' | 'region' | 'hoursInMonth'>;

export interface PriceSource {
  readonly page: string;
  /** Year and month in which it was read. */
  readonly asOf: string;
}

const from = (service: string, asOf = '2026-11'): PriceSource => ({
  page: `https://aws.amazon.com/${service}/pricing/`,
  asOf,
});

/** Where each price stands. Pages that list none as text are quoted by others, of the same month. */
export const priceSources: Readonly<Record<Priced, PriceSource>> = {
  buildMinute: from('codebuild'),
  actionMinute: from('codepipeline'),
  pipelineV1: from('codepipeline'),
  activeUser: from('codecommit'),
  storageGb: from('s3'),
  edgeGb: from('cloudfront'),
  edgeRequests: from('cloudfront'),
  egressGb: from('ec2/on-demand'),
  loadBalancerHour: from('elasticloadbalancing'),
  publicAddressHour: from('vpc'),
  instanceHour: from('ec2/on-demand'),
  fargateProcessorHour: from('fargate'),
  fargateGbHour: from('fargate'),
  functionRequests: from('lambda'),
  functionGbSecond: from('lambda'),
  httpApiRequests: from('api-gateway'),
  restApiRequests: from('api-gateway'),
  auroraCapacityHour: from('rds/aurora'),
  auroraStorageGb: from('rds/aurora'),
  secret: from('secrets-manager'),
  alarm: from('cloudwatch'),
  key: from('kms'),
  natGatewayHour: from('vpc'),
  endpointHour: from('privatelink'),
  redshiftHour: from('redshift'),
};

/** What every account has for nothing each month, for as long as it likes. */
export const freeTier = {
  /** BUILD_GENERAL1_SMALL, Linux or ARM. */
  buildMinutes: 100,
  actionMinutes: 100,
  pipelinesV1: 1,
  activeUsers: 5,
  edgeGb: 1000,
  edgeRequests: 10_000_000,
  egressGb: 100,
  functionRequests: 1_000_000,
  functionGbSeconds: 400_000,
  alarms: 10,
} as const;

/**
 * What accounts have for nothing each month in their first year, when they were made before 15 July 2025; later ones have credits
 * (aws.amazon.com/free). It is in no sum.
 */
export const firstYearTier = [
  { what: /^EC2: instances t[23]\.micro$/, free: 750 },
  { what: /^EC2: public addresses$/, free: 750 },
  { what: /^(EC2|Elastic Beanstalk): load balancer/, free: 750 },
  { what: /^S3: artifacts and sites$/, free: 5 },
] as const;
