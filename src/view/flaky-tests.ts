// Tests that fail in some builds and succeed in others. Pure.
import type { Report } from '../state/reports.ts';

export interface FlakyTest {
  readonly testSuiteName: string;
  readonly name: string;
  /** In how many of the builds that ran it. */
  readonly failed: number;
  readonly runs: number;
}

/**
 * A test that began to fail, or was fixed, changes once; one that fails now and then changes more often.
 * @param reports of one group, oldest first
 */
export function flakyTests(reports: readonly Report[]): readonly FlakyTest[] {
  const runs = new Map<
    string,
    { readonly test: Pick<FlakyTest, 'testSuiteName' | 'name'>; readonly ok: boolean[] }
  >();
  for (const { content } of reports)
    for (const { testSuiteName, name, status } of content.type === 'TEST' ? content.testCases : []) {
      if (status === 'SKIPPED' || status === 'UNKNOWN') continue;
      const key = `${testSuiteName}\n${name}`;
      const known = runs.get(key) ?? { test: { testSuiteName, name }, ok: [] };
      known.ok.push(status === 'SUCCEEDED');
      runs.set(key, known);
    }
  return [...runs.values()]
    .filter(({ ok }) => ok.filter((one, index) => index > 0 && one !== ok[index - 1]).length > 1)
    .map(({ test, ok }) => ({ ...test, failed: ok.filter((one) => !one).length, runs: ok.length }));
}
