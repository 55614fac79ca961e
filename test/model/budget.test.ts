// Prices have their sources, allowances are counted, and budgets compare what was spent.
import { expect, test } from 'vitest';
import { budgetStates, type Budget } from '../../src/model/budget.ts';
import { allowancesOf } from '../../src/model/free-tier.ts';
import { priceSources, prices } from '../../src/model/prices.ts';

test('each price has the page where it stands, and the month in which it was read', () => {
  const priced = Object.keys(prices).filter((key) => !['asOf', 'region', 'hoursInMonth'].includes(key));
  expect(Object.keys(priceSources).toSorted()).toEqual(priced.toSorted());
  for (const { page, asOf } of Object.values(priceSources)) {
    expect(page).toMatch(
      /^https:\/\/(?:aws\.amazon\.com\/[\w/-]+\/pricing\/|docs\.github\.com\/[\w/-]+pricing)$/,
    );
    expect(asOf).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
    expect(asOf <= prices.asOf).toBe(true);
  }
});

const budget: Budget = {
  name: 'tutor',
  limitUsd: 5,
  notifications: [
    { type: 'ACTUAL', threshold: 80, isPercentage: true },
    { type: 'ACTUAL', threshold: 100, isPercentage: true },
    { type: 'FORECASTED', threshold: 7.5, isPercentage: false },
  ],
};

// shows: S0-153, S0-154
test.each([
  [3.99, 7.5, [false, false, false]],
  [4, 8, [false, false, true]],
  [4.01, 5, [true, false, false]],
  [5, 5, [true, false, false]],
  [5.01, 99, [true, true, true]],
])(
  'with %s USD spent and %s expected, the thresholds are exceeded: %j',
  (actualUsd, forecastedUsd, expected) => {
    const states = budgetStates(budget, { actualUsd, forecastedUsd });
    expect(states.map(({ isExceeded }) => isExceeded)).toEqual(expected);
    expect(states[0]?.name).toBe('tutor: 80 % of 5 USD (ACTUAL)');
    expect(states[2]?.reason).toContain(`${forecastedUsd.toFixed(2)} USD expected this month`);
  },
);

test('an allowance that is not measured has no share, and one that is used twice has 200 percent', () => {
  const line = { service: 'CodeBuild', what: 'small', unit: 'minutes', from: 'measured' };
  expect(
    allowancesOf([
      { ...line, free: 100, quantity: 200 },
      { ...line, free: 100 },
      { ...line, free: 0, quantity: 1 },
    ]).map(({ estimated, percent }) => [estimated, percent]),
  ).toEqual([
    [200, 200],
    [undefined, undefined],
  ]);
});
