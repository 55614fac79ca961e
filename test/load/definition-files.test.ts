// Pairs of files: what `test/data/problem/<kind>` holds gives exactly the text next to it; `test/data/ok` gives
// nothing.
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../src/lib/parse-json.ts';
import type { Problem } from '../../src/lib/problem.ts';
import { renderProblems } from '../../src/lib/render-problem.ts';
import type { SourceFile } from '../../src/lib/source-file.ts';
import { readAppSpec } from '../../src/load/appspec/appspec.ts';
import { readBuildspec } from '../../src/load/buildspec/buildspec.ts';
import { kinds as kindsOfParts, partsIn } from '../../src/load/kinds/index.ts';

const data = join(import.meta.dirname, '..', 'data');

function read(kind: string, file: SourceFile): readonly Problem[] {
  if (kind === 'buildspec') return readBuildspec(file).problems;
  if (kind === 'appspec') return readAppSpec(file).problems;
  const { root, problems } = parseJson(file);
  if (root === undefined) return problems;
  const parts = partsIn(root);
  if (parts.length === 0) return [...problems, ...notRecognised];
  return [...problems, ...parts.flatMap(([name, node]) => kindsOfParts[name].read(node).problems)];
}

const notRecognised: readonly Problem[] = [
  {
    code: 'DefinitionNotFound',
    severity: 'error',
    whose: 'definition',
    message: 'not recognised',
    notes: [],
  },
];

function filesOf(folder: string): readonly SourceFile[] {
  return globSync(`${folder}/*.{yml,yaml,json}`, { cwd: data }).map((path) => ({
    path: basename(path),
    text: readFileSync(join(data, path), 'utf8'),
  }));
}

const kinds = ['buildspec', 'appspec', 'project', 'deployment'];

describe.each(kinds)('a sound %s file', (kind) => {
  test.each(filesOf(`ok/${kind}`))('gives no finding but what is not executed here: $path', (file) => {
    expect(read(kind, file).filter(({ code }) => code !== 'NotExecutedHere')).toEqual([]);
  });
});

describe.each(kinds)('a %s file with mistakes', (kind) => {
  test.each(filesOf(`problem/${kind}`))('gives every finding with its place: $path', async (file) => {
    const problems = read(kind, file);
    const text = renderProblems(problems, () => file.text, { color: false });
    const expected = join(data, 'problem', kind, file.path.replace(/\.\w+$/, '.out'));
    await expect(text).toMatchFileSnapshot(expected);
  });
});

test('a buildspec with five different mistakes gives exactly five findings, each at its line', () => {
  const text = readFileSync(join(data, 'problem/buildspec/five-mistakes.yml'), 'utf8');
  const { problems } = readBuildspec({ path: 'buildspec.yml', text });
  const lines = problems.map((each) => text.slice(0, each.at?.start).split('\n').length);
  expect(problems.map((each) => each.code)).toEqual([
    'VariableNotExportable',
    'UnknownKey',
    'OnFailureInvalid',
    'CommandNotText',
    'ArtifactsMissing',
  ]);
  expect(lines).toEqual([5, 8, 12, 14, 17]);
});
