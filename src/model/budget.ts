// A budget of AWS Budgets: how much a month may cost, and when its owners are notified (Budgets API reference, CreateBudget). Pure.

export interface Budget {
  readonly name: string;
  /** In US dollars, each month. */
  readonly limitUsd: number;
  readonly notifications: readonly BudgetNotification[];
}

export interface BudgetNotification {
  /** Of what was spent since the month began, or of what the whole month will cost. */
  readonly type: 'ACTUAL' | 'FORECASTED';
  readonly threshold: number;
  readonly isPercentage: boolean;
}

export interface Spending {
  readonly actualUsd: number;
  readonly forecastedUsd: number;
}

export interface BudgetState {
  /** `tutor: 80 % of 5 USD (ACTUAL)`. */
  readonly name: string;
  readonly isExceeded: boolean;
  /** For people: what was compared. */
  readonly reason: string;
}

export function budgetStates(
  { name, limitUsd, notifications }: Budget,
  { actualUsd, forecastedUsd }: Spending,
): readonly BudgetState[] {
  return notifications.map(({ type, threshold, isPercentage }) => {
    const usd = isPercentage ? (limitUsd * threshold) / 100 : threshold;
    const spent = type === 'ACTUAL' ? actualUsd : forecastedUsd;
    const what = isPercentage ? `${threshold} % of ${limitUsd} USD` : `${threshold} USD`;
    return {
      name: `${name}: ${what} (${type})`,
      isExceeded: spent > usd,
      reason: `${spent.toFixed(2)} USD ${type === 'ACTUAL' ? 'so far this month' : 'expected this month'}, the threshold is ${usd.toFixed(2)} USD`,
    };
  });
}
