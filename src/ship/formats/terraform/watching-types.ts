// Budgets, schedules and report groups for Terraform.
import { defined } from '../../../lib/defined.ts';
import type { PropertyValue, PropertyValues } from '../../../model/resource-graph.ts';
import { snakeShape } from './snake-shape.ts';
import { single, textOf, withoutTags, type Body, type TerraformType } from './block.ts';

export const watchingTypes: Readonly<Record<string, TerraformType>> = {
  'AWS::Budgets::Budget': single('aws_budgets_budget', 'name', ({ resource, value }) => {
    const { Budget, NotificationsWithSubscribers = [] } = value(resource.properties) as PropertyValues;
    const { BudgetLimit, CostFilters, ...rest } = Budget as PropertyValues;
    const limit = BudgetLimit as PropertyValues | undefined;
    return {
      ...snakeShape(rest, { renamed: { BudgetName: 'name' } }),
      ...(limit === undefined ? {} : { limit_amount: textOf(limit['Amount']), limit_unit: limit['Unit'] }),
      ...(CostFilters === undefined ? {} : { cost_filter: filters(CostFilters as PropertyValues) }),
      notification: (NotificationsWithSubscribers as readonly PropertyValues[]).map(notification),
    };
  }),
  'AWS::Scheduler::Schedule': single('aws_scheduler_schedule', 'name', ({ resource, value }) =>
    snakeShape(value(resource.properties)),
  ),
  'AWS::CodeBuild::ReportGroup': single('aws_codebuild_report_group', 'arn', ({ resource, value }) =>
    snakeShape(value(withoutTags(resource.properties)), {
      renamed: { ExportConfigType: 'type', S3Destination: 's3_destination' },
    }),
  ),
};

function filters(given: PropertyValues): readonly Body[] {
  return Object.entries(given).map(([name, values]) => ({ name, values }));
}

function notification({ Notification, Subscribers = [] }: PropertyValues): Body {
  const of = (type: string): readonly PropertyValue[] =>
    (Subscribers as readonly PropertyValues[])
      .filter((each) => each['SubscriptionType'] === type)
      .flatMap((each) => each['Address'] ?? []);
  const [emails, topics] = [of('EMAIL'), of('SNS')];
  return {
    ...snakeShape(Notification),
    ...defined({
      subscriber_email_addresses: emails.length === 0 ? undefined : emails,
      subscriber_sns_topic_arns: topics.length === 0 ? undefined : topics,
    }),
  };
}
