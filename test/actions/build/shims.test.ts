// What docker and aws in a build are asked for, and what of it concerns ECR.
import { describe, expect, test } from 'vitest';
import { answerAws, namesCredentials, refuseAws } from '../../../src/actions/build/shims/aws-call.ts';
import { planDocker, withFile, withoutPush } from '../../../src/actions/build/shims/docker-call.ts';
import { dockerfileImages } from '../../../src/actions/build/shims/dockerfile-images.ts';

const ecr = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const plan = (command: string) =>
  planDocker(command.replaceAll('ECR', ecr).split(' '), { FROM_ENV: 'given' });

describe('a call of docker', () => {
  test.each([
    ['push nginx:1', 'Pass'],
    ['pull public.ecr.aws/nginx/nginx:1', 'Pass'],
    ['tag app ECR/app:1', 'Pass'],
    ['rmi ECR/app:1', 'Pass'],
    ['images ECR/app', 'Pass'],
    ['login', 'Pass'],
    ['login -u me ghcr.io', 'Pass'],
    ['login -u ECR ghcr.io', 'Pass'],
    ['buildx create --name ECR/x', 'Pass'],
    ['container ls', 'Pass'],
    ['compose build', 'Pass'],
    ['push ECR/app:1', 'Push'],
    ['image push ECR/app', 'Push'],
    ['--context other push -q ECR/app:1', 'Push'],
    ['push app docker://ECR/app:1', 'Push'],
    ['pull ECR/app:1', 'Pull'],
    ['pull -a ECR/app', 'Refuse'],
    ['run --rm -it ECR/app:1 sh', 'Run'],
    ['container create ECR/app:1', 'Run'],
    ['build .', 'Build'],
    ['image build -t ECR/app .', 'Build'],
    ['buildx b --push -t ECR/app .', 'Build'],
    ['buildx build --push --platform linux/amd64,linux/arm64 -t me/app .', 'Build'],
    ['buildx build --push --platform linux/amd64,linux/arm64 -t ECR/app .', 'Refuse'],
    ['build -t ECR/app --output=type=image,push=true .', 'Refuse'],
    ['buildx build --cache-to type=registry,ref=ECR/cache .', 'Refuse'],
    ['manifest create ECR/app:all ECR/app:1', 'Rename'],
    ['buildx imagetools inspect ECR/app:1', 'Rename'],
    ['inspect ECR/app:1', 'Inspect'],
    ['image inspect ECR/app:1', 'Inspect'],
    ['login --username AWS --password-stdin ECR', 'Login'],
    ['login -u AWS -p secret https://ECR', 'Login'],
    ['logout ECR', 'Logout'],
    ['', 'Pass'],
  ])('"%s": %s', (command, type) => expect(plan(command).type).toBe(type));

  test('of a build gives its Dockerfile, its arguments and its tags', () => {
    expect(
      plan(
        'buildx build -f a/Dockerfile --build-arg A=b=c --build-arg FROM_ENV --push -t ECR/app:1 --tag=x --pull ctx',
      ),
    ).toMatchObject({
      file: 'a/Dockerfile',
      context: 'ctx',
      buildArguments: { A: 'b=c', FROM_ENV: 'given' },
      tags: [`${ecr}/app:1`, 'x'],
      pushes: true,
      pulls: true,
    });
  });

  test.each([
    ['tag app ECR/app:1', [`${ecr}/app:1`]],
    ['image tag app ECR/app', [`${ecr}/app`]],
    ['container commit box ECR/app:1', [`${ecr}/app:1`]],
    ['commit box ECR/app:1', [`${ecr}/app:1`]],
    ['import - ECR/app:1', [`${ecr}/app:1`]],
    ['load -i images.tar', 'any'],
    ['compose build', 'any'],
    ['buildx bake', 'any'],
    ['tag app other', undefined],
  ])('gives names to images of the store: %s', (command, names) => {
    expect(plan(command)).toEqual({ type: 'Pass', ...(names === undefined ? {} : { names }) });
  });

  test('keeps its other words when it must not push, or reads another Dockerfile', () => {
    expect(withoutPush(['--push', '-t', 'x', '.'])).toEqual(['--load', '-t', 'x', '.']);
    expect(withFile(['-f', 'a', '-t', 'x', '.'], 'b')).toEqual(['--file', 'b', '-t', 'x', '.']);
    expect(withFile(['--file=a', '.'], 'b')).toEqual(['--file', 'b', '.']);
  });
});

