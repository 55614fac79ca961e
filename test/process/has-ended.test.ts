// A process whose first thread is over: Python can end that one alone.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { identityOf, isRunning } from '../../src/targets/daemon/process-identity.ts';

const exitCalls: Readonly<Record<string, number>> = { x64: 60, arm64: 93 };
const exitCall = exitCalls[process.arch];
const reason =
  process.platform !== 'linux' || exitCall === undefined
    ? 'it needs Linux'
    : spawnSync('python3', ['--version']).error?.message;
if (reason !== undefined) console.warn(`A process whose first thread is over is not tested: ${reason}`);

/** Its second thread ends with its standard input. */
const program = `
import ctypes, os, sys, threading
threading.Thread(target=lambda: (print("ready", flush=True), os.read(0, 1), os._exit(0))).start()
ctypes.CDLL(None).syscall(${exitCall}, 0)
`;

test.skipIf(reason !== undefined)(
  'a process runs until its last thread has ended: others hold its files and ports',
  async () => {
    const child = spawn('python3', ['-c', program], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    const pid = child.pid ?? 0;
    const identity = identityOf(pid);
    await expect.poll(() => /\) (.)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]).toBe('Z');
    expect(isRunning(identity)).toBe(true);
    const exited = once(child, 'exit');
    child.stdin.end();
    await exited;
    expect(isRunning(identity)).toBe(false);
  },
);
