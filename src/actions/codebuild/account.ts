// `run-as`: commands under another user of this machine. Honoured only where the system allows it; never ignored.
import { userInfo } from 'node:os';
import { runCommand } from '../../process/run-command.ts';
import type { Build } from './build.ts';

/** Absent ids mean the user that Slipway runs as. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** The account of that name, or undefined when it is already the one in use, or why commands cannot run under it. */
export async function findAccount(
  name: string,
  build: Build,
): Promise<Account | undefined | { readonly error: string }> {
  const current = userInfo();
  if (name === current.username) return undefined;
  if (current.uid !== 0)
    return { error: `run-as ${name} needs root, and Slipway runs as ${current.username}` };
  const ids = await Promise.all(['-u', '-g'].map(async (option) => capture(build, ['id', option, name])));
  const [uid, gid] = ids.map((text) => (text === undefined ? Number.NaN : Number(text)));
  if (uid === undefined || gid === undefined || Number.isNaN(uid) || Number.isNaN(gid))
    return { error: `run-as names the user "${name}", and this machine has no such user` };
  return { name, uid, gid };
}

/** Gives the workspace to the account, as CodeBuild does, and tells if the account still cannot get there. */
export async function giveWorkspace(
  account: Account,
  folder: string,
  build: Build,
): Promise<string | undefined> {
  const owner = `${account.uid}:${account.gid}`;
  if ((await capture(build, ['chown', '-R', '-h', owner, folder])) === undefined)
    return `The workspace ${folder} cannot be given to the user ${account.name}`;
  const entered = await capture(build, ['/bin/sh', '-c', 'cd "$0"', folder], account);
  if (entered !== undefined) return undefined;
  return `The user ${account.name} of run-as cannot enter ${folder}, because a folder above it is closed to others`;
}

/** Standard output of a short system command, or undefined when it fails. */
async function capture(
  build: Build,
  [file = '', ...args]: readonly string[],
  account?: Account,
): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  const { exitCode } = await runCommand({
    file,
    args,
    cwd: '/',
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    mark: build.context.actionExecutionId,
    signal: build.context.signal,
    endsOn: 'exit',
    onOutput: (bytes, stream) => void (stream === 'stdout' && parts.push(bytes)),
    ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
  });
  return exitCode === 0 ? Buffer.concat(parts).toString('utf8').trim() : undefined;
}
