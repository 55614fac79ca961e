// How far GitHub trusts what has started a run: code of strangers gets no secrets, and a token that only reads (GitHub: "Events
// that trigger workflows", "Workflows in forked repositories"; "Troubleshooting Dependabot on GitHub Actions"). Pure.
import { unreachable } from '../lib/unreachable.ts';
import { ownPrefix, secretOfRun } from '../model/secret-names.ts';
import { isMapping, type Value } from '../model/workflow.ts';
import { valueIn } from './events/event-payload.ts';
import { textOf } from './language/expressions.ts';

/** Whose code runs: of the repository, of a fork of it, what Dependabot asks for, or the base for a pull request of Dependabot. */
export type Trust = 'repository' | 'fork' | 'dependabot' | 'dependabot-target';

/** They run what the request would merge. With `pull_request_target` the base's own code runs, with all its rights. */
const runTheirCode: ReadonlySet<string> = new Set([
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
]);

const limitedForDependabot: ReadonlySet<string> = new Set([
  ...runTheirCode,
  'push',
  'create',
  'deployment',
  'deployment_status',
]);

const dependabot = 'dependabot[bot]';

/** @param github the context of the run */
export function trustOf(github: Readonly<Record<string, unknown>>): Trust {
  const event = textOf(github['event_name'] ?? '');
  const payload = github['event'];
  if (runTheirCode.has(event) && isOfFork(payload)) return 'fork';
  if (github['actor'] !== dependabot) return 'repository';
  if (limitedForDependabot.has(event)) return 'dependabot';
  const isAsked = valueIn(payload, 'pull_request', 'user', 'login') === dependabot;
  return event === 'pull_request_target' && isAsked ? 'dependabot-target' : 'repository';
}

/** A fork that is deleted by now is none that the base could trust. */
function isOfFork(payload: unknown): boolean {
  const head = valueIn(payload, 'pull_request', 'head', 'repo');
  if (head === undefined) return false;
  const base = valueIn(payload, 'pull_request', 'base', 'repo', 'full_name');
  return valueIn(head, 'full_name') !== base;
}

/** Where the secrets of such a run come from, as `github.secret_source` says it. */
export const secretSources = {
  repository: 'Actions',
  fork: 'None',
  dependabot: 'Dependabot',
  'dependabot-target': 'None',
} as const;

/** What is left of the permissions of a job. Dependabot has those that are said, and else what reads. */
export function permissionsWithin(trust: Trust, permissions: Value | undefined): Value | undefined {
  if (trust === 'repository') return permissions;
  if (permissions === undefined) return 'read-all';
  if (trust === 'dependabot') return permissions;
  if (permissions === 'write-all') return 'read-all';
  if (!isMapping(permissions)) return permissions;
  return {
    entries: permissions.entries.map(([scope, access]) => [
      scope,
      scope === 'id-token' ? 'none' : access === 'write' ? 'read' : access,
    ]),
  };
}

/**
 * By which names a secret is stored for such a run, the first before the next; none for one that it does not get. The token of such a run is one of its own, since what is stored as
 * GITHUB_TOKEN may write. No environment has a name that begins as these do: the secrets of one are stored by its name.
 */
export function storedNamesWithin(trust: Trust, name: string): readonly string[] {
  switch (trust) {
    case 'repository':
      return [name, secretOfRun(name)];
    case 'fork':
      return name === 'GITHUB_TOKEN' ? [`${ownPrefix}fork/${name}`] : [];
    case 'dependabot':
      return [`${ownPrefix}dependabot/${name}`];
    case 'dependabot-target':
      return name === 'GITHUB_TOKEN' ? [`${ownPrefix}dependabot/${name}`] : [];
    default:
      return unreachable(trust);
  }
}

/** What the run is, in words for people. */
export function describeTrust(trust: Exclude<Trust, 'repository'>): string {
  if (trust === 'fork') return 'a pull request from a fork';
  return trust === 'dependabot' ? 'a run for Dependabot' : 'a pull request of Dependabot';
}
