// `run-as`: commands under another user. Honoured only where the machine allows it; never ignored.
import type { Result } from '../../lib/result.ts';
import { capture, type BuildMachine } from './build-machine.ts';
import type { Account } from './build-machine.ts';

/** The account of that name, or undefined when it is already the one in use, or why commands cannot run under it. */
export async function findAccount(name: string, machine: BuildMachine): Promise<Result<Account | undefined>> {
  if (name === machine.userName) return undefined;
  if (!machine.isRoot)
    return { failed: `run-as ${name} needs root, and the build runs as ${machine.userName}` };
  const ids = await Promise.all(['-u', '-g'].map(async (option) => capture(machine, ['id', option, name])));
  const [uid, gid] = ids.map((text) => (text === undefined ? Number.NaN : Number(text)));
  if (uid === undefined || gid === undefined || Number.isNaN(uid) || Number.isNaN(gid))
    return {
      failed: `run-as names the user "${name}", and this ${machine.container === undefined ? 'machine' : 'image'} has no such user`,
    };
  return { name, uid, gid };
}

/** Makes the account the owner of the workspace, as CodeBuild does; says so when it still has no access. */
export async function chownWorkspace(
  account: Account,
  folder: string,
  machine: BuildMachine,
): Promise<string | undefined> {
  const owner = `${account.uid}:${account.gid}`;
  if ((await capture(machine, ['chown', '-R', '-h', owner, folder])) === undefined)
    return `The workspace ${folder} cannot be given to the user ${account.name}`;
  const entered = await capture(machine, ['/bin/sh', '-c', 'cd "$0"', folder], account);
  if (entered !== undefined) return undefined;
  return `The user ${account.name} of run-as cannot enter ${folder}, because a folder above it is closed to others`;
}
