// A step with `run`: its script in a file, executed by its shell.
import { defined } from '../../lib/defined.ts';
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { newId } from '../../lib/id.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { resolveValue, textOf } from '../../workflows/language/expressions.ts';
import { shellCall } from '../../workflows/runner/shells.ts';
import { valueAt, type Value } from '../../model/workflow.ts';
import { executeCommand, failedStep, writeScript, type ExecutedStep } from './execute-command.ts';
import type { JobRun } from './job-run.ts';
import { runOrPause, variablesOf } from './pause-step.ts';
import type { StepCall } from './step-call.ts';

export async function runScript(call: StepCall): Promise<ExecutedStep> {
  const settings = readSettings(call);
  if (isFailed(settings)) return failedStep(settings.failed);
  const place = { command: settings.script, cwd: settings.cwd };
  return await runOrPause(call, place, async () => await execute(call, settings));
}

async function execute(
  { job, frame, step, env, condition, timeoutMs }: StepCall,
  { script, shell, cwd }: Settings,
): Promise<ExecutedStep> {
  const id = newId();
  const fileFor = (extension: string): string => join(job.folders.temp, `${id}${extension}`);
  const found = shellCall(shell, { script, fileFor }, (name) => hasProgram(job, name));
  if (isFailed(found)) return failedStep(found.failed);
  if (!hasProgram(job, found.program))
    return failedStep(`The shell "${found.program}" is not there: no folder of PATH has it`);
  const file = fileFor(found.extension);
  writeScript(job.folders.here(file), found.script);
  for (const line of script.trimEnd().split('\n')) job.context.log.line(`  ${line}`);
  if (job.container === undefined && !existsSync(job.machine.outside(cwd)))
    return failedStep(`The working directory "${cwd}" is not there`);
  return await executeCommand(job, frame, {
    words: [found.program, ...found.args],
    cwd,
    variables: variablesOf(step, env),
    condition,
    ...defined({ timeoutMs }),
  });
}

interface Settings {
  readonly script: string;
  readonly shell: string | undefined;
  readonly cwd: string;
}

/** Of the step, else of the job's defaults, else of the workflow's; in a composite action of the step alone. */
function readSettings({ job, frame, step, scope }: StepCall): Result<Settings> {
  const { workflow, job: declared } = job.definition;
  const defaults = frame.action === undefined ? [declared.defaults, workflow.defaults] : [];
  const byDefault = (key: string): Value | undefined =>
    defaults.map((each) => valueAt(valueAt(each, 'run'), key)).find((value) => value !== undefined);
  const [script, shell, folder] = [
    resolveValue(step.run ?? '', scope),
    // The runner's own shell in a container (actions/runner, ScriptHandler).
    resolveValue(step.shell ?? byDefault('shell') ?? (job.container === undefined ? null : 'sh'), scope),
    resolveValue(step.workingDirectory ?? byDefault('working-directory') ?? '', scope),
  ];
  for (const [key, result] of Object.entries({ run: script, shell, 'working-directory': folder }))
    if (isFailed(result)) return { failed: `"${key}" cannot be evaluated: ${result.failed}` };
  if (isFailed(script) || isFailed(shell) || isFailed(folder)) return { failed: 'It cannot be evaluated' };
  const where = textOf(folder.value);
  const { workspace } = job.folders;
  return {
    script: textOf(script.value),
    shell: shell.value === null ? undefined : textOf(shell.value),
    cwd: isAbsolute(where) ? where : join(workspace, where),
  };
}

/** Whether a program of that name lies in a folder of the job's PATH. What an image has shows when it is called. */
export function hasProgram(job: JobRun, name: string): boolean {
  if (job.container !== undefined) return true;
  if (name.includes('/')) return existsSync(job.machine.outside(name));
  const path = job.env.get('PATH') ?? job.base['PATH'] ?? '';
  return [...job.paths, ...path.split(':')].some((folder) =>
    existsSync(job.machine.outside(join(folder, name))),
  );
}
