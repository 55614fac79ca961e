import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepAgentRunning } from '../../../src/targets/host/keep-agent-running.ts';

/** Plays a host whose agent ends in these ways, one after the other, and by the last of them from then on. */
function play(endings: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-agent-'));
  try {
    const [file, starts] = [join(folder, 'host'), join(folder, 'starts')];
    writeFileSync(starts, '');
    const cases = endings.map(
      (ending, index) => `${index === endings.length - 1 ? '*' : index + 1}) ${ending};;`,
    );
    const agent = `echo start >> ${starts}; case $(wc -l < ${starts}) in ${cases.join(' ')} esac`;
    writeFileSync(file, `(exec /bin/sh -c '${agent}') &\n`);
    const { status } = spawnSync('/bin/sh', ['-c', keepAgentRunning(file, 3)]);
    return { status, starts: readFileSync(starts, 'utf8').split('\n').length - 1 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each([
  ['an agent that finds the folder of its host gone ends the host', ['exit 0'], { status: 0, starts: 1 }],
  ['an agent that was killed is started again', ['kill -9 $$', 'exit 0'], { status: 0, starts: 2 }],
  ['an agent that left for its successor is started again', ['exit 75', 'exit 0'], { status: 0, starts: 2 }],
  ['an agent that cannot run is not started for ever', ['exit 127'], { status: 1, starts: 3 }],
  [
    'an agent that fails in the same way each time is not started for ever',
    ['kill -SEGV $$'],
    { status: 1, starts: 3 },
  ],
  [
    'failures before an agent left for its successor count no more',
    ['exit 1', 'exit 1', 'exit 75', 'exit 1', 'exit 1', 'exit 0'],
    { status: 0, starts: 6 },
  ],
])('%s', (_, endings, expected) => {
  expect(play(endings)).toEqual(expected);
});
