// What people usually find out only after an hour about a failed hook: said at once, next to the agent's own words.
import { readFileSync } from 'node:fs';
import type { AppSpecHook } from '../../model/deployment.ts';
import type { CommandResult } from '../../process/command.ts';
import { findOnPath } from '../host/find-on-path.ts';
import { findUser } from './account.ts';
import { explainMissingAccount } from './explain-account.ts';
import type { HookRun } from './hook-run.ts';

export interface FailedScript {
  readonly run: HookRun;
  readonly hook: AppSpecHook;
  readonly path: string;
  readonly result: CommandResult;
}

/** Undefined when only the script's own output can say it. */
export async function explainScriptFailure(failed: FailedScript): Promise<string | undefined> {
  const { hook, result } = failed;
  if (result.heldOpen !== undefined) return heldOpen(hook);
  if (result.end === 'TimedOut') return stillRunning(hook);
  if (result.end === 'Aborted') return undefined;
  const start = firstLine(failed.path);
  if (start.startsWith('#!') && start.endsWith('\r')) return windowsLines(hook, start.slice(2, -1));
  if (result.end === 'NotStarted') return notStarted(hook, start);
  if (hook.runas !== undefined && (await findUser(hook.runas)) === undefined)
    return explainMissingAccount({ name: hook.runas, kind: 'user' }, failed.run.environment);
  return missingProgram(failed) ?? otherPlace(failed);
}

function heldOpen({ location }: AppSpecHook): string {
  return `A process that ${location} started in the background still holds its output, and the event waits for that until the timeout. Start it with all three streams redirected: command > /var/log/app.log 2>&1 < /dev/null &`;
}

function stillRunning({ location, timeout }: AppSpecHook): string {
  return `${location} was still running after ${timeout} seconds. A server must be started in the background with its streams redirected (command > /var/log/app.log 2>&1 < /dev/null &); a script that needs longer gets a higher "timeout" in appspec.yml.`;
}

function windowsLines({ location }: AppSpecHook, interpreter: string): string {
  return `${location} has Windows line endings: the system looks for an interpreter called "${interpreter}\\r". Save the script with LF line endings.`;
}

function notStarted({ location }: AppSpecHook, start: string): string | undefined {
  if (!start.startsWith('#!')) return undefined;
  return `${location} needs the interpreter "${start.slice(2).trim()}", which this host does not have or may not run.`;
}

/** What EC2 people meet as "npm: command not found": the agent's service does not have the PATH of a login shell. */
function missingProgram({ run, hook, result }: FailedScript): string | undefined {
  const { env, callersPath = '' } = run.environment;
  const named = notFoundIn(run.log.tail());
  const name = named === undefined || findOnPath(named, env['PATH']) === undefined ? named : undefined;
  if (name === undefined && result.exitCode !== 127) return undefined;
  const path = `Scripts run with the PATH of the agent's service (${env['PATH'] ?? ''}), not with that of a login shell.`;
  if (name === undefined) return `Exit code 127: a command in ${hook.location} was not found. ${path}`;
  const own = findOnPath(name, callersPath);
  if (own === undefined) return `${hook.location} found no program "${name}". ${path}`;
  return `${hook.location} found no program "${name}". ${path} Your own PATH has it as ${own}. On EC2 let BeforeInstall or the image install it; if the image of your instances has it, say so in the file of the fleet: "programs": ["${name}"].`;
}

/** The last program that bash, dash, busybox, env, sudo or nohup could not find. */
function notFoundIn(log: string): string | undefined {
  const patterns = [
    /: ([^\s:/'‘]+): (?:command )?not found\b/g,
    /which: no (\S+) in \(/g,
    /(?:env|nohup|exec|setsid|timeout|nice|xargs|failed to (?:run command|execute)|can't execute)[: ] ?[‘'"]?([^\s:/'’"]+)[’'"]?: No such file or directory/g,
  ];
  const found = patterns.flatMap((pattern) => [...log.matchAll(pattern)]);
  return found.toSorted((a, b) => a.index - b.index).at(-1)?.[1];
}

/** With isolation "process" an absolute path of the appspec lies below the host's root folder, but scripts do not know. */
function otherPlace({ run }: FailedScript): string | undefined {
  const { rootFolder } = run.environment;
  if (rootFolder === '') return undefined;
  const missing =
    /(\/[\w./-]+): No such file or directory|cannot access '(\/[^']+)'|no such file or directory,? \w+ '(\/[^']+)'/i.exec(
      run.log.tail(),
    );
  const path = missing?.slice(1).find((group) => group !== undefined);
  if (path === undefined || path.startsWith(rootFolder)) return undefined;
  return `The script looks for ${path}. With isolation "process" the files of this host lie below ${rootFolder}, and scripts see the real file tree. Use isolation "namespace", where absolute paths work, or derive paths from the script's own place.`;
}

function firstLine(path: string): string {
  try {
    const [line = ''] = readFileSync(path, 'latin1').split('\n', 1);
    return line;
  } catch {
    return '';
  }
}
