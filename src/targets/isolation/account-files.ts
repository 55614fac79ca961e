// The account files of a host with a file tree of its own: the image's accounts, and those of this machine that only a
// package or a person can have made. Pure.
import { imageAccounts, type HostImage } from '../../model/host-image.ts';

/** The texts of the files of these names in /etc. */
export interface AccountFiles {
  readonly passwd: string;
  readonly group: string;
  readonly shadow: string;
}

/**
 * An account that another distribution has from the start is left out, so that what the image lacks is missing here
 * too. A name of the image comes before the same name, or the same number, of this machine.
 */
export function accountFiles(image: HostImage, machine: AccountFiles): AccountFiles {
  const { accounts, groups } = imageAccounts[image];
  const own = new Set(accounts.map(({ name }) => name));
  const ownGroups = new Set(groups.map(({ name }) => name));
  const root = linesOf(machine.passwd).find((line) => nameOf(line) === 'root');
  const passwd = accounts.map(({ name, uid, gid, comment, home, shell }) =>
    name === 'root' && root !== undefined ? root : [name, 'x', uid, gid, comment, home, shell].join(':'),
  );
  const shadow = accounts
    .filter(({ name }) => name !== 'root')
    .map(({ name }) => `${name}:!!:19000:0:99999:7:::`);
  return {
    passwd: joined(passwd, others(machine.passwd, own)),
    group: joined(
      groups.map(({ name, gid, members }) => [name, 'x', gid, members.join(',')].join(':')),
      others(machine.group, ownGroups),
    ),
    shadow: joined(shadow, [
      ...linesOf(machine.shadow).filter((line) => nameOf(line) === 'root'),
      ...others(machine.shadow, own),
    ]),
  };
}

/** What any image has from the start; on this machine it says nothing about what a person has added. */
const fromTheStart = new Set(
  Object.values(imageAccounts).flatMap(({ accounts, groups }) =>
    [...accounts, ...groups].map(({ name }) => name),
  ),
);

function others(text: string, own: ReadonlySet<string>): readonly string[] {
  return linesOf(text).filter((line) => !own.has(nameOf(line)) && !fromTheStart.has(nameOf(line)));
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.includes(':'));
}

function nameOf(line: string): string {
  return line.slice(0, line.indexOf(':'));
}

function joined(image: readonly string[], machine: readonly string[]): string {
  return [...image, ...machine, ''].join('\n');
}
