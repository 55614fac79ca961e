// The Node that a buildspec asks for: fetched once by npm where the machine has another. npm is a script here that does what
// the real one would, or fails as it does without a network.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { BuildGround, spec } from '../../rig/build.ts';
import { makeFolder, type TemporaryFolder } from '../../rig/temporary-folder.ts';

let ground: BuildGround;
let programs: TemporaryFolder;
beforeAll(async () => {
  [ground, programs] = await Promise.all([BuildGround.open(), makeFolder()]);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await ground[Symbol.asyncDispose]();
  await programs[Symbol.asyncDispose]();
});

const script = (path: string, text: string): void => {
  writeFileSync(path, `#!/bin/sh\n${text}`);
  chmodSync(path, 0o755);
};

/** A machine with that Node and that npm, in a folder of the name. */
function stubMachine(name: string, node: string, npm: string): string {
  const folder = join(programs.path, name);
  mkdirSync(folder, { recursive: true });
  script(join(folder, 'node'), `echo v${node}\n`);
  script(join(folder, 'npm'), npm);
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH'] ?? ''}`);
  return folder;
}

/** Installs a Node of the version that is asked for, and counts how often. */
const bringing = (calls: string): string => `
echo call >> '${calls}'
for word; do case $word in --prefix) next=prefix;; *) [ "$next" = prefix ] && prefix=$word; next=; last=$word;; esac; done
mkdir -p "$prefix/node_modules/\${last%@*}/bin"
printf '#!/bin/sh\\necho v%s.9.9\\n' "\${last##*@}" > "$prefix/node_modules/\${last%@*}/bin/node"
chmod +x "$prefix/node_modules/\${last%@*}/bin/node"
`;
const offline = `echo 'npm error code ENOTFOUND' >&2
echo 'npm error network request to the registry failed, reason: getaddrinfo ENOTFOUND' >&2
exit 1
`;

const asking = (version: string) =>
  spec({ install: { 'runtime-versions': { nodejs: version }, commands: ['node --version'] } });

test('is fetched once for all builds of a state folder, and reported', async () => {
  const calls = join(programs.path, 'calls');
  stubMachine('online', '4.1.0', bringing(calls));
  const builds = await Promise.all([
    ground.build({ buildspec: asking('98.x') }),
    ground.build({ buildspec: asking('98') }),
  ]);
  const later = await ground.build({ buildspec: asking('98'), options: { strictRuntimes: true } });
  for (const { result, log, progress } of [...builds, later]) {
    expect(result.status).toBe('Succeeded');
    expect(log).toContain('v98.9.9');
    expect(progress).toContainEqual({
      kind: 'Notice',
      message: expect.stringMatching(
        /^Node 98\.9\.9 was fetched by npm, because .* this machine has 4\.1\.0/,
      ),
    });
  }
  expect(readFileSync(calls, 'utf8')).toBe('call\n');
});

test('is not fetched where the machine has it, nor where Slipway runs by it', async () => {
  const calls = join(programs.path, 'none');
  stubMachine('has', '77.1.0', bringing(calls));
  const there = await ground.build({ buildspec: asking('77') });
  expect(there.log).toContain('v77.1.0');
  const own = process.versions.node;
  const ours = await ground.build({ buildspec: asking(own.split('.')[0] ?? '') });
  expect(ours.log).toContain(`v${own}`);
  expect(existsSync(calls)).toBe(false);
});

test('that cannot be fetched is replaced by the one that runs Slipway, when that is nearer', async () => {
  stubMachine('offline', '4.1.0', offline);
  const { result, log, progress } = await ground.build({ buildspec: asking('97') });
  expect(result.status).toBe('Succeeded');
  expect(log).toContain(`v${process.versions.node}`);
  const notices = progress.flatMap((each) => (each.kind === 'Notice' ? [each.message] : []));
  expect(notices.filter((message) => message.includes('nodejs 97'))).toEqual([
    expect.stringMatching(
      /npm could not fetch it: network request to the registry failed.* needs the network once/,
    ),
  ]);
});

test('that cannot be fetched fails a build with strict runtimes, and says why', async () => {
  stubMachine('strict', '4.1.0', offline);
  const { result } = await ground.build({ buildspec: asking('96'), options: { strictRuntimes: true } });
  expect(result).toMatchObject({
    status: 'Failed',
    error: { where: 'DOWNLOAD_SOURCE', message: expect.stringContaining('npm could not fetch it') },
  });
});
