// What the manifest of an action says, and what a runner refuses of it.
import { expect, test } from 'vitest';
import { readAction } from '../../src/workflows/language/read-action.ts';

function read(runs: string) {
  return readAction({ path: 'action.yml', text: `name: A\nruns: ${runs}\n` });
}

test.each([
  ['{}', 'not enough info to determine what you meant'],
  ['{main: a.js}', '"runs" has no "using"'],
  ['{using: node99, main: a.js}', '"using: node99" is not supported'],
  ['{using: node20, pre: a.js}', 'needs "main"'],
  ['{using: docker, entrypoint: a}', 'needs an "image"'],
  ['{using: composite}', 'not enough info to determine what you meant'],
  ['{using: Composite, main: a.js}', 'needs "steps"'],
  ['{using: docker, image: Dockerfile, env: {A: "${{ github.ref }}"}}', "Unrecognized named-value: 'github'"],
])('an action with %s is refused', (runs, message) => {
  const { action, problems } = read(runs);
  expect(action).toBeUndefined();
  expect(problems.map((each) => each.message).join()).toContain(message);
});

test.each([
  ['{using: NODE16, main: a.js}', { kind: 'node', preIf: 'always()', postIf: 'always()' }],
  [
    '{using: node24, main: a.js, pre: b.js, pre-if: failure(), post: c.js, post-if: success()}',
    { kind: 'node', pre: 'b.js', preIf: 'failure()', post: 'c.js', postIf: 'success()' },
  ],
  [
    '{using: docker, image: "docker://alpine", pre-entrypoint: b, post-entrypoint: c, entrypoint: d}',
    { kind: 'docker', image: 'docker://alpine', preEntrypoint: 'b', postEntrypoint: 'c', entrypoint: 'd' },
  ],
  ['{using: composite, steps: [{run: x, shell: sh, if: inputs.a}]}', { kind: 'composite' }],
])('an action with %s is read', (runs, expected) => {
  expect(read(runs).action?.runs).toMatchObject(expected);
});
