// The Python environment that moto is installed into, with programs in the place of Python that do what is asked here.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { preparationFile } from '../../src/account/moto-folder.ts';
import { openNotExecutedCalls } from '../../src/account/not-executed-calls.ts';
import { watchPreparation } from '../../src/account/watch-preparation.ts';
import { environmentFolder, provideEnvironment } from '../../src/targets/python/python-environment.ts';
import { callJson, openTestEndpoint } from '../rig/endpoint.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

/** `python3` of a machine. `$1 $2` are the options that are given first, `$3` the folder of a venv. */
const python = (venv: string, pip = 'echo Collecting moto==1') => `#!/bin/sh
case "$1 $2" in
-c\\ *) echo 3.12 ;;
"-m venv") ${venv} ;;
"-m pip") ${pip} ;;
esac
`;
const copyItself = 'mkdir -p "$3/bin" && cp "$0" "$3/bin/python"';

async function machine(program?: string) {
  const folder = await makeFolder();
  const bin = join(folder.path, 'bin');
  mkdirSync(bin);
  const env = { PATH: bin, XDG_CACHE_HOME: join(folder.path, 'cache') };
  const install = (text: string): void => {
    const file = join(bin, 'python3');
    writeFileSync(file, text.replaceAll(/\b(mkdir|cp|touch|sleep)\b/g, '/bin/$1'));
    chmodSync(file, 0o755);
  };
  if (program !== undefined) install(program);
  return {
    env,
    install,
    path: folder.path,
    [Symbol.asyncDispose]: async () => folder[Symbol.asyncDispose](),
  };
}

const ignore = { onProgress: () => {} };

test.each([
  ['no Python', undefined, /there is no "python3" on PATH\. Install Python and call again/],
  ['an old Python', '#!/bin/sh\necho 3.9\n', /needs Python 3\.10 or newer, and python3 is 3\.9\./],
  [
    'no venv module',
    python('echo "ensurepip is not available." >&2; exit 1'),
    /venv failed \(ensurepip is not available\)\. .*apt install python3-venv/,
  ],
  [
    'no network',
    python(
      copyItself,
      'echo "ERROR: No matching distribution found for moto" >&2; echo "advice" >&2; exit 1',
    ),
    /pip could not install it \(No matching distribution found for moto\)\. Call again with a network/,
  ],
])('on a machine with %s it says what to do, and leaves nothing', async (_what, program, message) => {
  await using at = await machine(program);
  await expect(provideEnvironment({ ...ignore, env: at.env })).rejects.toThrow(message);
  const cache = dirname(environmentFolder(at.env));
  expect(existsSync(cache) ? readdirSync(cache) : []).toEqual([]);
});

test('a call is refused with 400 and recorded where moto cannot be installed', async () => {
  await using at = await machine();
  for (const [name, value] of Object.entries(at.env)) vi.stubEnv(name, value);
  await using endpoint = await openTestEndpoint();
  const { status, body } = await callJson(endpoint, 'kms', { target: 'TrentService.ListKeys', input: {} });
  vi.unstubAllEnvs();
  expect(status).toBe(400);
  expect(body).toMatchObject({
    __type: 'UnknownOperationException',
    message: expect.stringMatching(
      /^Slipway does not execute ListKeys of KMS on this machine: moto answers it here, and it needs Python 3\.10 or newer/,
    ) as string,
  });
  using calls = openNotExecutedCalls(endpoint.stateFolder);
  expect(calls.list()).toMatchObject([{ service: 'KMS', operation: 'ListKeys' }]);
});

test('those who wait for a call see what is installed, and a moto that ends at once is refused', async () => {
  await using at = await machine();
  const go = join(at.path, 'go');
  const env = { ...at.env, PIP_GO: go };
  at.install(python(copyItself, 'echo Collecting moto==1; while [ ! -e "$PIP_GO" ]; do sleep 0.02; done'));
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  await using endpoint = await openTestEndpoint();
  const { promise: seen, resolve } = Promise.withResolvers<undefined>();
  using _watching = watchPreparation(endpoint.stateFolder, (line) => {
    if (line === 'moto: package 1, moto==1') resolve(undefined);
  });
  const call = callJson(endpoint, 'kms', { target: 'TrentService.ListKeys', input: {} });
  await seen;
  writeFileSync(go, '');
  const { status, body } = await call;
  vi.unstubAllEnvs();
  expect(status).toBe(400);
  expect(body['message']).toMatch(/it ended with status 0 before it answered; .*log says why$/);
  expect(existsSync(preparationFile(endpoint.stateFolder))).toBe(false);
});

test('it is made once, with what is being done, and taken up afterwards', async () => {
  await using at = await machine(python(copyItself));
  const lines: string[] = [];
  const onProgress = (line: string) => void lines.push(line);
  const first = await provideEnvironment({ onProgress, env: at.env });
  at.install('#!/bin/sh\nexit 1\n');
  expect(await provideEnvironment({ ...ignore, env: at.env })).toEqual(first);
  expect(lines).toEqual([
    `Slipway installs moto, once, into ${environmentFolder(at.env)}`,
    'moto: package 1, moto==1',
    'moto is installed',
  ]);
});

test('processes that make it at the same time end with one, and nothing else', async () => {
  await using at = await machine(python(copyItself));
  const all = await Promise.all([1, 2, 3].map(async () => provideEnvironment({ ...ignore, env: at.env })));
  expect(new Set(all.map((each) => each.python)).size).toBe(1);
  const folder = environmentFolder(at.env);
  expect(readdirSync(dirname(folder)).map((name) => join(dirname(folder), name))).toEqual([folder]);
});

test('one that was killed while it was made is made by the next call', async () => {
  await using at = await machine(python(copyItself, 'echo Collecting moto; sleep 60'));
  const module = join(import.meta.dirname, '../../src/targets/python/python-environment.ts');
  const program = `import { provideEnvironment } from ${JSON.stringify(module)};
await provideEnvironment({ onProgress: (line) => line.startsWith('moto: ') && console.log(line), env: ${JSON.stringify(at.env)} });`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', program], {
    detached: true,
  });
  await once(child.stdout, 'data');
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  await once(child, 'exit');
  expect(existsSync(environmentFolder(at.env))).toBe(false);
  at.install(python(copyItself));
  const { python: made } = await provideEnvironment({ ...ignore, env: at.env });
  expect(existsSync(made)).toBe(true);
});
