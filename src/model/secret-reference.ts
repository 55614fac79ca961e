// The reference to a secret in `env/secrets-manager` and in variables of type SECRETS_MANAGER:
// `secret-id[:json-key[:version-stage[:version-id]]]`. Source: CodeBuild user guide, "Build specification reference".
import type { Result } from '../lib/result.ts';

export interface SecretReference {
  /** Name, or ARN for a secret of another account. */
  readonly secretId: string;
  /** The whole text of the secret when absent. */
  readonly jsonKey?: string;
  /** AWSCURRENT when neither stage nor id is given. */
  readonly versionStage?: string;
  readonly versionId?: string;
}

/** The parts of the reference, or what is wrong with it. Empty parts count as absent. */
export function parseSecretReference(text: string): Result<{ readonly value: SecretReference }> {
  const parts = text.split(':');
  // An ARN has seven parts of its own: arn:partition:secretsmanager:region:account:secret:name.
  const idLength = text.startsWith('arn:') ? 7 : 1;
  const secretId = parts.slice(0, idLength).join(':');
  const [jsonKey = '', versionStage = '', versionId = '', ...more] = parts.slice(idLength);
  if (secretId === '' || parts.length < idLength) return { failed: `"${text}" names no secret` };
  if (more.length > 0) return { failed: `"${text}" has more than four parts` };
  if (versionStage !== '' && versionId !== '') {
    return { failed: `"${text}" gives both a version stage and a version id` };
  }
  return {
    value: {
      secretId,
      ...(jsonKey === '' ? {} : { jsonKey }),
      ...(versionStage === '' ? {} : { versionStage }),
      ...(versionId === '' ? {} : { versionId }),
    },
  };
}

/** The secret that a reference is about; the whole text of one that is none. */
export function secretIdOf(reference: string): string {
  const parsed = parseSecretReference(reference);
  return 'value' in parsed ? parsed.value.secretId : reference;
}
