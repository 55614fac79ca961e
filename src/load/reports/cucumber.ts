// CUCUMBERJSON: features with their scenarios, and these with steps. A scenario is a test case.
import type { TestCase, TestStatus } from '../../model/report.ts';
import type { ReportReader } from './format.ts';
import { listOf, mapOf, otherJson, readJson, textOf, type Json } from './read-json.ts';
import { testCaseOf } from './tests.ts';

export const readCucumber: ReportReader = (file) => {
  const read = readJson(file);
  if ('problem' in read) return { problems: [read.problem] };
  if (!Array.isArray(read.value)) return { problems: [otherJson(file, 'a list of features')] };
  const testCases = listOf(read.value)
    .map(mapOf)
    .flatMap((feature) =>
      listOf(feature['elements'])
        .map(mapOf)
        .filter((element) => element['type'] !== 'background')
        .map((element) => scenarioCase(feature, element)),
    );
  return { content: { type: 'TEST', testCases }, problems: [] };
};

type Fields = Readonly<Record<string, Json>>;

function scenarioCase(feature: Fields, scenario: Fields): TestCase {
  const results = [...listOf(scenario['before']), ...listOf(scenario['steps']), ...listOf(scenario['after'])]
    .map(mapOf)
    .map((step) => mapOf(step['result']));
  const failed = results.find((result) => result['status'] === 'failed');
  const nanoseconds = results.reduce(
    (sum, { duration }) => sum + (typeof duration === 'number' ? duration : 0),
    0,
  );
  const uri = textOf(feature['uri']);
  const { line } = scenario;
  return testCaseOf({
    name: textOf(scenario['name']),
    suite: textOf(feature['name']),
    status: statusOf(results.map(({ status }) => status)),
    durationMs: nanoseconds / 1e6,
    texts: [textOf(failed?.['error_message'])],
    location: uri === undefined || typeof line !== 'number' ? undefined : `${uri}:${line}`,
  });
}

/** A step that is not defined or not finished keeps the scenario from having been tested. */
function statusOf(statuses: readonly (Json | undefined)[]): TestStatus {
  if (statuses.includes('failed')) return 'FAILED';
  if (statuses.some((status) => status === 'undefined' || status === 'ambiguous')) return 'ERROR';
  if (statuses.some((status) => status === 'pending' || status === 'skipped')) return 'SKIPPED';
  return statuses.length > 0 && statuses.every((status) => status === 'passed') ? 'SUCCEEDED' : 'UNKNOWN';
}
