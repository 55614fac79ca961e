// One run for every source action that takes a git repository: fetch, report what it is, give artifact and variables.
import { takesRepository } from '../../model/definition.ts';
import { counted } from '../../lib/counted.ts';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isFailed } from '../../lib/result.ts';
import type { FailureDetails } from '../../model/progress.ts';
import type { ActionContext, ActionResult } from '../provider.ts';
import type { SourceOptions } from './source-options.ts';
import type { Commit } from './commit.ts';
import { fetchSource } from './fetch-source.ts';
import type { Fetched } from './fetched.ts';
import { pointersNotice } from './lfs-pointers.ts';
import { sourcePlace } from './source-place.ts';

type Configuration = Readonly<Record<string, string>>;

export interface SourceKind {
  /** The branch that the action's configuration names. */
  readonly branch: (configuration: Configuration) => string;
  /** The action's output variables, by AWS's names (CodePipeline user guide, "Variables"). */
  readonly variables: (commit: Commit, configuration: Configuration) => Readonly<Record<string, string>>;
}

export async function runSource(
  context: ActionContext<SourceOptions>,
  kind: SourceKind,
): Promise<ActionResult> {
  const branch = kind.branch(context.configuration);
  const place = sourcePlace(context);
  const result = await fetchSource(context, place, branch);
  if (isFailed(result)) {
    const remedy = result.failed.remedy ?? 'Give a folder, "folder#ref" or a git URL with --source.';
    const { code = 'RevisionUnavailable', message } = result.failed;
    return failed({ code, message, remedy });
  }
  const { fetched } = result;
  const isClone = context.configuration['OutputArtifactFormat'] === 'CODEBUILD_CLONE_REF';
  const made = isClone ? await cloneArtifact(context, fetched, branch) : await zipArtifact(context, fetched);
  if (isFailed(made)) return failed(made.failed);
  for (const message of made.notices) context.report({ kind: 'Notice', message });
  // A folder without attributes is not read again.
  const mayHavePointers = place.kind === 'remote' || existsSync(join(place.folder, '.gitattributes'));
  const pointers =
    mayHavePointers && !isClone
      ? await pointersNotice(made.artifact.digest, context.state.artifacts)
      : undefined;
  if (pointers !== undefined) context.report({ kind: 'Notice', message: pointers });
  const { commit, summary } = fetched;
  const { sizeBytes, files } = made.artifact;
  context.log.line(
    `${counted(files, 'file')}, ${counted(sizeBytes, 'byte')}, revision ${commit.commitId}: ${summary}`,
  );
  return {
    status: 'Succeeded',
    outputVariables: kind.variables(commit, context.configuration),
    outputArtifacts: (context.declaration.outputArtifacts ?? []).map(({ name }) => ({
      name,
      ...made.artifact,
      revisionId: commit.commitId,
      revisionSummary: summary,
    })),
    externalExecutionId: commit.commitId,
    summary,
  };
}

function failed(error: FailureDetails): ActionResult {
  return { status: 'Failed', error };
}

async function zipArtifact(context: ActionContext<SourceOptions>, { save, notices, clone, commit }: Fetched) {
  const stored = await save();
  const repository = clone?.repository;
  if (!takesRepository(context.definition) || repository === undefined) return { artifact: stored, notices };
  const { commitId } = commit;
  return { artifact: { ...stored, repository: { ...repository, commitId } }, notices };
}

/** The artifact is a small JSON document that only CodeBuild can use (CodePipeline user guide, "CodeStarSourceConnection"). */
async function cloneArtifact(
  context: ActionContext<SourceOptions>,
  { clone, commit }: Fetched,
  branch: string,
) {
  if (clone === undefined) {
    const message = 'CODEBUILD_CLONE_REF refers to a git repository, and the source is none with a commit';
    const remedy = 'Run "git init" and commit in the source folder, or use OutputArtifactFormat CODE_ZIP.';
    return { failed: { code: 'ConfigurationError', message, remedy } };
  }
  const cloneReference = {
    url: clone.url,
    commitId: commit.commitId,
    branchName: clone.branchName ?? branch,
  };
  const folder = join(context.workFolder, 'reference');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'clone-reference.json'), `${JSON.stringify(cloneReference, undefined, 2)}\n`);
  return {
    artifact: { ...(await context.state.artifacts.save(folder)), cloneReference },
    notices: clone.notices,
  };
}
