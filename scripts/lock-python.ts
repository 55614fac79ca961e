// Writes src/targets/python/requirements.txt: the packages that moto needs, each in one version with the hashes of
// all its files, for every Python from 3.10. `node scripts/lock-python.ts` after a change of what is asked for here.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './tools.ts';

/** Not `moto[server]`: its further packages are for services that are not passed on, and double the size. */
const asked = [
  'moto==5.2.5',
  'flask',
  'flask-cors',
  // API Gateway, Glue and Cognito do not start without theirs.
  'openapi-spec-validator',
  'pyparsing',
  'joserfc',
  // Imported by single operations: PartiQL of DynamoDB, and events that go from bus to bus.
  'py-partiql-parser',
  'jsonpath-ng',
];

const folder = mkdtempSync(join(tmpdir(), 'slipway-lock-'));
try {
  run('python3', ['-m', 'venv', folder]);
  run(join(folder, 'bin', 'pip'), ['install', '--quiet', 'uv']);
  const input = join(folder, 'asked.txt');
  writeFileSync(input, `${asked.join('\n')}\n`);
  const output = join(root, 'src', 'targets', 'python', 'requirements.txt');
  const forAll = ['--universal', '--python-version', '3.10', '--no-build'];
  const written = ['--generate-hashes', '--no-header', '--no-annotate', '--quiet', '--output-file', output];
  run(join(folder, 'bin', 'uv'), ['pip', 'compile', ...forAll, ...written, input]);
} finally {
  rmSync(folder, { recursive: true });
}

function run(file: string, args: readonly string[]): void {
  const { status, error } = spawnSync(file, args, { stdio: 'inherit' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} ended with status ${status}`);
}
