// The words of the project: the field's terms, no private ones. House style, "Words".
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What is held to the list: folders and files, from the root of the project. */
const checked = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs',
  'bench',
  'scripts',
  'templates',
  'src/lib',
  'src/process',
  'src/engine',
  'src/state',
  'src/view',
  'src/dashboard',
  'src/starter',
  'src/cli',
  'src/model',
  'src/load',
  'src/check',
  'src/account',
  'src/runtime',
  'src/events',
  'src/server',
  'src/actions',
  'src/targets',
  'src/aws/wire',
  'src/services',
  'src/endpoint',
  'test/account',
  'test/cli',
  'test/examples',
  'test/house',
  'test/scenarios',
  'test/starter',
  'test/view',
  'test/actions',
  'test/check',
  'test/conformance',
  'test/lib',
  'test/load',
  'test/model',
  'test/rig',
  'test/runtime',
  'test/server',
  'test/targets',
  'test/process',
  'test/engine',
  'test/state',
];

/** Words that a reader of the field does not know, and what is written instead. */
const words: readonly (readonly [word: RegExp, instead: string])[] = [
  [
    /(?<![a-z])(?:tell(?:s|ing|er|ers)?|told)(?![a-z])|Tell(?:s|ing|er|ers)?(?![a-z])|Told(?![a-z])/g,
    'report, notify, show',
  ],
  [/\bwhoever\b/gi, 'the actor: the caller, the user, the process that …'],
  [/\b(?:no|some|any|every)body\b/gi, 'the actor: no process, no client, a user'],
  [/\bbeside\b/gi, 'next to, in addition to'],
  [/\bmend(?:s|ed|ing)?\b/gi, 'fix, repair'],
  [/\bshall\b/gi, 'must, should'],
  [/(?<![a-z])let-?go(?![a-z])/gi, 'detach, release'],
  [/\b(?:an?|the|one|first|last|next|each|every) look\b/gi, 'observation, status'],
  [/\bis given beside\b/gi, 'is given as well'],
  [/\b(?:an?|the|its|each|this|one|every) looks?\b/gi, 'appearance, view'],
];

/** Where such a word is not the project's own: the name of the system's user, a message of AWS's. */
const names: Readonly<Record<string, readonly string[]>> = {
  // In a message of S3's.
  'src/services/s3/object-about.ts': ['shall'],
  'test/scenarios/machine.test.ts': ['nobody'],
  'src/model/host-image.ts': ['nobody'],
  'test/actions/build/environment.test.ts': ['nobody'],
  'test/targets/isolation/account-files.test.ts': ['nobody'],
};

const files = execFileSync('git', ['ls-files', ...checked], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.(?:ts|tsx|md|css|html)$/.test(file) && file !== 'test/house/words.test.ts');

test('only terms of the field are used', () => {
  expect(
    files.flatMap((file) => [...privateWords(file), ...privateWords(file, readFileSync(file, 'utf8'))]),
  ).toEqual([]);
});

function privateWords(file: string, text = file): readonly string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      words.flatMap(([word, instead]) =>
        [...line.matchAll(word)]
          .filter(([found]) => names[file]?.includes(found) !== true)
          .map(([found]) => `${file}:${index + 1} '${found}': ${instead}`),
      ),
    );
}
