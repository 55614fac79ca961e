// Prices have their sources, allowances are counted, and budgets compare what was spent.
import { expect, test } from 'vitest';
import { budgetStates, type Budget } from '../../src/model/budget.ts';
import { allowancesOf, firstYearAllowances } from '../../src/model/free-tier.ts';
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

// shows: S4-040, S4-087, S4-088
test.each([
  ['EC2', 'instances t2.micro', 2190, 750],
  ['EC2', 'instances t3.micro', 730, 750],
  ['EC2', 'public addresses', 730, 750],
  ['EC2', 'load balancer, without its traffic', 730, 750],
  ['S3', 'artifacts and sites', 4, 5],
])(
  '%s: of %s accounts of the old free tier have so much for nothing in their first year',
  (...[service, what, quantity, free]) => {
    const line = { service, what, unit: '', quantity, free: 0, from: '' };
    expect(firstYearAllowances([line])).toEqual([
      { service, what, unit: '', free, estimated: quantity, percent: (quantity / free) * 100 },
    ]);
  },
);

test('larger instances and Spot Instances are free in no year', () => {
  for (const what of ['instances t3.small', 'Spot Instances t3.micro'])
    expect(firstYearAllowances([{ service: 'EC2', what, unit: '', free: 0, from: '' }])).toEqual([]);
});
