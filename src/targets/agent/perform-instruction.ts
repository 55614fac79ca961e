// Carries out one instruction of an Install and writes down what the next Install has to remove.
import { constants } from 'node:fs';
import { chmod, chown, copyFile, lchown, lstat, mkdir, readlink, symlink, utimes } from 'node:fs/promises';
import { unreachable } from '../../lib/unreachable.ts';
import { groupId, userId } from './account.ts';
import { EventFailure } from './event-failure.ts';
import type { HostPaths } from './host-path.ts';
import type { Instruction } from './install-request.ts';

export interface NotExecuted {
  readonly what: string;
  readonly reason: string;
}

/** A file is recorded before it is copied, a directory after it is made: the agent's order, and what a crash leaves. */
export async function performInstruction(
  instruction: Instruction,
  host: HostPaths,
  record: (path: string) => void,
): Promise<NotExecuted | undefined> {
  switch (instruction.type) {
    case 'mkdir':
      await mkdir(host.of(instruction.directory));
      record(instruction.directory);
      return undefined;
    case 'copy':
      record(instruction.destination);
      await copy(instruction.source, instruction.destination, host);
      return undefined;
    case 'chmod':
      await chmod(host.throughLink(instruction.file), Number.parseInt(instruction.mode, 8));
      return undefined;
    case 'chown':
      await changeOwner(instruction, host);
      return undefined;
    case 'setfacl':
      return {
        what: `acls ${instruction.acl.join(',')} of ${instruction.file}`,
        reason: 'Access control lists are checked but not set on local hosts',
      };
    case 'semanage':
      return {
        what: `context ${instruction.context.type} of ${instruction.file}`,
        reason: 'SELinux contexts are checked but not set on local hosts',
      };
    default:
      return unreachable(instruction);
  }
}

/** A symlink is made anew with the same text and fails where something exists; a file keeps mode, time and owner. */
async function copy(source: string, destination: string, host: HostPaths): Promise<void> {
  const stats = await lstat(source);
  if (stats.isSymbolicLink()) {
    await symlink(await readlink(source), host.of(destination));
    return;
  }
  const target = host.throughLink(destination);
  await copyFile(source, target, constants.COPYFILE_FICLONE);
  await utimes(target, stats.atime, stats.mtime);
  const isRoots = stats.uid === 0 && stats.gid === 0;
  if (process.getuid?.() === 0 && !isRoots) await lchown(target, stats.uid, stats.gid);
  await chmod(target, stats.mode & 0o7777);
}

async function changeOwner(
  { owner, group, file }: Extract<Instruction, { type: 'chown' }>,
  host: HostPaths,
): Promise<void> {
  const keep = -1;
  const uid = owner === null ? keep : await userId(owner);
  const gid = group === null ? keep : await groupId(group);
  try {
    await chown(host.throughLink(file), uid, gid);
  } catch (error) {
    // Not permitted, or, in the user namespace of a person, an account that is not mapped there.
    if (!(error instanceof Error && 'code' in error && /^(EPERM|EINVAL)$/.test(String(error.code))))
      throw error;
    throw new EventFailure(`Operation not permitted @ apply2files - ${file}`, {
      explanation: `Only root may give files to ${[owner, group].filter((name) => name !== null).join(':')}. AWS's agent runs as root; this host's agent runs as the user who started Slipway. Leave out owner and group, name that user there, or run Slipway as root.`,
    });
  }
}
