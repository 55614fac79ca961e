// What `run` takes, and what it refuses because it would have no effect.
import { describe, expect, test } from 'vitest';
import { ProblemError } from '../../src/lib/problem.ts';
import type { RunCommandOptions } from '../../src/cli/run/run-command-options.ts';
import { readRunOptions } from '../../src/cli/run/run-options.ts';
import { declaration } from '../rig/journal-entries.ts';

function read(given: RunCommandOptions) {
  return readRunOptions(
    given,
    { pipeline: declaration },
    { cwd: '/home/ann/app', folder: '/home/ann/app', isScreen: true, secondaryPlaces: {} },
  );
}

function refusals(given: RunCommandOptions): readonly string[] {
  try {
    read(given);
    return [];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ message, remedy }) => `${message}. ${remedy}`);
  }
}

describe('the options of run', () => {
  test('are empty when nothing is given', () => {
    expect(read({})).toEqual({
      options: { sources: {}, strictRuntimes: false, keepWork: false },
      variables: {},
      sourceRevisions: {},
    });
  });

  test.each([
    ['../other', { '*': '/home/ann/other' }],
    ['.#v1', { '*': '/home/ann/app#v1' }],
    ['Checkout=/srv/repo#main', { Checkout: '/srv/repo#main' }],
    ['https://example.com/a.git?x=y#main', { '*': 'https://example.com/a.git?x=y#main' }],
    ['Checkout=git@example.com:a/b.git', { Checkout: 'git@example.com:a/b.git' }],
    ['odd=folder', { '*': '/home/ann/app/odd=folder' }],
  ])('take %s for a source', (text, sources) => {
    expect(read({ source: [text] }).options.sources).toEqual(sources);
  });

  test('take variables and revisions, with everything after the first = as the value', () => {
    const { variables, sourceRevisions } = read({
      variable: ['A=b=c', 'B='],
      sourceRevision: ['Checkout=4f5e'],
    });
    expect(variables).toEqual({ A: 'b=c', B: '' });
    expect(sourceRevisions).toEqual({ Checkout: '4f5e' });
  });

  test('are refused all at once', () => {
    expect(
      refusals({ isolation: 'vm', variable: ['novalue'], sourceRevision: ['Checkuot=1', '=2'] }),
    ).toEqual([
      'There is no isolation "vm". Use namespace, process or none',
      '"novalue" is not NAME=VALUE. Write --variable NAME=VALUE',
      'The pipeline has no source action "Checkuot". Did you mean "Checkout"?',
      '"=2" is not NAME=VALUE. Write --source-revision ACTION=COMMIT',
    ]);
  });
});
