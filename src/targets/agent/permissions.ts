// Which installed files and directories an appspec's permissions reach (CodeDeploy agent, installer and permission
// info). Only what this Install copies or makes is ever touched; `object` itself never, when it is a directory.
import { posix } from 'node:path';
import { compileStars } from '../../lib/wildcard.ts';
import type { AppSpecPermission } from '../../model/deployment.ts';
import { EventFailure } from './event-failure.ts';
import type { InstallRequest, Plan } from './install-request.ts';

/** Adds the instructions for every permission to the plan. Throws the EventFailure with which the agent refuses. */
export function planPermissions(request: InstallRequest, plan: Plan): void {
  const done = new Set<string>();
  for (const permission of request.appSpec.permissions) {
    const object = posix.resolve('/', permission.object);
    if (plan.copies.has(object)) {
      if (!permission.type.includes('file')) continue;
      checkFileObject(permission);
      setPermissions(plan, done, { object, permission });
    } else if (plan.directories.has(object) || request.host.kindOf(object) === 'directory') {
      for (const match of matchesOf(plan, permission, object))
        setPermissions(plan, done, { object: match, permission });
    }
  }
}

function checkFileObject(permission: AppSpecPermission): void {
  if (permission.pattern !== '**')
    throw new EventFailure(
      `The deployment failed because the application specification file includes an object (${permission.object}) with an invalid pattern (${permission.pattern}), such as a pattern for a file applied to a directory. Correct the permissions section of the AppSpec file, and then try again.`,
    );
  if (permission.except.length > 0)
    throw new EventFailure(
      `The deployment failed because the except parameter for a pattern in the permissions section (${JSON.stringify(permission.except)}) for the object named ${permission.object} contains an invalid format. Update the AppSpec file, and then try again.`,
    );
  checkFileAcl(permission);
}

function checkFileAcl(permission: AppSpecPermission): void {
  if (permission.acls?.some((entry) => /^d(?:efault)?:/.test(entry)) !== true) return;
  throw new EventFailure(
    'The deployment failed because the -d parameter has been specified to apply an acl setting to a file. This parameter is supported for directories only. Update the AppSpec file, and then try again.',
  );
}

function matchesOf(plan: Plan, permission: AppSpecPermission, object: string): readonly string[] {
  const matches = (path: string): boolean => matchesPermission(permission, object, path);
  const files = permission.type.includes('file') ? [...plan.copies.keys()].filter(matches) : [];
  if (files.length > 0) checkFileAcl(permission);
  const directories = permission.type.includes('directory') ? [...plan.directories].filter(matches) : [];
  return [...files, ...directories];
}

/** Whether a path strictly below the object is meant. Simple globs reach direct children only. */
export function matchesPermission(
  permission: Pick<AppSpecPermission, 'pattern' | 'except'>,
  object: string,
  path: string,
): boolean {
  const base = object.endsWith('/') ? object : `${object}/`;
  if (!path.startsWith(base)) return false;
  const relative = path.slice(base.length);
  const isMeant = permission.pattern === '**' || matchesGlob(relative, permission.pattern);
  return isMeant && !permission.except.some((glob) => matchesGlob(relative, glob));
}

/** `*` is the only special character, and nothing with a slash ever matches. */
function matchesGlob(name: string, glob: string): boolean {
  if (name.includes('/')) return false;
  return compileStars(glob, { many: '*' }).matches(name);
}

interface Setting {
  readonly object: string;
  readonly permission: AppSpecPermission;
}

/** The order is the agent's: chown comes last and may drop the set-user-id bits that chmod has set. */
function setPermissions(plan: Plan, done: Set<string>, { object, permission }: Setting): void {
  if (done.has(object))
    throw new EventFailure(
      `The deployment failed because the permissions setting for (${object}) is specified more than once in the application specification file. Update the files section of the AppSpec file, and then try again.`,
    );
  done.add(object);
  const { mode, acls, context, owner, group } = permission;
  if (mode !== undefined)
    plan.instructions.push({ type: 'chmod', mode: mode.padStart(3, '0'), file: object });
  if (acls !== undefined) plan.instructions.push({ type: 'setfacl', acl: acls, file: object });
  if (context !== undefined) {
    const { name = null, type, range = null } = context;
    plan.instructions.push({
      type: 'semanage',
      context: { user: name, role: null, type, range },
      file: object,
    });
  }
  if (owner !== undefined || group !== undefined)
    plan.instructions.push({ type: 'chown', owner: owner ?? null, group: group ?? null, file: object });
}
