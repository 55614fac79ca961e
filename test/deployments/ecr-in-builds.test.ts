// Builds that make images for ECR, in the words of AWS's own tutorials: a real engine, a real registry, no AWS.
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Progress } from '../../src/model/progress.ts';
import { closeTargets } from '../../src/targets/close-targets.ts';
import { findRegistryEndpoint } from '../../src/targets/registry/open-registry.ts';
import { keptImage } from '../../src/targets/registry/kept-images.ts';
import { BuildGround, spec, type Built } from '../rig/build.ts';
import { openTestDocker, whyNoDocker, type TestDocker } from '../rig/test-docker.ts';
import { hasRegistry } from '../rig/test-registry.ts';

const reason = whyNoDocker() ?? (hasRegistry() ? undefined : 'docker-registry is not installed');
if (reason !== undefined) console.warn(`Images for ECR in builds are not tested: ${reason}`);

let docker: TestDocker;
beforeAll(async () => {
  if (reason === undefined) docker = await openTestDocker({ hasNode: false });
});
afterAll(async () => docker?.[Symbol.asyncDispose]());

const host = '111122223333.dkr.ecr.eu-central-1.amazonaws.com';

/** CodePipeline user guide, "Tutorial: Amazon ECS Standard Deployment with CodePipeline". */
const tutorial = spec(
  {
    pre_build: [
      'echo Logging in to Amazon ECR...',
      'aws --version',
      'ACCOUNT=$(aws sts get-caller-identity --query Account --output text)',
      `aws ecr get-login-password --region $AWS_DEFAULT_REGION | docker login --username AWS --password-stdin ${host}`,
      'REPOSITORY_URI=$ACCOUNT.dkr.ecr.$AWS_DEFAULT_REGION.amazonaws.com/hello-world',
      'COMMIT_HASH=$(echo $CODEBUILD_RESOLVED_SOURCE_VERSION | cut -c 1-7)',
      'IMAGE_TAG=${COMMIT_HASH:=latest}',
    ],
    build: [
      'echo Build started on `date`',
      'docker build -t $REPOSITORY_URI:latest .',
      'docker tag $REPOSITORY_URI:latest $REPOSITORY_URI:$IMAGE_TAG',
    ],
    post_build: [
      'docker push $REPOSITORY_URI:latest',
      'docker push $REPOSITORY_URI:$IMAGE_TAG',
      `printf '[{"name":"hello-world","imageUri":"%s"}]' $REPOSITORY_URI:$IMAGE_TAG > imagedefinitions.json`,
      'cat imagedefinitions.json',
    ],
  },
  { artifacts: { files: ['imagedefinitions.json'] } },
);

function source(): Readonly<Record<string, string>> {
  return { Dockerfile: `FROM ${docker.image}\nCOPY app.txt /app.txt\n`, 'app.txt': `${Math.random()}\n` };
}

/** What every build does first that reaches a private registry of ECR. */
const login = `aws ecr get-login-password | docker login --username AWS --password-stdin ${host}`;

async function openGround(): Promise<BuildGround> {
  const ground = await BuildGround.open();
  onTestFinished(async () => {
    await closeTargets(await ground.state.folder('targets'));
    await ground[Symbol.asyncDispose]();
  });
  return ground;
}

const registryOf = async (ground: BuildGround): Promise<string> =>
  (await findRegistryEndpoint(await ground.state.folder('targets')))?.address ?? 'none';

const manifestTypes =
  'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json';

async function digestOf(registry: string, image: string): Promise<string | null> {
  const [repository = '', tag = ''] = image.split(/:(?=[^/]*$)/);
  const url = `http://${registry}/v2/${host}/${repository}/manifests/${tag}`;
  return (await fetch(url, { headers: { accept: manifestTypes } })).headers.get('docker-content-digest');
}

const notExecuted = ({ progress }: Built): readonly string[] =>
  progress.flatMap((each: Progress) => (each.kind === 'NotExecuted' ? [`${each.what}: ${each.reason}`] : []));

