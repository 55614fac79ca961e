// The cases by which GitHub's own parser and expressions are tested in each of their languages, when they are on this machine:
// SLIPWAY_LANGUAGESERVICES is a clone of actions/languageservices.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isFailed } from '../../src/lib/result.ts';
import { positionAt } from '../../src/lib/source-file.ts';
import { evaluate } from '../../src/workflows/language/expressions.ts';
import { readWorkflow } from '../../src/workflows/language/read-workflow.ts';

const clone = process.env['SLIPWAY_LANGUAGESERVICES'];

interface Case {
  readonly expr: string;
  readonly result?: { readonly value: unknown };
  readonly err?: { readonly value: string };
  readonly contexts?: Readonly<Record<string, unknown>>;
  readonly options?: { readonly skip?: readonly string[] };
}

function valueOf({ expr, contexts = {} }: Case): unknown {
  const result = evaluate(expr, { contexts });
  return isFailed(result) ? 'failed' : result.value;
}

test.skipIf(clone === undefined)("GitHub's cases of expressions come to the same values", () => {
  const folder = join(clone ?? '', 'expressions', 'testdata');
  const wrong: unknown[] = [];
  for (const name of readdirSync(folder)) {
    const groups = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, readonly Case[]>;
    for (const each of Object.values(groups).flat()) {
      // No text at all reaches no evaluation: a value without an expression is a text.
      if (each.options?.skip?.includes('typescript') === true || each.expr === '') continue;
      const expected = each.err === undefined ? (each.result?.value ?? null) : 'failed';
      const value = valueOf(each);
      if (JSON.stringify(value) !== JSON.stringify(expected)) wrong.push([name, each.expr, value, expected]);
    }
  }
  expect(wrong).toEqual([]);
});

/** Which come out otherwise here, with the reason. */
const otherwise: Readonly<Record<string, readonly string[]>> = {
  'a job without steps, or two filters of which GitHub takes one: it refuses them later than its parser': [
    'concurrency',
    'misc-jobs',
    'events-mapping-all',
  ],
  'GitHub takes anchors since': ['errors-anchor-tag'],
  'a circle is one finding, at its first job': ['errors-job-needs-cycle'],
  'a limit that the case sets for itself': [
    'errors-max-depth',
    'errors-max-file-size',
    'errors-max-job-limit-with-reusable-workflow',
    'errors-max-result-size',
    'errors-reusable-workflow-max-result-size',
    'errors-reusable-workflow-job-nested-depth-exceeded',
  ],
  'the levels of values are not counted': ['errors-matrix-max-depth'],
  'a type that is written before a value (!!int) is taken as it is': [
    'errors-parse-boolean',
    'errors-parse-float',
    'errors-parse-integer',
    'errors-yaml-invalid-style',
  ],
  'a workflow of another repository is read when a run begins': [
    'errors-reusable-workflow-job-inputs-required',
    'errors-reusable-workflow-job-inputs-type-mismatch',
    'errors-reusable-workflow-job-inputs-undefined',
    'errors-reusable-workflow-job-secrets-required',
    'errors-reusable-workflow-job-secrets-undefined',
  ],
  'a key that means nothing is most likely a slip': ['on-workflow_dispatch-unknown-keys-ignored'],
  'no job can end before it begins': ['round-to-infinity'],
  'it is no YAML 1.2, which GitHub takes all the same': [
    'yaml-schema-sequence',
    'yaml-schema-str-flow-styles',
  ],
};

/** What a workflow of another repository may not ask for. */
const ofOtherRepository = /permissions-not-allowed/;

interface Reading {
  readonly name: string;
  readonly lines: readonly number[];
  readonly expected: readonly number[];
}

function readings(): readonly Reading[] {
  const folder = join(clone ?? '', 'workflow-parser', 'testdata', 'reader');
  return readdirSync(folder).map((name) => {
    const [, text = '', ...rest] = readFileSync(join(folder, name), 'utf8').split(/\r?\n---\r?\n/);
    const wanted = JSON.parse(rest.at(-1) ?? '{}') as {
      readonly errors?: readonly { readonly Message: string }[];
    };
    const { problems } = readWorkflow({ path: name, text }, `.github/workflows/${name}`);
    const errors = problems.filter(({ severity }) => severity === 'error');
    return {
      name,
      lines: errors.map(({ at }) => positionAt(text, at?.start ?? 0).line),
      expected: (wanted.errors ?? []).map(({ Message }) => Number(/\(Line: (\d+)/.exec(Message)?.[1] ?? 1)),
    };
  });
}

test.skipIf(clone === undefined)(
  "what GitHub's parser refuses in its cases is refused in its line, and nothing else",
  () => {
    const wrong = readings().filter(({ lines, expected }) => {
      const isFound = expected.every((line) => lines.includes(line));
      return !isFound || (expected.length === 0 && lines.length > 0);
    });
    const names = wrong
      .map(({ name }) => name.replace(/\.yml$/, ''))
      .filter((name) => !ofOtherRepository.test(name));
    expect(names.toSorted()).toEqual(Object.values(otherwise).flat().toSorted());
  },
);
