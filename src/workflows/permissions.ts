// What the token of a job may do (GitHub: "Workflow syntax, permissions" and "Reusing workflows"). Pure.
import { isMapping, valueAt, type JobInWorkflow, type Value } from '../model/workflow.ts';
import { permissionsWithin, trustOf } from './trust.ts';

export type Access = 'none' | 'read' | 'write';

/** What is said for a job: by itself, by its workflow, or by what has called that; undefined for the repository's default. */
export function permissionsOf({
  workflow,
  job,
  call,
}: Pick<JobInWorkflow, 'workflow' | 'job' | 'call'>): Value | undefined {
  return job.permissions ?? workflow.permissions ?? call?.permissions;
}

/** The same in a run, which may be one that GitHub trusts less. @param github its context */
export function permissionsInRun(
  definition: Parameters<typeof permissionsOf>[0],
  github: Readonly<Record<string, unknown>>,
): Value | undefined {
  return permissionsWithin(trustOf(github), permissionsOf(definition));
}

/** Undefined where nothing is said: the settings of the repository decide. */
export function accessTo(permissions: Value | undefined, scope: string): Access | undefined {
  if (permissions === undefined) return undefined;
  if (permissions === 'write-all') return 'write';
  // There is nothing to read of a token.
  if (permissions === 'read-all') return scope === 'id-token' ? 'none' : 'read';
  const said = valueAt(permissions, scope);
  return said === 'read' || said === 'write' ? said : 'none';
}

/** As a runner shows it when a job begins; undefined where nothing is said. */
export function describePermissions(permissions: Value | undefined): string | undefined {
  if (permissions === undefined) return undefined;
  if (permissions === 'write-all' || permissions === 'read-all') return permissions;
  const granted = scopesIn(permissions).flatMap((scope) => {
    const access = accessTo(permissions, scope);
    return access === 'none' ? [] : [`${scope}: ${access}`];
  });
  return granted.length === 0 ? 'none' : granted.join(', ');
}

/** What a called workflow asks for beyond what its caller may: the first such scope. */
export function asksForMore(
  wanted: Value | undefined,
  allowed: Value | undefined,
): { readonly scope: string; readonly wanted: Access; readonly allowed: Access } | undefined {
  if (wanted === undefined || allowed === undefined) return undefined;
  const scopes = isMapping(wanted) ? scopesIn(wanted) : ['contents', 'id-token', ...scopesIn(allowed)];
  for (const scope of scopes) {
    const [asked, given] = [accessTo(wanted, scope) ?? 'none', accessTo(allowed, scope) ?? 'none'];
    if (order.indexOf(asked) > order.indexOf(given)) return { scope, wanted: asked, allowed: given };
  }
  return undefined;
}

const order: readonly Access[] = ['none', 'read', 'write'];

function scopesIn(permissions: Value): readonly string[] {
  if (!isMapping(permissions)) return [];
  return permissions.entries.flatMap(([key]) => (typeof key === 'string' ? [key] : []));
}
