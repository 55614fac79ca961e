// What a file says of the whole run, against its test cases: a run that failed never is one without a failed test.
import type { TestCase } from '../../model/report.ts';
import type { Element } from './read-xml.ts';
import { testCaseOf } from './tests.ts';

export class WholeRun {
  #failed = 0;

  /** Call for each test case that is added. */
  saw({ status }: TestCase): void {
    if (status === 'FAILED' || status === 'ERROR') this.#failed += 1;
  }

  /** A test case of its own when the run has more failures than its test cases show. */
  missing(root: Element, counted: number, texts: readonly (string | undefined)[] = []): TestCase | undefined {
    const more = counted - this.#failed;
    if (more <= 0) return undefined;
    this.#failed = counted;
    const name = root.attributes['name'] ?? root.name;
    const message = `The run counts ${more} more errors or failures than its test cases show`;
    return testCaseOf({
      name,
      suite: name,
      status: 'ERROR',
      durationMs: undefined,
      texts: [message, ...texts],
    });
  }
}

/** The sum of the attributes that are numbers. */
export function sumOf(attributes: Readonly<Record<string, string>>, names: readonly string[]): number {
  return names.reduce((sum, name) => {
    const value = Number(attributes[name] ?? 0);
    return sum + (Number.isFinite(value) ? Math.max(0, value) : 0);
  }, 0);
}
