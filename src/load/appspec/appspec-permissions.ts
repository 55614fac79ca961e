// The `permissions` of an appspec, read as the CodeDeploy agent reads them (linux_permission_info.rb, mode_info.rb).
import { defined } from '../../lib/defined.ts';
import { entryOf, type MapNode, type Node } from '../../lib/node.ts';
import type { AppSpecPermission } from '../../model/deployment.ts';
import { parseAclEntry } from './appspec-acl.ts';
import {
  agentText,
  isNothing,
  kindNames,
  remarkUnknownKeys,
  type AppSpecFindings,
} from './appspec-findings.ts';
import { wrongSelinuxRange } from './appspec-selinux.ts';

/** The entries that can be read; the others are findings. */
export function readPermissions(
  node: Node | undefined,
  os: 'linux' | 'windows',
  findings: AppSpecFindings,
): readonly AppSpecPermission[] {
  if (isNothing(node)) return [];
  if (node.kind !== 'list') {
    findings.refuse(
      `The permissions section of the application specification file is ${kindNames[node.kind]} instead of a list.`,
      {
        code: 'AppSpecInvalid',
        message: `"permissions" is ${kindNames[node.kind]}, and it must be a list`,
        at: node.place,
        remedy: 'Begin each entry with a hyphen: "- object: /srv/app".',
      },
    );
    return [];
  }
  return node.items.flatMap((item) => readPermission(item, os, findings) ?? []);
}

export const permissionKeys = [
  'object',
  'pattern',
  'except',
  'type',
  'owner',
  'group',
  'mode',
  'acls',
  'context',
];

function readPermission(
  item: Node,
  os: 'linux' | 'windows',
  findings: AppSpecFindings,
): AppSpecPermission | undefined {
  const object = scalarText(item, 'object')?.trim() ?? '';
  if (item.kind !== 'map' || object === '') {
    findings.refuse(
      'The deployment failed because a permission listed in the application specification file has no object value. Update the permissions section of the AppSpec file, and then try again.',
      {
        code: 'AppSpecPermissionInvalid',
        message: 'This permission has no object',
        at: item.place,
        remedy: 'Name the file or directory that it is for: "object: /srv/app".',
      },
    );
    return undefined;
  }
  if (os === 'windows') {
    findings.refuse(windowsMessage, {
      code: 'AppSpecPermissionInvalid',
      message: 'Permissions are given for os: windows, and only Linux has them',
      at: item.place,
      remedy: 'Remove the permissions section.',
    });
    return undefined;
  }
  remarkUnknownKeys(item, permissionKeys, findings);
  return readFields(item, object, findings);
}

const windowsMessage =
  'The deployment failed because the application specification file specifies file permissions, but the deployment is targeting one or more Windows Server instances. Permissions are supported only for Amazon Linux, Ubuntu Server, and Red Hat Enterprise Linux (RHEL) instances. Update the permissions section of the AppSpec file, and then try again.';

function readFields(item: MapNode, object: string, findings: AppSpecFindings): AppSpecPermission {
  const owner = readAccount(item, 'owner', findings);
  const group = readAccount(item, 'group', findings);
  const except = readTexts(item, 'except', findings) ?? [];
  const type = readTypes(item, findings);
  const mode = readMode(item, findings);
  const acls = readAcls(item, findings);
  const context = readContext(item, findings);
  return {
    object,
    pattern: scalarText(item, 'pattern') ?? '**',
    except,
    type,
    ...defined({ owner, group, mode, acls, context }),
  };
}

/** Owner and group are looked up by name; a number is a name that does not exist. */
function readAccount(item: MapNode, key: 'owner' | 'group', findings: AppSpecFindings): string | undefined {
  const node = entryOf(item, key)?.value;
  const text = scalarText(item, key);
  if (text !== undefined && node?.kind === 'scalar' && typeof node.value !== 'string') {
    findings.remark({
      code: 'AppSpecPermissionInvalid',
      message: `The ${key} ${node.text} is not a name`,
      at: node.place,
      aws: `Install fails: the agent looks the ${key} up by name.`,
      remedy: `Write the name of the ${key === 'owner' ? 'user' : 'group'}.`,
    });
  }
  return text;
}

function readTypes(item: MapNode, findings: AppSpecFindings): readonly ('file' | 'directory')[] {
  const written = readTexts(item, 'type', findings) ?? ['file', 'directory'];
  return written.flatMap((type) => {
    if (type === 'file' || type === 'directory') return [type];
    findings.refuse(
      `The deployment failed because the application specification file specifies a permission for an object type not supported for permissions (${type}). Update the permissions section of the AppSpec file, and then try again.`,
      {
        code: 'AppSpecPermissionInvalid',
        message: `"${type}" is not a type that permissions can be for`,
        at: entryOf(item, 'type')?.value.place ?? item.place,
        remedy: 'Use file, directory or both.',
      },
    );
    return [];
  });
}

