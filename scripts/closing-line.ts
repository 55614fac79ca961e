// Ends a test run with one line that a machine can read: `N passed, N failed`, and `N skipped` where some were. The lines
// before it name the flaky tests, which failed first and passed when they were run again.
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** The reporter that vitest.config.ts adds to the default one. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const brokenFiles = modules.filter((module) => module.errors().length > 0).length;
    for (const test of tests) if (test.diagnostic()?.flaky === true) console.log(describeFlaky(test));
    const skipped = count('skipped');
    const failed = count('failed') + brokenFiles + errors.length;
    console.log(`${count('passed')} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`);
  }
}

function describeFlaky(test: TestCase): string {
  const [first] = test.result().errors ?? [];
  return `Flaky, passed when run again: ${test.module.relativeModuleId} > ${test.fullName}\n  ${first?.message ?? ''}`;
}
