// One entry of `acls` in an appspec: `[d:|default:][u|g|o|m or long name]:[name]:permissions`, read as the CodeDeploy
// agent reads it (ace_info.rb): from the right, because everything before the permissions may be left out.
import type { Result } from '../../lib/result.ts';

export interface AclEntry {
  readonly isDefault: boolean;
  readonly type: 'user' | 'group' | 'mask' | 'other';
  readonly name: string;
  /** Three characters, as in `rw-`. */
  readonly permissions: string;
}

const typesByWord: Readonly<Record<string, AclEntry['type']>> = {
  u: 'user',
  user: 'user',
  g: 'group',
  group: 'group',
  m: 'mask',
  mask: 'mask',
  o: 'other',
  other: 'other',
};

/** The entry, or the agent's message about it. */
export function parseAclEntry(text: string): Result<{ readonly value: AclEntry }> {
  const head = parseHead(text);
  if (head === undefined) return { failed: `${problemWithAcls} Invalid acl entry (${text}).` };
  const { isDefault, type, name } = head;
  if (!isDefault && type !== 'mask' && name === '') {
    return {
      failed: `${problemWithAcls} Use mode to set the base acl entry (${text}). Update the permissions section of the AppSpec file, and then try again.`,
    };
  }
  const written = text.slice(text.lastIndexOf(':') + 1);
  const invalid = /[^rwx-]/u.exec(written)?.[0];
  if (!/^[0-7]$/.test(written) && invalid !== undefined) {
    return {
      failed: `The deployment failed because the access control list (ACL) named ${text} in the application specification file contains an invalid character (${invalid}). Correct the ACL in the hooks section of the AppSpec file, and then try again.`,
    };
  }
  return { value: { isDefault, type, name, permissions: permissionLetters(written) } };
}

const problemWithAcls =
  'The deployment failed because of a problem with the acls permission settings in the application specification file.';

/** Everything before the permissions; undefined when it has no valid form. */
function parseHead(text: string): Omit<AclEntry, 'permissions'> | undefined {
  const parts = text.split(':').slice(0, -1);
  if (parts.length < 1 || parts.length > 3) return undefined;
  const name = parts.at(-1) ?? '';
  const before = parts.slice(0, -1);
  const isDefault = before[0] === 'd' || before[0] === 'default';
  const typeWord = isDefault ? before[1] : before[0];
  if (before.length === 2 && !isDefault) return undefined;
  if (typeWord === undefined) return headWithoutType(isDefault, name);
  const type = typesByWord[typeWord];
  if (type === undefined) return undefined;
  // In the place of the name, the words for mask and other are spelled out before they are judged.
  const spelled = name === 'm' ? 'mask' : name === 'o' ? 'other' : name;
  if ((type === 'mask' || type === 'other') && spelled !== '') return undefined;
  return { isDefault, type, name: spelled };
}

/** `name:rwx` is a user; `m:rwx` and `o:rwx` are mask and other. */
function headWithoutType(isDefault: boolean, name: string): Omit<AclEntry, 'permissions'> {
  const type = typesByWord[name];
  if (type === 'mask' || type === 'other') return { isDefault, type, name: '' };
  return { isDefault, type: 'user', name };
}

function permissionLetters(written: string): string {
  const bits = /^[0-7]$/.test(written) ? Number(written) : undefined;
  return ['r', 'w', 'x']
    .map((letter, index) => {
      const given = bits === undefined ? written.includes(letter) : (bits & (4 >> index)) !== 0;
      return given ? letter : '-';
    })
    .join('');
}
