import { expect, test } from 'vitest';
import type { TestCase } from '../../src/model/report.ts';
import type { Report } from '../../src/state/reports.ts';
import { slowTests } from '../../src/view/slow-tests.ts';

const report = (durations: Readonly<Record<string, number>>): Report => {
  const testCases = Object.entries(durations).map(([name, durationMs]): TestCase => ({
    testSuiteName: 'suite',
    name,
    status: 'SUCCEEDED',
    durationMs,
  }));
  return { content: { type: 'TEST', testCases } } as unknown as Report;
};

test('the slowest tests of the last report come with what they took before', () => {
  const reports = [
    report({ a: 100, b: 50 }),
    report({ a: 300, gone: 9000 }),
    report({ a: 900, b: 60, fresh: 1000, none: 0 }),
  ];
  expect(slowTests(reports)).toEqual([
    { testSuiteName: 'suite', name: 'fresh', durationMs: 1000, durationsMs: [1000] },
    { testSuiteName: 'suite', name: 'a', durationMs: 900, usualMs: 200, durationsMs: [100, 300, 900] },
    { testSuiteName: 'suite', name: 'b', durationMs: 60, usualMs: 50, durationsMs: [50, 60] },
  ]);
  expect(slowTests([])).toEqual([]);
});

test('of many tests ten are shown', () => {
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`t${index}`, index + 1]));
  expect(slowTests([report(many)]).map(({ durationMs }) => durationMs)).toEqual([
    50, 49, 48, 47, 46, 45, 44, 43, 42, 41,
  ]);
});
