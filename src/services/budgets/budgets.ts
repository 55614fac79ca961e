// Budgets of AWS's bill, which are kept and given back: nothing is billed on this machine. What a definition costs on AWS, and
// its own budget, `slipway costs` shows. Source: AWS Billing and Cost Management API reference, AWS Budgets.
import type { BudgetsApi } from '../../aws/operations/budgets.ts';
import { defined } from '../../lib/defined.ts';
import { pageOf } from '../page.ts';
import { refuse, type Operation, type Operations } from '../service.ts';
import {
  allBudgets,
  arnOfBudget,
  checkAccount,
  existingBudget,
  findBudget,
  removeBudget,
  saveBudget,
  type BudgetRecord,
  type Shapes,
} from './budget-record.ts';
import {
  createNotification,
  createSubscriber,
  deleteNotification,
  deleteSubscriber,
  describeBudgetNotificationsForAccount,
  describeNotificationsForBudget,
  describeSubscribersForNotification,
  updateNotification,
  updateSubscriber,
  withState,
} from './notifications.ts';

type Op<N extends keyof BudgetsApi['operations']> = Operation<BudgetsApi, N>;

const createBudget: Op<'CreateBudget'> = (input, call) => {
  const { AccountId, Budget, NotificationsWithSubscribers = [], ResourceTags = [] } = input;
  checkAccount(call, AccountId);
  refuseWrong(Budget);
  if (findBudget(call, Budget.BudgetName) !== undefined)
    throw refuse<BudgetsApi>(
      'DuplicateRecordException',
      `Error creating budget: ${Budget.BudgetName} - the budget already exists.`,
    );
  const notifications = NotificationsWithSubscribers.map(({ Notification, Subscribers }) => ({
    Notification: withState(Notification),
    Subscribers,
  }));
  saveBudget(call, recordOf(Budget, call.now, { notifications, tags: tagsOf(ResourceTags) }));
  return {};
};

const updateBudget: Op<'UpdateBudget'> = ({ AccountId, NewBudget }, call) => {
  const before = existingBudget(call, { AccountId, BudgetName: NewBudget.BudgetName });
  refuseWrong(NewBudget);
  saveBudget(call, recordOf(NewBudget, call.now, before));
  return {};
};

const describeBudget: Op<'DescribeBudget'> = (input, call) => ({
  Budget: shown(existingBudget(call, input)),
});

const describeBudgets: Op<'DescribeBudgets'> = ({ AccountId, MaxResults = 100, NextToken }, call) => {
  checkAccount(call, AccountId);
  const { items, next } = pageOf(allBudgets(call), {
    keyOf: ({ given }) => given.BudgetName,
    size: MaxResults,
    token: NextToken,
    onWrongToken: () => refuse<BudgetsApi>('InvalidNextTokenException', 'The pagination token is invalid.'),
  });
  return defined({ Budgets: items.map(shown), NextToken: next });
};

const deleteBudget: Op<'DeleteBudget'> = (input, call) => {
  existingBudget(call, input);
  removeBudget(call, input.BudgetName);
  return {};
};

const listTagsForResource: Op<'ListTagsForResource'> = ({ ResourceARN }, call) => ({
  ResourceTags: Object.entries(budgetOf(call, ResourceARN).tags).map(([Key, Value]) => ({ Key, Value })),
});

const tagResource: Op<'TagResource'> = ({ ResourceARN, ResourceTags }, call) => {
  const record = budgetOf(call, ResourceARN);
  saveBudget(call, { ...record, tags: { ...record.tags, ...tagsOf(ResourceTags) } });
  return {};
};

const untagResource: Op<'UntagResource'> = ({ ResourceARN, ResourceTagKeys }, call) => {
  const record = budgetOf(call, ResourceARN);
  const tags = Object.fromEntries(
    Object.entries(record.tags).filter(([key]) => !ResourceTagKeys.includes(key)),
  );
  saveBudget(call, { ...record, tags });
  return {};
};

/** It has no actions: CreateBudgetAction is not executed. */
const describeBudgetActionsForBudget: Op<'DescribeBudgetActionsForBudget'> = (input, call) => {
  existingBudget(call, input);
  return { Actions: [] };
};

