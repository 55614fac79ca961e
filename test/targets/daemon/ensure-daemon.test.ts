import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { holderOf } from '../../../src/targets/daemon/claim-record.ts';
import { ensureDaemon, type Daemon } from '../../../src/targets/daemon/ensure-daemon.ts';
import { endProcess, identityOf } from '../../../src/targets/daemon/process-identity.ts';
import { removeTree } from '../../../src/lib/remove-tree.ts';

const rooms = join(import.meta.dirname, '../../../src/targets');

/** A daemon that answers in the version that its last argument names. */
const program = `
import { claimRecord } from '${rooms}/daemon/claim-record.ts';
import { serveRequests } from '${rooms}/daemon/serve-requests.ts';
const [socketFile, record, version] = process.argv.slice(2);
if (!claimRecord(record)) process.exit(0);
await serveRequests({ socketFile, version, handle: async () => undefined });
`;

function makeDaemon(): (version: string) => Daemon {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-daemon-'));
  const record = join(folder, 'process.json');
  const socketFile = join(folder, 'it.sock');
  writeFileSync(join(folder, 'daemon.ts'), program);
  onTestFinished(async () => {
    await endProcess(holderOf(record));
    await removeTree(folder);
  });
  return (version) => ({
    name: 'the daemon',
    socketFile,
    version,
    record,
    log: join(folder, 'log'),
    command: async () =>
      await Promise.resolve({
        file: process.execPath,
        args: [join(folder, 'daemon.ts'), socketFile, record, version],
        env: { PATH: process.env['PATH'] ?? '' },
      }),
  });
}

const soon = (): AbortSignal => AbortSignal.timeout(240_000);

test('a daemon of this version is taken up, one of another version is replaced', async () => {
  const daemon = makeDaemon();
  expect(await ensureDaemon(daemon('1'), soon())).toBe('started');
  const first = holderOf(daemon('1').record);
  expect(await ensureDaemon(daemon('1'), soon())).toBe('taken up');
  expect(holderOf(daemon('1').record)).toEqual(first);
  expect(await ensureDaemon(daemon('2'), soon())).toBe('started');
  expect(identityOf(first?.pid ?? 0)).toBeUndefined();
});

test('what can only start another version again and again is ended, and the daemon begins anew', async () => {
  const daemon = makeDaemon();
  const { command, ...old } = daemon('1');
  const { file, args, env } = await command();
  // As the first process of a host, that sees the program of before: it starts the old version whenever one has left.
  const keeper = [
    '-c',
    'echo $$ >"$0"; while [ -e "$0" ]; do "$@"; done',
    `${old.log}.keeper`,
    file,
    ...args,
  ];
  const held = { ...old, command: async () => Promise.resolve({ file: '/bin/sh', args: keeper, env }) };
  expect(await ensureDaemon(held, soon())).toBe('started');
  const end = async (): Promise<void> => {
    const pid = Number(readFileSync(`${old.log}.keeper`, 'utf8'));
    rmSync(`${old.log}.keeper`);
    process.kill(pid, 'SIGKILL');
    await endProcess(holderOf(old.record));
  };
  expect(await ensureDaemon({ ...daemon('2'), end }, soon())).toBe('started');
  expect(await ensureDaemon(daemon('2'), soon())).toBe('taken up');
});

test('two that start it at once get the same one', async () => {
  const daemon = makeDaemon();
  await Promise.all([ensureDaemon(daemon('1'), soon()), ensureDaemon(daemon('1'), soon())]);
  const holder = holderOf(daemon('1').record);
  expect(identityOf(holder?.pid ?? 0)).toEqual(holder);
});

test('a daemon that cannot start is reported with the end of its log', async () => {
  const daemon = makeDaemon()('1');
  const broken = {
    ...daemon,
    command: async () => ({ ...(await daemon.command()), args: ['-e', 'throw "broken"'] }),
  };
  await expect(ensureDaemon(broken, soon())).rejects.toThrow(/ended before it answered[^]*broken/);
  expect(readFileSync(daemon.log, 'utf8')).toContain('broken');
});
