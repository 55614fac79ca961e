// CUCUMBERJSON: features with their scenarios, and these with steps. A scenario is a test case.
import { isFailed } from '../../lib/result.ts';
import { KeptTests } from './kept-tests.ts';
import type { TestCase, TestStatus } from '../../model/report.ts';
import type { ReportReader } from './format.ts';
import { listOf, mapOf, otherJson, readJson, textOf, type Json } from './read-json.ts';
import { testCaseOf } from './tests.ts';

export const readCucumber: ReportReader = (file) => {
  const read = readJson(file);
  if (isFailed(read)) return { problems: [read.failed] };
  if (!Array.isArray(read.value) || !listOf(read.value).every(isFeature))
    return { problems: [otherJson(file, 'a list of features')] };
  const tests = new KeptTests();
  for (const feature of listOf(read.value).map(mapOf)) takeFeature(feature, tests);
  return { content: tests.content(), problems: [] };
};

/** Other tools write lists as well: what is no feature would be a report of no tests. */
function isFeature(value: Json): boolean {
  const { elements, keyword, uri } = mapOf(value);
  return Array.isArray(elements) || typeof keyword === 'string' || typeof uri === 'string';
}

/** cucumber-jvm and Ruby's cucumber run the background anew for each scenario and write it before it, as an element of its own. */
function takeFeature(feature: Fields, tests: KeptTests): void {
  let background: readonly Fields[] = [];
  for (const element of listOf(feature['elements']).map(mapOf)) {
    if (element['type'] === 'background') background = resultsOf(element);
    else {
      tests.add(scenarioCase(feature, element, background));
      background = [];
    }
  }
}

type Fields = Readonly<Record<string, Json>>;

/** Of hooks and steps, in their order; hooks of a step lie in it. */
function resultsOf(element: Fields): readonly Fields[] {
  const steps = listOf(element['steps'])
    .map(mapOf)
    .flatMap((step) => [...listOf(step['before']), step, ...listOf(step['after'])]);
  return [...listOf(element['before']), ...steps, ...listOf(element['after'])]
    .map(mapOf)
    .map((step) => mapOf(step['result']));
}

function scenarioCase(feature: Fields, scenario: Fields, background: readonly Fields[]): TestCase {
  const own = resultsOf(scenario);
  const results = [...background, ...own];
  const failed = results.find((result) => hasFailed(wordOf(result['status'])));
  const nanoseconds = results.reduce(
    (sum, { duration }) => sum + (typeof duration === 'number' ? duration : 0),
    0,
  );
  const uri = textOf(feature['uri']);
  const { line } = scenario;
  return testCaseOf({
    name: textOf(scenario['name']),
    suite: textOf(feature['name']),
    status: statusOf(
      results.map(({ status }) => wordOf(status)),
      wordOf(scenario['status']),
    ),
    durationMs: nanoseconds / 1e6,
    texts: [messageOf(failed?.['error_message'])],
    location: uri === undefined || typeof line !== 'number' ? undefined : `${uri}:${line}`,
  });
}

function wordOf(status: Json | undefined): string | undefined {
  return textOf(status)?.toLowerCase();
}

/** behave writes a list of lines. */
function messageOf(message: Json | undefined): string | undefined {
  return Array.isArray(message) ? listOf(message).map(textOf).join('\n') : textOf(message);
}

function hasFailed(status: string | undefined): boolean {
  return status === 'failed' || status === 'error' || status === 'hook_error';
}

/**
 * A step that is not defined or not finished keeps the scenario from having been tested. behave writes a status for the
 * scenario as well, and no results for steps that it has not run.
 */
function statusOf(statuses: readonly (string | undefined)[], whole: string | undefined): TestStatus {
  const known = statuses.filter((status) => status !== undefined);
  if (known.includes('failed') || whole === 'failed') return 'FAILED';
  if ([...known, whole].some(hasFailed)) return 'ERROR';
  if (known.some((status) => status === 'undefined' || status === 'ambiguous')) return 'ERROR';
  if (known.some((status) => status === 'pending' || status === 'skipped')) return 'SKIPPED';
  if (known.length > 0 && known.every((status) => status === 'passed')) return 'SUCCEEDED';
  if (whole === 'skipped' || whole === 'untested') return 'SKIPPED';
  return whole === 'passed' && known.length === 0 ? 'SUCCEEDED' : 'UNKNOWN';
}
