// Secrets of Parameter Store that no template can make: made up once, and kept until a user deletes them.
import { randomText } from '../../lib/random-text.ts';
import type { SecureParameter } from '../graph/parameters.ts';
import { calling, type AwsAccess } from './access.ts';

const load = async () => await import('@aws-sdk/client-ssm');

/** A call takes so many names (Systems Manager API reference, GetParameters and DeleteParameters). */
const namesInCall = 10;

/** Those that are not there. Their values are not asked for. */
export async function missingParameters(
  { config }: AwsAccess,
  wanted: readonly SecureParameter[],
): Promise<readonly SecureParameter[]> {
  if (wanted.length === 0) return [];
  const { SSMClient, GetParametersCommand } = await load();
  const client = new SSMClient(config);
  const missing = new Set<string>();
  for (const Names of inCalls(wanted.map(({ name }) => name))) {
    const { InvalidParameters = [] } = await calling('parameters', async () =>
      client.send(new GetParametersCommand({ Names: [...Names] })),
    );
    for (const each of InvalidParameters) missing.add(each);
  }
  return wanted.filter(({ name }) => missing.has(name));
}

export async function putSecureParameters(
  { config }: AwsAccess,
  parameters: readonly SecureParameter[],
): Promise<void> {
  if (parameters.length === 0) return;
  const { SSMClient, PutParameterCommand } = await load();
  const client = new SSMClient(config);
  for (const { name, length } of parameters)
    await calling(`the parameter ${name}`, async () =>
      client.send(new PutParameterCommand({ Name: name, Type: 'SecureString', Value: randomText(length) })),
    );
}

/** Those that are there. */
export async function deleteParameters({ config }: AwsAccess, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const { SSMClient, DeleteParametersCommand } = await load();
  const client = new SSMClient(config);
  for (const Names of inCalls(names))
    await calling('the end of parameters', async () =>
      client.send(new DeleteParametersCommand({ Names: [...Names] })),
    );
}

function inCalls(names: readonly string[]): readonly (readonly string[])[] {
  const calls = Math.ceil(names.length / namesInCall);
  return Array.from({ length: calls }, (_, at) => names.slice(at * namesInCall, (at + 1) * namesInCall));
}
