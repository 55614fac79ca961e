// The rights that a definition needs on AWS: in a plan as a list, alone as the policies themselves.
import { providers } from '../../actions/registry.ts';
import { defined } from '../../lib/defined.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { openFiles } from '../../load/files.ts';
import { readRoleNeeds } from '../../check/files/rights.ts';
import type { Definition } from '../../model/definition.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import { leastPolicy, unboundActions } from '../../model/rights/least-policy.ts';
import type { Need, RoleNeeds } from '../../model/rights/right.ts';
import { hanging, span, type Line } from '../render/line.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import type { Hints } from '../hints-contract.ts';
import { padColumns } from '../../lib/display-width.ts';

export interface Planned {
  readonly definition: Definition;
  readonly folder: string;
}

export interface RightsOptions {
  readonly role?: string;
  readonly region?: string;
  readonly json?: boolean;
}

export async function rolesOf(
  { definition, folder }: Planned,
  { region }: RightsOptions,
  { cwd }: Terminal,
): Promise<readonly RoleNeeds[]> {
  const where = region === undefined ? {} : { region };
  return await readRoleNeeds(definition, {
    folder,
    files: openFiles(cwd),
    types: providers,
    ...where,
  });
}

/** Role by role what each part of the definition needs of it. */
export function rightsLines(
  roles: readonly RoleNeeds[],
  { width, hints }: { readonly width: number; readonly hints: Hints },
): readonly Line[] {
  if (roles.length === 0) return [];
  const names = roles.flatMap(({ needs }) => needs.map(({ name }) => name.length));
  const column = Math.min(28, Math.max(0, ...names));
  return [
    [],
    [span('Rights on AWS', 'bold')],
    ...roles.flatMap(({ name, needs }) => [
      [span(` ${name}`)],
      ...needs.flatMap((need) =>
        hanging(span(`    ${padColumns(need.name, column)}  `), needText(need), width),
      ),
    ]),
    [span(hints.again('--rights'), 'cyan'), span(' prints them as policies', 'dim')],
  ];
}

/** `codebuild:BatchGetBuilds, StartBuild; s3:GetObject`. */
function needText({ rights, note }: Need): string {
  const names = new Map<string, Set<string>>();
  for (const action of rights.flatMap(({ actions }) => actions)) {
    const [service = '', name = ''] = action.split(':');
    names.set(service, (names.get(service) ?? new Set()).add(name));
  }
  const texts = [...names].map(([service, of]) => `${service}:${[...of].toSorted().join(', ')}`);
  return [texts.join('; '), note ?? ''].filter((text) => text !== '').join('. ');
}

/** What `slipway plan --json` says about them. */
export function rightsDocument(roles: readonly RoleNeeds[]): unknown {
  return roles.map((role) => ({
    roleArn: role.arn,
    needs: role.needs.map(({ what, rights, note }) => ({
      what,
      actions: [...new Set(rights.flatMap(({ actions }) => actions))],
      ...defined({ note }),
    })),
    policy: policyOf(role),
  }));
}

function policyOf({ needs }: RoleNeeds): PolicyDocument {
  return leastPolicy(needs.flatMap(({ rights }) => rights));
}

/**
 * The document of one role, for the --policy-document of `aws iam put-role-policy`; of several roles a list with their
 * names. What the documents leave open goes to standard error.
 */
export async function showPolicies(
  planned: Planned,
  options: RightsOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { role: wanted, json = false } = options;
  const roles = await rolesOf(planned, options, terminal);
  const shown = wanted === undefined ? roles : [roleNamed(wanted, roles)];
  const [only, another] = shown;
  const policyName = `${planned.definition.pipeline.name}-least`;
  const printed =
    only !== undefined && another === undefined
      ? policyOf(only)
      : shown.map((role) => ({
          RoleName: role.name,
          PolicyName: policyName,
          PolicyDocument: policyOf(role),
        }));
  terminal.write(`${JSON.stringify(printed, null, json ? undefined : 2)}\n`);
  if (shown.length === 0) terminal.writeError('The definition names no role.\n');
  for (const role of shown) for (const line of leftOpen(role)) terminal.writeError(`${role.name}: ${line}\n`);
  return 0;
}

/** Why a resource is "*", and what could not be derived. */
function leftOpen(role: RoleNeeds): readonly string[] {
  const policy = policyOf(role);
  const unbound = unboundActions(policy);
  const length = JSON.stringify(policy).length;
  return [
    ...(length <= maxInlineLength
      ? []
      : [
          `${length} characters; the inline policies of a role have ${maxInlineLength} together: split it into managed policies`,
        ]),
    ...(unbound.length === 0 ? [] : [`AWS holds these to no resource: ${unbound.join(', ')}`]),
    ...role.needs.flatMap(({ what, note }) => (note === undefined ? [] : [`${what}: ${note}`])),
  ];
}

/** IAM and STS quotas: white space is not counted. A managed policy has 6,144. */
const maxInlineLength = 10_240;

function roleNamed(wanted: string, roles: readonly RoleNeeds[]): RoleNeeds {
  const role = roles.find(({ name, arn }) => name === wanted || arn === wanted);
  if (role !== undefined) return role;
  const names = roles.map(({ name }) => name);
  throw new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: `The definition names no role "${wanted}"`,
      remedy: didYouMean(wanted, names, `Its roles are ${names.join(', ')}`),
    }),
  ]);
}
