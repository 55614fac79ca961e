// The commands of the documentation, run one after the other as a reader would: each page has a folder of its own for each ground.
import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { docBlocks, type DocCommand } from '../rig/doc-commands.ts';
import { installed, makeProject } from '../rig/project.ts';
import { prepareGround } from './grounds.ts';

const root = join(import.meta.dirname, '..', '..');

interface PageGround {
  readonly page: string;
  readonly ground: string;
  readonly commands: readonly DocCommand[];
}

const grounds: readonly PageGround[] = ['README.md', ...globSync('docs/*.md', { cwd: root })].flatMap(
  (page) => {
    const blocks = docBlocks(readFileSync(join(root, page), 'utf8'));
    const names = new Set(blocks.map(({ ground }) => ground).filter((name) => name !== undefined));
    return [...names].map((ground) => ({
      page,
      ground,
      commands: blocks.filter((block) => block.ground === ground).flatMap(({ commands }) => commands),
    }));
  },
);

test.each(grounds)('the commands of $page that run in $ground do', async ({ page, ground, commands }) => {
  await using app = makeProject();
  prepareGround(ground, app);
  await using shell = openShell(app.folder);
  for (const { text, line, exitStatus } of commands) {
    const { status, output } = await shell.run(text);
    expect({ place: `${page}:${line}`, text, status, output: status === exitStatus ? '' : output }).toEqual({
      place: `${page}:${line}`,
      text,
      status: exitStatus,
      output: '',
    });
  }
});

interface Ran {
  readonly status: number | null;
  readonly output: string;
}

interface Shell extends AsyncDisposable {
  readonly run: (text: string) => Promise<Ran>;
}

/** A shell as that of a user who has the command on the PATH. A server goes on until the ground is left. */
function openShell(folder: string): Shell {
  const servers: (() => Promise<void>)[] = [];
  return {
    run: async (text) => {
      if (!/^slipway up\b/.test(text)) return await runIn(folder, text);
      const server = await startIn(folder, text);
      servers.push(server.end);
      return server.begun;
    },
    [Symbol.asyncDispose]: async () => {
      for (const end of servers) await end();
    },
  };
}

const environmentOf = (): NodeJS.ProcessEnv => ({
  ...process.env,
  ...installed,
  NO_COLOR: '1',
  GITHUB_ACTIONS: undefined,
  GIT_CONFIG_COUNT: '2',
  GIT_CONFIG_KEY_0: 'user.name',
  GIT_CONFIG_VALUE_0: 'Ann',
  GIT_CONFIG_KEY_1: 'user.email',
  GIT_CONFIG_VALUE_1: 'ann@example.com',
});

/** Ends what hangs, as an approval that nothing answers. No command that works takes as long. */
const hangsMs = 300_000;

async function runIn(folder: string, text: string): Promise<Ran> {
  const child = spawn('bash', ['-c', text], { cwd: folder, env: environmentOf(), timeout: hangsMs });
  // What a prompt or `secret set` reads.
  child.stdin.end('a value\n');
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (output += part));
  const { promise, resolve } = Promise.withResolvers<Ran>();
  child.on('close', (status) => resolve({ status, output }));
  return promise;
}

/** Its port is a free one: that of the documentation may be taken. */
async function startIn(
  folder: string,
  text: string,
): Promise<{ readonly begun: Ran; readonly end: () => Promise<void> }> {
  const child = spawn('bash', ['-c', `exec ${text} --port 0`], { cwd: folder, env: environmentOf() });
  const ended = Promise.withResolvers<void>();
  child.on('close', () => ended.resolve());
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (output += part));
  for await (const line of createInterface({ input: child.stdout })) {
    output += `${line}\n`;
    if (line.includes('http://127.0.0.1')) break;
  }
  const isUp = output.includes('http://127.0.0.1');
  child.stdout.resume();
  return {
    begun: { status: isUp ? 0 : child.exitCode, output },
    end: async () => {
      child.kill('SIGINT');
      await ended.promise;
    },
  };
}
