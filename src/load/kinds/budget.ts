// Reads a budget: the input of `aws budgets create-budget`.
import type { Node } from '../../lib/node.ts';
import type { Budget } from '../../model/budget.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { any, list, number, object, optional, required, string } from '../shape.ts';
import { hasKeys, type Kind } from './kind.ts';

export const budgetKind: Kind<Budget> = {
  title: 'a budget',
  file: 'budget.json',
  holds: 'what `aws budgets create-budget` takes: how much a month may cost, and when to notify',
  words: ['BudgetName'],
  isOne: (root) => hasKeys(root, 'Budget'),
  shape: () => budgetShape,
  read: readBudget,
};

function readBudget(root: Node): ReadResource<Budget> {
  const { value, problems } = readShape(root, budgetShape);
  if (value === undefined) return { node: root, problems };
  const { Budget: budget, NotificationsWithSubscribers = [] } = value;
  return {
    node: root,
    problems,
    value: {
      name: budget.BudgetName,
      limitUsd: Number(budget.BudgetLimit.Amount),
      notifications: NotificationsWithSubscribers.map(({ Notification }) => ({
        type: Notification.NotificationType,
        threshold: Notification.Threshold,
        isPercentage: Notification.ThresholdType !== 'ABSOLUTE_VALUE',
      })),
    },
  };
}

const notificationShape = object('notification of a budget', {
  NotificationType: required(string({ oneOf: ['ACTUAL', 'FORECASTED'] })),
  ComparisonOperator: required(string({ oneOf: ['GREATER_THAN'] })),
  Threshold: required(number({ min: 0 })),
  ThresholdType: optional(string({ oneOf: ['PERCENTAGE', 'ABSOLUTE_VALUE'] })),
});

const budgetShape = object('budget', {
  AccountId: optional(string()),
  Budget: required(
    object('budget', {
      BudgetName: required(string({ min: 1, max: 100 })),
      BudgetLimit: required(
        object('limit of a budget', {
          Amount: required(string({ coerce: 'silent' })),
          Unit: required(string({ oneOf: ['USD'] })),
        }),
      ),
      TimeUnit: required(string({ oneOf: ['MONTHLY'] })),
      BudgetType: required(string({ oneOf: ['COST'] })),
    }),
  ),
  NotificationsWithSubscribers: optional(
    list(
      object('notification of a budget', {
        Notification: required(notificationShape),
        // Who is notified is said by notifications.json here: the change of its state is an event of CloudWatch's form.
        Subscribers: optional(any()),
      }),
    ),
  ),
});
