// Values from the real Parameter Store and Secrets Manager, with the user's own credentials. Asked only when the user
// wants it and the local store does not have the name. No action finds them again; sealed, they are kept to be hidden.
import { defined } from '../../lib/defined.ts';
import type { Explanation, Result } from '../../lib/result.ts';
import type { SecretReference } from '../../model/secret-reference.ts';

export type AwsValue = Result<{ readonly value: string }, Explanation>;

/** Decrypted, as CodeBuild takes it (SSM GetParameter). Credentials and region come as for any AWS program. */
export async function parameterFromAws(name: string): Promise<AwsValue> {
  const { GetParameterCommand, SSMClient } = await import('@aws-sdk/client-ssm');
  const client = new SSMClient({ maxAttempts });
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
    return { value: Parameter?.Value ?? '' };
  } catch (error) {
    return explain(error, `the parameter ${name}`);
  } finally {
    client.destroy();
  }
}

/** The whole text of a secret (Secrets Manager GetSecretValue); a secret in another account is named by its ARN. */
export async function secretFromAws({
  secretId,
  versionStage,
  versionId,
}: Omit<SecretReference, 'jsonKey'>): Promise<AwsValue> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const client = new SecretsManagerClient({ maxAttempts });
  try {
    const { SecretString, SecretBinary } = await client.send(
      new GetSecretValueCommand({
        SecretId: secretId,
        ...defined({ VersionStage: versionStage, VersionId: versionId }),
      }),
    );
    return { value: SecretString ?? Buffer.from(SecretBinary ?? []).toString('utf8') };
  } catch (error) {
    return explain(error, `the secret ${secretId}`);
  } finally {
    client.destroy();
  }
}

/** A build that waits for its variables fails soon. */
const maxAttempts = 2;

const remedies: Readonly<Record<string, string>> = {
  CredentialsProviderError:
    'Give credentials as for the AWS CLI: AWS_PROFILE, or AWS_ACCESS_KEY_ID and its secret.',
  AccessDeniedException:
    'Allow ssm:GetParameter or secretsmanager:GetSecretValue (and kms:Decrypt) to these credentials.',
  ExpiredTokenException: 'Sign in again: aws sso login, or take new temporary credentials.',
  UnrecognizedClientException: 'These credentials are not valid: aws sts get-caller-identity shows it.',
  ParameterNotFound:
    'Make the parameter in that account and region, or put it into the local store: slipway secret set --parameter.',
  ResourceNotFoundException:
    'Make the secret in that account and region, or put it into the local store: slipway secret set.',
};

function explain(error: unknown, what: string): AwsValue {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const remedy = message.includes('Region is missing')
    ? 'Set AWS_REGION, or the region of the profile.'
    : (remedies[name] ?? 'See whether AWS can be reached from here: aws sts get-caller-identity.');
  return { failed: { message: `AWS did not give ${what}: ${name}: ${message}`, remedy } };
}
