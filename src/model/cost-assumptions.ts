// The assumptions of a cost estimate. Pure.

/** What cannot be measured on one machine. Slipway's own: `{ "costs": [ { … } ] }`. */
export interface CostAssumptions {
  /** Goes before what was measured. */
  readonly executionsPerMonth?: number;
  /** Of CodeCommit: who pushes or pulls in a month, roles of builds and pipelines among them. */
  readonly activeUsers?: number;
  /** In S3, artifacts and sites. */
  readonly storageGb?: number;
  /** From CloudFront to viewers, each month. */
  readonly edgeGb?: number;
  readonly edgeRequests?: number;
  /** From load balancers and instances to the internet, each month. */
  readonly egressGb?: number;
  /** Of all functions that the pipeline deploys, each month, and how long one takes on average. */
  readonly functionRequests?: number;
  readonly functionMilliseconds?: number;
  /** Of APIs, each month. */
  readonly apiRequests?: number;
  /** How long a cluster that can pause does not, each month. */
  readonly databaseHours?: number;
  readonly databaseGb?: number;
  /** Of instances that the definition only counts. */
  readonly instanceType?: string;
  /** Other work of the account has used up what is free. */
  readonly isFreeTierUsed?: boolean;
}
