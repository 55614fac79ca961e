// Notifications of budgets and their subscribers: kept and given back.
import type { BudgetsApi } from '../../aws/operations/budgets.ts';
import { pageInOrder } from '../page.ts';
import { refuse, type Operation } from '../service.ts';
import {
  allBudgets,
  checkAccount,
  existingBudget,
  saveBudget,
  type BudgetRecord,
  type Notification,
  type Shapes,
} from './budget-record.ts';

type Op<N extends keyof BudgetsApi['operations']> = Operation<BudgetsApi, N>;
type Subscriber = Shapes['Subscriber'];

/** A threshold is a percentage unless something else is said (API reference, Notification). */
export function withState(notification: Notification): Notification {
  return { ThresholdType: 'PERCENTAGE', NotificationState: 'OK', ...notification };
}

export const createNotification: Op<'CreateNotification'> = (input, call) => {
  const record = existingBudget(call, input);
  const { Notification, Subscribers } = input;
  if (record.notifications.some((each) => isSame(each.Notification, Notification)))
    throw refuse<BudgetsApi>('DuplicateRecordException', 'The notification already exists.');
  const added = { Notification: withState(Notification), Subscribers };
  saveBudget(call, { ...record, notifications: [...record.notifications, added] });
  return {};
};

export const deleteNotification: Op<'DeleteNotification'> = (input, call) => {
  const record = existingBudget(call, input);
  const found = notificationIn(record, input.Notification);
  saveBudget(call, { ...record, notifications: record.notifications.filter((each) => each !== found) });
  return {};
};

export const updateNotification: Op<'UpdateNotification'> = (input, call) => {
  const record = existingBudget(call, input);
  const found = notificationIn(record, input.OldNotification);
  const changed = { ...found, Notification: withState(input.NewNotification) };
  saveBudget(call, withChanged(record, found, changed));
  return {};
};

export const describeNotificationsForBudget: Op<'DescribeNotificationsForBudget'> = (input, call) => {
  const { notifications } = existingBudget(call, input);
  const { items, next } = paged(notifications, input);
  const Notifications = items.map(({ Notification }) => Notification);
  return next === undefined ? { Notifications } : { Notifications, NextToken: next };
};

export const describeSubscribersForNotification: Op<'DescribeSubscribersForNotification'> = (input, call) => {
  const { Subscribers } = notificationIn(existingBudget(call, input), input.Notification);
  const { items, next } = paged(Subscribers, input);
  return next === undefined ? { Subscribers: items } : { Subscribers: items, NextToken: next };
};

export const describeBudgetNotificationsForAccount: Op<'DescribeBudgetNotificationsForAccount'> = (
  input,
  call,
) => {
  checkAccount(call, input.AccountId);
  const { items, next } = paged(allBudgets(call), input);
  const BudgetNotificationsForAccount = items.map(({ given, notifications }) => ({
    BudgetName: given.BudgetName,
    Notifications: notifications.map(({ Notification }) => Notification),
  }));
  return next === undefined
    ? { BudgetNotificationsForAccount }
    : { BudgetNotificationsForAccount, NextToken: next };
};

export const createSubscriber: Op<'CreateSubscriber'> = (input, call) => {
  const record = existingBudget(call, input);
  const found = notificationIn(record, input.Notification);
  if (found.Subscribers.some((each) => isSameSubscriber(each, input.Subscriber)))
    throw refuse<BudgetsApi>('DuplicateRecordException', 'The subscriber already exists.');
  const changed = { ...found, Subscribers: [...found.Subscribers, input.Subscriber] };
  saveBudget(call, withChanged(record, found, changed));
  return {};
};

/** The last one goes with its notification alone (API reference, DeleteSubscriber). */
export const deleteSubscriber: Op<'DeleteSubscriber'> = (input, call) => {
  const record = existingBudget(call, input);
  const found = notificationIn(record, input.Notification);
  const removed = subscriberIn(found, input.Subscriber);
  const Subscribers = found.Subscribers.filter((each) => each !== removed);
  if (Subscribers.length === 0)
    throw refuse<BudgetsApi>('InvalidParameterException', 'A notification must have a subscriber.');
  saveBudget(call, withChanged(record, found, { ...found, Subscribers }));
  return {};
};

export const updateSubscriber: Op<'UpdateSubscriber'> = (input, call) => {
  const record = existingBudget(call, input);
  const found = notificationIn(record, input.Notification);
  const before = subscriberIn(found, input.OldSubscriber);
  const Subscribers = found.Subscribers.map((each) => (each === before ? input.NewSubscriber : each));
  saveBudget(call, withChanged(record, found, { ...found, Subscribers }));
  return {};
};

type Kept = BudgetRecord['notifications'][number];

function withChanged(record: BudgetRecord, before: Kept, after: Kept): BudgetRecord {
  return { ...record, notifications: record.notifications.map((each) => (each === before ? after : each)) };
}

function notificationIn({ notifications }: BudgetRecord, wanted: Notification): Kept {
  const found = notifications.find((each) => isSame(each.Notification, wanted));
  if (found === undefined)
    throw refuse<BudgetsApi>('NotFoundException', "Unable to get the notification: it doesn't exist.");
  return found;
}

function subscriberIn({ Subscribers }: Kept, wanted: Subscriber): Subscriber {
  const found = Subscribers.find((each) => isSameSubscriber(each, wanted));
  if (found === undefined)
    throw refuse<BudgetsApi>('NotFoundException', "Unable to get the subscriber: it doesn't exist.");
  return found;
}

function isSame(a: Notification, b: Notification): boolean {
  const key = ({
    NotificationType,
    ComparisonOperator,
    Threshold,
    ThresholdType = 'PERCENTAGE',
  }: Notification) => [NotificationType, ComparisonOperator, Threshold, ThresholdType].join(' ');
  return key(a) === key(b);
}

function isSameSubscriber(a: Subscriber, b: Subscriber): boolean {
  return a.SubscriptionType === b.SubscriptionType && a.Address === b.Address;
}

interface Paged {
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

function paged<T>(all: readonly T[], { MaxResults = 100, NextToken }: Paged) {
  return pageInOrder(all, {
    size: MaxResults,
    token: NextToken,
    onWrongToken: () => refuse<BudgetsApi>('InvalidNextTokenException', 'The pagination token is invalid.'),
  });
}
