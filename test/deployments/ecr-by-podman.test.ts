// Where Podman is the engine, builds push to ECR in Docker's words, and in its own.
import { expect, onTestFinished, test, vi } from 'vitest';
import { closeTargets } from '../../src/targets/close-targets.ts';
import { BuildGround, spec } from '../rig/build.ts';
import { openTestEngine, whyNoEngine } from '../rig/test-engine.ts';
import { hasRegistry } from '../rig/test-registry.ts';

const reason = whyNoEngine() ?? (hasRegistry() ? undefined : 'docker-registry is not installed');
if (reason !== undefined) console.warn(`Images for ECR by Podman are not tested: ${reason}`);

const host = '111122223333.dkr.ecr.eu-central-1.amazonaws.com';

test.skipIf(reason !== undefined)(
  'a build pushes by Podman, gets the digest, and finds what it has pushed',
  async () => {
    using engine = openTestEngine();
    vi.stubEnv('SLIPWAY_CONTAINER_ENGINE', engine.file);
    onTestFinished(() => void vi.unstubAllEnvs());
    await using ground = await BuildGround.open();
    const built = await ground.build({
      buildspec: spec({
        build: [
          `docker build -t ${host}/app:1 .`,
          `if podman push ${host}/app:1; then exit 1; fi`,
          `docker login -u AWS -p $(aws ecr get-login-password) ${host}`,
          `docker build -t ${host}/app:1 .`,
          `docker push ${host}/app:1`,
          `podman push --digestfile digest.txt ${host}/app:1 ${host}/app:2`,
          'echo "second $(cat digest.txt)"',
          `podman rmi --force ${host}/app:1`,
          `podman run --rm ${host}/app:2 cat /app.txt`,
          `docker build -f Next -t next . && podman run --rm next cat /app.txt`,
        ],
      }),
      source: {
        Dockerfile: `FROM ${engine.image}\nCOPY app.txt /app.txt\n`,
        'app.txt': 'the application\n',
        Next: `FROM ${host}/app:1\n`,
      },
    });
    await closeTargets(await ground.state.folder('targets'));
    expect(built.result).toMatchObject({ status: 'Succeeded' });
    const digest = /^1: digest: (sha256:[0-9a-f]{64})$/m.exec(built.output.join('\n'))?.[1];
    expect(digest).toBeDefined();
    expect(built.output).toContain(`second ${digest}`);
    expect(built.output.filter((line) => line === 'the application')).toHaveLength(2);
  },
);

test.skipIf(reason !== undefined)(
  'a build by Podman does not find what an earlier build left in the store and never pushed, and finds its own of the cache',
  async () => {
    using engine = openTestEngine();
    vi.stubEnv('SLIPWAY_CONTAINER_ENGINE', engine.file);
    onTestFinished(() => void vi.unstubAllEnvs());
    await using ground = await BuildGround.open();
    const run = `podman run --rm ${host}/left:1 cat /app.txt`;
    const login = `docker login -u AWS -p $(aws ecr get-login-password) ${host}`;
    const source = {
      Dockerfile: `FROM ${engine.image}\nCOPY app.txt /app.txt\n`,
      'app.txt': 'the application\n',
      Next: `FROM ${host}/left:1\n`,
    };
    const build = async (...commands: readonly string[]) =>
      ground.build({ buildspec: spec({ build: [login, ...commands] }), source });
    // The second time all of it comes from the engine's cache, and is that build's own all the same.
    for (const make of [`docker build -t ${host}/left:1 .`, `docker build -t ${host}/left:1 .`])
      expect((await build(make, run)).result).toMatchObject({ status: 'Succeeded' });
    expect(
      (await build(`docker tag ${engine.image} other`, `podman tag ${host}/left:1 ${host}/left:1`, run))
        .result,
    ).toMatchObject({
      status: 'Succeeded',
    });
    for (const command of [run, 'docker build -f Next -t next .']) {
      const built = await build(command);
      expect(built.result).toMatchObject({ status: 'Failed' });
      expect(built.log).toContain(
        `${host}/left:1 is not in the registry of this machine, but only in the store`,
      );
    }
    await closeTargets(await ground.state.folder('targets'));
  },
);
