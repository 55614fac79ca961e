// What exists is asked of the account: nothing that runs reads it from a definition.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const parts =
  'functions|functionCode|services|taskDefinitions|alarms|targetGroups|fleets|projects|buckets|distributions|environments|deploymentGroups|deploymentConfigs|applications|parameters';
const read = new RegExp(
  String.raw`\bdefinition\)?\??\.(${parts})\b|\{[^{}]*\b(${parts})\b[^{}]*\}(: \w*Definition\b| = [\w.]*\b[dD]efinition;)`,
);

/** What judges a definition, or says what it needs of its roles, what it costs and what it ships or writes for GitHub: that is about the files themselves. */
const judges =
  /^src\/(actions\/[\w-]+\/((check|rights|service-calls|costs?|ship|on-github|completion|complete)\b.*|unknown-.*|build-of-artifact|rule)\.ts|targets\/[\w-]+\/ship\.ts|account\/declaration\.ts)$/;
/** An alarm is reported to the pipelines whose files declare it. */
const alarms = 'src/server/watch-alarms.ts';

test('nothing that runs reads what exists from a definition', () => {
  const files = globSync('src/{account,targets,actions,view,events,runtime,server,cli}/**/*.ts', {
    cwd: root,
  });
  const reading = files
    .filter((file) => !judges.test(file) && file !== alarms)
    .filter((file) => read.test(readFileSync(join(root, file), 'utf8')));
  expect(files.length).toBeGreaterThan(300);
  expect(reading).toEqual([]);
});
