// slipway rights explain: what the policies that a role has here say of an action on a resource.
import { openAccountForReading } from '../../account/open-account.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { evaluateRequest, type IamDecision } from '../../model/iam/evaluate.ts';
import { statementsFor } from '../../model/rights/least-policy.ts';
import type { PolicyStatement, AttachedPolicy } from '../../model/policy.ts';
import type { CommonOptions } from '../command.ts';
import { existingStatePath } from '../state-path.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { policiesHere, requestOf } from './policies-here.ts';

export type ExplainOptions = CommonOptions;

interface Asked {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
}

export async function explainRight(
  asked: Asked,
  options: ExplainOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  using account = openAccountForReading(existingStatePath(options, terminal));
  const policies = policiesHere(account, asked.role);
  if (policies.length === 0) throw new ProblemError([noPolicies(asked.role)]);
  const identity = policies.map(({ document }) => document);
  const { role: roleArn, action, resource } = asked;
  const decision = evaluateRequest(requestOf({ action, resource, roleArn }), { identity });
  const written = options.json === true ? documentOf(decision, policies) : textOf(asked, decision, policies);
  terminal.write(`${written}\n`);
  return await Promise.resolve(0);
}

function documentOf(decision: IamDecision, policies: readonly AttachedPolicy[]): string {
  const by = 'by' in decision ? decision.by : undefined;
  return JSON.stringify({
    decision: decision.decision,
    ...(by === undefined ? {} : { policy: policyOf(by, policies), statement: by }),
    ...(decision.decision === 'Allowed' && decision.isAssumed ? { isAssumed: true } : {}),
  });
}

function textOf(
  { role, action, resource }: Asked,
  decision: IamDecision,
  policies: readonly AttachedPolicy[],
): string {
  const asked = `${action} on ${resource}`;
  if (decision.decision === 'NotAllowed') {
    const [missing] = statementsFor([{ actions: [action], resources: [resource] }]);
    return `Not allowed: no policy of ${role} allows ${asked}. Add: ${JSON.stringify(missing)}`;
  }
  const { by } = decision;
  const where = `the policy "${policyOf(by, policies)}" of ${role}: ${JSON.stringify(by)}`;
  if (decision.decision === 'Denied') return `Denied: ${asked}, by ${where}`;
  const assumed = decision.isAssumed ? ' It has conditions that are only known when the call is made.' : '';
  return `Allowed: ${asked}, by ${where}${assumed}`;
}

function policyOf(statement: PolicyStatement, policies: readonly AttachedPolicy[]): string {
  return policies.find(({ document }) => document.Statement.includes(statement))?.policyName ?? '';
}

function noPolicies(role: string) {
  return problem({
    code: 'CallInvalid',
    whose: 'call',
    message: `This state folder has no policy of the role "${role}"`,
    remedy:
      'Put what "aws iam put-role-policy" takes next to the definition, as ROLE-policy.json, and run it once.',
  });
}
