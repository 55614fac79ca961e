// What suites of JUNITXML say of their tests in numbers, against the test cases that they have.
import { counted } from '../../lib/counted.ts';
import type { TestCase, TestStatus } from '../../model/report.ts';
import type { Element } from './read-xml.ts';

interface Counts {
  tests: number;
  /** Elements <error> and <failure>: some tools write several into one test case. */
  failures: number;
  skipped: number;
  /** Runs of a test before its last, which Surefire's provider for JUnit 4 counts as tests, and as failures. */
  reruns: number;
}

type CaseOfSuite = (suite: Element, status: TestStatus, texts: readonly (string | undefined)[]) => TestCase;

export class SuiteCounts {
  readonly #counts = new WeakMap<Element, Counts>();
  /** Catch2 and doctest count assertions as tests, pytest counts each subtest that passed. */
  #countsMore = false;
  #missing: string | undefined;

  test(suite: Element | undefined, { status, result }: Readonly<Record<string, string>>): void {
    if (status === 'run' && result === undefined) this.#countsMore = true;
    if (suite !== undefined) this.#of(suite).tests += 1;
    const word = `${status ?? ''} ${result ?? ''}`.toLowerCase();
    if (suite === undefined) return;
    if (/\b(skipped|notrun|disabled|suppressed|pending|untested)\b/.test(word)) this.#of(suite).skipped += 1;
    if (/\b(fail|failed|failure|broken|error)\b/.test(word)) this.#of(suite).failures += 1;
  }

  /** One of `error`, `failure` and `skipped`, of a test case or of the suite itself. */
  outcome(suite: Element | undefined, name: string): void {
    if (suite === undefined) return;
    if (name === 'skipped') this.#of(suite).skipped += 1;
    else this.#of(suite).failures += 1;
  }

  /** An attempt that stands in the test case that it belongs to. */
  rerun(suite: Element | undefined): void {
    if (suite !== undefined) this.#of(suite).reruns += 1;
  }

  /** Call when the suite is closed. What it counts and does not name becomes a test case of its own. */
  close(suite: Element, add: (testCase: TestCase) => void, caseOf: CaseOfSuite): void {
    const own = this.#of(suite);
    const { attributes } = suite;
    if (attributes['hostname'] === 'tbd' || isPytest(suite)) this.#countsMore = true;
    const declared = {
      tests: numberOf(attributes['tests']),
      failures: numberOf(attributes['errors']) + numberOf(attributes['failures']),
      skipped: numberOf(attributes['skipped'] ?? attributes['skips'] ?? attributes['skip']),
    };
    if (declared.failures > own.failures + own.reruns) {
      const more = declared.failures - own.failures - own.reruns;
      add(
        caseOf(suite, 'ERROR', [`The suite counts ${more} more errors or failures than its test cases show`]),
      );
      own.failures = declared.failures;
    }
    // libtest and behave name no test that they passed over.
    const unnamed = Math.min(declared.skipped - own.skipped, declared.tests - own.tests, maxUnnamed);
    for (let index = 0; index < unnamed; index += 1)
      add(caseOf(suite, 'SKIPPED', ['Counted by the suite, which does not name it']));
    if (unnamed > 0) {
      own.skipped += unnamed;
      own.tests += unnamed;
    }
    const known = own.tests + own.reruns;
    if (declared.tests > known && !this.#countsMore)
      this.#missing ??= `The suite "${attributes['name'] ?? suite.name}" counts ${counted(declared.tests, 'test')} and has ${counted(own.tests, 'test case')}`;
    const above = this.#countsMore || declared.tests <= known ? own.tests : declared.tests;
    this.#handOn(suite, { ...own, tests: Math.max(own.tests, above) });
  }

  disagreement(): string | undefined {
    return this.#countsMore ? undefined : this.#missing;
  }

  #handOn({ parent }: Element, { tests, failures, skipped, reruns }: Counts): void {
    if (parent === undefined) return;
    const above = this.#of(parent);
    above.tests += tests;
    above.failures += failures;
    above.skipped += skipped;
    above.reruns += reruns;
  }

  #of(suite: Element): Counts {
    const known = this.#counts.get(suite);
    if (known !== undefined) return known;
    const made: Counts = { tests: 0, failures: 0, skipped: 0, reruns: 0 };
    this.#counts.set(suite, made);
    return made;
  }
}

/** The name of the inner suite is the user's to set, that of the outer one is not. */
function isPytest({ attributes, parent }: Element): boolean {
  return parent?.attributes['name'] === 'pytest tests' || attributes['name'] === 'pytest';
}

const maxUnnamed = 10_000;

function numberOf(text: string | undefined): number {
  const value = Number((text ?? '').replaceAll(',', ''));
  return Number.isFinite(value) && value > 0 ? value : 0;
}
