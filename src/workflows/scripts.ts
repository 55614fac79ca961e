// The scripts of a workflow as linters of shells and of Python take them (actionlint: "shellcheck integration for run:"). Pure.
import { FunctionCall, Literal } from '@actions/expressions/ast';
import { isFailed } from '../lib/result.ts';
import {
  isExpression,
  valueAt,
  type Value,
  type Workflow,
  type WorkflowJob,
  type WorkflowStep,
} from '../model/workflow.ts';
import { fromData } from './language/expression-data.ts';
import { parseExpression } from './language/expressions.ts';

export type ScriptLanguage = 'bash' | 'sh' | 'python';

export interface WorkflowScript {
  readonly step: WorkflowStep;
  readonly language: ScriptLanguage;
  /** With "_" for each expression: what a run puts there is not known. */
  readonly text: string;
}

/** Those of shells that a linter knows. One that is an expression as a whole has no text to lint. */
export function scriptsOf(workflow: Workflow): readonly WorkflowScript[] {
  return workflow.jobs.flatMap((job) =>
    job.steps.flatMap((step) => {
      const language = languageOf(shellOf(step, job, workflow));
      const text = step.run === undefined ? undefined : textOfScript(step.run);
      return language === undefined || text === undefined ? [] : [{ step, language, text }];
    }),
  );
}

function shellOf(step: WorkflowStep, job: WorkflowJob, { defaults }: Workflow): Value | undefined {
  const byDefault = [job.defaults, defaults].map((each) => valueAt(valueAt(each, 'run'), 'shell'));
  const isWindows = JSON.stringify(job.runsOn ?? '').includes('windows');
  return step.shell ?? byDefault.find((each) => each !== undefined) ?? (isWindows ? 'pwsh' : 'bash');
}

/** By the program, which options can follow. */
function languageOf(shell: Value | undefined): ScriptLanguage | undefined {
  const [program = ''] = typeof shell === 'string' ? shell.split(' ') : [];
  if (program === 'python' || program === 'python3') return 'python';
  return program === 'bash' || program === 'sh' ? program : undefined;
}

function textOfScript(run: Value): string | undefined {
  if (typeof run === 'string') return run;
  if (!isExpression(run)) return undefined;
  const parsed = parseExpression(run.expression);
  const tree = isFailed(parsed) ? undefined : parsed.tree;
  if (!(tree instanceof FunctionCall) || tree.functionName.lexeme !== 'format') return undefined;
  const [pattern] = tree.args;
  const written = pattern instanceof Literal ? fromData(pattern.literal) : undefined;
  if (typeof written !== 'string') return undefined;
  return written.replaceAll(/\{\{|\}\}|\{\d+\}/g, (found) =>
    found === '{{' || found === '}}' ? found.slice(1) : '_',
  );
}
