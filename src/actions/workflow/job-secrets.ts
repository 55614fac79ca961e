// The secrets that a job names, from the store of secrets.
import type { SecretStore } from '../../state/secret-store.ts';

export interface JobSecrets {
  readonly values: Readonly<Record<string, string>>;
  /** Named and not stored: GitHub gives an empty text without a word. */
  readonly missing: readonly string[];
}

/**
 * A secret of an environment is stored as `ENVIRONMENT/NAME` and goes before one of the repository, which is stored as `NAME`.
 * What the caller gave with `--secret NAME` is stored as `slipway/run/NAME`.
 * @param text in which the job names them
 */
export function jobSecrets(
  text: string,
  store: Pick<SecretStore, 'secret'>,
  environment: string | undefined,
): JobSecrets {
  const names = new Set(
    [...text.matchAll(named)].map(([, dotted, quoted]) => (dotted ?? quoted ?? '').toUpperCase()),
  );
  if (/\bgithub\s*\.\s*token\b/i.test(text)) names.add('GITHUB_TOKEN');
  const found = [...names].map((name) => {
    const ids = [
      ...(environment === undefined ? [] : [`${environment}/${name}`]),
      name,
      `slipway/run/${name}`,
    ];
    return [name, ids.map((id) => store.secret(id)).find((value) => value !== undefined)] as const;
  });
  return {
    values: Object.fromEntries(
      found.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    missing: found.flatMap(([name, value]) => (value === undefined ? [name] : [])),
  };
}

const named = /\bsecrets\s*(?:\.\s*([A-Za-z_][\w-]*)|\[\s*\\?['"]([A-Za-z_][\w-]*)\\?['"]\s*\])/gi;
