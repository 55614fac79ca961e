// slipway rights: the least policy of what each role has really called, merged over the runs.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolders } from '../../lib/make-folders.ts';
import { readIamCalls } from '../../account/iam-calls.ts';
import { openAccountForReading } from '../../account/open-account.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { evaluateRequest } from '../../model/iam/evaluate.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import { isOfService, missingTrustText } from '../../model/rights/trust-remedy.ts';
import { recordedPolicy, recordedRights, type RecordedRight } from '../../model/rights/recorded-rights.ts';
import type { CommonOptions } from '../command.ts';
import { existingStatePath } from '../state-path.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { callsOfRun } from './calls-of-run.ts';
import { documentsOf, requestOf } from './policies-here.ts';

export interface RecordedOptions extends CommonOptions {
  /** True without a name. */
  readonly fromRun?: string | true;
  readonly role?: string;
  readonly refused?: boolean;
  readonly merge?: boolean;
  readonly write?: string;
}

interface RolePolicy {
  readonly roleArn: string;
  readonly name: string;
  readonly policy: PolicyDocument;
  readonly reasons: readonly string[];
}

/** The document of one role, of several roles a list with their names. Why each right is there goes to standard error. */
export async function printRecorded(options: RecordedOptions, terminal: Terminal): Promise<ExitStatus> {
  const state = existingStatePath(options, terminal);
  if (options.refused === true) return printRefused(options, state, terminal);
  const roles = readRoles(options, state);
  if (options.write !== undefined)
    return writePolicies(roles, { ...options, write: options.write }, terminal);
  if (options.json === true) {
    terminal.write(`${JSON.stringify({ roles })}\n`);
    return await Promise.resolve(0);
  }
  const [only, another] = roles;
  const printed = only !== undefined && another === undefined ? only.policy : roles.map(asInput);
  terminal.write(`${JSON.stringify(printed, null, 2)}\n`);
  if (roles.length === 0) terminal.writeError('No role has called AWS’s API of this machine.\n');
  for (const { name, reasons } of roles)
    for (const reason of reasons) terminal.writeError(`${name}: ${reason}\n`);
  return 0;
}

/** Also what functions and applications have called between the runs. */
function printRefused(options: RecordedOptions, state: string, terminal: Terminal): ExitStatus {
  using calls = readIamCalls(state);
  const refused = callsOfRun(calls.list(), options.fromRun)
    .filter(({ decision }) => decision === 'Denied' || decision === 'NotAllowed')
    .filter(({ roleArn }) => options.role === undefined || [roleArn, nameOf(roleArn)].includes(options.role));
  const texts = [...new Set(refused.map((call) => (isOfService(call) ? missingTrustText(call) : call.why)))];
  terminal.write(
    options.json === true
      ? `${JSON.stringify({ refused: texts })}\n`
      : texts.map((text) => `${text}\n`).join(''),
  );
  return 0;
}

/** What `aws iam put-role-policy` takes. */
function asInput({ name, policy }: RolePolicy): object {
  return { RoleName: name, PolicyName: `${name}-recorded`, PolicyDocument: policy };
}

function writePolicies(
  roles: readonly RolePolicy[],
  { write, json = false }: RecordedOptions & { readonly write: string },
  terminal: Terminal,
): ExitStatus {
  const folder = resolve(terminal.cwd, write);
  makeFolders(folder);
  const files = roles.map((role) => {
    const file = join(folder, `${role.name}-policy.json`);
    writeFileSync(file, `${JSON.stringify(asInput(role), null, 2)}\n`);
    return file;
  });
  terminal.write(json ? `${JSON.stringify({ files })}\n` : files.map((file) => `${file}\n`).join(''));
  return 0;
}

function readRoles({ fromRun, role, merge = false }: RecordedOptions, state: string): readonly RolePolicy[] {
  using calls = readIamCalls(state);
  using account = openAccountForReading(state);
  const all = callsOfRun(calls.list(), fromRun);
  const byRole = Map.groupBy(all, ({ roleArn }) => roleArn);
  const arns = [...byRole.keys()].toSorted();
  const wanted = role === undefined ? arns : arns.filter((arn) => arn === role || nameOf(arn) === role);
  if (role !== undefined && wanted.length === 0) throw new ProblemError([noRole(role, arns.map(nameOf))]);
  return wanted.map((roleArn) => {
    const given = merge ? documentsOf(account, roleArn) : [];
    const rights = recordedRights(byRole.get(roleArn) ?? []).filter(
      (right) => !isGiven(right, roleArn, given),
    );
    const statements = given.flatMap(({ Statement }) => Statement);
    const policy = recordedPolicy(rights, statements);
    return { roleArn, name: nameOf(roleArn), policy, reasons: rights.map(reasonOf) };
  });
}

function isGiven(
  { action, resource }: RecordedRight,
  roleArn: string,
  given: readonly PolicyDocument[],
): boolean {
  const { decision } = evaluateRequest(requestOf({ action, resource, roleArn }), { identity: given });
  return decision === 'Allowed';
}

function reasonOf({ action, resource, runs, sessions }: RecordedRight): string {
  const open = resource === '*' ? ' (no narrower resource is known)' : '';
  return `${action} on ${resource}${open}: called by ${sessions.join(', ')} in ${runs} run${runs === 1 ? '' : 's'}`;
}

function nameOf(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}

function noRole(role: string, names: readonly string[]) {
  return problem({
    code: 'CallInvalid',
    whose: 'call',
    message: `No role "${role}" has called AWS's API of this machine`,
    remedy:
      names.length === 0
        ? 'Run the pipeline first.'
        : didYouMean(role, names, `There are: ${names.join(', ')}`),
  });
}
