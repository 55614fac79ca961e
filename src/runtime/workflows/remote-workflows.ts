// The workflows of other repositories that the jobs of one call: fetched by git, and kept as they were last.
import { join } from 'node:path';
import { makeEmptyRepository } from '../../actions/source/empty-repository.ts';
import { git, remoteEnvironment, type GitCall } from '../../actions/source/git.ts';
import { newId } from '../../lib/id.ts';
import { removeTree } from '../../lib/remove-tree.ts';
import type { Definition } from '../../model/definition.ts';
import type { CalledWorkflows, JobInWorkflow, Workflow } from '../../model/workflow.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import {
  mostWorkflows,
  nameOfCall,
  remoteCalls,
  type RemoteReference,
} from '../../workflows/calls/call-reference.ts';

type Kept = Pick<StateFolder, 'records' | 'folder'>;

/** One that is known is fetched again, because a branch or tag may have moved; when that fails it stays what it was. */
export async function fetchCalledWorkflows(
  definition: Definition,
  state: Kept,
  signal: AbortSignal,
): Promise<void> {
  const seen = new Set<string>();
  const visit = async (workflow: Workflow, within?: string): Promise<void> => {
    for (const reference of remoteCalls(workflow, within)) {
      const name = nameOfCall(reference);
      if (seen.has(name) || seen.size >= mostWorkflows) continue;
      seen.add(name);
      await fetchOne(reference, state, signal);
      const called = knownWorkflows(state)[name];
      if (called !== undefined) await visit(called, name);
    }
  };
  for (const workflow of workflowsOf(definition)) await visit(workflow);
}

/** Those that a definition holds: its own, and those of its repository that it calls. */
function workflowsOf({ workflow, pipeline }: Definition): readonly Workflow[] {
  if (workflow === undefined) return [];
  const calling = pipeline.stages
    .flatMap(({ jobs = [] }) => jobs)
    .map((job) => JSON.parse(job.definition) as JobInWorkflow);
  const called = Object.assign({}, ...calling.map((job) => job.called ?? {})) as CalledWorkflows;
  return [workflow, ...Object.values(called)];
}

/** By what names them; those that could be fetched. */
export function knownWorkflows({ records }: Pick<StateFolder, 'records'>): CalledWorkflows {
  const all = records.list<Workflow>(kind).map(({ id, value }) => [id, value]);
  return Object.fromEntries(all) as CalledWorkflows;
}

const kind = 'called-workflow';

async function fetchOne(reference: RemoteReference, state: Kept, signal: AbortSignal): Promise<void> {
  const { repository, path, ref } = reference;
  const isCommit = /^[0-9a-f]{40}$/i.test(ref);
  const name = nameOfCall(reference);
  if (isCommit && state.records.get(kind, name) !== undefined) return;
  const folder = await makeEmptyRepository(
    join(await state.folder('cache', 'called-workflows'), `${newId()}.git`),
  );
  try {
    const call: GitCall = { folder, signal, environment: remoteEnvironment() };
    const url = `https://github.com/${repository}.git`;
    const fetched = await git(call, ['fetch', '--quiet', '--depth=1', '--no-tags', '--', url, ref]);
    const file = fetched.ok ? await git(call, ['cat-file', 'blob', `FETCH_HEAD:${path}`]) : fetched;
    if (!file.ok) return;
    const { readWorkflow } = await import('../../workflows/language/read-workflow.ts');
    const { workflow } = readWorkflow({ path: name, text: file.stdout.toString('utf8') }, path);
    if (workflow !== undefined) state.records.put(kind, name, workflow);
  } finally {
    await removeTree(folder);
  }
}
