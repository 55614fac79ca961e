// The three places that a script's lines go to: the deployment's logs/scripts.log, the host's deployment log, and
// the tail that the agent sends along with a failure (CodeDeploy agent, hook executor).
import { closeSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDiskFull } from '../../lib/system-problem.ts';
import { createRedactor } from '../../process/redactor.ts';
import type { AgentPaths } from './agent-paths.ts';
import type { LifecycleIo } from './lifecycle-event.ts';

const tailLimit = 2048;
const rotateAtBytes = 64 * 1024 * 1024;
const rotatedFiles = 8;

export interface ScriptLog extends Disposable {
  /** One line, without its line feed. */
  readonly line: (text: string) => void;
  /** The last lines whose total stays under 2,048 characters. */
  readonly tail: () => string;
}

export function openScriptLog(
  paths: AgentPaths,
  deploymentId: string,
  { onLine, hidden = [] }: Pick<LifecycleIo, 'onLine' | 'hidden'>,
): ScriptLog {
  const redactor = createRedactor(() => undefined);
  redactor.add(hidden);
  for (const file of [paths.scriptsLog, paths.deploymentsLog]) mkdirSync(dirname(file), { recursive: true });
  rotate(paths.deploymentsLog);
  const scripts = openSync(paths.scriptsLog, 'a');
  const deployments = openSync(paths.deploymentsLog, 'a');
  let kept: string[] = [];
  return {
    line: (printed) => {
      const text = redactor.clean(printed);
      const now = new Date();
      kept = withinLimit([...kept, `${text}\n`]);
      writeWhereRoom(scripts, `${localTime(now)} ${text}\n`);
      const milliseconds = String(now.getMilliseconds()).padStart(3, '0');
      writeWhereRoom(deployments, `[${localTime(now)}.${milliseconds}] [${deploymentId}]${text}\n`);
      onLine(text);
    },
    tail: () => kept.join(''),
    [Symbol.dispose]: () => {
      closeSync(scripts);
      closeSync(deployments);
    },
  };
}

/** A disk that is full must not end the host: the line still reaches the deployment. */
function writeWhereRoom(handle: number, text: string): void {
  try {
    writeSync(handle, text);
  } catch (error) {
    if (!isDiskFull(error)) throw error;
  }
}

function withinLimit(lines: readonly string[]): string[] {
  let from = lines.length;
  let room = tailLimit;
  while (from > 0 && room - (lines[from - 1] ?? '').length > 0) {
    from -= 1;
    room -= (lines[from] ?? '').length;
  }
  return lines.slice(from);
}

function localTime(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

function rotate(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < rotateAtBytes) return;
  for (let number = rotatedFiles - 1; number > 0; number -= 1) {
    const from = number === 1 ? file : `${file}.${number - 1}`;
    if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, `${file}.${number}`);
  }
}
