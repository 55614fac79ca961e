// Variables whose values lie in Parameter Store or Secrets Manager: here in the state folder's encrypted store, or in AWS's own.
import { defined } from '../../lib/defined.ts';
import { randomText } from '../../lib/random-text.ts';
import { type Explanation, isFailed, type Result } from '../../lib/result.ts';
import { parseSecretReference, type SecretReference } from '../../model/secret-reference.ts';
import type { EnvironmentVariable } from '../../model/build.ts';
import type { Parameter } from '../../model/parameter.ts';
import type { StateFolder } from '../../state/state-folder.ts';

export type Resolved = Result<{ readonly value: string }, Explanation>;

/** Where values are looked for. */
export interface ValuePlaces {
  readonly state: Pick<StateFolder, 'secrets' | 'path'>;
  /** Those that the definition brings along. */
  readonly parameters: readonly Parameter[];
  /** Whether AWS is asked for what the local store does not have. */
  readonly asksAws: boolean;
}

export async function resolveVariable(variable: EnvironmentVariable, places: ValuePlaces): Promise<Resolved> {
  switch (variable.type) {
    case 'PARAMETER_STORE':
      return resolveParameter(variable.value, places);
    case 'SECRETS_MANAGER':
      return resolveSecret(variable.value, places);
    default:
      return { value: variable.value };
  }
}

const orAws = ', or take it from AWS with --aws-values';

async function resolveParameter(
  name: string,
  { state: { secrets, path }, parameters, asksAws }: ValuePlaces,
): Promise<Resolved> {
  const value = secrets.parameter(name) ?? ownParameter(name, parameters, secrets);
  if (value !== undefined) return { value };
  if (asksAws) return (await import('./aws-values.ts')).parameterFromAws(name);
  return {
    failed: {
      message: `Parameter does not exist: ${name}`,
      remedy: `Put it into the local Parameter Store: slipway secret set --parameter ${name} --state ${path}${orAws}`,
    },
  };
}

/** A made-up value is made up once, and then is the user's own. Punctuation is excluded, whether or not that was asked for. */
function ownParameter(
  name: string,
  parameters: readonly Parameter[],
  secrets: StateFolder['secrets'],
): string | undefined {
  const own = parameters.find((parameter) => parameter.name === name);
  if (own?.generatedLength === undefined) return own?.value;
  const made = randomText(own.generatedLength);
  secrets.putParameter(name, made);
  return made;
}

/** `secret-id[:json-key[:version-stage[:version-id]]]` (CodeBuild user guide, env/secrets-manager). */
async function resolveSecret(reference: string, places: ValuePlaces): Promise<Resolved> {
  const parsed = parseSecretReference(reference);
  if (isFailed(parsed))
    return {
      failed: { message: parsed.failed, remedy: 'Write secret-id:json-key:version-stage:version-id.' },
    };
  const text = await secretText(parsed.value, places);
  const { jsonKey, secretId } = parsed.value;
  return isFailed(text) || jsonKey === undefined ? text : jsonValue(text.value, secretId, jsonKey);
}

async function secretText(
  { secretId, versionStage, versionId }: SecretReference,
  { state: { secrets, path }, asksAws }: ValuePlaces,
): Promise<Resolved> {
  const version = {
    ...defined({ stage: versionStage, versionId }),
  };
  const value = secrets.secret(secretId, version);
  if (value !== undefined) return { value };
  if (asksAws)
    return (await import('./aws-values.ts')).secretFromAws({
      secretId,
      ...defined({ versionStage, versionId }),
    });
  if (secrets.secret(secretId) !== undefined)
    return {
      failed: {
        message: `ResourceNotFoundException: Secrets Manager can't find the specified secret value for ${versionId === undefined ? `staging label: ${versionStage ?? ''}` : `VersionId: ${versionId}`}`,
        remedy: `The local store has other versions of "${secretId}": slipway secret list`,
      },
    };
  return {
    failed: {
      message: `ResourceNotFoundException: Secrets Manager can't find the specified secret: ${secretId}`,
      remedy: `Put it into the local Secrets Manager: slipway secret set ${secretId} --state ${path}${orAws}`,
    },
  };
}

function jsonValue(text: string, secretId: string, key: string): Resolved {
  const remedy = `Store the secret as a JSON object with the key "${key}".`;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // The parser's message would quote the secret.
    return {
      failed: { message: `The secret ${secretId} is not JSON, so it has no key "${key}"`, remedy },
    };
  }
  const value: unknown =
    typeof parsed === 'object' && parsed !== null && Object.hasOwn(parsed, key)
      ? (parsed as Readonly<Record<string, unknown>>)[key]
      : undefined;
  if (value === undefined)
    return { failed: { message: `The secret ${secretId} has no key "${key}"`, remedy } };
  return { value: typeof value === 'string' ? value : JSON.stringify(value) };
}
