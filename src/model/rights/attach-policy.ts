// Which role of a definition a policy next to it belongs to: the one that it names, else the one that its file is named
// after, else the only one of the service in the file's name. Where that leaves a choice, none.
import { nearest } from '../../lib/nearest.ts';
import type { RolePolicy } from '../policy.ts';
import type { RoleNeeds, Service } from './right.ts';

export type Attached =
  | { readonly role: RoleNeeds }
  /** It names its role, which is not here: another pipeline of the folder has that role. */
  | { readonly elsewhere: string }
  | { readonly why: string; readonly remedy: string };

export function attachPolicy(policy: RolePolicy, roles: readonly RoleNeeds[]): Attached {
  return policy.roleName === undefined ? byFileName(policy, roles) : byRoleName(policy.roleName, roles);
}

/** The policies of each role, with their places among those of the definition. */
export function policiesOf(
  role: RoleNeeds,
  kind: RolePolicy['kind'],
  { policies, roles }: { readonly policies: readonly RolePolicy[]; readonly roles: readonly RoleNeeds[] },
): readonly { readonly policy: RolePolicy; readonly index: number }[] {
  return policies
    .map((policy, index) => ({ policy, index }))
    .filter(({ policy }) => {
      const attached = attachPolicy(policy, roles);
      return policy.kind === kind && 'role' in attached && attached.role === role;
    });
}

function byRoleName(name: string, roles: readonly RoleNeeds[]): Attached {
  const named = roles.filter((each) => each.name === name);
  if (named.length > 0) return onlyOne(named);
  const meant = nearest(
    name,
    roles.map((each) => each.name),
  );
  if (meant === undefined) return { elsewhere: name };
  return {
    why: `it is for the role "${name}", which nothing of the definition names`,
    remedy: `Did you mean "${meant}"?`,
  };
}

function byFileName({ fileName }: RolePolicy, roles: readonly RoleNeeds[]): Attached {
  const named = roles.filter(({ name }) => name !== '' && beginsWith(fileName, name));
  const longest = Math.max(...named.map(({ name }) => name.length));
  if (named.length > 0) return onlyOne(named.filter(({ name }) => name.length === longest));
  const file = fold(fileName);
  const words = services.filter((service) => file.includes(service));
  const [service, another] = words;
  const rename = `Name the file after the role, or write { "RoleName": …, "PolicyName": …, "PolicyDocument": … }. ${namesText(roles)}`;
  if (service === undefined)
    return { why: `the name "${fileName}" is that of no role and no service`, remedy: rename };
  if (another !== undefined)
    return { why: `the name "${fileName}" has ${service} and ${another} in it`, remedy: rename };
  const [role, second] = roles.filter((each) => each.services.includes(service));
  if (role === undefined) return { why: `the definition names no role for ${service}`, remedy: rename };
  if (second !== undefined) return { why: `the definition has several roles for ${service}`, remedy: rename };
  return { role };
}

/** Roles of one name may be in several accounts, and a policy says nothing of accounts. */
function onlyOne([role, another]: readonly RoleNeeds[]): Attached {
  if (role !== undefined && another === undefined) return { role };
  return {
    why: `the definition has several roles named ${role?.name ?? ''}`,
    remedy: 'Give the roles names of their own.',
  };
}

/** The whole name, and after it the end, a new word or something that is no letter: `build` does not begin `buildspec`. */
function beginsWith(fileName: string, name: string): boolean {
  const end = Array.from(fileName, (_, at) => at + 1).find(
    (length) => fold(fileName.slice(0, length)) === fold(name),
  );
  return end !== undefined && !/^[a-z0-9]/.test(fileName.slice(end));
}

/** Those that have one role in most definitions. */
const services: readonly Service[] = ['codepipeline', 'codebuild', 'codedeploy'];

function namesText(roles: readonly RoleNeeds[]): string {
  return roles.length === 0
    ? 'The definition names no role.'
    : `The roles are ${roles.map(({ name }) => name).join(', ')}.`;
}

/** `CodePipeline-Service-Role` and `codepipeline_service_role` are one name. */
function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
