// slipway secret import: every variable of a file of NAME=VALUE lines.
import { counted } from '../../lib/counted.ts';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { problem, ProblemError } from '../../lib/problem.ts';
import { parseEnvFile } from '../../lib/parse-env-file.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { kindOf, openStore, put, reportChange, type SecretOptions } from './secret-options.ts';

export function importSecrets(file: string, options: SecretOptions, terminal: Terminal): ExitStatus {
  const { into, prefix = '' } = options;
  const kind = kindOf(options);
  if (into !== undefined && (kind === 'parameter' || prefix !== ''))
    throw refusal(['--into makes one secret of all: it goes with neither --parameter nor --prefix']);
  const variables = readVariables(file, terminal);
  using store = openStore(options, terminal);
  if (into === undefined)
    for (const [name, value] of variables) put(store, kind, { name: `${prefix}${name}`, value });
  else store.putSecret(into, JSON.stringify(Object.fromEntries(variables)));
  const names = into === undefined ? variables.map(([name]) => `${prefix}${name}`) : [into];
  const what =
    into === undefined
      ? `${counted(names.length, `${kind} is`, `${kind}s are`)} set`
      : `secret ${into} is set, with ${counted(variables.length, 'key')}`;
  reportChange(`✔ ${what}`, { kind, names }, { options, terminal });
  return 0;
}

/** In a file of secrets quotes around a value are a way of writing, as every reader of such files takes them. */
function readVariables(file: string, { cwd }: Terminal): readonly (readonly [string, string])[] {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw refusal([`${file} cannot be read: ${(error as Error).message}`]);
  }
  const { variables, wrongLines } = parseEnvFile(text);
  if (wrongLines.length > 0)
    throw refusal(wrongLines.map((line) => `${file}:${line}: this is not NAME=VALUE`));
  const filled = variables.filter(([, value]) => value !== '');
  if (filled.length === 0) throw refusal([`${file} has no variable with a value`]);
  return filled.map(([name, value]) => [name, /^(["'])(.*)\1$/.exec(value.trim())?.[2] ?? value] as const);
}

function refusal(messages: readonly string[]): ProblemError {
  return new ProblemError(
    messages.map((message) => problem({ code: 'CallInvalid', whose: 'call', message })),
  );
}