function budgetOf(call: Parameters<typeof existingBudget>[0], arn: string): BudgetRecord {
  const BudgetName = /:budget\/(.+)$/.exec(arn)?.[1] ?? '';
  if (arn !== arnOfBudget(call, BudgetName))
    throw refuse<BudgetsApi>('NotFoundException', `Unable to find the resource ${arn}.`);
  return existingBudget(call, { AccountId: call.place.account, BudgetName });
}

function tagsOf(tags: readonly Shapes['ResourceTag'][]): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}

/** API reference, Budget: a budget of a cost has a limit, or one for each month, or adjusts itself. */
function refuseWrong({
  BudgetName,
  BudgetType,
  BudgetLimit,
  PlannedBudgetLimits,
  AutoAdjustData,
}: Shapes['Budget']): void {
  const limits = [BudgetLimit, PlannedBudgetLimits, AutoAdjustData].filter((each) => each !== undefined);
  const needs = BudgetType === 'COST' || BudgetType === 'USAGE';
  const wrong =
    needs && limits.length === 0
      ? 'Budget limit is required for a budget of this type.'
      : limits.length > 1
        ? 'BudgetLimit, PlannedBudgetLimits and AutoAdjustData exclude each other.'
        : /[:\\]|\/action\//.test(BudgetName)
          ? 'The budget name must not contain ":", "\\" or "/action/".'
          : undefined;
  if (wrong !== undefined) throw refuse<BudgetsApi>('InvalidParameterException', wrong);
}

/** API reference, CostTypes: what a budget of costs counts when nothing is said. */
const defaultCostTypes: Shapes['CostTypes'] = {
  IncludeCredit: true,
  IncludeDiscount: true,
  IncludeOtherSubscription: true,
  IncludeRecurring: true,
  IncludeRefund: true,
  IncludeSubscription: true,
  IncludeSupport: true,
  IncludeTax: true,
  IncludeUpfront: true,
  UseAmortized: false,
  UseBlended: false,
};

function recordOf(
  budget: Shapes['Budget'],
  now: number,
  { notifications, tags }: Pick<BudgetRecord, 'notifications' | 'tags'>,
): BudgetRecord {
  const { TimePeriod, LastUpdatedTime: _read, CalculatedSpend: _spent, ...given } = budget;
  const costTypes = { ...defaultCostTypes, ...given.CostTypes };
  return {
    given: { ...given, ...(given.BudgetType === 'COST' ? { CostTypes: costTypes } : {}) },
    startsAt: TimePeriod?.Start?.getTime() ?? beginning(given.TimeUnit, now),
    endsAt: TimePeriod?.End?.getTime() ?? foreverAt,
    changedAt: now,
    notifications,
    tags,
  };
}

/** API reference, TimePeriod: without a start, that of the present period; without an end, this one. */
const foreverAt = Date.UTC(2087, 5, 15);

function beginning(unit: Shapes['Budget']['TimeUnit'], now: number): number {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (unit === 'DAILY') return Date.UTC(year, month, date.getUTCDate());
  if (unit === 'ANNUALLY') return Date.UTC(year, 0);
  return unit === 'QUARTERLY' ? Date.UTC(year, month - (month % 3)) : Date.UTC(year, month);
}

function shown({ given, startsAt, endsAt, changedAt }: BudgetRecord): Shapes['Budget'] {
  return {
    ...given,
    TimePeriod: { Start: new Date(startsAt), End: new Date(endsAt) },
    LastUpdatedTime: new Date(changedAt),
  };
}

export const budgets: Operations<BudgetsApi> = {
  CreateBudget: createBudget,
  CreateNotification: createNotification,
  CreateSubscriber: createSubscriber,
  DeleteBudget: deleteBudget,
  DeleteNotification: deleteNotification,
  DeleteSubscriber: deleteSubscriber,
  DescribeBudget: describeBudget,
  DescribeBudgetActionsForBudget: describeBudgetActionsForBudget,
  DescribeBudgetNotificationsForAccount: describeBudgetNotificationsForAccount,
  DescribeBudgets: describeBudgets,
  DescribeNotificationsForBudget: describeNotificationsForBudget,
  DescribeSubscribersForNotification: describeSubscribersForNotification,
  ListTagsForResource: listTagsForResource,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateBudget: updateBudget,
  UpdateNotification: updateNotification,
  UpdateSubscriber: updateSubscriber,
};
