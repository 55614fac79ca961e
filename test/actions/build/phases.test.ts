// Whole builds: which phases run, what fails them, and what the log says.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endMarked } from '../../../src/process/end-marked.ts';
import { BuildGround, spec } from '../../rig/build.ts';

let ground: BuildGround;
beforeAll(async () => {
  ground = await BuildGround.open();
});
afterAll(async () => ground[Symbol.asyncDispose]());

const say = (text: string) => `echo ${text}`;
const everyPhase = (failing?: string) =>
  spec(
    Object.fromEntries(
      ['install', 'pre_build', 'build', 'post_build'].map((name) => [
        name,
        [say(name), ...(name === failing ? ['exit 3'] : []), say(`${name} again`)],
      ]),
    ),
  );

describe('a build', () => {
  test('runs through every phase and reports each', async () => {
    const { result, phases, output } = await ground.build({ buildspec: everyPhase() });
    expect(result.status).toBe('Succeeded');
    expect(phases).toEqual([
      'SUBMITTED SUCCEEDED',
      'QUEUED SUCCEEDED',
      'PROVISIONING SUCCEEDED',
      'DOWNLOAD_SOURCE SUCCEEDED',
      'INSTALL SUCCEEDED',
      'PRE_BUILD SUCCEEDED',
      'BUILD SUCCEEDED',
      'POST_BUILD SUCCEEDED',
      'UPLOAD_ARTIFACTS SUCCEEDED',
      'FINALIZING SUCCEEDED',
      'COMPLETED SUCCEEDED',
    ]);
    expect(output).toHaveLength(8);
  });

  test.each([
    ['install', ['install']],
    ['pre_build', ['install', 'install again', 'pre_build']],
  ])(
    'that fails in %s runs nothing after it, not even POST_BUILD and UPLOAD_ARTIFACTS',
    async (phase, expected) => {
      const { result, output, phases } = await ground.build({ buildspec: everyPhase(phase) });
      expect(output).toEqual(expected);
      expect(phases.slice(-3)).toEqual([
        `${phase.toUpperCase()} FAILED`,
        'FINALIZING SUCCEEDED',
        'COMPLETED SUCCEEDED',
      ]);
      expect(result).toMatchObject({ status: 'Failed', error: { where: phase.toUpperCase(), exitCode: 3 } });
    },
  );

  test('that fails in BUILD still runs POST_BUILD, which knows of it, and uploads', async () => {
    const { result, output, phases } = await ground.build({
      buildspec: spec({
        build: { commands: ['exit 1'], finally: ['echo "in finally $CODEBUILD_BUILD_SUCCEEDING"'] },
        post_build: ['echo "in post_build $CODEBUILD_BUILD_SUCCEEDING"'],
      }),
    });
    expect(output).toEqual(['in finally 1', 'in post_build 0']);
    expect(phases.slice(-5)).toEqual([
      'BUILD FAILED',
      'POST_BUILD SUCCEEDED',
      'UPLOAD_ARTIFACTS SUCCEEDED',
      'FINALIZING SUCCEEDED',
      'COMPLETED SUCCEEDED',
    ]);
    expect(result).toMatchObject({ status: 'Failed', error: { where: 'BUILD', command: 'exit 1' } });
  });

  // shows: S3-093, S3-094
  test('reports why it failed: the command, its status, its last lines, in the words of AWS', async () => {
    const { result } = await ground.build({
      buildspec: spec({ build: ['echo before', 'echo one; echo two >&2; exit 7'] }),
    });
    expect(result).toMatchObject({
      error: {
        code: 'JobFailed',
        message:
          'Build terminated with state: FAILED. Phase: BUILD, Code: COMMAND_EXECUTION_ERROR, Message: Error while executing command: echo one; echo two >&2; exit 7. Reason: exit status 7',
        command: 'echo one; echo two >&2; exit 7',
        exitCode: 7,
        logTail: ['one', 'two'],
      },
    });
  });
});

test('a failure shows the last twenty lines, and its remedy knows the lines above too', async () => {
  const { result } = await ground.build({
    buildspec: spec({ build: ['echo "[[: not found"; for i in $(seq 30); do echo $i; done; exit 1'] }),
  });
  expect(result).toMatchObject({
    error: {
      logTail: Array.from({ length: 20 }, (_, index) => String(index + 11)),
      remedy: expect.stringContaining('shell: bash'),
    },
  });
});

