// One mistake in a text is one finding, however much of the text cannot be read for it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintPath } from '../../src/cli/lint/lint-path.ts';
import { sortProblems } from '../../src/lib/render-problem.ts';
import { pipeline, project, sourceStage, buildAction } from '../rig/definitions.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

/** Line, code and message of each finding. */
async function findings(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  await using folder = await makeFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder.path, name)), { recursive: true });
    writeFileSync(join(folder.path, name), text);
  }
  const [first = ''] = Object.keys(files);
  const linted = await lintPath(join(folder.path, first), folder.path);
  return sortProblems(linted.problems).map(({ code, message, at }) => {
    const text = linted.sources(at?.file ?? '')?.slice(0, at?.start) ?? '';
    return `${text.split('\n').length} ${code}: ${message}`;
  });
}

const buildspecHead = 'version: 0.2\nphases:\n  build:\n';

describe('one finding for one mistake of a buildspec', () => {
  test.each<[mistake: string, text: string, finding: string]>([
    [
      'an alias without its anchor',
      `${buildspecHead}    commands:\n      - *b\n`,
      '5 AliasInvalid: There is no anchor &b before the alias *b',
    ],
    [
      'a line of a block that is indented too little',
      `${buildspecHead}    commands:\n      - |\n     echo a\n      - echo b\n`,
      '6 YamlInvalid: The indentation fits no level above it',
    ],
    [
      'an entry of a list that is indented too little',
      `${buildspecHead}    commands:\n    - echo a\n   - echo b\n  post_build:\n    commands:\n    - x\n`,
      '6 YamlInvalid: The indentation fits no level above it',
    ],
    [
      'a key that is indented too much',
      `${buildspecHead}   commands:\n      - echo a\n    finally:\n      - echo b\n`,
      '6 YamlInvalid: The indentation fits no level above it',
    ],
    [
      'a mapping in brackets that is not closed',
      `version: 0.2\nenv:\n  variables:\n    A: {b\n    C: d\nphases:\n  build:\n    commands: ls\n`,
      '5 YamlInvalid: The mapping in brackets before this is not closed',
    ],
    [
      'a list in brackets that is not closed',
      `${buildspecHead}    commands: [echo a, echo b\nartifacts:\n  files: x\n`,
      '5 YamlInvalid: The list in brackets before this is not closed',
    ],
    [
      'a quote that is not closed',
      `${buildspecHead}    commands:\n      - "echo a\n      - echo b\n`,
      '5 YamlInvalid: The quote " that begins here is not closed',
    ],
    [
      'a quote that is closed by the next one',
      `${buildspecHead}    commands:\n      - "echo a\n      - echo "b"\n      - echo c\n`,
      '5 YamlInvalid: The quote " that begins here is not closed',
    ],
    [
      'a quote in the last line that is not closed',
      `${buildspecHead}    commands:\n      - 'echo a`,
      "5 YamlInvalid: The quote ' that begins here is not closed",
    ],
    [
      'text behind a quote',
      `${buildspecHead}    commands:\n      - "echo" a\n`,
      '5 YamlInvalid: There is text behind the closing quote',
    ],
    [
      'two keys in one line',
      `version: 0.2\nphases:\n  build: commands: ls\n`,
      '3 YamlInvalid: There are two ": " in one line',
    ],
    [
      'a tab',
      `version: 0.2\nphases:\n\tbuild:\n\t\tcommands: ls\n`,
      '3 YamlInvalid: The line is indented with a tab',
    ],
    [
      'a second document',
      `version: 0.2\n---\nphases:\n  build:\n    commands: ls\n`,
      '2 YamlInvalid: A second YAML document begins here',
    ],
    [
      'phases that are not indented',
      `version: 0.2\nphases:\nbuild:\n  commands: ls\npost_build:\n  commands: ls\n`,
      '3 WrongType: "phases" is empty, and its key "build" stands next to it',
    ],
    [
      'commands that are not indented',
      `version: 0.2\nphases:\n  build:\n  commands: ls\n`,
      '4 WrongType: "build" is empty, and its key "commands" stands next to it',
    ],
  ])('%s', async (_, text, finding) => {
    expect(await findings({ 'buildspec.yml': text })).toEqual([finding]);
  });

  test('a mistake of another section is found next to it', async () => {
    const text = `version: 0.2\nenv:\n  variables:\n    A: "b\nphases:\n  build:\n    commands: ls\n`;
    expect(await findings({ 'buildspec.yml': text })).toHaveLength(1);
    const apart = `version: 0.2\nproxy: yes\nphases:\n  build:\n    commands:\n      - "a" b\n`;
    expect(await findings({ 'buildspec.yml': apart })).toEqual([
      expect.stringContaining('"proxy" must be a mapping') as string,
      '6 YamlInvalid: There is text behind the closing quote',
    ]);
  });
});

test.each<[mistake: string, text: string, finding: string]>([
  [
    'a key that is not in line with its neighbour',
    'version: 0.0\nos: linux\nfiles:\n  - source: /a\n   destination: /b\nhooks:\n  AfterInstall:\n    - location: a.sh\n',
    '5 YamlInvalid: Sequence item without - indicator',
  ],
  [
    'a quote that is not closed',
    'version: 0.0\nos: linux\nfiles:\n  - source: /a\n    destination: "/b\nhooks:\n  AfterInstall:\n    - location: a.sh\n',
    '5 YamlInvalid: The quote " that begins here is not closed',
  ],
])('one finding for one mistake of an appspec: %s', async (_, text, finding) => {
  const found = await findings({ 'appspec.yml': text, 'a.sh': '#!/bin/sh\n' });
  expect(found).toEqual([finding]);
});

const definition = pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]);

describe('one finding for one mistake of a pipeline', () => {
  test.each<[mistake: string, change: readonly [string, string], finding: string]>([
    [
      'a misspelt key of an action',
      ['"outputArtifacts"', '"outputArtifact"'],
      'UnknownKey: "outputArtifact" is not a key of an action',
    ],
    [
      'a misspelt provider',
      ['"CodeBuild"', '"CodeBuid"'],
      'ActionTypeUnknown: There is no Build action "CodeBuid" of owner AWS',
    ],
    [
      'a misspelt key of the pipeline',
      ['"stages"', '"stagess"'],
      'UnknownKey: "stagess" is not a key of a pipeline',
    ],
  ])('%s', async (_, [before, after], finding) => {
    const text = JSON.stringify(definition);
    expect(text).toContain(before);
    const found = await findings({
      'pipeline.json': text.replace(before, after),
      'project.json': JSON.stringify(project('compile', { phases: { build: { commands: ['ls'] } } })),
    });
    expect(found).toEqual([`1 ${finding}`]);
  });
});
