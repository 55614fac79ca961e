// What the containers of tasks say, on its way to CloudWatch Logs (Amazon ECS developer guide, "Send Amazon ECS logs to CloudWatch").
// The engine has it as long as the container is there; before a container is removed it is kept in a file. CloudWatch Logs takes it
// when it is read.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../../lib/atomic-file.ts';
import { defined } from '../../lib/defined.ts';
import type { ContainerDefinition } from '../../model/task-definition.ts';
import { callEngine } from '../../process/container-engine.ts';
import { containerName, type TaskPlace } from './task-place.ts';

/** Of one container. */
export interface TaskLog {
  readonly group: string;
  readonly stream: string;
  /** That of the caller when it is absent. */
  readonly region?: string;
  /** The program of the engine. */
  readonly engine: string;
  /** Its name in the engine. */
  readonly container: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** All that it has said, once it is about to be removed. */
  readonly text?: string;
}

export interface FoundTaskLog extends TaskLog {
  /** Absolute path of its note. */
  readonly file: string;
}

const folderName = '@task-logs';

/** Called when a container has started: its stream is there from then on. */
export function noteTaskLog(place: TaskPlace, taskId: string, { name, awsLogs }: ContainerDefinition): void {
  if (awsLogs === undefined) return;
  const { group, region, streamPrefix } = awsLogs;
  const container = containerName(place, taskId, name);
  const stream = streamPrefix === undefined ? container : `${streamPrefix}/${name}/${taskId}`;
  const { engine, targetsFolder } = place;
  const note = { group, stream, ...defined({ region }), engine, container, startedAt: Date.now() };
  mkdirSync(join(targetsFolder, folderName), { recursive: true, mode: 0o700 });
  save(noteFile(place, container), note);
}

function noteFile({ targetsFolder, engine }: TaskPlace, container: string): string {
  const name = createHash('sha256').update(`${engine} ${container}`).digest('hex');
  return join(targetsFolder, folderName, `${name}.json`);
}

function save(file: string, note: TaskLog): void {
  writeAtomically(file, JSON.stringify(note), 0o600);
}

/** Before the containers of these names are removed. */
export async function keepTaskLogs(place: TaskPlace, containers: readonly string[]): Promise<void> {
  for (const container of containers) {
    const file = noteFile(place, container);
    const note = read(file);
    const text = note === undefined ? undefined : await textOf(note);
    if (note !== undefined && typeof text === 'string') save(file, { ...note, text });
  }
}

function read(file: string): TaskLog | undefined {
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as TaskLog;
}

/** Undefined while the engine does not answer. */
async function textOf({ engine, container, text }: TaskLog): Promise<string | Gone | undefined> {
  if (text !== undefined) return text;
  const { exitCode, output } = await callEngine({ file: engine }, ['logs', '--timestamps', container]);
  if (exitCode === 0) return output;
  return isGone(output) ? { isGone: true } : undefined;
}

/** The container was removed, and nothing of it was kept. */
interface Gone {
  readonly isGone: true;
}

/** Pure. What Docker and Podman say of a container that is not there. */
export function isGone(output: string): boolean {
  return /no such container|no container with name or id/i.test(output);
}

export function findTaskLogs(targetsFolder: string): readonly FoundTaskLog[] {
  const folder = join(targetsFolder, folderName);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const file = join(folder, name);
      const note = read(file);
      return note === undefined ? [] : [{ ...note, file }];
    });
}

export interface TaskLogLine {
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly message: string;
}

/** In the order of time. Undefined while the engine does not answer. */
export async function linesOfTaskLog(log: TaskLog): Promise<readonly TaskLogLine[] | Gone | undefined> {
  const text = await textOf(log);
  return typeof text === 'string' ? taskLogLines(text) : text;
}

/** Pure. Of `logs --timestamps`, whose two streams come one after the other. */
export function taskLogLines(text: string): readonly TaskLogLine[] {
  const lines = text.split('\n').flatMap((line) => {
    const [, time, message = ''] = /^(\d{4}-\d\d-\d\dT\S+) ?(.*?)\r?$/s.exec(line) ?? [];
    return time === undefined ? [] : [{ time, timestamp: Date.parse(time), message }];
  });
  return lines
    .toSorted((a, b) => (a.time < b.time ? -1 : Number(a.time > b.time)))
    .map(({ timestamp, message }) => ({ timestamp, message }));
}

/** When CloudWatch Logs has all of it, and nothing follows. */
export function forgetTaskLog({ file }: FoundTaskLog): void {
  rmSync(file, { force: true });
}
