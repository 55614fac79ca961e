// What a step does with the token of its job that the permissions of the job do not allow. Pure.
import { isExpression, valueAt, type Value, type WorkflowStep } from '../model/workflow.ts';
import { parseActionReference } from './runner/action-reference.ts';
import { isFailed } from '../lib/result.ts';
import { accessTo, type Access } from './permissions.ts';
import { ownValue } from '../lib/own-value.ts';

export interface LackingAccess {
  readonly scope: string;
  readonly needed: Exclude<Access, 'none'>;
  readonly given: Access;
}

type Needs = Readonly<Record<string, LackingAccess['needed']>>;

const pushes: Needs = { contents: 'write' };
const comments: Needs = { 'pull-requests': 'write' };

/** As each action's own README says. */
const needsOfActions: Readonly<Record<string, Needs>> = {
  'actions/checkout': { contents: 'read' },
  'actions/deploy-pages': { pages: 'write', 'id-token': 'write' },
  'actions/attest-build-provenance': { 'id-token': 'write', attestations: 'write' },
  'actions/labeler': comments,
  'actions/stale': { issues: 'write', 'pull-requests': 'write' },
  'actions/delete-package-versions': { packages: 'write' },
  'github/codeql-action/analyze': { 'security-events': 'write' },
  'github/codeql-action/upload-sarif': { 'security-events': 'write' },
  'jamesives/github-pages-deploy-action': pushes,
  'marocchino/sticky-pull-request-comment': comments,
  'ncipollo/release-action': pushes,
  'peaceiris/actions-gh-pages': pushes,
  'peter-evans/create-or-update-comment': comments,
  'peter-evans/create-pull-request': { contents: 'write', 'pull-requests': 'write' },
  'softprops/action-gh-release': pushes,
  'stefanzweifel/git-auto-commit-action': pushes,
};

/** Nothing where the permissions are not said, or the step brings a token of its own. */
export function lackingAccess(step: WorkflowStep, permissions: Value | undefined): readonly LackingAccess[] {
  return Object.entries(needsOf(step)).flatMap(([scope, needed]) => {
    const given = accessTo(permissions, scope);
    if (given === undefined || given === 'write' || given === needed) return [];
    return [{ scope, needed, given }];
  });
}

function needsOf({ uses = '', with: given, env }: WorkflowStep): Needs {
  const reference = parseActionReference(uses);
  if (isFailed(reference) || reference.kind !== 'remote') return {};
  const { repository, path } = reference;
  const name = [repository, path]
    .filter((part) => part !== '')
    .join('/')
    .toLowerCase();
  const tokens = ['token', 'github-token', 'github_token', 'repo-token', 'ssh-key', 'deploy_key'];
  const isOwn = [
    ...tokens.map((key) => valueAt(given, key)),
    valueAt(given, 'personal_token'),
    valueAt(env, 'GITHUB_TOKEN'),
  ].some((token) => token !== undefined && !isTokenOfJob(token));
  return isOwn ? {} : (ownValue(needsOfActions, name) ?? {});
}

function isTokenOfJob(token: Value): boolean {
  return isExpression(token) && /^(?:secrets\.GITHUB_TOKEN|github\.token)$/i.test(token.expression.trim());
}
