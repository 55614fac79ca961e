// The inputs of aws-actions/aws-cloudformation-github-deploy as members of CreateChangeSet. Pure.
import type { Values } from '../../../../aws/wire/message.ts';
import { defined } from '../../../../lib/defined.ts';
import { isRecord } from '../../../../lib/is-record.ts';
import { isFailed, type Result } from '../../../../lib/result.ts';
import { isYes } from '../stand-in.ts';

type Inputs = Readonly<Record<string, string>>;

/** All but the name and the template. */
export function stackSettings(inputs: Inputs): Result<{ readonly settings: Values }> {
  const parameters = parametersOf(inputs['parameter-overrides'] ?? '');
  const tags = tagsOf(inputs['tags'] ?? '');
  if (isFailed(parameters)) return parameters;
  if (isFailed(tags)) return tags;
  return {
    settings: defined({
      Capabilities: commaList(inputs['capabilities']),
      RoleARN: given(inputs['role-arn']),
      NotificationARNs:
        inputs['notification-arns'] === '' ? undefined : commaList(inputs['notification-arns']),
      IncludeNestedStacks: isSet(inputs['include-nested-stacks-change-set']) ? true : undefined,
      Parameters: parameters.list.length === 0 ? undefined : parameters.list,
      Tags: tags.list.length === 0 ? undefined : tags.list,
    }),
  };
}

/** `true`, or `1` as older versions of the action have it. */
export function isSet(text: string | undefined): boolean {
  return isYes(text) || text === '1';
}

function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function commaList(text = ''): readonly string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

interface List {
  readonly list: readonly Values[];
}

/** `A=1,B="x,y"`: the same name again adds to a list. Or a JSON list of ParameterKey and ParameterValue. */
function parametersOf(text: string): Result<List> {
  const trimmed = text.trim();
  if (trimmed === '') return { list: [] };
  if (trimmed.startsWith('[')) return jsonList(trimmed, 'parameter-overrides');
  if (trimmed.startsWith('file:'))
    return { failed: 'parameter-overrides: a file is not read here; write NAME=value,NAME=value' };
  const values = new Map<string, string>();
  for (const part of trimmed.split(/[,\n](?=(?:[^"']*["'][^"']*["'])*[^"']*$)/)) {
    const [, name, value = ''] = /^\s*([^=]+)=([\s\S]*?)\s*$/.exec(part) ?? [];
    if (name === undefined) continue;
    const before = values.get(name);
    const whole = before === undefined ? value : `${before},${value}`;
    values.set(name, /^(["'])([\s\S]*)\1$/.exec(whole)?.[2] ?? whole);
  }
  return {
    list: [...values].map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
  };
}

/** `[{"Key": …, "Value": …}]`, or a mapping. */
function tagsOf(text: string): Result<List> {
  if (text.trim() === '') return { list: [] };
  if (text.trim().startsWith('[')) return jsonList(text, 'tags');
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value))
      return { list: Object.entries(value).map(([Key, each]) => ({ Key, Value: String(each) })) };
  } catch {
    // It is said below.
  }
  return { failed: 'tags: neither a JSON list of Key and Value nor a JSON mapping' };
}

function jsonList(text: string, input: string): Result<List> {
  try {
    return { list: JSON.parse(text) as readonly Values[] };
  } catch (error) {
    return { failed: `${input} is no JSON: ${(error as Error).message}` };
  }
}
