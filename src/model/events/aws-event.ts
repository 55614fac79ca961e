// An event as EventBridge carries it (EventBridge user guide, "AWS service event metadata"). Pure.

export interface AwsEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: 'aws.codepipeline' | 'aws.codebuild' | 'aws.codedeploy' | 'aws.cloudwatch' | 'aws.ecs';
  readonly account: string;
  /** ISO 8601, to the second. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}
