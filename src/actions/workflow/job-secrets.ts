// The secrets that a job names, from the store of secrets; of a called workflow, what is passed on to it.
import { defined } from '../../lib/defined.ts';
import { isFailed } from '../../lib/result.ts';
import { isMapping, type JobInWorkflow, type PassedSecrets, type Value } from '../../model/workflow.ts';
import type { SecretStore } from '../../state/secret-store.ts';
import { resolveValue, textOf } from '../../workflows/language/expressions.ts';
import type { MissingSecret } from '../../workflows/missing-secrets.ts';
import { storedNamesWithin, type Trust } from '../../workflows/trust.ts';

export interface JobSecrets {
  readonly values: Readonly<Record<string, string>>;
  /** Named and not stored: GitHub gives an empty text without a word. */
  readonly missing: readonly MissingSecret[];
}

type Values = Readonly<Record<string, string>>;

interface Store {
  readonly store: Pick<SecretStore, 'secret'>;
  readonly environment: string | undefined;
  readonly trust: Trust;
}

/**
 * A secret of an environment is stored as `ENVIRONMENT/NAME` and goes before one of the repository, which is stored as `NAME`. A run
 * that GitHub trusts less gets neither.
 */
export function jobSecrets(definition: JobInWorkflow, { store, environment, trust }: Store): JobSecrets {
  const { workflow, job, call } = definition;
  const own = namesIn(JSON.stringify({ workflow, job }));
  const passed = call?.secrets ?? [];
  const outer = namesIn(JSON.stringify(passed));
  const stored = storedValues(new Set([...own, ...outer]), (name) => storedNamesWithin(trust, name), store);
  const ofEnvironment =
    environment === undefined || trust !== 'repository'
      ? {}
      : storedValues(own, (name) => [`${environment}/${name}`], store);
  const ofRunner = storedValues(new Set(debugging), (name) => [name], store);
  const values = { ...passed.reduce<Values>(passOn, stored), ...ofRunner, ...ofEnvironment };
  const missing = [...own].filter((name) => values[name] === undefined);
  return { values, missing: missing.map((name) => ({ name, from: originsOf(name, passed) })) };
}

/** Nothing needs to name them (GitHub: "Enabling debug logging"). */
export const debugging = ['ACTIONS_STEP_DEBUG', 'ACTIONS_RUNNER_DEBUG'] as const;

function storedValues(
  names: ReadonlySet<string>,
  idsOf: (name: string) => readonly string[],
  store: Store['store'],
): Values {
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const value = idsOf(name)
        .map((id) => store.secret(id))
        .find((each) => each !== undefined);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The token of the run is there whatever is passed on (GitHub: "Reusing workflow configurations"). */
function passOn(secrets: Values, { value, contexts }: PassedSecrets): Values {
  if (value === 'inherit') return secrets;
  const { GITHUB_TOKEN: token } = secrets;
  const given = resolveValue(value, { contexts: { ...contexts, secrets } });
  const entries = isFailed(given)
    ? []
    : Object.entries((given.value ?? {}) as Readonly<Record<string, unknown>>);
  return {
    ...defined({ GITHUB_TOKEN: token }),
    ...Object.fromEntries(
      entries.flatMap(([name, each]) => (textOf(each) === '' ? [] : [[name.toUpperCase(), textOf(each)]])),
    ),
  };
}

/** The names that it has in the workflow that the event has started, through all calls; none when one of them does not pass it on. */
function originsOf(name: string, passed: readonly PassedSecrets[]): readonly string[] {
  return passed.reduceRight<readonly string[]>(
    (names, { value }) => {
      if (value === 'inherit') return names;
      const given = names.filter((each) => each !== 'GITHUB_TOKEN').map((each) => entryOf(value, each));
      const token = names.filter((each) => each === 'GITHUB_TOKEN');
      return [...new Set([...token, ...namesIn(JSON.stringify(given))])];
    },
    [name],
  );
}

/** The names of secrets are the same however they are written. */
function entryOf(value: Value, name: string): Value {
  const entries = isMapping(value) ? value.entries : [];
  return entries.find(([key]) => typeof key === 'string' && key.toUpperCase() === name)?.[1] ?? null;
}

function namesIn(text: string): ReadonlySet<string> {
  const names = new Set(
    [...text.matchAll(named)].map(([, dotted, quoted]) => (dotted ?? quoted ?? '').toUpperCase()),
  );
  if (/\bgithub\s*\.\s*token\b/i.test(text)) names.add('GITHUB_TOKEN');
  return names;
}

const named = /\bsecrets\s*(?:\.\s*([A-Za-z_][\w-]*)|\[\s*\\?['"]([A-Za-z_][\w-]*)\\?['"]\s*\])/gi;