describe.skipIf(reason !== undefined)('a build that pushes to ECR', () => {
  beforeEach(() => {
    vi.stubEnv('DOCKER_HOST', docker.host);
    return () => void vi.unstubAllEnvs();
  });

  test('runs as it is, and the registry of this machine has every tag with one digest', async () => {
    const ground = await openGround();
    const built = await ground.build({ buildspec: tutorial, source: source(), outputs: ['Image'] });
    expect(built.result).toMatchObject({ status: 'Succeeded' });
    expect(built.output).toContain('Login Succeeded');
    expect(built.output).toContain(`[{"name":"hello-world","imageUri":"${host}/hello-world:0123456"}]`);
    const registry = await registryOf(ground);
    const digest = await digestOf(registry, 'hello-world:latest');
    expect(digest).toMatch(/^sha256:/);
    expect(await digestOf(registry, 'hello-world:0123456')).toBe(digest);
    expect(built.log).toContain(`digest: ${digest}`);
    expect(built.log).toContain(
      `slipway docker: ${host}/hello-world:latest goes to the registry of this machine, ${registry}`,
    );
    expect(notExecuted(built)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^aws ecr get-login-password: /)]),
    );
    // Again, and nothing was lost or doubled.
    const again = await ground.build({ buildspec: tutorial, source: source() });
    expect(again.result).toMatchObject({ status: 'Succeeded' });
    expect(await registryOf(ground)).toBe(registry);
    expect(await digestOf(registry, 'hello-world:latest')).not.toBe(digest);
  });

  test('finds what was pushed when the store has lost it: to run, to pull, to build on, by tag and by digest', async () => {
    const ground = await openGround();
    await ground.build({
      buildspec: spec({
        build: [login, `docker build -q -t ${host}/base:1 .`, `docker push ${host}/base:1`],
      }),
      source: source(),
    });
    const registry = await registryOf(ground);
    const digest = await digestOf(registry, 'base:1');
    const forget = `docker rmi --force ${host}/base:1 ${registry}/${host}/base:1`;
    const built = await ground.build({
      buildspec: spec({
        build: [
          login,
          forget,
          `docker run --rm --network none ${host}/base:1 cat /app.txt | sed 's/^/ran /'`,
          forget,
          `docker pull ${host}/base:1`,
          `docker image inspect --format '{{index .RepoDigests 0}}' ${host}/base:1`,
          forget,
          'docker build --build-arg REGISTRY=$AWS_ACCOUNT_ID.dkr.ecr.eu-central-1.amazonaws.com -t next .',
          `docker run --rm --network none ${host}/base@${digest} cat /app.txt | sed 's/^/by digest /'`,
          `docker run --rm --network none ${host}/base@${digest} sh -c 'exit 97'; echo "ended $?"`,
          'docker build -q -f by-digest/Dockerfile -t pinned .',
          'docker build -q --pull -f fresh/Dockerfile -t fresh .',
          `docker manifest inspect ${host}/base:1 | grep -c mediaType`,
        ],
      }),
      project: {
        environment: {
          type: 'LINUX_CONTAINER',
          image: 'aws/codebuild/standard:7.0',
          computeType: 'BUILD_GENERAL1_SMALL',
          environmentVariables: [{ name: 'AWS_ACCOUNT_ID', value: '111122223333' }],
        },
      },
      source: {
        Dockerfile: 'ARG REGISTRY\nARG NAME=base\nFROM ${REGISTRY}/$NAME:1 AS one\nFROM one\n',
        'by-digest/Dockerfile': `FROM ${host}/base@${digest}\n`,
        'fresh/Dockerfile': `FROM ${host}/base:1\n`,
      },
    });
    expect(built.result).toMatchObject({ status: 'Succeeded' });
    expect(built.output).toContainEqual(expect.stringMatching(/^ran 0\./));
    expect(built.output).toContainEqual(expect.stringMatching(/^by digest 0\./));
    expect(built.output).toContain('ended 97');
    expect(built.output).toContain(`${host}/base@${digest}`);
  });

  test.each([
    ['to run', `docker run --rm --network none ${host}/left:1 cat /app.txt`],
    ['to build on', 'docker build -q -f left/Dockerfile -t next .'],
    ['to pull', `docker pull ${host}/left:1`],
  ])('does not find what an earlier build left in the store and never pushed: %s', async (_, command) => {
    const ground = await openGround();
    const makes = spec({
      build: [
        login,
        `docker build -q -t ${host}/left:1 .`,
        `docker run --rm --network none ${host}/left:1 true`,
      ],
    });
    const files = source();
    // The second time all of it comes from the engine's cache, and is that build's own all the same.
    for (const _again of [1, 2])
      expect((await ground.build({ buildspec: makes, source: files })).result).toMatchObject({
        status: 'Succeeded',
      });
    const built = await ground.build({
      buildspec: spec({ build: [login, command] }),
      source: { 'left/Dockerfile': `FROM ${host}/left:1\n` },
    });
    expect(built.result).toMatchObject({ status: 'Failed' });
    expect(built.log).toContain(
      `${host}/left:1 is not in the registry of this machine, but only in the store`,
    );
  });

  test('pushes all tags of a repository at once', async () => {
    const ground = await openGround();
    const built = await ground.build({
      buildspec: spec({
        build: [
          login,
          `docker build -q -t ${host}/many:a -t ${host}/many:b .`,
          `docker push --all-tags ${host}/many`,
          `docker logout ${host}`,
          `docker push ${host}/many:a && exit 1; echo "after the logout $?"`,
        ],
      }),
      source: source(),
    });
    expect(built.result).toMatchObject({ status: 'Succeeded' });
    expect(built.output).toContain('after the logout 1');
    const registry = await registryOf(ground);
    expect(await digestOf(registry, 'many:a')).toBe(await digestOf(registry, 'many:b'));
  });

  test.each([
    ['docker push $ECR/absent:1', 'An image does not exist locally with the tag'],
    [
      `${login}; docker pull $ECR/absent:1`,
      'absent:1 is not in the registry of this machine: push it there first',
    ],
    ['docker login --username AWS --password-stdin $ECR </dev/null', 'no password came on standard input'],
    [
      'docker build --push --platform linux/amd64,linux/arm64 -t $ECR/app .',
      '--push of several platforms at once',
    ],
    [
      'docker buildx build -o type=registry -t $ECR/app .',
      '--output to a registry is not done on this machine',
    ],
    ['docker pull $ECR/absent:1', 'no basic auth credentials'],
    ['docker run --rm $ECR/absent:1', 'no basic auth credentials'],
    ['echo "FROM $ECR/absent:1" > Dockerfile; docker build .', 'no basic auth credentials'],
    ['docker manifest inspect $ECR/absent:1', 'no basic auth credentials'],
    ['docker login -u me -p secret $ECR', 'failed with status: 400 Bad Request'],
    ['docker login -u AWS -p secret $ECR', 'failed with status: 400 Bad Request'],
    ['$(aws ecr get-login --no-include-email)', '"aws ecr get-login" is gone from version 2 of the AWS CLI'],
    ['aws ecr get-login-password --region x | false', 'Command did not exit successfully'],
  ])('fails with a sentence that says how to fix it: %s', async (command, message) => {
    const ground = await openGround();
    const built = await ground.build({ buildspec: spec({ build: [`ECR=${host}`, command] }) });
    expect(built.result).toMatchObject({ status: 'Failed' });
    expect(built.log).toContain(message);
  });

  test.each([
    ['docker push $ECR/app:1'],
    ['docker push --all-tags $ECR/app'],
    [
      'aws ecr get-login-password | docker login --username AWS --password-stdin 222233334444.dkr.ecr.eu-central-1.amazonaws.com; docker push $ECR/app:1',
    ],
    ['docker --config /tmp/elsewhere push $ECR/app:1'],
  ])('that never logs in to that registry pushes nothing: %s', async (command) => {
    const ground = await openGround();
    const built = await ground.build({
      buildspec: spec({ build: [`ECR=${host}`, 'docker build -q -t $ECR/app:1 .', command] }),
      source: source(),
    });
    expect(built.result).toMatchObject({
      status: 'Failed',
      error: { remedy: expect.stringContaining('docker login --username AWS') as string },
    });
    expect(built.log).toContain('no basic auth credentials');
    expect(built.log).toContain(`the build has not logged in to ${host}`);
    const registry = await registryOf(ground);
    const digest = registry === 'none' ? null : await digestOf(registry, 'app:1');
    expect(digest).toBeNull();
  });

  test('gives everything else to the real program as it is: words, input, output and end', async () => {
    const ground = await openGround();
    const built = await ground.build({
      buildspec: spec({
        build: [
          `echo "FROM ${docker.image}" | docker build -q -t 'plain:1' - && echo built`,
          `echo 'from outside' | docker run --rm --network none -i plain:1 sh -c 'cat; exit 7'; echo "ended $?"`,
          `docker run --rm --network none plain:1 echo 'two  spaces' '*' "quote'd"`,
          'docker nonsense 2>/dev/null; echo "status $?"',
        ],
      }),
    });
    expect(built.result).toMatchObject({ status: 'Succeeded' });
    expect(built.output).toEqual(
      expect.arrayContaining(['from outside', 'ended 7', `two  spaces * quote'd`, 'status 1']),
    );
  });

  test('without a registry keeps the image in the store, says so, and is not green for it', async () => {
    const ground = await openGround();
    vi.stubEnv('PATH', programs(ground, ['docker', 'sh', 'cat', 'git', 'tar']));
    const built = await ground.build({
      buildspec: spec({
        build: [login, `docker build -q -t ${host}/kept:1 .`, `docker push ${host}/kept:1`],
      }),
      source: source(),
    });
    expect(built.result).toMatchObject({ status: 'Succeeded' });
    const text = notExecuted(built).join('\n');
    expect(text).toContain(`the push of ${host}/kept:1: it is kept in the store of docker: `);
    expect(text).toContain('SLIPWAY_REGISTRY=HOST:PORT');
    expect(docker.call('image', 'inspect', '--format', '{{.RepoTags}}', `${host}/kept:1`)).toContain(
      'kept:1',
    );
    const id = docker.call('image', 'inspect', '--format', '{{.Id}}', `${host}/kept:1`).trim();
    const targets = await ground.state.folder('targets');
    expect(keptImage(targets, `${host}/kept:1`)).toBe(id);
    expect(keptImage(targets, `${host}/kept:2`)).toBeUndefined();
  });
});

