// Dynamic references: `{{resolve:ssm:name}}` in the text of a property. Resolved for the call and never kept.
// Source: CloudFormation user guide, "Get values stored in other services using dynamic references".
import { isValues, type Values } from '../../aws/wire/message.ts';
import { textIn, unless } from './resource-type.ts';
import type { CallAws } from '../../account/call-aws.ts';

/** The properties with every reference replaced. Rejects when one cannot be read. */
export async function resolveReferences(value: Values, call: CallAws): Promise<Values> {
  return (await resolved(value, call)) as Values;
}

const reference = /\{\{resolve:(ssm|ssm-secure|secretsmanager):([^{}]+)\}\}/g;

async function resolved(value: unknown, call: CallAws): Promise<unknown> {
  if (typeof value === 'string') return await resolvedText(value, call);
  if (Array.isArray(value)) return await Promise.all(value.map(async (each) => resolved(each, call)));
  if (!isValues(value)) return value;
  const entries = await Promise.all(
    Object.entries(value).map(async ([key, each]) => [key, await resolved(each, call)] as const),
  );
  return Object.fromEntries(entries);
}

async function resolvedText(text: string, call: CallAws): Promise<string> {
  const found = [...text.matchAll(reference)];
  const values = await Promise.all(
    found.map(async ([, service = '', rest = '']) =>
      service === 'secretsmanager'
        ? await secretValue(rest, call)
        : await parameterValue(service, rest, call),
    ),
  );
  let index = 0;
  return text.replaceAll(reference, () => values[index++] ?? '');
}

/** `name` or `name:version`. */
async function parameterValue(service: string, rest: string, call: CallAws): Promise<string> {
  const [, name = rest, version] = /^(.*?)(?::(\d+))?$/.exec(rest) ?? [];
  const answer = await unless(
    ['ParameterNotFound', 'ParameterVersionNotFound'],
    call('ssm', 'GetParameter', {
      Name: version === undefined ? name : `${name}:${version}`,
      WithDecryption: service === 'ssm-secure',
    }),
  );
  if (answer === undefined) throw new Error(`Parameters: [${service}:${rest}] cannot be found.`);
  if (textIn(answer, 'Parameter', 'Type') === 'SecureString' && service === 'ssm')
    throw new Error(
      `SSM Secure reference is not supported in: [${name}]; use {{resolve:ssm-secure:${rest}}}`,
    );
  return textIn(answer, 'Parameter', 'Value');
}

/** `secret-id:SecretString:json-key:version-stage:version-id`, where all but the first may be left out. */
async function secretValue(rest: string, call: CallAws): Promise<string> {
  const arn = /^arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:[^:]+/.exec(rest)?.[0];
  const id = arn ?? rest.split(':')[0] ?? '';
  const [, part = 'SecretString', key = '', stage = '', version = ''] = [
    id,
    ...rest.slice(id.length + 1).split(':'),
  ];
  if (part !== '' && part !== 'SecretString')
    throw new Error(`Could not parse SecretString JSON: [${part}] of the reference to ${id}`);
  const answer = await call('secretsmanager', 'GetSecretValue', {
    SecretId: id,
    ...(stage === '' ? {} : { VersionStage: stage }),
    ...(version === '' ? {} : { VersionId: version }),
  });
  const text = textIn(answer, 'SecretString');
  if (key === '') return text;
  const value = (JSON.parse(text) as Values)[key];
  if (value === undefined)
    throw new Error(`Could not find a value associated with JSONKey in SecretString: ${key} of ${id}`);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
