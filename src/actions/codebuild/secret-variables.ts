// Variables whose values lie in Parameter Store or Secrets Manager: here in the state folder's encrypted store.
import { parseSecretReference } from '../../load/secret-reference.ts';
import type { EnvironmentVariable } from '../../model/build.ts';
import type { StateFolder } from '../../state/state-folder.ts';

export type Resolved = { readonly value: string } | { readonly error: string; readonly remedy: string };

export function resolveVariable(
  variable: EnvironmentVariable,
  state: Pick<StateFolder, 'secrets' | 'path'>,
): Resolved {
  switch (variable.type) {
    case 'PARAMETER_STORE':
      return resolveParameter(variable.value, state);
    case 'SECRETS_MANAGER':
      return resolveSecret(variable.value, state);
    default:
      return { value: variable.value };
  }
}

type Secrets = Pick<StateFolder, 'secrets' | 'path'>;

function resolveParameter(name: string, { secrets, path }: Secrets): Resolved {
  const value = secrets.parameter(name);
  if (value !== undefined) return { value };
  return {
    error: `Parameter does not exist: ${name}`,
    remedy: `Put it into the local Parameter Store: slipway secret set --parameter ${name} --state ${path}`,
  };
}

/** `secret-id[:json-key[:version-stage[:version-id]]]` (CodeBuild user guide, env/secrets-manager). */
function resolveSecret(reference: string, { secrets, path }: Secrets): Resolved {
  const parsed = parseSecretReference(reference);
  if ('wrong' in parsed)
    return { error: parsed.wrong, remedy: 'Write secret-id:json-key:version-stage:version-id.' };
  const { secretId, jsonKey, versionStage, versionId } = parsed.value;
  const put = `slipway secret set ${secretId} --state ${path}`;
  const text = secrets.secret(secretId, {
    ...(versionStage === undefined ? {} : { stage: versionStage }),
    ...(versionId === undefined ? {} : { versionId }),
  });
  if (text === undefined && secrets.secret(secretId) !== undefined)
    return {
      error: `ResourceNotFoundException: Secrets Manager can't find the specified secret value for ${versionId === undefined ? `staging label: ${versionStage ?? ''}` : `VersionId: ${versionId}`}`,
      remedy: `The local store has other versions of "${secretId}": slipway secret list`,
    };
  if (text === undefined)
    return {
      error: `ResourceNotFoundException: Secrets Manager can't find the specified secret: ${secretId}`,
      remedy: `Put it into the local Secrets Manager: ${put}`,
    };
  return jsonKey === undefined ? { value: text } : jsonValue(text, secretId, jsonKey);
}

function jsonValue(text: string, secretId: string, key: string): Resolved {
  const remedy = `Store the secret as a JSON object with the key "${key}".`;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // The parser's message would quote the secret.
    return { error: `The secret ${secretId} is not JSON, and its key "${key}" is asked for`, remedy };
  }
  const value: unknown =
    typeof parsed === 'object' && parsed !== null && Object.hasOwn(parsed, key)
      ? (parsed as Readonly<Record<string, unknown>>)[key]
      : undefined;
  if (value === undefined) return { error: `The secret ${secretId} has no key "${key}"`, remedy };
  return { value: typeof value === 'string' ? value : JSON.stringify(value) };
}
