// The invoke command: one function of a definition, or of the account, by itself. Its log goes to standard error, what it gives to
// standard output.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { accountFile } from '../../account/account-file.ts';
import type { Account } from '../../account/account.ts';
import { openAccountForReading } from '../../account/open-account.ts';
import { scopeOf, type Scope } from '../../account/scope.ts';
import { accountOfDefinition } from '../../account/seed-account.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { parseArn } from '../../model/arn.ts';
import { findFunction, nameOfFunction, type LambdaFunction } from '../../model/function.ts';
import { invokeFunction } from '../../targets/function/invoke-function.ts';
import {
  hasPipeline,
  readyDefinition,
  withDefinition,
  type ReadyDefinition,
} from '../session/definition-record.ts';
import { watchInterruption } from '../session/interruption.ts';
import { span } from '../render/line.ts';
import type { CommonOptions } from '../command.ts';
import { statePath } from '../state-path.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';

export interface InvokeCallOptions extends CommonOptions {
  readonly payload: string;
}

/** Exit status 1 when the function failed. */
export async function invoke(
  asked: { readonly functionName: string; readonly definition: string },
  options: InvokeCallOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { json = false } = options;
  const payload = readPayload(options.payload, terminal);
  const { functionName } = asked;
  const isWithout = await hasNoDefinition(asked.definition, terminal);
  using alone = isWithout ? accountIn(statePath(options, terminal)) : undefined;
  const ofAccount = alone && scopeOfAccount(functionName, alone);
  const ready =
    ofAccount === undefined ? await readyDefinition(asked.definition, { terminal, json }) : undefined;
  const state = statePath(options, terminal, ready?.folder);
  using account = ready && accountIn(state);
  const scope = ofAccount ?? (ready && scopeWith(functionName, ready, account));
  if (scope === undefined) return 2;
  const log: string[] = [];
  using interruption = watchInterruption();
  const invocation = await invokeFunction({
    functionName,
    ...scope,
    ...(account === undefined && ofAccount === undefined ? {} : { targetsFolder: join(state, 'targets') }),
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
  if (invocation === undefined) return interruption.status();
  const { payload: given, functionError, explanation, durationMs } = invocation;
  if (json) {
    const error = { ...(functionError && { functionError }), ...(explanation && { explanation }) };
    terminal.write(`${JSON.stringify({ functionName, payload: given, ...error, log, durationMs })}\n`);
  } else terminal.write(`${JSON.stringify(given, null, 2)}\n`);
  return functionError === undefined ? 0 : 1;
}

/** The folder that is meant has no pipeline, nor has one above it. */
async function hasNoDefinition(definition: string, { cwd }: Terminal): Promise<boolean> {
  if (definition !== '.' || (await withDefinition(definition, { cwd })) !== '.') return false;
  return !(await hasPipeline(cwd, cwd));
}

function accountIn(state: string): Account | undefined {
  return existsSync(join(state, accountFile)) ? openAccountForReading(state) : undefined;
}

/** Where a call of AWS's API, or another definition, has made it. */
function scopeOfAccount(functionName: string, account: Account): Scope | undefined {
  const { name } = nameOfFunction(functionName);
  const found = account.list().find((each) => each.type === 'AWS::Lambda::Function' && each.name === name);
  if (found === undefined) return undefined;
  const partition = parseArn(found.arn ?? '')?.partition ?? 'aws';
  const place = { partition, account: found.account, region: found.region };
  return { place, resources: account.at(place) };
}

/** Of the definition, else of the account: another definition of the state folder has declared it. */
function scopeWith(
  functionName: string,
  { definition, folder }: ReadyDefinition,
  account: Account | undefined,
): Scope {
  const declared = accountOfDefinition({ definition, definitionFolder: folder });
  const scopes = [declared, account].flatMap((each) =>
    each === undefined ? [] : scopeOf({}, definition.pipeline, each),
  );
  const functionsOf = ({ resources }: Scope) => resources.valuesOf('AWS::Lambda::Function');
  const scope = scopes.find((each) => findFunction(functionsOf(each), functionName) !== undefined);
  if (scope === undefined)
    throw new ProblemError([unknownFunction(functionName, scopes.flatMap(functionsOf))]);
  return scope;
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
  const names = [...new Set(functions.map((each) => each.functionName))];
  return problem({
    code: 'FunctionUnknown',
    whose: 'call',
    message: `Neither the definition nor the account has a function "${name}"`,
    remedy:
      names.length === 0
        ? 'Put the input of "aws lambda create-function" into a file next to the pipeline.'
        : didYouMean(name, names, `There are: ${names.join(', ')}`),
  });
}
