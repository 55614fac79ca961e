// The order of the test files: those that take minutes begin first, or the last one would be waited for alone. Vitest knows
// how long a file took the last time; in a fresh clone it knows nothing. Files of one project stand together.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Half a minute each or more, the longest first. */
const longest = [
  'conformance/targets.test.ts',
  'cli/command-line.test.ts',
  'scenarios/webhook.test.ts',
  'scenarios/cli-flow.test.ts',
  'scenarios/build-alone.test.ts',
  'scenarios/server.test.ts',
];

/** The sequencer of vitest.config.ts. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b) || projectOf(a).localeCompare(projectOf(b)));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = longest.findIndex((file) => moduleId.endsWith(`/${file}`));
  return rank === -1 ? longest.length : rank;
}

/** A worker goes on with the next file when that is of the same project. */
function projectOf({ project }: TestSpecification): string {
  return project.name;
}
