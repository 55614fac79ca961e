// Whether an event of a repository starts a pipeline (CodePipeline user guide, "Automate starting pipelines using
// triggers and filtering"). Each decision comes with the sentence that explains it. Pure.
import { compileGlob } from '../../lib/glob.ts';
import type {
  ActionDeclaration,
  FilterCriteria,
  GitConfiguration,
  GitPullRequestFilter,
  GitPushFilter,
  PipelineDeclaration,
} from '../pipeline.ts';
import type { ActionType, ActionTypes } from '../action-type.ts';
import type { TriggerType } from '../status.ts';
import type { GitEvent } from './git-event.ts';
import { repositoryNameOf, shortName } from './source-repository.ts';

export type StartDecision =
  | {
      readonly starts: true;
      readonly sourceActionName: string;
      readonly commitId: string;
      readonly triggerType: TriggerType;
      readonly because: string;
    }
  | { readonly starts: false; readonly because: string };

/** One decision for each source action that takes this repository; none when no source does. */
export function decideStarts(
  pipeline: PipelineDeclaration,
  event: GitEvent,
  types: ActionTypes,
): readonly StartDecision[] {
  return pipeline.stages
    .flatMap(({ actions }) => actions)
    .filter((action) => action.actionTypeId.category === 'Source' && takes(action, event.repository))
    .map((action) =>
      decideStart({ pipeline, action, event, source: types.find(action.actionTypeId)?.repository }),
    );
}

/** What the source action calls its repository: all of it, or the part behind the owner. */
function takes({ configuration }: ActionDeclaration, repository: string): boolean {
  const full = repositoryNameOf(configuration);
  if (full === undefined) return false;
  const isOf = (name: string) => name.toLowerCase() === repository.toLowerCase();
  return isOf(full) || isOf(shortName(full));
}

interface Pushed {
  readonly pipeline: PipelineDeclaration;
  readonly action: ActionDeclaration;
  readonly event: GitEvent;
  readonly source: ActionType['repository'];
}

function decideStart(pushed: Pushed): StartDecision {
  const { pipeline, action, source } = pushed;
  const takesTriggers = source?.takesTriggers === true;
  if (takesTriggers && pipeline.triggers !== undefined) {
    const trigger = pipeline.triggers.find(
      ({ gitConfiguration }) => gitConfiguration.sourceActionName === action.name,
    );
    if (trigger === undefined)
      return { starts: false, because: `the pipeline has triggers, and none is for ${action.name}` };
    return decideByTrigger(trigger.gitConfiguration, pushed);
  }
  const isOff = action.configuration?.['DetectChanges']?.toLowerCase() === 'false';
  if (takesTriggers && isOff) return { starts: false, because: `DetectChanges of ${action.name} is false` };
  return decideByBranch(pushed);
}

/** Without triggers: a push to the branch of the source action. */
function decideByBranch(pushed: Pushed): StartDecision {
  const { action, event } = pushed;
  const { BranchName, Branch } = action.configuration ?? {};
  const branch = BranchName ?? Branch ?? '';
  if (event.kind !== 'push')
    return { starts: false, because: `only pushes to ${branch} start ${action.name}` };
  if (event.branch !== branch)
    return { starts: false, because: `the push is to ${event.branch}, and ${action.name} takes ${branch}` };
  return start(pushed, `the push is to ${branch}`);
}

function start({ action, event, source }: Pushed, because: string): StartDecision {
  return {
    starts: true,
    sourceActionName: action.name,
    commitId: event.commitId,
    triggerType: source?.triggerType ?? 'WebhookV2',
    because,
  };
}

/** Any filter that fits is enough; the reasons of all are reported when none does. */
function decideByTrigger({ push, pullRequest }: GitConfiguration, pushed: Pushed): StartDecision {
  const { action, event } = pushed;
  if (push === undefined && pullRequest === undefined) return decideByBranch(pushed);
  const filters = event.kind === 'pullRequest' ? (pullRequest ?? []) : (push ?? []);
  const misses: string[] = [];
  for (const filter of filters) {
    const missed =
      event.kind === 'pullRequest' ? missedByPullRequest(filter, event) : missedByPush(filter, event);
    if (missed === undefined) return start(pushed, `a filter of the trigger for ${action.name} fits`);
    misses.push(missed);
  }
  const kind = event.kind === 'pullRequest' ? 'pull requests' : 'pushes';
  return {
    starts: false,
    because:
      misses.length === 0 ? `the trigger for ${action.name} has no filter for ${kind}` : misses.join('; '),
  };
}

type Push = Extract<GitEvent, { kind: 'push' | 'tag' }>;
type PullRequest = Extract<GitEvent, { kind: 'pullRequest' }>;

/** Why the filter does not fit; undefined when it does. A filter with tags reads nothing else. */
function missedByPush({ branches, filePaths, tags }: GitPushFilter, event: Push): string | undefined {
  if (event.kind === 'tag')
    return tags === undefined ? 'the filter is not for tags' : missedBy(tags, event.tag, 'tag');
  if (tags !== undefined) return 'the filter is for tags';
  return (
    (branches === undefined ? undefined : missedBy(branches, event.branch, 'branch')) ??
    (filePaths === undefined ? undefined : missedByPaths(filePaths, event))
  );
}

/** The branch is the one that the pull request is to be merged into. */
function missedByPullRequest(
  { events, branches, filePaths }: GitPullRequestFilter,
  event: PullRequest,
): string | undefined {
  if (events !== undefined && !events.includes(event.event)) return `the filter is not for ${event.event}`;
  return (
    (branches === undefined ? undefined : missedBy(branches, event.targetBranch, 'target branch')) ??
    (filePaths === undefined ? undefined : missedByPaths(filePaths, event))
  );
}

/** One file that is included and not excluded is enough. */
function missedByPaths(
  criteria: FilterCriteria,
  event: { readonly changedPaths?: readonly string[]; readonly isNew?: boolean },
): string | undefined {
  if (event.isNew === true) return 'a new branch has nothing to compare its files with';
  if (event.changedPaths === undefined) return 'which files changed is not known';
  const fits = event.changedPaths.some((path) => missedBy(criteria, path, 'file') === undefined);
  return fits ? undefined : 'no changed file fits its patterns';
}

/** An exclusion beats an inclusion; with exclusions alone everything else is included. */
function missedBy(
  { includes, excludes = [] }: FilterCriteria,
  name: string,
  what: string,
): string | undefined {
  const excluded = excludes.find((pattern) => matchesGlob(pattern, name));
  if (excluded !== undefined) return `the ${what} ${name} is excluded by "${excluded}"`;
  if (includes === undefined || includes.some((pattern) => matchesGlob(pattern, name))) return undefined;
  return `the ${what} ${name} is none of ${includes.map((pattern) => `"${pattern}"`).join(', ')}`;
}

/** As Java's globs (CodePipeline user guide, "Working with glob patterns in syntax"). */
function matchesGlob(pattern: string, name: string): boolean {
  return compileGlob(pattern, 'java').matches(name);
}
