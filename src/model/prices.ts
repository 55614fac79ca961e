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
  hoursInMonth: 730,
} as const;

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
} as const;
