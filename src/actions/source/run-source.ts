// One run for every source action that takes a git repository: fetch, tell what it is, give artifact and variables.
import type { ActionContext, ActionResult } from '../provider.ts';
import type { Commit } from './commit.ts';
import type { Fetched } from './fetch-source.ts';
import { fetchSource } from './fetch-source.ts';
import { sourcePlace } from './source-place.ts';

export interface SourceKind {
  /** The branch that the action's configuration names. */
  readonly branch: (configuration: Readonly<Record<string, string>>) => string;
  /** The action's output variables, by AWS's names (CodePipeline user guide, "Variables"). */
  readonly variables: (
    commit: Commit,
    configuration: Readonly<Record<string, string>>,
  ) => Record<string, string>;
}

export async function runSource(context: ActionContext, kind: SourceKind): Promise<ActionResult> {
  const { configuration } = context;
  const place = sourcePlace(context);
  const branch = kind.branch(configuration);
  const result = await fetchSource(context, place, branch);
  if ('failure' in result) {
    const remedy = 'Give a folder, "folder#ref" or a git URL with --source';
    return { status: 'Failed', error: { code: 'RevisionUnavailable', message: result.failure, remedy } };
  }
  const { fetched } = result;
  if (fetched.notice !== undefined) context.report({ kind: 'Notice', message: fetched.notice });
  context.log.line(`${fetched.tree.files} files, revision ${fetched.commit.commitId}: ${fetched.summary}`);
  const commit = { ...fetched.commit, branchName: named(fetched.commit.branchName) ?? branch };
  return {
    status: 'Succeeded',
    outputVariables: kind.variables(commit, configuration),
    outputArtifacts: (context.declaration.outputArtifacts ?? []).map(({ name }) =>
      artifact(context, name, fetched),
    ),
    externalExecutionId: fetched.commit.commitId,
    summary: fetched.summary,
  };
}

/** A detached commit has no branch: git says HEAD. */
function named(branchName: string): string | undefined {
  return branchName === '' || branchName === 'HEAD' ? undefined : branchName;
}

function artifact(context: ActionContext, name: string, { tree, commit, summary, cloneReference }: Fetched) {
  const isClone = context.configuration['OutputArtifactFormat'] === 'CODEBUILD_CLONE_REF';
  return {
    name,
    digest: tree.digest,
    files: tree.files,
    sizeBytes: tree.sizeBytes,
    revisionId: commit.commitId,
    revisionSummary: summary,
    ...(isClone ? { cloneReference } : {}),
  };
}
