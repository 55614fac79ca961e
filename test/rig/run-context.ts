// A run of a workflow with one job as its event describes it: no process runs.
import { runDefaults, type RunVariables, type Workflow, type WorkflowJob } from '../../src/model/workflow.ts';
import { runContext } from '../../src/workflows/github-context.ts';
import { readWorkflow } from '../../src/workflows/language/read-workflow.ts';

/** @param head what stands above its jobs, `on` too */
export function workflowWith(head: string): { readonly workflow: Workflow; readonly job: WorkflowJob } {
  const text = `${head}\njobs: {a: {runs-on: x, steps: [{run: x}]}}\n`;
  const { workflow } = readWorkflow({ path: 'w.yml', text }, 'w.yml');
  const [job] = workflow?.jobs ?? [];
  if (workflow === undefined || job === undefined) throw new Error('The workflow cannot be read');
  return { workflow, job };
}

/** The context `github`, in the repository acme/app. @param on what the workflow says of its events */
export function contextOfRun(
  on: string,
  variables: Partial<RunVariables>,
): Readonly<Record<string, unknown>> {
  const { workflow } = workflowWith(`on: ${on}`);
  const execution = { id: 'e1', number: 1, attempt: 1, startedBy: 'ann', commitId: 'c'.repeat(40) };
  return runContext(
    { workflow, repository: { name: 'acme/app', defaultBranch: 'main' } },
    { ...execution, variables: { ...runDefaults, ...variables } },
  );
}