/** A folder with these programs of this machine alone. */
function programs(ground: BuildGround, names: readonly string[]): string {
  const folder = join(ground.folder, 'bin');
  mkdirSync(folder);
  const places = (process.env['PATH'] ?? '').split(':');
  for (const name of names) {
    const file = places.map((place) => join(place, name)).find((place) => existsSync(place));
    if (file !== undefined) symlinkSync(file, join(folder, name));
  }
  return folder;
}

describe('a build on a machine without an engine or the AWS CLI', () => {
  test('gets a message that says what to install', async () => {
    const ground = await openGround();
    vi.stubEnv('PATH', programs(ground, ['sh', 'cat', 'git', 'tar']));
    onTestFinished(() => void vi.unstubAllEnvs());
    const build = async (command: string) => ground.build({ buildspec: spec({ build: [command] }) });
    const docker = await build('docker build .');
    expect(docker.log).toContain('docker: neither Docker nor Podman is installed on this machine');
    expect(docker.result).toMatchObject({
      error: { remedy: expect.stringContaining('install Docker or Podman') as string },
    });
    const aws = await build('aws s3 ls');
    expect(aws.log).toContain('slipway aws: not installed here: aws s3 ls needs the AWS CLI');
    expect(aws.result).toMatchObject({
      error: { remedy: expect.stringContaining('Install the AWS CLI') as string },
    });
  });

  test('asks the real AWS CLI when it is there and the build has credentials', async () => {
    const ground = await openGround();
    const folder = programs(ground, ['sh', 'cat', 'git', 'tar', 'chmod']);
    vi.stubEnv('PATH', folder);
    onTestFinished(() => void vi.unstubAllEnvs());
    const write = `printf '#!/bin/sh\\necho "the real one: $*"\\n' > ${folder}/aws; chmod 755 ${folder}/aws`;
    const built = await ground.build({
      buildspec: spec({
        build: [
          write,
          'aws sts get-caller-identity --query Account --output text',
          'aws s3 ls',
          'export AWS_ACCESS_KEY_ID=AKIDEXAMPLE',
          'aws sts get-caller-identity --query Account --output text',
        ],
      }),
    });
    const own = built.output.filter((line) => !line.startsWith('slipway aws:'));
    expect(own.map((line) => line.replace(/127\.0\.0\.1:\d+/, 'HERE'))).toEqual([
      'the real one: --endpoint-url http://HERE sts get-caller-identity --query Account --output text',
      'the real one: --endpoint-url http://HERE s3 ls',
      'the real one: sts get-caller-identity --query Account --output text',
    ]);
    expect(await readFile(join(folder, 'aws'), 'utf8')).toContain('the real one');
  });
});
