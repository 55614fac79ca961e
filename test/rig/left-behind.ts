// What test runs leave behind that were killed: the next run ends the processes and removes the folders.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeLeftMounts } from './left-mounts.ts';

const patienceMs = 30_000;

/** The beginning of a project's name that belongs to this process: short, for the paths of sockets below it. */
export function ownPrefix(): string {
  return join(tmpdir(), `slipway-test-${process.pid}-`);
}

/** Folders of this user whose process has ended, each with the id of that process. */
function leftFolders(kind: string): readonly (readonly [folder: string, pid: number])[] {
  const named = new RegExp(`^${kind}-(\\d+)-[^-]+$`);
  return readdirSync(tmpdir()).flatMap((name) => {
    const pid = Number(named.exec(name)?.[1]);
    const folder = join(tmpdir(), name);
    const owner = lstatSync(folder, { throwIfNoEntry: false })?.uid;
    return Number.isNaN(pid) || owner !== process.getuid?.() || isAlive(pid) ? [] : [[folder, pid] as const];
  });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** @param launcher ends what a project has deployed */
export function removeLeftBehind(launcher: string): void {
  for (const [folder] of leftFolders('slipway-test')) {
    if (existsSync(join(folder, '.slipway')))
      spawnSync(process.execPath, ['--', launcher, 'down'], { cwd: folder });
    remove(folder);
  }
  for (const [folder, pid] of leftFolders('slipway-docker')) {
    endDaemon(folder);
    spawnSync('ip', ['link', 'delete', `slip${pid}`]);
    removeLeftMounts();
    remove(folder);
  }
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    console.warn(`${folder}, left by a test run that was killed, cannot be removed: ${String(error)}`);
  }
}

/** A daemon that is asked to end ends its containers first. */
function endDaemon(folder: string): void {
  const file = join(folder, 'pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const isItself = () => {
    const commandLine = `/proc/${pid}/cmdline`;
    return pid > 0 && existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes(folder);
  };
  if (!isItself()) return;
  process.kill(pid);
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const patience = Date.now() + patienceMs;
  while (isItself()) {
    if (Date.now() > patience) process.kill(pid, 'SIGKILL');
    Atomics.wait(pause, 0, 0, 50);
  }
}
