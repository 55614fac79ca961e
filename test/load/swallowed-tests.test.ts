// Whether a command of a buildspec hides that tests failed, and how.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { hiddenTests } from '../../src/load/buildspec/swallowed-tests.ts';

const hiding: readonly (readonly [by: string, command: string])[] = [
  ['or', 'pytest tests/ -v || echo "No tests found or tests failed"'],
  ['or', 'npm test || true'],
  ['or', 'npm run test:unit -- --watchAll=false || :'],
  ['or', 'pytest || exit 0'],
  ['or', 'pytest && echo passed || echo failed'],
  ['or', 'pytest || { echo "it failed"; true; }'],
  ['or', 'pytest || (echo "it failed")'],
  ['or', 'CI=1 npx jest || printf failed'],
  ['or', 'python3.11 -m pytest || true'],
  ['or', 'vendor/bin/phpunit || true'],
  ['or', './mvnw -B test || true'],
  ['or', 'if [ -d tests ]; then\n  pip install pytest\n  pytest tests/ -v || echo "failed"\nfi\n'],
  ['or', 'if [ -d tests ]\nthen\n  pytest || true\nelse\n  echo none\nfi'],
  ['or', 'for each in a b; do pytest $each || true; done'],
  ['or', 'bash -c "cd app && pytest || true"'],
  ['or', 'set -e\npytest || true'],
  ['list', 'pytest; true'],
  ['list', 'pytest\necho "tests are done"'],
  ['list', 'if [ -d tests ]; then\n  pytest\n  echo done\nfi'],
  ['list', 'cd app && npm test ; cd ..'],
  ['list', 'for each in a b; do pytest $each; done; echo done'],
  ['pipe', 'pytest | tee log.txt'],
  ['pipe', 'npm test 2>&1 | tee log.txt'],
  ['option', 'mvn -B -Dmaven.test.failure.ignore=true verify'],
  ['option', 'mvn --fail-never test'],
];

const honest: readonly string[] = [
  'pytest',
  'pytest || exit 1',
  'pytest || false',
  'pytest || echo failed && exit 1',
  'pytest || { echo failed; exit 1; }',
  'pytest || (echo failed; false)',
  'set -e\npytest\necho done',
  'set -o pipefail; pytest | tee log.txt',
  'pytest && echo done',
  'echo start; pytest',
  'if [ -d tests ]; then pytest; fi',
  'pytest; RESULT=$?; ./report.sh; exit $RESULT',
  'pytest | tee log.txt; exit ${PIPESTATUS[0]}',
  'if pytest; then echo passed; else exit 1; fi',
];

/** It is not known what these programs answer, or nothing in them runs tests. */
const unknown: readonly string[] = [
  'pytest || ./retry.sh',
  'pytest || FAILED=1',
  'pip install pytest || true',
  'echo "npm test || true"',
  'grep pytest requirements.txt || true',
  'npm run build || echo failed',
  'rm -rf tests || true',
  '# pytest || true',
  'cat <<EOF > run.sh\npytest || true\nEOF',
  './pytest-report.sh || true',
  'mvn -DskipTests install || true',
  'gradle build -x test; true',
];

// shows: S3-027
test.each(hiding)('a failure is hidden by %s: %j', (by, command) => {
  expect(hiddenTests(command)?.by).toBe(by);
});

test.each([...honest, ...unknown])('nothing is said of %j', (command) => {
  expect(hiddenTests(command)).toBeUndefined();
});

describe('a real shell agrees, with tests that fail', () => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  for (const program of ['pytest', 'npm', 'npx', 'python3.11', 'tee']) {
    const path = join(folder, program);
    writeFileSync(path, program === 'tee' ? '#!/bin/sh\ncat > /dev/null\n' : '#!/bin/sh\nexit 1\n');
    chmodSync(path, 0o755);
  }
  const run = (command: string) =>
    spawnSync('bash', ['-c', command.replaceAll('[ -d tests ]', 'true')], {
      cwd: folder,
      env: { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` },
    }).status;

  test.each(hiding.filter(([, command]) => !/mvn|phpunit|app|pip /.test(command)))(
    'that %s lets it succeed: %j',
    (_, command) => {
      expect(run(command)).toBe(0);
    },
  );

  test.each(honest)('that it fails: %j', (command) => {
    expect(run(command)).not.toBe(0);
  });
});
