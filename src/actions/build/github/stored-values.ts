// Values of Parameter Store and Secrets Manager for a build, read by its script and hidden in its log. Pure.
import { quoteWord } from '../../../lib/quote-word.ts';
import type { Buildspec, EnvironmentVariable } from '../../../model/build.ts';
import { parseSecretReference, type SecretReference } from '../../../model/secret-reference.ts';

/** Lines of a shell; none where the build names no such value. */
export function storedValues({ env }: Buildspec, variables: readonly EnvironmentVariable[]): string {
  const ofType = (wanted: string) =>
    variables.flatMap(({ name, value, type }) => (type === wanted ? [[name, value] as const] : []));
  const parameters = [...Object.entries(env.parameterStore), ...ofType('PARAMETER_STORE')];
  const secrets = [...Object.entries(env.secretsManager), ...ofType('SECRETS_MANAGER')];
  return [
    ...parameters.flatMap(([name, parameter]) => read(name, parameterCall(parameter))),
    ...secrets.flatMap(([name, secret]) => read(name, secretCall(secret))),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function read(name: string, call: string): readonly string[] {
  return [`${name}=$(${call})`, `export ${name}`, `echo "::add-mask::$${name}"`];
}

function parameterCall(name: string): string {
  return `aws ssm get-parameter --with-decryption --name ${quoteWord(name)} --query Parameter.Value --output text`;
}

function secretCall(written: string): string {
  const parsed = parseSecretReference(written);
  const { secretId, jsonKey, versionStage, versionId }: SecretReference =
    'value' in parsed ? parsed.value : { secretId: written };
  const words = [
    'aws secretsmanager get-secret-value --secret-id',
    quoteWord(secretId),
    ...(versionStage === undefined ? [] : ['--version-stage', quoteWord(versionStage)]),
    ...(versionId === undefined ? [] : ['--version-id', quoteWord(versionId)]),
    '--query SecretString --output text',
  ].join(' ');
  if (jsonKey === undefined) return words;
  return `${words} | python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' ${quoteWord(jsonKey)}`;
}
