// Builds in containers: the same build, in the image that the project names.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makeProject, type Project } from '../rig/project.ts';
import { openTestEngine, whyNoEngine, type TestEngine } from '../rig/test-engine.ts';

const reason = whyNoEngine();
if (reason !== undefined) console.warn(`Builds in containers are not tested: ${reason}`);

let engine: TestEngine;
beforeAll(() => {
  if (reason !== undefined) return;
  engine = openTestEngine();
  process.env['SLIPWAY_CONTAINER_ENGINE'] = engine.file;
});
afterAll(() => {
  delete process.env['SLIPWAY_CONTAINER_ENGINE'];
  if (reason === undefined) engine[Symbol.dispose]();
});

function containers(): readonly string[] {
  return engine.call('ps', '--all', '--format', '{{.Names}}').split('\n').filter(Boolean);
}

async function build(
  app: Project,
  commands: readonly string[],
  more: object = {},
  ...args: readonly string[]
) {
  app.write('buildspec.yml', { version: '0.2', phases: { build: { commands } }, ...more });
  return app.run('run', 'buildspec.yml', '--executor', 'podman', '--image', engine.image, ...args);
}

describe.skipIf(reason !== undefined)('a build in a container', () => {
  test('runs in its image, keeps its folder and variables from command to command, and leaves no container', async () => {
    await using app = makeProject();
    const { stdout, status } = await build(
      app,
      [
        'cat /etc/image-release; echo "mark $MARK path $PATH home $HOME"',
        'export KEPT=yes; mkdir below; cd below',
        'echo "kept $KEPT in $(basename $(pwd)) as $(id -un)"',
        'echo "quoted: $QUOTED"',
      ],
      { env: { variables: { QUOTED: `it's "a" $HOME\nb` } } },
    );
    expect(stdout).toContain('an image of the test');
    expect(stdout).toMatch(/mark from-image path \S+:\/bin:\/image\/bin/);
    expect(stdout).toContain('kept yes in below as root');
    expect(stdout).toContain(`quoted: it's "a" $HOME`);
    expect(stdout).toContain(`Builds run in ${engine.image} on podman`);
    expect(status).toBe(0);
    expect(containers()).toEqual([]);
  });

  test("calls AWS's API of this machine as the role of its project", async () => {
    await using app = makeProject();
    const header = (name: string, value: string) => `--header "${name}: ${value}"`;
    const scope = '$AWS_ACCESS_KEY_ID/20260101/$AWS_REGION/sts/aws4_request';
    const headers = [
      header('Authorization', `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`),
      header('X-Amz-Security-Token', '$AWS_SESSION_TOKEN'),
    ];
    const call = 'Action=GetCallerIdentity&Version=2011-06-15';
    const { stdout, status } = await build(app, [
      `wget -q -O - ${headers.join(' ')} --post-data '${call}' $AWS_ENDPOINT_URL | grep -o "assumed-role/[^/]*"`,
    ]);
    expect(stdout).toMatch(/assumed-role\/codebuild-\S+-service-role/);
    expect(status).toBe(0);
  });

  test("reaches no real account by AWS's own host names either", async () => {
    await using app = makeProject();
    const scope = 'AKIAREALREALREALREAL/20260101/eu-central-1/sts/aws4_request';
    const authorization = `Authorization: AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
    const call =
      "--post-data 'Action=GetCallerIdentity&Version=2011-06-15' http://sts.eu-central-1.amazonaws.com/";
    const { stdout, status } = await build(app, [
      'echo "led to $(grep " sts.eu-central-1.amazonaws.com$" /etc/hosts)"',
      `wget -S -O - --header "${authorization}" ${call} 2>&1 | grep -oE "HTTP/1.1 403|onnection refused" | head -1`,
    ]);
    expect(stdout).toMatch(/led to (?:127|10)\.\d+\.\d+\.\d+ sts/);
    // Refused where another program of this machine has the ports.
    expect(stdout).toMatch(/^.*\| (?:HTTP\/1\.1 403|onnection refused)$/m);
    expect(status).toBe(0);
  });

  test('sees the stored source through a layer of its own, which the next build does not see', async () => {
    await using app = makeProject();
    app.write('kept.txt', 'from the source');
    const commands = [
      'grep " $CODEBUILD_SRC_DIR " /proc/self/mountinfo | sed "s/.* - /mounted as /" | cut -d" " -f1-3',
      'cat kept.txt; echo changed > kept.txt; rm buildspec.yml; echo made > made.txt',
    ];
    const more = { artifacts: { files: ['**/*'] } };
    const first = await build(app, commands, more, '--artifacts', 'artifacts');
    expect(first.stdout).toContain('mounted as overlay');
    expect(first.stdout).toContain('from the source');
    const name = basename(app.folder);
    expect(readdirSync(join(app.folder, 'artifacts', name)).toSorted()).toEqual(['kept.txt', 'made.txt']);
    expect(app.read(`artifacts/${name}/kept.txt`)).toBe('changed\n');
    rmSync(join(app.folder, 'artifacts'), { recursive: true });
    const second = await build(app, ['cat kept.txt; ls']);
    expect(second.stdout).toContain('| from the source');
    expect(second.stdout).not.toContain('| made.txt');
    expect(app.read('kept.txt')).toBe('from the source');
  });

  test('hands on its artifacts, reports and cache as any other', async () => {
    await using app = makeProject();
    app.write('project.json', {
      name: 'app',
      source: { type: 'NO_SOURCE' },
      artifacts: { type: 'NO_ARTIFACTS' },
      environment: { type: 'LINUX_CONTAINER', image: engine.image, computeType: 'BUILD_GENERAL1_SMALL' },
      serviceRole: 'arn:aws:iam::111122223333:role/build',
      cache: { type: 'S3', location: 'bucket' },
    });
    const commands = [
      'mkdir -p out kept; date > out/made.txt; [ -e kept/file ] && echo "cache was there"; date > kept/file',
      `echo '<testsuite><testcase classname="a" name="b"/></testsuite>' > report.xml`,
    ];
    const more = {
      artifacts: { files: ['out/made.txt'] },
      cache: { paths: ['kept/**/*'] },
      reports: { unit: { files: ['report.xml'] } },
    };
    const args = ['--artifacts', 'artifacts'];
    app.write('buildspec.yml', { version: '0.2', phases: { build: { commands } }, ...more });
    const run = async () => app.run('run', 'project.json', '--executor', 'podman', ...args);
    const first = await run();
    expect(first.stdout).toContain('app-unit  1 passed');
    expect(first.status).toBe(0);
    expect((await run()).stdout).toContain('cache was there');
  });

  test('runs commands as the user that run-as names', async () => {
    await using app = makeProject();
    const { stdout, status } = await build(
      app,
      ['echo "as $(id -un)"; touch mine.txt; echo "$OPEN"'],
      {
        'run-as': 'builder',
        env: { variables: { OPEN: 'variables too' } },
        artifacts: { files: ['mine.txt'] },
      },
      '--artifacts',
      'out',
    );
    expect(stdout).toContain('as builder');
    expect(stdout).toContain('variables too');
    expect(status).toBe(0);
    expect(existsSync(join(app.folder, '.slipway', 'work'))).toBe(false);
  });

  test('has the tools of CodeBuild’s images', async () => {
    await using app = makeProject();
    app.write('a.test.js', '');
    const { stdout } = await build(app, ['codebuild-glob-search "**/*.test.js"']);
    expect(stdout).toContain('| a.test.js');
  });

  test('compares runtime versions with those of the image', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', {
      version: '0.2',
      phases: { install: { 'runtime-versions': { python: '3.12' } }, build: { commands: ['true'] } },
    });
    const { stdout } = await app.run('run', '--executor', 'podman', '--image', engine.image);
    expect(stdout).toContain('The buildspec requests python 3.12, and the image has none');
  });

  test('fails with its command, and does not wait for what runs in the background', async () => {
    await using app = makeProject();
    const { stdout, status } = await build(app, ['sleep 1000 &', 'exit 7']);
    expect(stdout).toContain('exit 7 ended with exit code 7');
    expect(status).toBe(1);
    expect(containers()).toEqual([]);
  });

  test('is ended with its container when it is interrupted', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', {
      version: '0.2',
      phases: { build: { commands: ['echo begun; sleep 1000'] } },
    });
    const run = app.start('run', '--executor', 'podman', '--image', engine.image);
    await run.line((line) => line.endsWith('| begun'));
    expect(containers()).toHaveLength(1);
    run.kill('SIGINT');
    expect((await run.ended).status).toBe(130);
    expect(containers()).toEqual([]);
  });

  test('is ended with its container when its process is killed', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', {
      version: '0.2',
      phases: { build: { commands: ['echo begun; sleep 1000'] } },
    });
    const run = app.start('run', '--executor', 'podman', '--image', engine.image);
    await run.line((line) => line.endsWith('| begun'));
    expect(containers()).toHaveLength(1);
    run.kill('SIGKILL');
    await run.ended;
    await expect.poll(containers, { timeout: 120_000 }).toEqual([]);
    expect((await app.run('down')).status).toBe(0);
  });

  test('shows no secret in the list of processes', async () => {
    await using app = makeProject();
    process.env['TEST_TOKEN'] = 'tops3cret-value';
    try {
      const { stdout } = await build(
        app,
        [
          'for p in /proc/[0-9]*; do tr "\\0" " " < $p/cmdline; echo; done > list; grep -c tops3cret list; echo "length ${#TOKEN}"',
        ],
        {},
        '--env',
        'TOKEN=tops3cret-value',
      );
      expect(stdout).toContain('| 0');
      expect(stdout).toContain('length 15');
    } finally {
      delete process.env['TEST_TOKEN'];
    }
  });

  test('has the rights of the machine only when its project is privileged', async () => {
    await using app = makeProject();
    const rights = async (privilegedMode: boolean) => {
      app.write('project.json', {
        name: 'app',
        source: { type: 'NO_SOURCE' },
        artifacts: { type: 'NO_ARTIFACTS' },
        environment: {
          type: 'LINUX_CONTAINER',
          image: engine.image,
          computeType: 'BUILD_GENERAL1_SMALL',
          privilegedMode,
        },
        serviceRole: 'arn:aws:iam::111122223333:role/build',
      });
      app.write('buildspec.yml', {
        version: '0.2',
        phases: { build: { commands: ['echo "rights $(grep CapEff /proc/self/status | cut -f 2)"'] } },
      });
      const { stdout } = await app.run('run', 'project.json', '--executor', 'podman');
      return Number.parseInt(/\| rights ([0-9a-f]+)/.exec(stdout)?.[1] ?? '', 16);
    };
    expect(await rights(true)).toBeGreaterThan(await rights(false));
  });

  test('is not tried with an image that does not exist', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', { version: '0.2', phases: { build: { commands: ['true'] } } });
    const { stdout, status } = await app.run(
      'run',
      '--executor',
      'podman',
      '--image',
      '127.0.0.1:1/is/absent:1',
    );
    expect(stdout).toContain('BUILD_CONTAINER_UNABLE_TO_PULL_IMAGE');
    expect(stdout).toContain('Build or pull "127.0.0.1:1/is/absent:1" yourself');
    expect(status).toBe(1);
  });
});

test('an engine that does not answer is reported before anything starts', async () => {
  await using app = makeProject();
  app.write('buildspec.yml', { version: '0.2', phases: { build: { commands: ['true'] } } });
  const before = process.env['SLIPWAY_CONTAINER_ENGINE'];
  process.env['SLIPWAY_CONTAINER_ENGINE'] = join(app.folder, 'no-such-program');
  try {
    const { stderr, status } = await app.run('run', '--executor', 'docker');
    expect(stderr).toContain('ContainerEngineNotFound');
    expect(status).toBe(2);
  } finally {
    if (before === undefined) delete process.env['SLIPWAY_CONTAINER_ENGINE'];
    else process.env['SLIPWAY_CONTAINER_ENGINE'] = before;
  }
});
