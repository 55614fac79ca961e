// The invoke command: one function of a definition, by itself. Its log goes to standard error, what it gives to
// standard output.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { scopeOf } from '../../account/scope.ts';
import { accountOfDefinition } from '../../account/seed-account.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { findFunction, type LambdaFunction } from '../../model/function.ts';
import { invokeFunction } from '../../targets/function/invoke-function.ts';
import { readyDefinition } from '../session/definition-record.ts';
import { watchInterruption } from '../session/interruption.ts';
import { span } from '../render/line.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';

export interface InvokeCallOptions {
  readonly payload: string;
  readonly json?: boolean;
}

/** Exit status 1 when the function failed. */
export async function invoke(
  asked: { readonly functionName: string; readonly definition: string },
  { payload: written, json = false }: InvokeCallOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const payload = readPayload(written, terminal);
  const ready = await readyDefinition(asked.definition, { terminal, json });
  if (ready === undefined) return 2;
  const { definition, folder } = ready;
  const scope = scopeOf(
    {},
    definition.pipeline,
    accountOfDefinition({ definition, definitionFolder: folder }),
  );
  const { functionName } = asked;
  const functions = scope.resources.valuesOf('AWS::Lambda::Function');
  if (findFunction(functions, functionName) === undefined)
    throw new ProblemError([unknownFunction(functionName, functions)]);
  const log: string[] = [];
  using interruption = watchInterruption();
  const invocation = await invokeFunction({
    functionName,
    ...scope,
    payload,
    signal: interruption.signal,
    onLine: (text) => {
      log.push(text);
      if (!json) terminal.writeError(`${terminal.errorPalette.paint([span(text, 'dim')])}\n`);
    },
  }).catch((error: unknown) => {
    if (!interruption.signal.aborted) throw error;
    return undefined;
  });
  if (invocation === undefined) return 130;
  const { payload: given, functionError, explanation, durationMs } = invocation;
  if (json) {
    const error = { ...(functionError && { functionError }), ...(explanation && { explanation }) };
    terminal.write(`${JSON.stringify({ functionName, payload: given, ...error, log, durationMs })}\n`);
  } else terminal.write(`${JSON.stringify(given, null, 2)}\n`);
  return functionError === undefined ? 0 : 1;
}

function readPayload(written: string, { cwd }: Terminal): unknown {
  const file = /^fileb?:\/\/(.*)$/s.exec(written)?.[1];
  const source = file === undefined ? 'The payload' : `The file "${file}"`;
  try {
    return JSON.parse(file === undefined ? written : readFileSync(resolve(cwd, file), 'utf8'));
  } catch (error) {
    throw new ProblemError([
      problem({
        code: 'CallInvalid',
        whose: 'call',
        message: `${source} is not JSON: ${(error as Error).message}`,
        remedy: `Give an event: --payload '{"key": "value"}', or --payload file://event.json`,
      }),
    ]);
  }
}

function unknownFunction(name: string, functions: readonly LambdaFunction[]) {
  const names = functions.map(({ functionName }) => functionName);
  return problem({
    code: 'FunctionUnknown',
    whose: 'call',
    message: `The definition has no function "${name}"`,
    remedy:
      names.length === 0
        ? 'Put the input of "aws lambda create-function" into a file next to the pipeline.'
        : didYouMean(name, names, `There are: ${names.join(', ')}`),
  });
}
