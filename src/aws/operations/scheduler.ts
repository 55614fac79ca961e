// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface SchedulerApi {
  readonly operations: {
    readonly CreateSchedule: {
      readonly input: Shapes['CreateScheduleInput'];
      readonly output: Shapes['CreateScheduleOutput'];
    };
    readonly CreateScheduleGroup: {
      readonly input: Shapes['CreateScheduleGroupInput'];
      readonly output: Shapes['CreateScheduleGroupOutput'];
    };
    readonly DeleteSchedule: {
      readonly input: Shapes['DeleteScheduleInput'];
      readonly output: Shapes['DeleteScheduleOutput'];
    };
    readonly DeleteScheduleGroup: {
      readonly input: Shapes['DeleteScheduleGroupInput'];
      readonly output: Shapes['DeleteScheduleGroupOutput'];
    };
    readonly GetSchedule: {
      readonly input: Shapes['GetScheduleInput'];
      readonly output: Shapes['GetScheduleOutput'];
    };
    readonly GetScheduleGroup: {
      readonly input: Shapes['GetScheduleGroupInput'];
      readonly output: Shapes['GetScheduleGroupOutput'];
    };
    readonly ListScheduleGroups: {
      readonly input: Shapes['ListScheduleGroupsInput'];
      readonly output: Shapes['ListScheduleGroupsOutput'];
    };
    readonly ListSchedules: {
      readonly input: Shapes['ListSchedulesInput'];
      readonly output: Shapes['ListSchedulesOutput'];
    };
    readonly ListTagsForResource: {
      readonly input: Shapes['ListTagsForResourceInput'];
      readonly output: Shapes['ListTagsForResourceOutput'];
    };
    readonly TagResource: {
      readonly input: Shapes['TagResourceInput'];
      readonly output: Shapes['TagResourceOutput'];
    };
    readonly UntagResource: {
      readonly input: Shapes['UntagResourceInput'];
      readonly output: Shapes['UntagResourceOutput'];
    };
    readonly UpdateSchedule: {
      readonly input: Shapes['UpdateScheduleInput'];
      readonly output: Shapes['UpdateScheduleOutput'];
    };
  };
  readonly errors:
    | 'ConflictException'
    | 'InternalServerException'
    | 'ResourceNotFoundException'
    | 'ServiceQuotaExceededException'
    | 'ThrottlingException'
    | 'ValidationException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly AwsVpcConfiguration: {
    readonly Subnets: readonly string[];
    readonly SecurityGroups?: readonly string[];
    readonly AssignPublicIp?: 'ENABLED' | 'DISABLED';
  };
  readonly CapacityProviderStrategyItem: {
    readonly capacityProvider: string;
    readonly weight?: number;
    readonly base?: number;
  };
  readonly CreateScheduleGroupInput: {
    readonly Name: string;
    readonly Tags?: readonly Shapes['Tag'][];
    readonly ClientToken?: string;
  };
  readonly CreateScheduleGroupOutput: {
    readonly ScheduleGroupArn: string;
  };
  readonly CreateScheduleInput: {
    readonly Name: string;
    readonly GroupName?: string;
    readonly ScheduleExpression: string;
    readonly StartDate?: Date;
    readonly EndDate?: Date;
    readonly Description?: string;
    readonly ScheduleExpressionTimezone?: string;
    readonly State?: 'ENABLED' | 'DISABLED';
    readonly KmsKeyArn?: string;
    readonly Target: Shapes['Target'];
    readonly FlexibleTimeWindow: Shapes['FlexibleTimeWindow'];
    readonly ClientToken?: string;
    readonly ActionAfterCompletion?: 'NONE' | 'DELETE';
  };
  readonly CreateScheduleOutput: {
    readonly ScheduleArn: string;
  };
  readonly DeadLetterConfig: {
    readonly Arn?: string;
  };
  readonly DeleteScheduleGroupInput: {
    readonly Name: string;
    readonly ClientToken?: string;
  };
  readonly DeleteScheduleGroupOutput: {};
  readonly DeleteScheduleInput: {
    readonly Name: string;
    readonly GroupName?: string;
    readonly ClientToken?: string;
  };
  readonly DeleteScheduleOutput: {};
  readonly EcsParameters: {
    readonly TaskDefinitionArn: string;
    readonly TaskCount?: number;
    readonly LaunchType?: 'EC2' | 'FARGATE' | 'EXTERNAL';
    readonly NetworkConfiguration?: Shapes['NetworkConfiguration'];
    readonly PlatformVersion?: string;
    readonly Group?: string;
    readonly CapacityProviderStrategy?: readonly Shapes['CapacityProviderStrategyItem'][];
    readonly EnableECSManagedTags?: boolean;
    readonly EnableExecuteCommand?: boolean;
    readonly PlacementConstraints?: readonly Shapes['PlacementConstraint'][];
    readonly PlacementStrategy?: readonly Shapes['PlacementStrategy'][];
    readonly PropagateTags?: 'TASK_DEFINITION';
    readonly ReferenceId?: string;
    readonly Tags?: readonly Readonly<Record<string, string>>[];
  };
  readonly EventBridgeParameters: {
    readonly DetailType: string;
    readonly Source: string;
  };
  readonly EventBridgePutEventsV2Parameters: {
    readonly DetailType: string;
    readonly Source: string;
  };
  readonly EventBridgePutRawEventsParameters: {
    readonly Metadata?: Readonly<Record<string, string>>;
  };
  readonly FlexibleTimeWindow: {
    readonly Mode: 'OFF' | 'FLEXIBLE';
    readonly MaximumWindowInMinutes?: number;
  };
  readonly GetScheduleGroupInput: {
    readonly Name: string;
  };
  readonly GetScheduleGroupOutput: {
    readonly Arn?: string;
    readonly Name?: string;
    readonly State?: 'ACTIVE' | 'DELETING';
    readonly CreationDate?: Date;
    readonly LastModificationDate?: Date;
  };
  readonly GetScheduleInput: {
    readonly Name: string;
    readonly GroupName?: string;
  };
  readonly GetScheduleOutput: {
    readonly Arn?: string;
    readonly GroupName?: string;
    readonly Name?: string;
    readonly ScheduleExpression?: string;
    readonly StartDate?: Date;
    readonly EndDate?: Date;
    readonly Description?: string;
    readonly ScheduleExpressionTimezone?: string;
    readonly State?: 'ENABLED' | 'DISABLED';
    readonly CreationDate?: Date;
    readonly LastModificationDate?: Date;
    readonly KmsKeyArn?: string;
    readonly Target?: Shapes['Target'];
    readonly FlexibleTimeWindow?: Shapes['FlexibleTimeWindow'];
    readonly ActionAfterCompletion?: 'NONE' | 'DELETE';
  };
  readonly KinesisParameters: {
    readonly PartitionKey: string;
  };
  readonly ListScheduleGroupsInput: {
    readonly NamePrefix?: string;
    readonly NextToken?: string;
    readonly MaxResults?: number;
  };
  readonly ListScheduleGroupsOutput: {
    readonly NextToken?: string;
    readonly ScheduleGroups: readonly Shapes['ScheduleGroupSummary'][];
  };
  readonly ListSchedulesInput: {
    readonly GroupName?: string;
    readonly NamePrefix?: string;
    readonly State?: 'ENABLED' | 'DISABLED';
    readonly NextToken?: string;
    readonly MaxResults?: number;
  };
  readonly ListSchedulesOutput: {
    readonly NextToken?: string;
    readonly Schedules: readonly Shapes['ScheduleSummary'][];
  };
  readonly ListTagsForResourceInput: {
    readonly ResourceArn: string;
  };
  readonly ListTagsForResourceOutput: {
    readonly Tags?: readonly Shapes['Tag'][];
  };
  readonly NetworkConfiguration: {
    readonly awsvpcConfiguration?: Shapes['AwsVpcConfiguration'];
  };
  readonly PlacementConstraint: {
    readonly type?: 'distinctInstance' | 'memberOf';
    readonly expression?: string;
  };
  readonly PlacementStrategy: {
    readonly type?: 'random' | 'spread' | 'binpack';
    readonly field?: string;
  };
  readonly RetryPolicy: {
    readonly MaximumEventAgeInSeconds?: number;
    readonly MaximumRetryAttempts?: number;
  };
  readonly SageMakerPipelineParameter: {
    readonly Name: string;
    readonly Value: string;
  };
  readonly SageMakerPipelineParameters: {
    readonly PipelineParameterList?: readonly Shapes['SageMakerPipelineParameter'][];
  };
  readonly ScheduleGroupSummary: {
    readonly Arn?: string;
    readonly Name?: string;
    readonly State?: 'ACTIVE' | 'DELETING';
    readonly CreationDate?: Date;
    readonly LastModificationDate?: Date;
  };
  readonly ScheduleSummary: {
    readonly Arn?: string;
    readonly Name?: string;
    readonly GroupName?: string;
    readonly State?: 'ENABLED' | 'DISABLED';
    readonly CreationDate?: Date;
    readonly LastModificationDate?: Date;
    readonly Target?: Shapes['TargetSummary'];
  };
  readonly SqsParameters: {
    readonly MessageGroupId?: string;
  };
  readonly Tag: {
    readonly Key: string;
    readonly Value: string;
  };
  readonly TagResourceInput: {
    readonly ResourceArn: string;
    readonly Tags: readonly Shapes['Tag'][];
  };
  readonly TagResourceOutput: {};
  readonly Target: {
    readonly Arn: string;
    readonly RoleArn: string;
    readonly DeadLetterConfig?: Shapes['DeadLetterConfig'];
    readonly RetryPolicy?: Shapes['RetryPolicy'];
    readonly Input?: string;
    readonly EcsParameters?: Shapes['EcsParameters'];
    readonly EventBridgeParameters?: Shapes['EventBridgeParameters'];
    readonly EventBridgePutEventsV2Parameters?: Shapes['EventBridgePutEventsV2Parameters'];
    readonly EventBridgePutRawEventsParameters?: Shapes['EventBridgePutRawEventsParameters'];
    readonly KinesisParameters?: Shapes['KinesisParameters'];
    readonly SageMakerPipelineParameters?: Shapes['SageMakerPipelineParameters'];
    readonly SqsParameters?: Shapes['SqsParameters'];
  };
  readonly TargetSummary: {
    readonly Arn: string;
  };
  readonly UntagResourceInput: {
    readonly ResourceArn: string;
    readonly TagKeys: readonly string[];
  };
  readonly UntagResourceOutput: {};
  readonly UpdateScheduleInput: {
    readonly Name: string;
    readonly GroupName?: string;
    readonly ScheduleExpression: string;
    readonly StartDate?: Date;
    readonly EndDate?: Date;
    readonly Description?: string;
    readonly ScheduleExpressionTimezone?: string;
    readonly State?: 'ENABLED' | 'DISABLED';
    readonly KmsKeyArn?: string;
    readonly Target: Shapes['Target'];
    readonly FlexibleTimeWindow: Shapes['FlexibleTimeWindow'];
    readonly ClientToken?: string;
    readonly ActionAfterCompletion?: 'NONE' | 'DELETE';
  };
  readonly UpdateScheduleOutput: {
    readonly ScheduleArn: string;
  };
}
