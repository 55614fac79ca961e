// What commands print, however strange: the log has it byte for byte, and the build ends when its commands have.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LogGroups } from '../../../src/state/log-groups/log-groups.ts';
import { BuildGround, spec, type Built } from '../../rig/build.ts';

let ground: BuildGround;
beforeAll(async () => {
  ground = await BuildGround.open();
});
afterAll(async () => ground[Symbol.asyncDispose]());

const build = async (...commands: readonly string[]) =>
  ground.build({ buildspec: spec({ build: commands }) });

/** As it lies on the disk: text would hide what is no text. */
function bytesOf({ mark }: Built): Buffer {
  return readFileSync(ground.state.logs.path('execution', mark));
}

describe('the log keeps', () => {
  test('bytes that are no UTF-8, and zero bytes', async () => {
    const built = await build(String.raw`printf 'a\377\376b\000c\303\n'`);
    expect(bytesOf(built).includes(Buffer.from([0x61, 0xff, 0xfe, 0x62, 0, 0x63, 0xc3, 0x0a]))).toBe(true);
  });

  test('a line of ten megabytes', async () => {
    const built = await build("head -c 10000000 /dev/zero | tr '\\0' x; echo; echo after");
    const bytes = bytesOf(built);
    expect(bytes.indexOf(Buffer.alloc(10_000_000, 'x'))).toBeGreaterThan(0);
    expect(bytes.includes('\nafter\n')).toBe(true);
  });

  test('a million lines, each once and in order', async () => {
    const built = await build('seq 1000000 | sed s/^/line-/');
    const numbers = built.output
      .filter((line) => line.startsWith('line-'))
      .map((line) => Number(line.slice(5)));
    expect(numbers).toHaveLength(1_000_000);
    expect(numbers.every((number, index) => number === index + 1)).toBe(true);
  });

  test('both streams in the order in which they were written', async () => {
    const built = await build('for i in 1 2 3 4 5; do echo out $i; echo err $i >&2; done');
    const said = built.output.filter((line) => /^(out|err) \d$/.test(line));
    expect(said).toEqual([1, 2, 3, 4, 5].flatMap((number) => [`out ${number}`, `err ${number}`]));
  });

  test('a last line without a line feed, and the next of our own begins on a new one', async () => {
    const built = await build('printf unfinished', 'echo next');
    expect(built.log).toMatch(/\nunfinished\n+\[Container\]/);
  });
});

describe('a process in the background', () => {
  test('that holds the pipe open does not hold up the build, and is ended with it', async () => {
    const built = await build('(sleep 1000; echo never) & echo started');
    expect(built.result.status).toBe('Succeeded');
    expect(built.log).toContain('started');
    expect(survivors(built)).toBe('');
  });

  test('is ended also when it has left session and group, and ignores signals', async () => {
    const deaf = `setsid sh -c "trap '' TERM HUP INT; while :; do sleep 1000; done" >/dev/null 2>&1 &`;
    const built = await build(deaf, 'echo started');
    expect(built.result.status).toBe('Succeeded');
    expect(survivors(built)).toBe('');
  });

  test('that writes after its shell has ended is still heard while the build lasts', async () => {
    const fifo = 'mkfifo late done';
    const background = '(read word < late; echo "late $word"; echo over > done) &';
    const built = await build(fifo, background, 'echo heard > late', 'read word < done');
    expect(built.result.status).toBe('Succeeded');
    expect(built.output).toContain('late heard');
  });
});

/** Processes that carry the mark of the build. */
function survivors({ mark }: Built): string {
  const { stdout } = spawnSync('sh', [
    '-c',
    `grep -la "SLIPWAY_MARK=${mark}" /proc/[0-9]*/environ 2>/dev/null`,
  ]);
  const own = `/proc/${process.pid}/environ`;
  return stdout
    .toString()
    .split('\n')
    .filter((path) => path !== '' && path !== own)
    .join(' ');
}

test('the log is in CloudWatch Logs, where the project says, and nowhere when it says so', async () => {
  const buildspec = spec({ build: ['true'] });
  const cloudWatchLogs = { status: 'ENABLED', groupName: '/shop', streamName: 'web' };
  const { mark } = await ground.build({ buildspec, project: { logsConfig: { cloudWatchLogs } } });
  await ground.build({ buildspec, project: { logsConfig: { cloudWatchLogs: { status: 'DISABLED' } } } });
  using logs = new LogGroups(ground.state.path);
  const key = { account: '111122223333', region: 'eu-central-1', name: '/shop' };
  const group = logs.group(key);
  expect(group && logs.streams(group)).toMatchObject([
    { name: expect.stringMatching(/^web\/[0-9a-f-]{36}$/), file: ground.state.logs.path('execution', mark) },
  ]);
});

test('what Terraform says of its plan and its changes is progress of the action', async () => {
  const built = await build(
    'printf "  # a.b will be created\\nPlan: 1 to add, 0 to change, 0 to destroy.\\n"',
    'echo "Apply complete! Resources: 1 added, 0 changed, 0 destroyed."',
  );
  const found = built.progress.flatMap((each) => (each.kind === 'Infrastructure' ? [each] : []));
  expect(found.map(({ event, add, resources }) => [event, add, resources])).toEqual([
    ['PLANNED', 1, [{ address: 'a.b', change: 'create' }]],
    ['APPLIED', 1, []],
  ]);
});

test('addresses of this machine that a build prints are shown as what it has deployed, each once', async () => {
  const built = await build(
    'echo "The shop is at http://shop.s3-website.localhost:4510 and http://shop.s3-website.localhost:4510/"',
    'printf "API=http://127.0.0.1:4510/_aws/execute-api/a1b2/dev"',
    'echo http://a1b2.execute-api.localhost:4510/dev/orders https://example.com',
  );
  const found = built.progress.flatMap((each) => (each.kind === 'Endpoint' ? [[each.name, each.url]] : []));
  expect(found).toEqual([
    ['website shop', 'http://shop.s3-website.localhost:4510'],
    ['API a1b2 dev', 'http://127.0.0.1:4510/_aws/execute-api/a1b2/dev'],
    ['API a1b2 dev', 'http://a1b2.execute-api.localhost:4510/dev'],
  ]);
});