function readMode(item: MapNode, findings: AppSpecFindings): string | undefined {
  const node = entryOf(item, 'mode')?.value;
  const written = scalarText(item, 'mode');
  if (node?.kind !== 'scalar' || written === undefined) return undefined;
  // YAML 1.1, which the agent reads, takes unquoted digits after a leading zero for an octal number.
  const isOctal = !node.quoted && /^[+-]?0[0-7_]+$/.test(node.text);
  const mode = written.padStart(3, '0');
  const invalid = /[^0-7]/u.exec(mode)?.[0];
  const asRead = isOctal ? `, which YAML 1.1 reads as the number ${written}` : '';
  const at = node.place;
  const remedy = isOctal
    ? `Write it in quotes: mode: "${node.text}".`
    : 'Write one to four octal digits, such as "0644".';
  if (mode.length > 4) {
    findings.refuse(
      `The deployment failed because the length of a permissions mode (${mode}) in the application specification file is invalid. Permissions modes must be between one and four characters long. Update the permissions section of the AppSpec file, and then try again.`,
      {
        code: 'AppSpecModeInvalid',
        message: `The mode ${node.text}${asRead}${isOctal ? ',' : ''} is longer than four digits`,
        at,
        remedy,
      },
    );
    return undefined;
  }
  if (invalid !== undefined) {
    findings.refuse(
      `The deployment failed because the permissions mode (${mode}) in the application specification file contains an invalid character (${invalid}). Update the permissions section of the AppSpec file, and then try again.`,
      {
        code: 'AppSpecModeInvalid',
        message: `The mode ${node.text}${asRead}${isOctal ? ',' : ''} is not an octal number`,
        at,
        remedy,
      },
    );
    return undefined;
  }
  if (isOctal && Number.parseInt(mode, 8) !== Number.parseInt(node.text, 8)) {
    findings.remark({
      code: 'AppSpecModeInvalid',
      severity: 'warning',
      message: `The mode ${node.text}${asRead}: the files get the mode ${mode}`,
      at,
      aws: 'The CodeDeploy agent sets that other mode and says nothing.',
      remedy,
    });
  }
  return mode;
}

function readAcls(item: MapNode, findings: AppSpecFindings): readonly string[] | undefined {
  const acls = readTexts(item, 'acls', findings);
  acls?.forEach((text) => {
    const parsed = parseAclEntry(text);
    if ('value' in parsed) return;
    findings.refuse(parsed.failed, {
      code: 'AppSpecPermissionInvalid',
      message: `"${text}" is not an entry of an access control list`,
      at: entryOf(item, 'acls')?.value.place ?? item.place,
      remedy: 'Write it as u:name:rwx, g:name:rx, m::rw or d:u:name:rwx; base entries belong into mode.',
    });
  });
  return acls;
}

function readContext(item: MapNode, findings: AppSpecFindings): AppSpecPermission['context'] {
  const node = entryOf(item, 'context')?.value;
  if (isNothing(node)) return undefined;
  const type = scalarText(node, 'type');
  if (node.kind !== 'map' || type === undefined) {
    findings.refuse(
      'The deployment failed because the application specification file specifies an invalid context type. Update the permissions section of the AppSpec file, and then try again.',
      { code: 'AppSpecPermissionInvalid', message: 'The SELinux context has no type', at: node.place },
    );
    return undefined;
  }
  remarkContextKeys(node, findings);
  const name = scalarText(node, 'name');
  const range = scalarText(node, 'range');
  const wrong = range === undefined ? undefined : wrongSelinuxRange(range);
  if (wrong !== undefined) {
    findings.refuse(wrong, {
      code: 'AppSpecPermissionInvalid',
      message: `"${range ?? ''}" is not an SELinux range`,
      at: entryOf(node, 'range')?.value.place ?? node.place,
      remedy: 'Write sensitivities and categories as s0, s0-s2 or s0:c1.c5,c9.',
    });
  }
  return { type, ...defined({ name, range }) };
}

/** The guide prints `user`, the agent reads `name`. */
function remarkContextKeys(node: MapNode, findings: AppSpecFindings): void {
  const user = entryOf(node, 'user');
  if (user !== undefined) {
    findings.remark({
      code: 'AppSpecPermissionInvalid',
      severity: 'warning',
      message: 'The SELinux user is written under "user"',
      at: user.keyPlace,
      aws: 'The user guide prints it so, but the CodeDeploy agent reads the key "name" and ignores this one.',
      remedy: 'Write it under "name".',
    });
  }
  const known = { ...node, entries: node.entries.filter((entry) => entry.key !== 'user') };
  remarkUnknownKeys(known, ['name', 'type', 'range'], findings);
}

/** The texts of a list; undefined when absent. Anything but a list stops the agent. */
function readTexts(item: MapNode, key: string, findings: AppSpecFindings): readonly string[] | undefined {
  const node = entryOf(item, key)?.value;
  if (isNothing(node)) return undefined;
  if (node.kind === 'list' && node.items.every((each) => each.kind === 'scalar')) {
    return node.items.map(agentText);
  }
  findings.refuse(
    `The ${key} of a permission in the application specification file is not a list of texts.`,
    {
      code: 'AppSpecPermissionInvalid',
      message: `"${key}" is not a list of texts`,
      at: node.place,
      remedy: `Write it as a list: ${key}: [${node.kind === 'scalar' ? node.text : '…'}].`,
    },
  );
  return undefined;
}

function scalarText(node: Node, key: string): string | undefined {
  const value = entryOf(node, key)?.value;
  return isNothing(value) || value.kind !== 'scalar' ? undefined : agentText(value);
}
