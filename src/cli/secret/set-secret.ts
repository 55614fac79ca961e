// slipway secret set: one value, from standard input or a question whose answer is not shown.
import { defined } from '../../lib/defined.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { SecretStore } from '../../state/secret-store.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { readSecretValue } from './read-secret-value.ts';
import { kindOf, openStore, put, reportChange, type SecretOptions } from './secret-options.ts';

export async function setSecret(
  name: string,
  options: SecretOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const kind = kindOf(options);
  const { jsonKey } = options;
  if (kind === 'parameter' && jsonKey !== undefined)
    throw refusal('A parameter has no keys', 'Leave --json-key out, or --parameter');
  using store = openStore(options, terminal);
  const value = await readSecretValue(`Value of ${name}`, terminal);
  if (value === '') throw refusal('The value is empty', 'Write it to standard input, or answer the question');
  const stored = jsonKey === undefined ? value : withKey(store, { name, key: jsonKey, value });
  put(store, kind, { name, value: stored });
  const what = `${kind} ${name}${jsonKey === undefined ? '' : `, key ${jsonKey}`}`;
  reportChange(`✔ ${what} is set`, { kind, name, ...defined({ jsonKey }) }, { options, terminal });
  return 0;
}

interface Key {
  readonly name: string;
  readonly key: string;
  readonly value: string;
}

function withKey(store: SecretStore, { name, key, value }: Key): string {
  const before = store.secret(name);
  if (before === undefined) return JSON.stringify({ [key]: value });
  let parsed: unknown;
  try {
    parsed = JSON.parse(before);
  } catch {
    parsed = undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw refusal(
      `The secret ${name} is not a JSON object, so it has no keys`,
      `Remove it first (slipway secret rm ${name}), or set it without --json-key`,
    );
  return JSON.stringify({ ...parsed, [key]: value });
}

function refusal(message: string, remedy: string): ProblemError {
  return new ProblemError([problem({ code: 'CallInvalid', whose: 'call', message, remedy })]);
}
