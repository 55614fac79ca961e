// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface BudgetsApi {
  readonly operations: {
    readonly CreateBudget: {
      readonly input: Shapes['CreateBudgetRequest'];
      readonly output: Shapes['CreateBudgetResponse'];
    };
    readonly CreateNotification: {
      readonly input: Shapes['CreateNotificationRequest'];
      readonly output: Shapes['CreateNotificationResponse'];
    };
    readonly CreateSubscriber: {
      readonly input: Shapes['CreateSubscriberRequest'];
      readonly output: Shapes['CreateSubscriberResponse'];
    };
    readonly DeleteBudget: {
      readonly input: Shapes['DeleteBudgetRequest'];
      readonly output: Shapes['DeleteBudgetResponse'];
    };
    readonly DeleteNotification: {
      readonly input: Shapes['DeleteNotificationRequest'];
      readonly output: Shapes['DeleteNotificationResponse'];
    };
    readonly DeleteSubscriber: {
      readonly input: Shapes['DeleteSubscriberRequest'];
      readonly output: Shapes['DeleteSubscriberResponse'];
    };
    readonly DescribeBudget: {
      readonly input: Shapes['DescribeBudgetRequest'];
      readonly output: Shapes['DescribeBudgetResponse'];
    };
    readonly DescribeBudgetActionsForBudget: {
      readonly input: Shapes['DescribeBudgetActionsForBudgetRequest'];
      readonly output: Shapes['DescribeBudgetActionsForBudgetResponse'];
    };
    readonly DescribeBudgetNotificationsForAccount: {
      readonly input: Shapes['DescribeBudgetNotificationsForAccountRequest'];
      readonly output: Shapes['DescribeBudgetNotificationsForAccountResponse'];
    };
    readonly DescribeBudgets: {
      readonly input: Shapes['DescribeBudgetsRequest'];
      readonly output: Shapes['DescribeBudgetsResponse'];
    };
    readonly DescribeNotificationsForBudget: {
      readonly input: Shapes['DescribeNotificationsForBudgetRequest'];
      readonly output: Shapes['DescribeNotificationsForBudgetResponse'];
    };
    readonly DescribeSubscribersForNotification: {
      readonly input: Shapes['DescribeSubscribersForNotificationRequest'];
      readonly output: Shapes['DescribeSubscribersForNotificationResponse'];
    };
    readonly ListTagsForResource: {
      readonly input: Shapes['ListTagsForResourceRequest'];
      readonly output: Shapes['ListTagsForResourceResponse'];
    };
    readonly TagResource: {
      readonly input: Shapes['TagResourceRequest'];
      readonly output: Shapes['TagResourceResponse'];
    };
    readonly UntagResource: {
      readonly input: Shapes['UntagResourceRequest'];
      readonly output: Shapes['UntagResourceResponse'];
    };
    readonly UpdateBudget: {
      readonly input: Shapes['UpdateBudgetRequest'];
      readonly output: Shapes['UpdateBudgetResponse'];
    };
    readonly UpdateNotification: {
      readonly input: Shapes['UpdateNotificationRequest'];
      readonly output: Shapes['UpdateNotificationResponse'];
    };
    readonly UpdateSubscriber: {
      readonly input: Shapes['UpdateSubscriberRequest'];
      readonly output: Shapes['UpdateSubscriberResponse'];
    };
  };
  readonly errors:
    | 'AccessDeniedException'
    | 'BillingViewHealthStatusException'
    | 'CreationLimitExceededException'
    | 'DuplicateRecordException'
    | 'ExpiredNextTokenException'
    | 'InternalErrorException'
    | 'InvalidNextTokenException'
    | 'InvalidParameterException'
    | 'NotFoundException'
    | 'ResourceLockedException'
    | 'ServiceQuotaExceededException'
    | 'ThrottlingException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly Action: {
    readonly ActionId: string;
    readonly BudgetName: string;
    readonly NotificationType: 'ACTUAL' | 'FORECASTED';
    readonly ActionType: 'APPLY_IAM_POLICY' | 'APPLY_SCP_POLICY' | 'RUN_SSM_DOCUMENTS';
    readonly ActionThreshold: Shapes['ActionThreshold'];
    readonly Definition: Shapes['Definition'];
    readonly ExecutionRoleArn: string;
    readonly ApprovalModel: 'AUTOMATIC' | 'MANUAL';
    readonly Status:
      | 'STANDBY'
      | 'PENDING'
      | 'EXECUTION_IN_PROGRESS'
      | 'EXECUTION_SUCCESS'
      | 'EXECUTION_FAILURE'
      | 'REVERSE_IN_PROGRESS'
      | 'REVERSE_SUCCESS'
      | 'REVERSE_FAILURE'
      | 'RESET_IN_PROGRESS'
      | 'RESET_FAILURE';
    readonly Subscribers: readonly Shapes['Subscriber'][];
  };
  readonly ActionThreshold: {
    readonly ActionThresholdValue: number;
    readonly ActionThresholdType: 'PERCENTAGE' | 'ABSOLUTE_VALUE';
  };
  readonly AutoAdjustData: {
    readonly AutoAdjustType: 'HISTORICAL' | 'FORECAST';
    readonly HistoricalOptions?: Shapes['HistoricalOptions'];
    readonly LastAutoAdjustTime?: Date;
  };
  readonly Budget: {
    readonly BudgetName: string;
    readonly BudgetLimit?: Shapes['Spend'];
    readonly PlannedBudgetLimits?: Readonly<Record<string, Shapes['Spend']>>;
    readonly CostFilters?: Readonly<Record<string, readonly string[]>>;
    readonly CostTypes?: Shapes['CostTypes'];
    readonly TimeUnit: 'DAILY' | 'MONTHLY' | 'QUARTERLY' | 'ANNUALLY' | 'CUSTOM';
    readonly TimePeriod?: Shapes['TimePeriod'];
    readonly CalculatedSpend?: Shapes['CalculatedSpend'];
    readonly BudgetType:
      | 'USAGE'
      | 'COST'
      | 'RI_UTILIZATION'
      | 'RI_COVERAGE'
      | 'SAVINGS_PLANS_UTILIZATION'
      | 'SAVINGS_PLANS_COVERAGE';
    readonly LastUpdatedTime?: Date;
    readonly AutoAdjustData?: Shapes['AutoAdjustData'];
    readonly FilterExpression?: Shapes['Expression'];
    readonly Metrics?: readonly (
      | 'BlendedCost'
      | 'UnblendedCost'
      | 'AmortizedCost'
      | 'NetUnblendedCost'
      | 'NetAmortizedCost'
      | 'UsageQuantity'
      | 'NormalizedUsageAmount'
      | 'Hours'
    )[];
    readonly BillingViewArn?: string;
    readonly HealthStatus?: Shapes['HealthStatus'];
  };
  readonly BudgetNotificationsForAccount: {
    readonly Notifications?: readonly Shapes['Notification'][];
    readonly BudgetName?: string;
  };
  readonly CalculatedSpend: {
    readonly ActualSpend: Shapes['Spend'];
    readonly ForecastedSpend?: Shapes['Spend'];
  };
  readonly CostCategoryValues: {
    readonly Key?: string;
    readonly Values?: readonly string[];
    readonly MatchOptions?: readonly (
      | 'EQUALS'
      | 'ABSENT'
      | 'STARTS_WITH'
      | 'ENDS_WITH'
      | 'CONTAINS'
      | 'GREATER_THAN_OR_EQUAL'
      | 'CASE_SENSITIVE'
      | 'CASE_INSENSITIVE'
    )[];
  };
  readonly CostTypes: {
    readonly IncludeTax?: boolean;
    readonly IncludeSubscription?: boolean;
    readonly UseBlended?: boolean;
    readonly IncludeRefund?: boolean;
    readonly IncludeCredit?: boolean;
    readonly IncludeUpfront?: boolean;
    readonly IncludeRecurring?: boolean;
    readonly IncludeOtherSubscription?: boolean;
    readonly IncludeSupport?: boolean;
    readonly IncludeDiscount?: boolean;
    readonly UseAmortized?: boolean;
  };
  readonly CreateBudgetRequest: {
    readonly AccountId: string;
    readonly Budget: Shapes['Budget'];
    readonly NotificationsWithSubscribers?: readonly Shapes['NotificationWithSubscribers'][];
    readonly ResourceTags?: readonly Shapes['ResourceTag'][];
  };
  readonly CreateBudgetResponse: {};
  readonly CreateNotificationRequest: {
    readonly AccountId: string;
    readonly BudgetName: string;
    readonly Notification: Shapes['Notification'];
    readonly Subscribers: readonly Shapes['Subscriber'][];
  };
  readonly CreateNotificationResponse: {};
  readonly CreateSubscriberRequest: {
    readonly AccountId: string;
    readonly BudgetName: string;
    readonly Notification: Shapes['Notification'];
    readonly Subscriber: Shapes['Subscriber'];
  };
  readonly CreateSubscriberResponse: {};
  readonly Definition: {
    readonly IamActionDefinition?: Shapes['IamActionDefinition'];
    readonly ScpActionDefinition?: Shapes['ScpActionDefinition'];
    readonly SsmActionDefinition?: Shapes['SsmActionDefinition'];
  };
  readonly DeleteBudgetRequest: {
    readonly AccountId: string;
    readonly BudgetName: string;
  };
  readonly DeleteBudgetResponse: {};
  readonly DeleteNotificationRequest: {
    readonly AccountId: string;
    readonly BudgetName: string;
    readonly Notification: Shapes['Notification'];
  };
  readonly DeleteNotificationResponse: {};
  readonly DeleteSubscriberRequest: {
    readonly AccountId: string;
    readonly BudgetName: string;
    readonly Notification: Shapes['Notification'];
    readonly Subscriber: Shapes['Subscriber'];
  };
  readonly DeleteSubscriberResponse: {};
  readonly DescribeBudgetActionsForBudgetRequest: {
    readonly AccountId: string;
    readonly BudgetName: string;
    readonly MaxResults?: number;
    readonly NextToken?: string;
  };
  readonly DescribeBudgetActionsForBudgetResponse: {
    readonly Actions: readonly Shapes['Action'][];
    readonly NextToken?: string;
  };
  readonly DescribeBudgetNotificationsForAccountRequest: {
    readonly AccountId: string;
    readonly MaxResults?: number;
    readonly NextToken?: string;
  };
  readonly DescribeBudgetNotificationsForAccountResponse: {
    readonly BudgetNotificationsForAccount?: readonly Shapes['BudgetNotificationsForAccount'][];
    readonly NextToken?: string;
  };
  readonly DescribeBudgetRequest: {
    readonly AccountId: string;
    readonly BudgetName: string;
    readonly ShowFilterExpression?: boolean;
  };
  readonly DescribeBudgetResponse: {
    readonly Budget?: Shapes['Budget'];
  };
  readonly DescribeBudgetsRequest: {
    readonly AccountId: string;
    readonly MaxResults?: number;
    readonly NextToken?: string;
    readonly ShowFilterExpression?: boolean;
  };
  readonly DescribeBudgetsResponse: {
    readonly Budgets?: readonly Shapes['Budget'][];
    readonly NextToken?: string;
  };
  readonly DescribeNotificationsForBudgetRequest: {
    readonly AccountId: string;
    readonly BudgetName: string;
    readonly MaxResults?: number;
    readonly NextToken?: string;
  };
  readonly DescribeNotificationsForBudgetResponse: {
    readonly Notifications?: readonly Shapes['Notification'][];
    readonly NextToken?: string;
  };
  readonly DescribeSubscribersForNotificationRequest: {
    readonly AccountId: string;
    readonly BudgetName: string;
    readonly Notification: Shapes['Notification'];
    readonly MaxResults?: number;
    readonly NextToken?: string;
  };
  readonly DescribeSubscribersForNotificationResponse: {
    readonly Subscribers?: readonly Shapes['Subscriber'][];
    readonly NextToken?: string;
  };
  readonly Expression: {
    readonly Or?: readonly Shapes['Expression'][];
    readonly And?: readonly Shapes['Expression'][];
    readonly Not?: Shapes['Expression'];
    readonly Dimensions?: Shapes['ExpressionDimensionValues'];
    readonly Tags?: Shapes['TagValues'];
    readonly CostCategories?: Shapes['CostCategoryValues'];
    readonly ProductAttributes?: Shapes['ProductAttributeValues'];
  };
  readonly ExpressionDimensionValues: {
    readonly Key:
      | 'AZ'
      | 'INSTANCE_TYPE'
      | 'LINKED_ACCOUNT'
      | 'LINKED_ACCOUNT_NAME'
      | 'OPERATION'
      | 'PURCHASE_TYPE'
      | 'REGION'
      | 'SERVICE'
      | 'SERVICE_CODE'
      | 'USAGE_TYPE'
      | 'USAGE_TYPE_GROUP'
      | 'RECORD_TYPE'
      | 'OPERATING_SYSTEM'
      | 'TENANCY'
      | 'SCOPE'
      | 'PLATFORM'
      | 'SUBSCRIPTION_ID'
      | 'LEGAL_ENTITY_NAME'
      | 'INVOICING_ENTITY'
      | 'DEPLOYMENT_OPTION'
      | 'DATABASE_ENGINE'
      | 'CACHE_ENGINE'
      | 'INSTANCE_TYPE_FAMILY'
      | 'BILLING_ENTITY'
      | 'RESERVATION_ID'
      | 'RESOURCE_ID'
      | 'RIGHTSIZING_TYPE'
      | 'SAVINGS_PLANS_TYPE'
      | 'SAVINGS_PLAN_ARN'
      | 'PAYMENT_OPTION'
      | 'RESERVATION_MODIFIED'
      | 'TAG_KEY'
      | 'COST_CATEGORY_NAME';
    readonly Values: readonly string[];
    readonly MatchOptions?: readonly (
      | 'EQUALS'
      | 'ABSENT'
      | 'STARTS_WITH'
      | 'ENDS_WITH'
      | 'CONTAINS'
      | 'GREATER_THAN_OR_EQUAL'
      | 'CASE_SENSITIVE'
      | 'CASE_INSENSITIVE'
    )[];
  };
  readonly HealthStatus: {
    readonly Status?: 'HEALTHY' | 'UNHEALTHY';
    readonly StatusReason?:
      | 'BILLING_VIEW_NO_ACCESS'
      | 'BILLING_VIEW_UNHEALTHY'
      | 'FILTER_INVALID'
      | 'MULTI_YEAR_HISTORICAL_DATA_DISABLED';
    readonly LastUpdatedTime?: Date;
  };
  readonly HistoricalOptions: {
    readonly BudgetAdjustmentPeriod: number;
    readonly LookBackAvailablePeriods?: number;
  };
  readonly IamActionDefinition: {
    readonly PolicyArn: string;
    readonly Roles?: readonly string[];
    readonly Groups?: readonly string[];
    readonly Users?: readonly string[];
  };
  readonly ListTagsForResourceRequest: {
    readonly ResourceARN: string;
  };
  readonly ListTagsForResourceResponse: {
    readonly ResourceTags?: readonly Shapes['ResourceTag'][];
  };
  readonly Notification: {
    readonly NotificationType: 'ACTUAL' | 'FORECASTED';
    readonly ComparisonOperator: 'GREATER_THAN' | 'LESS_THAN' | 'EQUAL_TO';
    readonly Threshold: number;
    readonly ThresholdType?: 'PERCENTAGE' | 'ABSOLUTE_VALUE';
    readonly NotificationState?: 'OK' | 'ALARM';
  };
  readonly NotificationWithSubscribers: {
    readonly Notification: Shapes['Notification'];
    readonly Subscribers: readonly Shapes['Subscriber'][];
  };
  readonly ProductAttributeValues: {
    readonly Key: string;
    readonly Values?: readonly string[];
    readonly MatchOptions?: readonly (
      | 'EQUALS'
      | 'ABSENT'
      | 'STARTS_WITH'
      | 'ENDS_WITH'
      | 'CONTAINS'
      | 'GREATER_THAN_OR_EQUAL'
      | 'CASE_SENSITIVE'
      | 'CASE_INSENSITIVE'
    )[];
  };
  readonly ResourceTag: {
    readonly Key: string;
    readonly Value: string;
  };
  readonly ScpActionDefinition: {
    readonly PolicyId: string;
    readonly TargetIds: readonly string[];
  };
  readonly Spend: {
    readonly Amount: string;
    readonly Unit: string;
  };
  readonly SsmActionDefinition: {
    readonly ActionSubType: 'STOP_EC2_INSTANCES' | 'STOP_RDS_INSTANCES';
    readonly Region: string;
    readonly InstanceIds: readonly string[];
  };
  readonly Subscriber: {
    readonly SubscriptionType: 'SNS' | 'EMAIL';
    readonly Address: string;
  };
  readonly TagResourceRequest: {
    readonly ResourceARN: string;
    readonly ResourceTags: readonly Shapes['ResourceTag'][];
  };
  readonly TagResourceResponse: {};
  readonly TagValues: {
    readonly Key?: string;
    readonly Values?: readonly string[];
    readonly MatchOptions?: readonly (
      | 'EQUALS'
      | 'ABSENT'
      | 'STARTS_WITH'
      | 'ENDS_WITH'
      | 'CONTAINS'
      | 'GREATER_THAN_OR_EQUAL'
      | 'CASE_SENSITIVE'
      | 'CASE_INSENSITIVE'
    )[];
  };
  readonly TimePeriod: {
    readonly Start?: Date;
    readonly End?: Date;
  };
  readonly UntagResourceRequest: {
    readonly ResourceARN: string;
    readonly ResourceTagKeys: readonly string[];
  };
  readonly UntagResourceResponse: {};
  readonly UpdateBudgetRequest: {
    readonly AccountId: string;
    readonly NewBudget: Shapes['Budget'];
  };
  readonly UpdateBudgetResponse: {};
  readonly UpdateNotificationRequest: {
    readonly AccountId: string;
    readonly BudgetName: string;
    readonly OldNotification: Shapes['Notification'];
    readonly NewNotification: Shapes['Notification'];
  };
  readonly UpdateNotificationResponse: {};
  readonly UpdateSubscriberRequest: {
    readonly AccountId: string;
    readonly BudgetName: string;
    readonly Notification: Shapes['Notification'];
    readonly OldSubscriber: Shapes['Subscriber'];
    readonly NewSubscriber: Shapes['Subscriber'];
  };
  readonly UpdateSubscriberResponse: {};
}