describe('the images that a Dockerfile takes something from', () => {
  test.each([
    ['FROM node:22', ['node:22']],
    ['from --platform=linux/amd64 node:22 as one\nFROM one\nFROM scratch', ['node:22']],
    ['# FROM no\nARG TAG=1\nARG BASE="app:$TAG"\nFROM ${BASE}', ['app:1']],
    ['ARG TAG\nFROM app:${TAG:-latest}\nFROM app:v${TAG:+x}', ['app:latest', 'app:v']],
    ['ARG GIVEN=no\nFROM $GIVEN/app', ['yes/app']],
    ['FROM a\nARG GIVEN\nCOPY --from=b:1 /x /x\nCOPY --from=0 /x /x', ['a', 'b:1']],
    ['FROM a\nRUN --mount=type=bind,from=tools,target=/t ls', ['a', 'tools']],
    ['FROM \\\n  a:1 \\\n  AS one', ['a:1']],
    ['', []],
  ])('%j: %j', (text, images) => expect(dockerfileImages(text, { GIVEN: 'yes' })).toEqual(images));
});

describe('a call of the AWS CLI', () => {
  const env = {
    AWS_REGION: 'eu-west-1',
    CODEBUILD_BUILD_ARN: 'arn:aws:codebuild:eu-west-1:444455556666:build/app:1',
  };
  const answer = (command: string, more: object = {}) =>
    answerAws(command.split(' '), { ...env, ...more })?.output;

  test.each([
    ['sts get-caller-identity --query Account --output text', '444455556666\n'],
    ['--region us-east-1 sts get-caller-identity --output=text --query=Account', '444455556666\n'],
    ['sts get-caller-identity --query Account', '"444455556666"\n'],
    [
      'sts get-caller-identity --output text',
      expect.stringMatching(/^444455556666\tarn:aws:sts::444455556666:[^\t]+\t/),
    ],
    ['ecr get-login-password --region eu-west-1', 'no-password-is-asked-for-here\n'],
    ['ecr get-login-password --endpoint-url http://localhost:4566', undefined],
    ['sts get-caller-identity --query [Account,Arn] --output text', undefined],
    ['sts get-caller-identity --output yaml', undefined],
    [
      'ecr describe-repositories --repository-names team/app --query repositories[0].repositoryUri --output text',
      '444455556666.dkr.ecr.eu-west-1.amazonaws.com/team/app\n',
    ],
    [
      'ecr create-repository --repository-name app --image-scanning-configuration scanOnPush=true',
      expect.stringContaining('"repositoryArn": "arn:aws:ecr:eu-west-1:444455556666:repository/app"'),
    ],
    ['ecr describe-repositories', undefined],
    ['ecr describe-repositories --repository-names a --query length(repositories)', undefined],
    ['s3 ls', undefined],
    ['ecr describe-images --repository-name app', undefined],
  ])('"%s" is answered with %j', (command, output) => expect(answer(command)).toEqual(output));

  test.each(['ecr get-login --no-include-email', '--region eu-west-1 ecr get-login'])(
    '"%s" is refused, as by version 2 of the CLI, with what to write instead',
    (command) => {
      expect(answer(command)).toBeUndefined();
      expect(refuseAws(command.split(' '), env)).toContain(
        'docker login --username AWS --password-stdin 444455556666.dkr.ecr.eu-west-1.amazonaws.com',
      );
    },
  );

  test('other than get-login is not refused', () => {
    expect(refuseAws(['ecr', 'get-login-password'], env)).toBeUndefined();
  });

  test('gives the account that the build was given', () => {
    const asked = 'sts get-caller-identity --query Account --output text';
    expect(answer(asked, { AWS_ACCOUNT_ID: '777788889999' })).toBe('777788889999\n');
    expect(answer(asked, { AWS_ACCOUNT_ID: 'none' })).toBe('444455556666\n');
  });

  test('is for AWS where the build was given credentials', () => {
    expect(namesCredentials({ AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE' })).toBe(true);
    expect(namesCredentials({ AWS_PROFILE: '', AWS_REGION: 'eu-west-1' })).toBe(false);
  });
});