describe('finally', () => {
  test('runs after commands that failed, with their failure reported', async () => {
    const { output, result } = await ground.build({
      buildspec: spec({ build: { commands: ['false', 'echo not'], finally: ['echo cleaned'] } }),
    });
    expect(output).toEqual(['cleaned']);
    expect(result).toMatchObject({ error: { command: 'false' } });
  });

  test('fails a phase whose commands succeeded, and stops at its own first failure', async () => {
    const { output, phases } = await ground.build({
      buildspec: spec({ build: { commands: ['true'], finally: ['false', 'echo not'] } }),
    });
    expect(output).toEqual([]);
    expect(phases).toContain('BUILD FAILED');
  });
});

describe('on-failure', () => {
  const failing = (onFailure: string) =>
    spec({ pre_build: { commands: ['exit 1'], 'on-failure': onFailure }, build: [say('build')] });

  test('CONTINUE goes on, and the build has failed nevertheless', async () => {
    const { output, result, phases } = await ground.build({ buildspec: failing('CONTINUE') });
    expect(output).toEqual(['build']);
    expect(phases).toContain('BUILD SUCCEEDED');
    expect(result).toMatchObject({ status: 'Failed', error: { where: 'PRE_BUILD' } });
  });

  test('ABORT of BUILD keeps POST_BUILD and UPLOAD_ARTIFACTS from running', async () => {
    const { output, phases } = await ground.build({
      buildspec: spec({ build: { commands: ['exit 1'], 'on-failure': 'ABORT' }, post_build: [say('post')] }),
    });
    expect(output).toEqual([]);
    expect(phases.slice(-3)).toEqual(['BUILD FAILED', 'FINALIZING SUCCEEDED', 'COMPLETED SUCCEEDED']);
  });

  test('RETRY repeats the build from DOWNLOAD_SOURCE in a clean workspace until it succeeds', async () => {
    const counter = `${ground.folder}/tries`;
    const { result, phases, output } = await ground.build({
      buildspec: spec({
        build: {
          commands: [
            'test ! -e left && touch left && echo clean; A=${A-}x; echo $A',
            `echo x >> '${counter}'; test "$(wc -l < '${counter}')" -ge 3`,
          ],
          'on-failure': 'RETRY-5-exit status 1',
        },
      }),
      // With a machine of its own each try would find the counter as it was.
      options: { isolation: 'process' },
    });
    expect(result.status).toBe('Succeeded');
    expect(output).toEqual(['clean', 'x', 'clean', 'x', 'clean', 'x']);
    expect(phases.filter((phase) => phase === 'BUILD FAILED')).toHaveLength(2);
    expect(phases.filter((phase) => phase.startsWith('DOWNLOAD_SOURCE'))).toHaveLength(3);
    expect(phases.filter((phase) => phase.startsWith('SUBMITTED'))).toHaveLength(1);
  });

  test('RETRY gives up after its count and goes on as without it', async () => {
    const { output, result } = await ground.build({
      buildspec: spec({
        build: { commands: ['echo try; false'], 'on-failure': 'RETRY-1' },
        post_build: [say('post')],
      }),
    });
    expect(output).toEqual(['try', 'try', 'post']);
    expect(result.status).toBe('Failed');
  });
});

