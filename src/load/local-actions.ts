// The actions of a repository that the steps of its workflow use: their manifests, and what is wrong with them.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../lib/problem.ts';
import { isFailed } from '../lib/result.ts';
import type { SourceFile } from '../lib/source-file.ts';
import type { WorkflowAction } from '../model/workflow-action.ts';
import type { Workflow } from '../model/workflow.ts';
import { localActionFindings } from '../workflows/rules/local-action-use.ts';
import { parseActionReference } from '../workflows/runner/action-reference.ts';
import type { Files } from './files.ts';

interface Place {
  /** Of the repository. */
  readonly folder: string;
  readonly files: Files;
}

/** GitHub reads them when their steps run, so nothing of it keeps the workflow from beginning. */
export async function localActionProblems(
  { workflow, file }: { readonly workflow: Workflow; readonly file: SourceFile },
  place: Place,
): Promise<readonly Problem[]> {
  const all = new Set(workflow.jobs.flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? [])));
  const actions = new Map<string, WorkflowAction>();
  const problems: Problem[] = [];
  for (const uses of all) {
    const manifest = await manifestOf(uses, place);
    if (manifest === undefined) continue;
    const { readAction } = await import('../workflows/language/read-action.ts');
    const read = readAction(manifest);
    if (read.action !== undefined) actions.set(uses, read.action);
    problems.push(...read.problems.map((each) => ({ ...each, severity: 'warning' as const })));
  }
  return actions.size === 0 ? problems : [...problems, ...localActionFindings(workflow, file, actions)];
}

/** Undefined for one that is not there: a step can have put it there, such as a checkout of another repository. */
async function manifestOf(uses: string, { folder, files }: Place): Promise<SourceFile | undefined> {
  const reference = parseActionReference(uses);
  if (isFailed(reference) || (reference.kind !== 'workspace' && reference.kind !== 'repository'))
    return undefined;
  const path = ['action.yml', 'action.yaml']
    .map((name) => join(folder, reference.path, name))
    .find((each) => each.startsWith(`${folder}/`) && isFile(each));
  return path === undefined ? undefined : await files.read(path);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
