// codebuild-tests-run: runs a test command on the files that fall to this build of a fan-out; on all of them elsewhere
// (CodeBuild user guide, "Parallel test execution").
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { shareOf, type Shard } from './shard.ts';

process.exitCode = run();

function run(): number {
  const { values } = parseArgs({
    options: {
      'test-command': { type: 'string' },
      'files-search': { type: 'string' },
      'sharding-strategy': { type: 'string', default: 'equal-distribution' },
    },
  });
  const { 'test-command': command, 'files-search': search, 'sharding-strategy': strategy } = values;
  if (command === undefined || search === undefined)
    return fail('--test-command and --files-search are needed');
  if (strategy !== 'equal-distribution' && strategy !== 'stability')
    return fail(`there is no sharding strategy "${strategy}": equal-distribution or stability`);
  const found = spawnSync('/bin/sh', ['-c', search], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (found.status !== 0) return fail(`the search for files ended with ${found.status ?? 'a signal'}`);
  const files = shareOf(
    found.stdout.split(/\s+/).filter((file) => file !== ''),
    strategy,
    ownShard(),
  );
  if (files.length === 0) {
    process.stdout.write('No test file falls to this build\n');
    return 0;
  }
  const quoted = files.map((file) => `'${file.replaceAll("'", `'\\''`)}'`).join(' ');
  return spawnSync('/bin/sh', ['-c', `${command} ${quoted}`], { stdio: 'inherit' }).status ?? 1;
}

/** `1/4`: the second of four builds. A build that is no part of a fan-out is the only one. */
function ownShard(): Shard {
  const [, index = '0', count = '1'] = /^(\d+)\/(\d+)$/.exec(process.env['SLIPWAY_SHARD'] ?? '') ?? [];
  return { index: Number(index), count: Number(count) };
}

function fail(message: string): number {
  process.stderr.write(`codebuild-tests-run: ${message}\n`);
  return 2;
}
