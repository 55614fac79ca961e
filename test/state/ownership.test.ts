// Who owns a state folder, among real processes.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { acquireOwnership } from '../../src/state/ownership.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const root = join(import.meta.dirname, '..', '..');

/** Tries to own the folder, prints the outcome and stays until its input closes. */
const program = `
  import { acquireOwnership } from './src/state/ownership.ts';
  const ownership = await acquireOwnership(process.argv[1]);
  console.log(JSON.stringify(ownership));
  process.stdin.resume().on('end', () => process.exit());`;

class Contender implements AsyncDisposable {
  readonly child: ChildProcess;
  readonly outcome: Promise<{ readonly owned: boolean; readonly heldBy?: { readonly pid: number } }>;
  constructor(folder: string) {
    const args = ['--input-type=module', '--eval', program, folder];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
    this.child = child;
    this.outcome = once(createInterface({ input: child.stdout }), 'line').then(
      ([line]) => JSON.parse(String(line)) as { readonly owned: boolean },
    );
  }
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }
  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }
}

test('of processes that start at once one owns the folder, and the others can name it', async () => {
  await using folder = await makeFolder();
  await using stack = new AsyncDisposableStack();
  const contenders = Array.from({ length: 4 }, () => stack.use(new Contender(folder.path)));
  const outcomes = await Promise.all(contenders.map((each) => each.outcome));
  const owners = contenders.filter((_, at) => outcomes[at]?.owned === true);
  expect(owners).toHaveLength(1);
  const named = outcomes.flatMap(({ heldBy }) => (heldBy === undefined ? [] : [heldBy.pid]));
  expect(named).toEqual(Array(3).fill(owners[0]?.child.pid));
});

test('the folder of an owner that was killed is free at once, whatever name stands there', async () => {
  await using folder = await makeFolder();
  await using owner = new Contender(folder.path);
  expect((await owner.outcome).owned).toBe(true);
  expect(await acquireOwnership(folder.path)).toMatchObject({
    owned: false,
    heldBy: { pid: owner.child.pid },
  });
  await owner.kill();
  // As if the number had been given to another process meanwhile.
  await writeFile(join(folder.path, 'owner.json'), JSON.stringify({ pid: process.pid, since: 0 }));
  const ownership = await acquireOwnership(folder.path);
  expect(ownership.owned).toBe(true);
  if (ownership.owned) ownership.release();
});

test('a process cannot own a folder twice, and can again after it let go', async () => {
  await using folder = await makeFolder();
  const first = await acquireOwnership(folder.path);
  expect(await acquireOwnership(folder.path)).toMatchObject({ owned: false, heldBy: { pid: process.pid } });
  if (first.owned) first.release();
  const second = await acquireOwnership(folder.path);
  expect(second.owned).toBe(true);
  if (second.owned) second.release();
});
