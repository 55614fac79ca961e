// Test reports in XML: a reader says what a test case is in its format, and this collects them.
import { defined } from '../../lib/defined.ts';
import { problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import { startOf } from '../../lib/source-file.ts';
import type { TestCase, TestStatus } from '../../model/report.ts';
import { locationIn, messageText, nameText, type ReadReport, type ReportFile } from './format.ts';
import { KeptTests } from './kept-tests.ts';
import { readXml, type Element } from './read-xml.ts';

export interface TestCollector {
  /** What its root may be called. */
  readonly roots: readonly string[];
  /** Called for every element when it is closed; `add` takes a test case. */
  readonly closed: (element: Element, add: (testCase: TestCase) => void) => void;
  /** Called at the end: what the file says of itself that its test cases do not show. */
  readonly disagreement?: () => string | undefined;
}

export function readTests(file: ReportFile, { roots, closed, disagreement }: TestCollector): ReadReport {
  const tests = new KeptTests();
  let root: string | undefined;
  const mistake = readXml(file, {
    opened: (element) => (root ??= element.name),
    closed: (element) => closed(element, (testCase) => tests.add(testCase)),
  });
  if (mistake !== undefined) return { problems: [mistake] };
  if (root === undefined || !roots.includes(root)) return { problems: [otherRoot(file, root, roots)] };
  const wrong = disagreement?.();
  return { content: tests.content(), problems: wrong === undefined ? [] : [incomplete(file, wrong)] };
}

function incomplete(file: SourceFile, message: string) {
  return problem({
    code: 'ReportInvalid',
    severity: 'warning',
    message,
    at: startOf(file),
    remedy: 'The tool may have been ended while it wrote: read its own output.',
  });
}

function otherRoot(file: SourceFile, root: string | undefined, roots: readonly string[]) {
  return problem({
    code: 'ReportInvalid',
    message: `The file begins with <${root ?? ''}>, and this format with ${roots.map((name) => `<${name}>`).join(' or ')}`,
    at: startOf(file),
    remedy: 'Name the format of the file in file-format of the report group.',
  });
}

interface RawTestCase {
  readonly name: string | undefined;
  readonly suite: string | undefined;
  readonly status: TestStatus;
  readonly durationMs: number | undefined;
  /** Message first, then the trace. */
  readonly texts?: readonly (string | undefined)[];
  readonly location?: string | undefined;
}

export function testCaseOf({ name, suite, status, durationMs, texts = [], location }: RawTestCase): TestCase {
  const message = status === 'SUCCEEDED' ? undefined : messageText(...texts);
  const where = location ?? (message === undefined ? undefined : locationIn(message));
  return {
    name: nameText(name),
    testSuiteName: nameText(suite),
    status,
    ...defined({ durationMs, message, location: where }),
  };
}

/** Texts that were found in the element while it was open, by the element and the name under which they were kept. */
export class Found {
  readonly #texts = new WeakMap<Element, Map<string, string>>();

  keep(owner: Element | undefined, name: string, text: string): void {
    if (owner === undefined) return;
    const texts = this.#texts.get(owner) ?? new Map<string, string>();
    if (!texts.has(name)) texts.set(name, text);
    this.#texts.set(owner, texts);
  }

  of(owner: Element, name: string): string | undefined {
    return this.#texts.get(owner)?.get(name);
  }
}

export function ancestor(element: Element, name: string): Element | undefined {
  for (let at = element.parent; at !== undefined; at = at.parent) if (at.name === name) return at;
  return undefined;
}
