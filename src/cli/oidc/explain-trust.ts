// slipway oidc explain: the token that a job would have, held against a trust policy.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isRecord } from '../../lib/is-record.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { readRepository } from '../../load/git-repository.ts';
import { decideTrust, type TrustDecision } from '../../model/iam/web-identity.ts';
import { listOf, type PolicyDocument } from '../../model/policy.ts';
import { branchOf, isPullRequest } from '../../workflows/events/event-payload.ts';
import { claimsOf, githubIssuer, immutableSubjects, type Claims } from '../../workflows/oidc/claims.ts';
import type { CommonOptions } from '../command.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';

export interface OidcOptions extends CommonOptions {
  readonly event: string;
  readonly ref?: string;
  readonly environment?: string;
  readonly repository?: string;
  readonly audience: string;
  readonly workflow: string;
}

/** Exit status 1 when the policy does not take the token. */
export async function explainTrust(
  path: string,
  options: OidcOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const trust = await readTrust(resolve(terminal.cwd, path));
  const claims = claimsFor(options, terminal.cwd);
  const patterns = trust.Statement.flatMap(({ Condition }) => Object.values(Condition ?? {}))
    .flatMap((keys) => Object.entries(keys))
    .flatMap(([key, wanted]) => (key.toLowerCase().endsWith(':sub') ? listOf(wanted) : []));
  const subjects = [claims['sub'] ?? '', ...immutableSubjects(claims['sub'] ?? '', patterns)];
  const decisions = subjects.map((sub) => ({ sub, decision: decide(trust, { ...claims, sub }) }));
  const isAllowed = decisions.some(({ decision }) => decision.isAllowed);
  if (options.json === true) terminal.write(`${JSON.stringify({ isAllowed, claims, decisions })}\n`);
  else for (const each of decisions) terminal.write(textOf(each));
  return isAllowed ? 0 : 1;
}

function decide(trust: PolicyDocument, claims: Claims): TrustDecision {
  const account = /arn:[\w-]+:iam::(\d{12}):oidc-provider/.exec(JSON.stringify(trust))?.[1] ?? '';
  return decideTrust(trust, { issuer: githubIssuer, account, claims });
}

function textOf({ sub, decision }: { readonly sub: string; readonly decision: TrustDecision }): string {
  const lines = decision.statements.flatMap(({ statement, reasons }, index) => [
    `  statement ${statement.Sid ?? index + 1} (${statement.Effect})`,
    ...reasons.map(({ holds, text }) => `    ${holds ? '✓' : '✗'} ${text}`),
  ]);
  const none = lines.length === 0 ? ['  no statement is about sts:AssumeRoleWithWebIdentity'] : lines;
  return `${[`${decision.isAllowed ? 'Allowed' : 'Refused'}: ${sub}`, ...none].join('\n')}\n`;
}

function claimsFor(options: OidcOptions, cwd: string): Claims {
  const { event, environment, audience, workflow } = options;
  const known = readRepository(cwd);
  const { repository = known.name, ref: given = known.head } = options;
  const full = given.startsWith('refs/') ? given : `refs/heads/${given}`;
  const ref = event === 'pull_request' ? 'refs/pull/1/merge' : full;
  const [owner = ''] = repository.split('/');
  const workflowRef = `${repository}/.github/workflows/${workflow}@${ref}`;
  const github = {
    repository,
    ref,
    repository_owner: owner,
    event_name: event,
    head_ref: isPullRequest(event) ? branchOf(full) : '',
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    workflow_ref: workflowRef,
    actor: 'you',
  };
  return claimsOf({ github, environment, workflowRef, audience });
}

async function readTrust(path: string): Promise<PolicyDocument> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw unreadable(path, (error as Error).message);
  }
  const role = isRecord(value) && isRecord(value['Role']) ? value['Role'] : value;
  const document = isRecord(role) ? (role['AssumeRolePolicyDocument'] ?? role) : undefined;
  if (!isRecord(document) || document['Statement'] === undefined)
    throw unreadable(path, 'it has no "Statement"');
  const { Statement } = document as { readonly Statement: PolicyDocument['Statement'] };
  return { Statement: [Statement].flat() };
}

function unreadable(path: string, reason: string): ProblemError {
  return new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: `The trust policy ${path} cannot be read: ${reason}`,
      remedy: 'Name a file with the document, or what "aws iam get-role" gives.',
    }),
  ]);
}
