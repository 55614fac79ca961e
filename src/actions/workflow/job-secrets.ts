// The secrets that a job names, from the store of secrets; of a called workflow, what is passed on to it.
import { defined } from '../../lib/defined.ts';
import { isFailed } from '../../lib/result.ts';
import type { JobInWorkflow, PassedSecrets } from '../../model/workflow.ts';
import type { SecretStore } from '../../state/secret-store.ts';
import { resolveValue, textOf } from '../../workflows/language/expressions.ts';
import { storedNamesWithin, type Trust } from '../../workflows/trust.ts';

export interface JobSecrets {
  readonly values: Readonly<Record<string, string>>;
  /** Named and not stored: GitHub gives an empty text without a word. */
  readonly missing: readonly string[];
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
  return { values, missing: [...own].filter((name) => values[name] === undefined) };
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

function namesIn(text: string): ReadonlySet<string> {
  const names = new Set(
    [...text.matchAll(named)].map(([, dotted, quoted]) => (dotted ?? quoted ?? '').toUpperCase()),
  );
  if (/\bgithub\s*\.\s*token\b/i.test(text)) names.add('GITHUB_TOKEN');
  return names;
}

const named = /\bsecrets\s*(?:\.\s*([A-Za-z_][\w-]*)|\[\s*\\?['"]([A-Za-z_][\w-]*)\\?['"]\s*\])/gi;
