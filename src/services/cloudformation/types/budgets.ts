// Budgets in a stack.
import { isValues, type Values } from '../../../aws/wire/message.ts';
import { isEqual } from '../../../stacks/values/evaluate.ts';
import {
  createOnce,
  isFound,
  listIn,
  textIn,
  unless,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { templateInput } from '../template-input.ts';

const gone = ['NotFoundException'];
const known = ['Budget', 'NotificationsWithSubscribers', 'ResourceTags'];

/** What a change of makes another budget (API reference, UpdateBudget, and the resource's page). */
const replacing = ['BudgetName', 'AutoAdjustData', 'PlannedBudgetLimits'];

function nameOf({ properties, name }: ResourceWork): string {
  return textIn(properties, 'Budget', 'BudgetName') || name;
}

function budgetOf({ properties }: ResourceWork, BudgetName: string): Values {
  const given = properties['Budget'];
  const { TimePeriod, ...rest } = isValues(given) ? given : {};
  const period = isValues(TimePeriod)
    ? { TimePeriod: Object.fromEntries(Object.entries(TimePeriod).map(([key, at]) => [key, momentOf(at)])) }
    : {};
  return { ...rest, ...period, BudgetName };
}

/** Seconds since the epoch, or a date. */
function momentOf(at: unknown): Date {
  const text = String(at);
  return new Date(/^\d+$/.test(text) ? Number(text) * 1000 : text);
}

function made(name: string): Made {
  return { physicalId: name, attributes: { Id: name } };
}

export const budgetsTypes: ResourceHandlers = {
  'AWS::Budgets::Budget': {
    here: 'recorded',
    properties: known,
    name: { property: 'BudgetName', longest: 100 },
    replaces: (_property, { before, after }) =>
      replacing.some((member) => !isEqual(memberOf(before, member), memberOf(after, member))),
    isThere: async (work) => {
      const given = { AccountId: work.place.account, BudgetName: nameOf(work) };
      return await isFound(gone, work.call('budgets', 'DescribeBudget', given));
    },
    create: async (work) => {
      const { call, properties, place } = work;
      const name = nameOf(work);
      const input = templateInput('budgets', 'CreateBudget', {
        AccountId: place.account,
        Budget: budgetOf(work, name),
        NotificationsWithSubscribers: listIn(properties, 'NotificationsWithSubscribers'),
        ...(properties['ResourceTags'] === undefined ? {} : { ResourceTags: properties['ResourceTags'] }),
      });
      await createOnce(work, ['DuplicateRecordException'], call('budgets', 'CreateBudget', input));
      return made(name);
    },
    update: async (work, { physicalId, properties: before }) => {
      const { call, place } = work;
      const given = { AccountId: place.account, NewBudget: budgetOf(work, physicalId) };
      await call('budgets', 'UpdateBudget', templateInput('budgets', 'UpdateBudget', given));
      await tag(work, physicalId, before);
      return made(physicalId);
    },
    remove: async ({ call, place }, { physicalId: BudgetName }) => {
      await unless(gone, call('budgets', 'DeleteBudget', { AccountId: place.account, BudgetName }));
    },
  },
};

function memberOf(value: unknown, name: string): unknown {
  return (isValues(value) ? value[name] : undefined) ?? '';
}

async function tag({ call, properties, place }: ResourceWork, name: string, before: Values): Promise<void> {
  const ResourceARN = `arn:${place.partition}:budgets::${place.account}:budget/${name}`;
  const keysIn = (values: Values) =>
    (listIn(values, 'ResourceTags') as readonly Values[]).map((each) => textIn(each, 'Key'));
  const kept = keysIn(properties);
  const ResourceTagKeys = keysIn(before).filter((key) => !kept.includes(key));
  if (ResourceTagKeys.length > 0) await call('budgets', 'UntagResource', { ResourceARN, ResourceTagKeys });
  if (kept.length > 0)
    await call('budgets', 'TagResource', { ResourceARN, ResourceTags: listIn(properties, 'ResourceTags') });
}
