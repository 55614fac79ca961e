// What the keys of the two actions of stack sets say: accounts, Regions and parameters, as text, JSON or a file of an artifact.
// Source: CodePipeline user guide, "AWS CloudFormation StackSets deploy action reference".
import type { Values } from '../../aws/wire/message.ts';
import { isRecord } from '../../lib/is-record.ts';
import { artifactText, InputError } from '../artifact-text.ts';
import type { ActionContext } from '../provider.ts';

type Context = ActionContext<object>;

/** @throws InputError */
async function textFor(context: Context, key: string): Promise<string> {
  const value = context.configuration[key] ?? '';
  return /^[\w.-]+::[^\s]+$/.test(value) ? await artifactText(context, key, value) : value;
}

export function words(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((each) => each !== '');
}

/** A list of accounts, or `{"Accounts": …}`. @throws InputError */
export async function accountsFor(context: Context): Promise<readonly string[]> {
  const text = (await textFor(context, 'DeploymentTargets')).trim();
  const value = /^[[{]/.test(text) ? parsed(text, 'DeploymentTargets') : text;
  if (isRecord(value) && value['OrganizationalUnitIds'] !== undefined)
    throw new InputError('DeploymentTargets names organizational units, and this machine has one account');
  const accounts = isRecord(value) ? value['Accounts'] : value;
  if (Array.isArray(accounts)) return accounts.map(String);
  return words(typeof accounts === 'string' ? accounts : '');
}

/** `ParameterKey=A,ParameterValue=b ParameterKey=…`, or a list of such objects in JSON. @throws InputError */
export async function parametersFor(context: Context, key: string): Promise<readonly Values[]> {
  const text = (await textFor(context, key)).trim();
  if (text === '') return [];
  if (text.startsWith('[')) return parsed(text, key) as readonly Values[];
  return text.split(/\s+(?=ParameterKey=)/).map((each) => {
    const [, ParameterKey, rest = ''] = /^ParameterKey=([^,]+),(.*)$/s.exec(each) ?? [];
    if (ParameterKey === undefined)
      throw new InputError(`${key} is no list of ParameterKey=NAME,ParameterValue=VALUE`);
    if (/^UsePreviousValue=true$/.test(rest)) return { ParameterKey, UsePreviousValue: true };
    return { ParameterKey, ParameterValue: rest.replace(/^ParameterValue=/, '') };
  });
}

function parsed(text: string, key: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`${key} is no JSON`);
  }
}
