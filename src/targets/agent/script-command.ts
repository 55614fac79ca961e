// The command line of a hook: the script itself, or through `su` and `sudo` as the agent puts them in front of it.
import { readFileSync } from 'node:fs';
import type { AppSpecHook } from '../../model/deployment.ts';
import { findUser } from './account.ts';
import { EventFailure } from './event-failure.ts';

export interface ScriptCommand {
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * Throws an EventFailure when the hook asks for another user and the agent is not root, because `su` would then ask
 * for a password that cannot be given.
 */
export async function scriptCommand(hook: AppSpecHook, path: string): Promise<ScriptCommand> {
  const command = await asUser(hook, path);
  return hook.sudo ? { file: 'sudo', args: [command.file, ...command.args] } : command;
}

async function asUser(hook: AppSpecHook, path: string): Promise<ScriptCommand> {
  const { runas } = hook;
  if (runas === undefined) return { file: path, args: [] };
  const uid = process.getuid?.();
  if ((uid === 0 && !isAlone()) || hook.sudo) return { file: 'su', args: [runas, '-c', path] };
  if (uid !== undefined && (await findUser(runas)) === uid) return { file: path, args: [] };
  throw new EventFailure(
    `Script at specified location: ${hook.location} run as user ${runas} could not be started`,
    {
      errorCode: 'ScriptFailed',
      scriptName: hook.location,
      explanation: `Only root may run scripts as ${runas}. AWS's agent runs as root; this host's agent runs as the user who started Slipway. Leave out runas, name that user there, or run Slipway as root.`,
    },
  );
}

/** In the user namespace of a person one account is mapped, and it is called root (user_namespaces(7)). */
function isAlone(): boolean {
  try {
    const [, , count] = readFileSync('/proc/self/uid_map', 'utf8').trim().split(/\s+/);
    return count === '1';
  } catch {
    return false;
  }
}