describe('the end of a build', () => {
  test('at its timeout ends the command with all it started: TIMED_OUT', async () => {
    const { result, phases, mark } = await ground.build({
      project: { timeoutInMinutes: 2 / 60 },
      buildspec: spec({ build: ['echo begun; sleep 60 & sleep 60'], post_build: [say('post')] }),
    });
    expect(result).toMatchObject({
      status: 'Failed',
      error: { message: expect.stringContaining('state: TIMED_OUT'), logTail: ['begun'] },
    });
    expect(phases.slice(-3)).toEqual(['BUILD TIMED_OUT', 'FINALIZING SUCCEEDED', 'COMPLETED SUCCEEDED']);
    expect(await endMarked(mark)).toBe(0);
  });

  // shows: S3-155
  test('at its timeout reports which commands and phases took longest', async () => {
    const { result } = await ground.build({
      project: { timeoutInMinutes: 4 / 60 },
      buildspec: spec({ install: ['sleep 0.3'], build: ['true', 'sleep 60'] }),
    });
    const { slowest = [] } = result.status === 'Failed' ? result.error : {};
    expect(slowest.slice(0, 2)).toMatchObject([
      { phaseType: 'BUILD', command: 'sleep 60' },
      { phaseType: 'INSTALL', command: 'sleep 0.3' },
    ]);
    expect(slowest[1]?.durationMs).toBeGreaterThanOrEqual(300);
  });

  test('by a stop ends everything that it started', async () => {
    const stop = new AbortController();
    const { result, mark, phases } = await ground.build({
      buildspec: spec({ build: ['setsid sleep 60 & echo ready; sleep 60'], post_build: [say('post')] }),
      signal: stop.signal,
      onLog: (text) => text.includes('ready') && stop.abort(),
    });
    expect(result).toMatchObject({
      status: 'Failed',
      error: { message: expect.stringContaining('STOPPED') },
    });
    expect(phases).not.toContain('POST_BUILD SUCCEEDED');
    expect(await endMarked(mark)).toBe(0);
  });

  test('ends background processes, in whatever session they hide', async () => {
    const { result, mark } = await ground.build({
      buildspec: spec({ build: ['sleep 60 &', 'setsid sleep 60 > /dev/null 2>&1 &', 'nohup sleep 60 &'] }),
    });
    expect(result.status).toBe('Succeeded');
    expect(await endMarked(mark)).toBe(0);
  });
});

// shows: S3-094, S4-027
test('the log has the lines of CodeBuild, and the output as it came', async () => {
  const { log } = await ground.build({
    source: {
      'buildspec.yml':
        'version: 0.2\nphases:\n  build:\n    commands:\n      - printf "one\\n\\ntwo"\n      - exit 4\n',
    },
  });
  const plain = log
    .replaceAll(/^\[Container\] \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\.\d{6} /gm, '[Container] ')
    .replaceAll(/\S*\/output\//g, '/codebuild/output/')
    .replaceAll(/\d+\.\d{6} seconds/g, 'S seconds')
    // Of commands that were so slow that they could be measured.
    .replaceAll(/^\[Container\] Phase used: .*\n/gm, '');
  expect(plain).toBe(
    [
      '[Container] Running on this machine, not in aws/codebuild/standard:7.0',
      '[Container] Waiting for DOWNLOAD_SOURCE',
      '[Container] Phase is DOWNLOAD_SOURCE',
      '[Container] The build runs in a file tree and with processes of its own',
      '[Container] /codebuild/output/src0/src',
      '[Container] YAML location is /codebuild/output/src0/src/buildspec.yml',
      '[Container] Processing environment variables',
      '[Container] No runtime version selected in buildspec.',
      '[Container] Moving to directory /codebuild/output/src0/src',
      '[Container] Cache is not defined in the buildspec',
      '[Container] Skip cache due to: no paths specified to be cached',
      '[Container] Phases found in YAML: 1',
      '[Container]  BUILD: 2 commands',
      '[Container] Phase complete: DOWNLOAD_SOURCE State: SUCCEEDED',
      '[Container] Phase context status code:  Message: ',
      '[Container] Entering phase INSTALL',
      '[Container] Phase complete: INSTALL State: SUCCEEDED',
      '[Container] Phase context status code:  Message: ',
      '[Container] Entering phase PRE_BUILD',
      '[Container] Phase complete: PRE_BUILD State: SUCCEEDED',
      '[Container] Phase context status code:  Message: ',
      '[Container] Entering phase BUILD',
      '[Container] Running command printf "one\\n\\ntwo"',
      'one',
      '',
      'two',
      '[Container] Running command exit 4',
      '',
      '[Container] Command did not exit successfully exit 4 exit status 4',
      '[Container] Phase complete: BUILD State: FAILED',
      '[Container] Phase context status code: COMMAND_EXECUTION_ERROR Message: Error while executing command: exit 4. Reason: exit status 4',
      '[Container] Entering phase POST_BUILD',
      '[Container] Phase complete: POST_BUILD State: SUCCEEDED',
      '[Container] Phase context status code:  Message: ',
      '[Container] Set report auto-discover timeout to 5 seconds',
      '[Container] No matching auto-discover report paths found',
      '[Container] Report auto-discover file discovery took S seconds',
      '[Container] Phase complete: UPLOAD_ARTIFACTS State: SUCCEEDED',
      '[Container] Phase context status code:  Message: ',
      '',
    ]
      .join('\n')
      .replace('[Container] /codebuild/output/src0/src\n', '[Container] /codebuild/output/src0/src\n'),
  );
});
