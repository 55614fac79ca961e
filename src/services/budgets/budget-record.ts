// A budget as it is kept, with its notifications and who receives each. Budgets belong to an account, and to no Region.
import type { BudgetsApi } from '../../aws/operations/budgets.ts';
import { formatArn } from '../../model/arn.ts';
import { documentsOf, type Keeping } from '../documents.ts';
import { refuse, type ServiceCall } from '../service.ts';

export type Shapes = BudgetsApi['shapes'];
export type Notification = Shapes['Notification'];

/** Moments are in milliseconds since the epoch. */
export interface BudgetRecord {
  readonly given: Omit<Shapes['Budget'], 'TimePeriod' | 'LastUpdatedTime'>;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly changedAt: number;
  readonly notifications: readonly Shapes['NotificationWithSubscribers'][];
  readonly tags: Readonly<Record<string, string>>;
}

const budgets = documentsOf<BudgetRecord>('budgets/budget');

function ofAccount({ ground, place }: Keeping): Keeping {
  return { ground, place: { ...place, region: '*' } };
}

export function findBudget(call: Keeping, name: string): BudgetRecord | undefined {
  return budgets.get(ofAccount(call), name);
}

/** In order of name. */
export function allBudgets(call: Keeping): readonly BudgetRecord[] {
  return budgets.list(ofAccount(call));
}

export function saveBudget(call: Keeping, record: BudgetRecord): void {
  budgets.put(ofAccount(call), record.given.BudgetName, record);
}

export function removeBudget(call: Keeping, name: string): void {
  budgets.remove(ofAccount(call), name);
}

interface OfAccount {
  readonly AccountId: string;
  readonly BudgetName: string;
}

export function existingBudget(call: ServiceCall, { AccountId, BudgetName }: OfAccount): BudgetRecord {
  checkAccount(call, AccountId);
  const found = findBudget(call, BudgetName);
  if (found === undefined)
    throw refuse<BudgetsApi>(
      'NotFoundException',
      `Unable to get budget: ${BudgetName} - the budget doesn't exist.`,
    );
  return found;
}

export function checkAccount({ place }: ServiceCall, account: string): void {
  if (account !== place.account) throw refuse<BudgetsApi>('AccessDeniedException', 'Account access denied');
}

/** `arn:aws:budgets::111122223333:budget/tutor` */
export function arnOfBudget({ place: { partition, account } }: Keeping, name: string): string {
  return formatArn({ partition, service: 'budgets', region: '', account, resource: `budget/${name}` });
}
