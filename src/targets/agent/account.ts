// Users and groups of the host by name, in the words of the agent when there is none.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EventFailure } from './event-failure.ts';

const run = promisify(execFile);

/** The user's number. Throws an EventFailure when the host has no such user. */
export async function userId(name: string): Promise<number> {
  const id = await findUser(name);
  if (id === undefined)
    throw new EventFailure(`can't find user for ${name}`, { missingAccount: { name, kind: 'user' } });
  return id;
}

/** The group's number. Throws an EventFailure when the host has no such group. */
export async function groupId(name: string): Promise<number> {
  const id = (await inFile('/etc/group', name)) ?? (await asked('getent', ['group', name], 2));
  if (id === undefined)
    throw new EventFailure(`can't find group for ${name}`, { missingAccount: { name, kind: 'group' } });
  return id;
}

/** The user's number, or undefined when the host has no such user. */
export async function findUser(name: string): Promise<number | undefined> {
  return (await inFile('/etc/passwd', name)) ?? (await asked('id', ['-u', name], 0));
}

async function inFile(file: string, name: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const fields = text
    .split('\n')
    .map((line) => line.split(':'))
    .find((line) => line[0] === name);
  return fields?.[2] === undefined ? undefined : Number(fields[2]);
}

/** Accounts from a directory service are in no file. */
async function asked(command: string, args: readonly string[], field: number): Promise<number | undefined> {
  try {
    const { stdout } = await run(command, [...args]);
    const id = Number(stdout.trim().split(':')[field]);
    return Number.isInteger(id) ? id : undefined;
  } catch {
    return undefined;
  }
}
