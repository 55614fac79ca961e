// Error texts and what they mean: the specific cause before the general one.
import { describe, expect, test } from 'vitest';
import { explainFailure } from '../../src/view/explain-failure.ts';
import type { FailureDetails } from '../../src/model/progress.ts';

const failed = (more: Partial<FailureDetails>): FailureDetails => ({
  code: 'JobFailed',
  message: 'failed',
  ...more,
});

describe('a failure', () => {
  test.each([
    [
      failed({ exitCode: 127, logTail: ["./x.sh: line 2: $'\\r': command not found"] }),
      'Windows line endings',
    ],
    [
      failed({ exitCode: 1, logTail: ['Error: listen EADDRINUSE: address already in use :::3000'] }),
      'already listens',
    ],
    [
      failed({
        message: 'The deployment failed because a specified file already exists at this location: /srv/a',
      }),
      'A file lies where',
    ],
    [
      failed({
        exitCode: 1,
        logTail: ['Cannot connect to the Docker daemon at unix:///var/run/docker.sock'],
      }),
      'no Docker daemon',
    ],
    [
      failed({
        exitCode: 128,
        logTail: ['fatal: not a git repository (or any of the parent directories): .git'],
      }),
      'arrived as a zip',
    ],
    [failed({ exitCode: 1, logTail: ['npm error Missing script: "lint"'] }), 'no script of that name'],
    [
      failed({
        exitCode: 1,
        logTail: ["can't find executable rake for gem rake. rake is not currently included in the bundle"],
      }),
      'Bundler has no gem of that name',
    ],
    [
      failed({ exitCode: 7, logTail: ["Could not find gem 'rspec' in locally installed gems."] }),
      'Bundler has no gem of that name',
    ],
    [failed({ exitCode: 127, logTail: ['sh: 1: mvn: not found'] }), 'no program of that name'],
    [
      failed({
        exitCode: 1,
        logTail: [
          'npm error `npm ci` can only install packages when your package.json and package-lock.json',
        ],
      }),
      'does not fit package.json',
    ],
    [
      failed({
        exitCode: 1,
        logTail: ['ERROR: Ignored the following versions: 6.0 Requires-Python >=3.12'],
      }),
      'wants another Python',
    ],
    [failed({ exitCode: 1, logTail: ["ModuleNotFoundError: No module named 'jwt'"] }), 'is not installed'],
    [failed({ exitCode: 1, logTail: ['error: invalid target release: 25'] }), 'newer Java'],
    [
      failed({
        exitCode: 1,
        logTail: ['[ERROR] Fatal error compiling: error: release version 25 not supported'],
      }),
      'newer Java',
    ],
    [
      failed({
        exitCode: 1,
        logTail: ['go: go.mod requires go >= 1.99 (running go 1.24.1; GOTOOLCHAIN=local)'],
      }),
      'newer Go',
    ],
    [
      failed({
        message: 'Unable to fetch parameters [/cdk-bootstrap/hnb659fds/version] from parameter store',
      }),
      'has not been bootstrapped',
    ],
    [
      failed({
        exitCode: 1,
        logTail: [
          'Shop: SSM parameter /cdk-bootstrap/hnb659fds/version not found in aws://111122223333/us-east-1. Has the environment been bootstrapped?',
        ],
      }),
      'has not been bootstrapped',
    ],
    [
      failed({
        message: 'ValidationError: Stack:shop is in ROLLBACK_COMPLETE state and can not be updated.',
      }),
      'first creation of the stack has failed',
    ],
    [failed({ exitCode: 1, logTail: ['Error: No value for required variable'] }), 'was given no value'],
    [
      failed({ exitCode: 1, logTail: ['Caused by: java.net.UnknownHostException: services.gradle.org'] }),
      'could not be resolved',
    ],
    [
      failed({
        exitCode: 1,
        logTail: ['dial tcp: lookup', 'registry.terraform.io on 10.0.0.2:53: no such host'],
      }),
      'could not be resolved',
    ],
    [
      failed({
        exitCode: 100,
        logTail: ["E: Failed to fetch http://a/b  Could not resolve 'deb.debian.org'"],
      }),
      'could not be resolved',
    ],
    [
      failed({
        exitCode: 100,
        logTail: ["W: Failed to fetch http://a/b  Temporary failure resolving 'deb.debian.org'"],
      }),
      'could not be resolved',
    ],
    [
      failed({
        exitCode: 1,
        logTail: ['nc: getaddrinfo for host "db.internal" port 5432: Name does not resolve'],
      }),
      'could not be resolved',
    ],
    [
      failed({
        exitCode: 100,
        logTail: ['Err:1 http://a.example/debian stable InRelease', "  Could not resolve 'a.example'"],
      }),
      'could not be resolved',
    ],
    [
      failed({ exitCode: 6, logTail: ['curl: (6) Could not resolve host: a.example'] }),
      'could not be resolved',
    ],
    [failed({ exitCode: 127, logTail: ['sh: 4: ./scripts/build.sh: not found'] }), 'at that path'],
    [failed({ exitCode: 127, logTail: ['sh: 1: /opt/tool/run: not found'] }), 'at that path'],
    [
      failed({ exitCode: 127, logTail: ['bash: line 1: ci/build: No such file or directory'] }),
      'at that path',
    ],
    [
      failed({ exitCode: 127, logTail: ['zsh:1: no such file or directory: ./scripts/build.sh'] }),
      'at that path',
    ],
    [
      failed({ exitCode: 127, logTail: ["/usr/bin/env: 'node': No such file or directory"] }),
      'no program of that name',
    ],
    [
      failed({ exitCode: 127, logTail: ['/codebuild/output/tmp/script.sh: 4: mvn: not found'] }),
      'no program of that name',
    ],
    [failed({ exitCode: 126 }), 'may not be executed'],
    [failed({ exitCode: 137 }), 'SIGKILL'],
    [failed({ code: 'HEALTH_CONSTRAINTS' }), 'Too few hosts'],
  ])('is explained', (error, meaning) => {
    expect(explainFailure(error)?.meaning).toContain(meaning);
  });

  test.each<[string, Partial<FailureDetails>, RegExp]>([
    ['a hook of a deployment', { code: 'HEALTH_CONSTRAINTS' }, /ApplicationStop/],
    [
      'a hook by itself',
      { message: 'Script at specified location: start.sh failed with exit code 1' },
      /ApplicationStop/,
    ],
    ['a build', { exitCode: 1 }, /ss -ltnp/],
    [
      'a task of ECS',
      {
        code: 'DeploymentFailed',
        message:
          '3 tasks have failed to start in the service web: Essential container in task exited (web, exit code 1)',
      },
      /Give each container of the task definition a port of its own/,
    ],
  ])('of a port that is taken gives the advice for %s', (_, error, advice) => {
    const logTail = ['Error: listen EADDRINUSE: address already in use :::3000'];
    expect(explainFailure(failed({ ...error, logTail }))?.advice).toMatch(advice);
  });

  test('what the CDK wants is bootstrapped where the environment leads, and no account is made up', () => {
    const message = 'Unable to fetch parameters [/cdk-bootstrap/hnb659fds/version] from parameter store';
    const advice = explainFailure(failed({ message }))?.advice;
    expect(advice).toContain('eval "$(slipway account env)"; npx cdk bootstrap. Then');
    expect(advice).not.toMatch(/\d{12}/);
  });

  test('of a task that answers too late speaks of the grace period first', () => {
    const message = 'Task failed ELB health checks in (target-group web): connect ECONNREFUSED 127.0.0.1:1';
    expect(explainFailure(failed({ code: 'DeploymentFailed', message }))?.advice).toMatch(
      /^Give an application that starts slowly healthCheckGracePeriodSeconds/,
    );
  });

  test.each([
    "[!] RollupError: Could not resolve 'socket.io' from src/server.js",
    "src/server.js: Could not resolve 'socket.io'",
    'X [ERROR] Could not resolve "socket.io"',
  ])('of a bundler that finds no package is not one of names on the network: %s', (line) => {
    expect(explainFailure(failed({ exitCode: 1, logTail: [line] }))).toBeUndefined();
  });

  test('that says nothing about its cause is not explained', () => {
    expect(explainFailure(failed({ exitCode: 1, logTail: ['1 test failed'] }))).toBeUndefined();
  });
});
