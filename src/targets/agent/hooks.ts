// Runs the scripts of one lifecycle event, in order, until the first that fails (CodeDeploy agent, hook executor).
import { accessSync, chmodSync, constants, existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defined } from '../../lib/defined.ts';
import type { AppSpecHook } from '../../model/deployment.ts';
import type { CommandResult } from '../../process/command.ts';
import { runCommand } from '../../process/run-command.ts';
import { EventFailure } from './event-failure.ts';
import { explainMissingScript } from './explain-missing-script.ts';
import { explainScriptFailure } from './explain-script-failure.ts';
import { hookVariables } from './hook-variables.ts';
import { linesOf } from './output-lines.ts';
import { scriptCommand } from './script-command.ts';
import type { HookRun } from './hook-run.ts';

/** Throws the EventFailure of the first script that cannot run, fails, takes too long or keeps its output open. */
export async function runHooks(run: HookRun): Promise<void> {
  run.log.line(`LifecycleEvent - ${run.command.lifecycleEvent}`);
  for (const [index, hook] of run.hooks.entries()) {
    if (index < (run.command.firstScript ?? 0)) continue;
    run.onScript(index);
    const path = resolve(join(run.archive, hook.location));
    makeExecutable(hook, path, run.archive);
    await runScript(run, hook, path);
  }
}

function makeExecutable(hook: AppSpecHook, path: string, archive: string): void {
  if (!existsSync(path))
    throw new EventFailure(`Script does not exist at specified location: ${path}`, {
      errorCode: 'ScriptMissing',
      scriptName: hook.location,
      explanation: explainMissingScript(hook.location, archive),
    });
  if (isExecutable(path)) return;
  try {
    chmodSync(path, statSync(path).mode | 0o111);
  } catch {
    throw new EventFailure(`Unable to set script at specified location: ${hook.location} as executable`, {
      errorCode: 'ScriptNotExecutable',
      scriptName: hook.location,
    });
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function runScript(run: HookRun, hook: AppSpecHook, path: string): Promise<void> {
  const { environment, command, log } = run;
  log.line(`Script - ${hook.location}`);
  const output = linesOf((text, stream) => log.line(`[${stream}]${text}`));
  const result = await runCommand({
    ...(await scriptCommand(hook, path)),
    cwd: environment.cwd,
    env: { ...environment.env, ...hookVariables(command) },
    mark: environment.mark,
    timeoutMs: hook.timeout * 1000,
    signal: run.signal,
    endsOn: 'close',
    onOutput: output.write,
  });
  output.end();
  const failure = failureOf(hook, path, result);
  if (failure === undefined) return;
  const explanation = await explainScriptFailure({ run, hook, path, result });
  throw new EventFailure(failure.message, {
    errorCode: failure.errorCode,
    scriptName: hook.location,
    ...(result.exitCode === null ? {} : { exitCode: result.exitCode }),
    ...defined({ explanation }),
  });
}

/** Output that is still open counts before the exit status, which the agent then never reads. */
function failureOf(
  hook: AppSpecHook,
  path: string,
  result: CommandResult,
): { readonly message: string; readonly errorCode: EventFailure['errorCode'] } | undefined {
  const script = `Script at specified location: ${hook.location}`;
  if (result.end === 'NotStarted')
    return {
      errorCode: 'UnknownError',
      message: `${result.startError ?? 'The script did not start'} - ${path}`,
    };
  if (result.end === 'Aborted') return { errorCode: 'UnknownError', message: `${script} was interrupted` };
  if (result.heldOpen !== undefined)
    return {
      errorCode: 'UnknownError',
      message: `${script} failed to close ${result.heldOpen.toUpperCase()}`,
    };
  if (result.end === 'TimedOut')
    return {
      errorCode: 'ScriptTimedOut',
      message: `${script} failed to complete in ${hook.timeout} seconds`,
    };
  if (result.exitCode === 0) return undefined;
  const runAs = hook.runas === undefined ? '' : ` run as user ${hook.runas}`;
  return {
    errorCode: 'ScriptFailed',
    message: `${script}${runAs} failed with exit code ${result.exitCode ?? ''}`,
  };
}
