// Budgets: kept and given back, by their API and in a stack.
import { expect, test } from 'vitest';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';
import { openJsonService } from '../rig/json-service.ts';

const AccountId = '111122223333';
const limit = (Amount: string) => ({ BudgetLimit: { Amount, Unit: 'USD' } });
const month = { BudgetName: 'tutor', TimeUnit: 'MONTHLY', BudgetType: 'COST' };
const notification = (Threshold: number) => ({
  NotificationType: 'ACTUAL',
  ComparisonOperator: 'GREATER_THAN',
  Threshold,
});
const mail = (Address: string) => ({ SubscriptionType: 'EMAIL', Address });

test('a budget is given back with what AWS adds to it, with its notifications and their subscribers', async () => {
  await using service = await openJsonService('budgets', 'AWSBudgetServiceGateway');
  const call = async (operation: string, input: object) => service.call(operation, { AccountId, ...input });
  expect(await call('CreateBudget', { Budget: month })).toMatchObject({
    __type: 'InvalidParameterException',
  });
  const NotificationsWithSubscribers = [{ Notification: notification(80), Subscribers: [mail('a@b.c')] }];
  await call('CreateBudget', {
    Budget: { ...month, ...limit('5') },
    NotificationsWithSubscribers,
    ResourceTags: [{ Key: 'team', Value: 'a' }],
  });
  expect(await call('CreateBudget', { Budget: { ...month, ...limit('5') } })).toMatchObject({
    __type: 'DuplicateRecordException',
  });
  const of = { BudgetName: 'tutor' };
  expect((await call('DescribeBudget', of))['Budget']).toMatchObject({
    ...month,
    ...limit('5'),
    CostTypes: { IncludeTax: true, UseBlended: false },
    TimePeriod: { End: 3_706_473_600 },
  });
  await call('UpdateBudget', { NewBudget: { ...month, ...limit('7') } });
  expect((await call('DescribeBudget', of))['Budget']).toMatchObject(limit('7'));
  await call('CreateNotification', {
    ...of,
    Notification: notification(100),
    Subscribers: [mail('d@e.f')],
  });
  const seen = (threshold: number) => ({
    ...notification(threshold),
    ThresholdType: 'PERCENTAGE',
    NotificationState: 'OK',
  });
  expect(await call('DescribeNotificationsForBudget', of)).toEqual({
    Notifications: [seen(80), seen(100)],
  });
  const first = { ...of, Notification: notification(80) };
  await call('CreateSubscriber', { ...first, Subscriber: mail('g@h.i') });
  await call('UpdateSubscriber', { ...first, OldSubscriber: mail('a@b.c'), NewSubscriber: mail('j@k.l') });
  expect(await call('DescribeSubscribersForNotification', first)).toEqual({
    Subscribers: [mail('j@k.l'), mail('g@h.i')],
  });
  await call('DeleteSubscriber', { ...first, Subscriber: mail('j@k.l') });
  expect(await call('DeleteSubscriber', { ...first, Subscriber: mail('g@h.i') })).toMatchObject({
    __type: 'InvalidParameterException',
  });
  await call('DeleteNotification', first);
  expect(await call('DescribeNotificationsForBudget', of)).toEqual({ Notifications: [seen(100)] });
  const ResourceARN = 'arn:aws:budgets::111122223333:budget/tutor';
  expect(await service.call('ListTagsForResource', { ResourceARN })).toEqual({
    ResourceTags: [{ Key: 'team', Value: 'a' }],
  });
  expect(await call('DescribeBudget', { ...of, AccountId: '999999999999' })).toMatchObject({
    __type: 'AccessDeniedException',
  });
  await call('DeleteBudget', of);
  expect(await call('DescribeBudgets', {})).toEqual({ Budgets: [] });
});

test('a budget of a stack keeps its name until the template gives it another one', async () => {
  await using service = await openJsonService('budgets', 'AWSBudgetServiceGateway');
  const { endpoint } = service;
  const template = (budget: string) => `
Resources:
  Month:
    Type: AWS::Budgets::Budget
    Properties:
      Budget: {TimeUnit: MONTHLY, BudgetType: COST, ${budget}}
      NotificationsWithSubscribers:
        - Notification: {NotificationType: ACTUAL, ComparisonOperator: GREATER_THAN, Threshold: 80}
          Subscribers: [{SubscriptionType: EMAIL, Address: a@b.c}]
`;
  const names = async () => {
    const { Budgets } = await service.call('DescribeBudgets', { AccountId });
    return (Budgets as readonly { readonly BudgetName: string; readonly BudgetLimit: object }[]).map(
      ({ BudgetName, BudgetLimit }) => [BudgetName, BudgetLimit],
    );
  };
  const made = async (operation: string, budget: string) => {
    const { part } = await callStacks(endpoint, operation, {
      StackName: 'app',
      TemplateBody: template(budget),
    });
    const status = await ended(endpoint, part('StackId'));
    const failed = (await eventsOf(endpoint, 'app')).filter((each) => each.includes('_FAILED'));
    return [status, ...failed];
  };
  expect(await made('CreateStack', 'BudgetLimit: {Amount: 5, Unit: USD}')).toEqual(['CREATE_COMPLETE']);
  const [[name] = []] = await names();
  expect(name).toMatch(/^app-Month-/);
  expect(await made('UpdateStack', 'BudgetLimit: {Amount: 7, Unit: USD}')).toEqual(['UPDATE_COMPLETE']);
  expect(await names()).toEqual([[name, { Amount: '7', Unit: 'USD' }]]);
  const named = 'BudgetName: month, BudgetLimit: {Amount: 7, Unit: USD}';
  expect(await made('UpdateStack', named)).toEqual(['UPDATE_COMPLETE']);
  expect(await names()).toEqual([['month', { Amount: '7', Unit: 'USD' }]]);
});
