// Why an engine's client failed, whatever it prints around the cause.
import { assert, constantFrom, property, stringMatching } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { engineCause } from '../../src/process/engine-cause.ts';

const noProgram =
  'Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/no/such/program": stat /no/such/program: no such file or directory: unknown';

describe('the cause of a failed call of an engine', () => {
  test.each([
    [
      'the line before the hint at the help of Docker',
      `docker: ${noProgram}\n\nRun 'docker run --help' for more information\n`,
      noProgram,
    ],
    [
      'the same of older clients',
      "docker: Error response from daemon: unable to find user nosuchuser: no matching entries in passwd file.\nSee 'docker run --help'.\n",
      'Error response from daemon: unable to find user nosuchuser: no matching entries in passwd file.',
    ],
    [
      'what stands after a warning and the id of the container',
      `WARNING: Your kernel does not support swap limit capabilities\n${'a'.repeat(64)}\ndocker: ${noProgram}\n\nRun 'docker run --help' for more information\n`,
      noProgram,
    ],
    [
      'what the client itself refuses, with its usage',
      "docker: invalid reference format: repository name must be lowercase\n\nUsage:  docker run [OPTIONS] IMAGE\n\nRun 'docker run --help' for more information",
      'invalid reference format: repository name must be lowercase',
    ],
    [
      'an unknown option',
      "unknown flag: --no-such\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nRun 'docker run --help' for more information",
      'unknown flag: --no-such',
    ],
    [
      'a manifest that is not there, of Docker',
      'Error response from daemon: manifest for 127.0.0.1:5000/web:nope not found: manifest unknown: manifest unknown\n',
      'Error response from daemon: manifest for 127.0.0.1:5000/web:nope not found: manifest unknown: manifest unknown',
    ],
    [
      'a manifest that is not there, of Podman after its attempts',
      'Trying to pull 127.0.0.1:5000/web:nope...\ntime="2026-11-28T12:00:00Z" level=warning msg="failed, retrying in 1s ... (1/3)"\nError: initializing source docker://127.0.0.1:5000/web:nope: reading manifest nope in 127.0.0.1:5000/web: manifest unknown\n',
      'initializing source docker://127.0.0.1:5000/web:nope: reading manifest nope in 127.0.0.1:5000/web: manifest unknown',
    ],
    [
      'several errors of Podman',
      'Error: 2 errors occurred while pulling:\n * initializing source docker://localhost/web:1: connection refused\n * initializing source docker://docker.io/library/web:1: denied\n',
      '2 errors occurred while pulling: * initializing source docker://localhost/web:1: connection refused * initializing source docker://docker.io/library/web:1: denied',
    ],
    [
      'an error of Podman before what its logger adds',
      'Error: crun: executable file `/no/such/program` not found in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found\ntime="2026-11-28T12:00:00Z" level=error msg="Unable to clean up network"\n',
      'crun: executable file `/no/such/program` not found in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found',
    ],
    [
      'a daemon that does not answer',
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n',
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    ],
    ['the last line when no line speaks of an error', 'one\ntwo\n', 'two'],
    [
      'what a logger alone says',
      'time="x" level=error msg="no space"\n',
      'time="x" level=error msg="no space"',
    ],
    ['nothing', '\n', ''],
  ])('is %s', (_, output, cause) => expect(engineCause(output)).toBe(cause));

  test('is never a hint at the help, wherever that stands and however the error is worded', () => {
    const words = stringMatching(/^[a-z][a-z ]{3,40}[a-z]$/);
    const hints = constantFrom(
      "Run 'docker run --help' for more information",
      "See 'docker run --help'.",
      "Run 'docker pull --help' for more information on a command",
    );
    assert(
      property(
        words,
        hints,
        constantFrom('docker: Error response from daemon: ', 'Error: '),
        (text, hint, start) => {
          expect(engineCause(`${start}${text}\n\n${hint}\n`)).toContain(text);
          expect(engineCause(`${start}${text}\n${hint}`)).not.toContain('--help');
        },
      ),
    );
  });
});
