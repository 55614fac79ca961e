// Programs that a stand-in calls in the job, as its step would: with the step's environment, and shown in its log.
import { defined } from '../../../lib/defined.ts';
import { captureCommand, executeCommand, type ExecutedStep, type StepCommand } from '../execute-command.ts';
import type { StepEnd } from '../job-run.ts';
import { OutputLines } from '../../build/output-lines.ts';
import { findContainerEngine, containerEngineRemedy } from '../../find-container-engine.ts';
import type { StandInCall, StandInEnd } from './stand-in.ts';
import { failed } from './stand-in.ts';

/** @param own variables that only this program gets, such as a password */
export async function runProgram(
  call: StandInCall,
  words: readonly string[],
  own: Readonly<Record<string, string>> = {},
): Promise<StepEnd> {
  call.job.context.log.line(`$ ${words.join(' ')}`);
  return (await executeProgram(call, words, own)).end;
}

/** @param onLine gets each line that it prints, which the log has as well */
export async function watchProgram(
  call: StandInCall,
  words: readonly string[],
  onLine: (line: string) => void,
): Promise<StepEnd> {
  call.job.context.log.line(`$ ${words.join(' ')}`);
  const lines = new OutputLines([{ line: onLine, endCommand: () => {} }]);
  const command = { ...commandOf(call, words, {}), onOutput: (bytes: Uint8Array) => lines.write(bytes) };
  const { end } = await executeCommand(call.job, call.frame, command);
  lines.endCommand();
  return end;
}

/** With the outputs that it writes. */
export async function executeProgram(
  call: StandInCall,
  words: readonly string[],
  own: Readonly<Record<string, string>>,
): Promise<ExecutedStep> {
  return await executeCommand(call.job, call.frame, commandOf(call, words, own));
}

/** What it prints, without it being shown; undefined when it fails. */
export async function readProgram(call: StandInCall, words: readonly string[]): Promise<string | undefined> {
  return await captureCommand(call.job, call.frame, commandOf(call, words, {}));
}

function commandOf(
  { job, step, env, condition, timeoutMs }: StandInCall,
  words: readonly string[],
  own: Readonly<Record<string, string>>,
): StepCommand {
  const variables = { env, own, action: step.contextName ?? '__run' };
  return { words, cwd: job.folders.workspace, variables, condition, ...defined({ timeoutMs }) };
}

/** The failure of a step that needs an engine where none answers. */
export async function whyNoEngine({ job, step }: StandInCall): Promise<StandInEnd | undefined> {
  const engine = await findContainerEngine(job.context.options);
  if (engine !== undefined) return undefined;
  return failed(
    `${step.uses ?? ''}: no Docker or Podman engine answers on this machine`,
    containerEngineRemedy,
  );
}
