// Variables whose values lie in Parameter Store or Secrets Manager: here in the state folder's encrypted store.
import { parseSecretReference } from '../../load/secret-reference.ts';
import type { EnvironmentVariable } from '../../model/build.ts';
import type { SecretStore } from '../../state/secret-store.ts';

export type Resolved = { readonly value: string } | { readonly error: string; readonly remedy: string };

export function resolveVariable(variable: EnvironmentVariable, secrets: SecretStore): Resolved {
  switch (variable.type) {
    case 'PARAMETER_STORE':
      return resolveParameter(variable.value, secrets);
    case 'SECRETS_MANAGER':
      return resolveSecret(variable.value, secrets);
    default:
      return { value: variable.value };
  }
}

function resolveParameter(name: string, secrets: SecretStore): Resolved {
  const value = secrets.parameter(name);
  if (value !== undefined) return { value };
  return {
    error: `Parameter does not exist: ${name}`,
    remedy: `Put the parameter "${name}" into the local Parameter Store of this state folder.`,
  };
}

/** `secret-id[:json-key[:version-stage[:version-id]]]` (CodeBuild user guide, env/secrets-manager). */
function resolveSecret(reference: string, secrets: SecretStore): Resolved {
  const parsed = parseSecretReference(reference);
  if ('wrong' in parsed)
    return { error: parsed.wrong, remedy: 'Write secret-id:json-key:version-stage:version-id.' };
  const { secretId, jsonKey, versionStage, versionId } = parsed.value;
  if (versionId !== undefined)
    return {
      error: `The secret ${secretId} is asked for by version id, and only stages are kept here`,
      remedy: 'Use a version stage such as AWSCURRENT.',
    };
  const text = secrets.secret(secretId, versionStage);
  if (text === undefined)
    return {
      error: `ResourceNotFoundException: Secrets Manager can't find the specified secret: ${secretId}`,
      remedy: `Put the secret "${secretId}" into the local Secrets Manager of this state folder.`,
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
