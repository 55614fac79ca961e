// What a run of one workflow starts of another one (GitHub: "Events that trigger workflows", workflow_run). Pure.
import { defined } from '../../lib/defined.ts';
import { valueAt, type RunVariables, type Workflow, type WorkflowRepository } from '../../model/workflow.ts';
import { decideStart, type StartDecision } from './decide-start.ts';
import { branchOf } from './event-payload.ts';

/** A run, and what it has come to. */
export interface ObservedRun {
  readonly activity: 'requested' | 'in_progress' | 'completed';
  /** Of a completed one. */
  readonly conclusion?: 'success' | 'failure' | 'cancelled';
  readonly workflow: Pick<Workflow, 'name' | 'path'>;
  readonly repository: WorkflowRepository;
  readonly executionId: string;
  /** As `github.run_id` has it. */
  readonly runId: string;
  readonly runNumber: number;
  readonly title?: string;
  /** The name of the event that has started it. */
  readonly event: string;
  /** Of its files, in full. */
  readonly ref: string;
  readonly actor: string;
  /** Once its source is known. */
  readonly commitId?: string;
  /** How many runs stand before it, each started by the one before. */
  readonly level: number;
}

export interface RunStart extends StartDecision {
  readonly variables: Pick<RunVariables, 'event' | 'ref' | 'payload'>;
}

/** GitHub: "You can't use workflow_run to chain together more than three levels of workflows". */
const mostLevels = 3;

/** Undefined for a workflow that names no such run. */
export function startByRun(workflow: Pick<Workflow, 'on'>, run: ObservedRun): RunStart | undefined {
  const filters = Object.hasOwn(workflow.on, 'workflow_run') ? workflow.on['workflow_run'] : undefined;
  const named = valueAt(filters, 'workflows');
  const names = (Array.isArray(named) ? named : [named]).map(String);
  if (filters === undefined || !names.includes(run.workflow.name)) return undefined;
  const variables = {
    event: 'workflow_run',
    ref: `refs/heads/${run.repository.defaultBranch}`,
    payload: JSON.stringify(payloadOf(run)),
  };
  if (run.level >= mostLevels)
    return { starts: false, because: `${mostLevels} workflows have started each other already`, variables };
  const event = { name: 'workflow_run', ref: `refs/heads/${branchOf(run.ref)}`, activity: run.activity };
  return { ...decideStart(workflow, event), variables };
}

function payloadOf(run: ObservedRun) {
  const { activity, workflow, repository, actor, commitId, conclusion = null } = run;
  return {
    action: activity,
    sender: { login: actor },
    workflow: { name: workflow.name, path: workflow.path },
    workflow_run: {
      id: Number(run.runId),
      node_id: run.executionId,
      name: workflow.name,
      display_title: run.title ?? workflow.name,
      path: workflow.path,
      event: run.event,
      status: activity === 'requested' ? 'queued' : activity,
      conclusion,
      head_branch: branchOf(run.ref),
      ...defined({ head_sha: commitId }),
      run_number: run.runNumber,
      actor: { login: actor },
      triggering_actor: { login: actor },
      html_url: `https://github.com/${repository.name}/actions/runs/${run.runId}`,
      head_repository: { full_name: repository.name },
    },
  };
}
