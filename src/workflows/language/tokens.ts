// Parts of the tree that GitHub's parser gives.
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/index';
import { isMapping, isScalar, isString } from '@actions/workflow-parser/templates/tokens/type-guards';
import type { Value, WrittenAt } from '../../model/workflow.ts';
import { toValue } from './parse.ts';

export type Entry = readonly [name: string, value: TemplateToken, key: TemplateToken];

export function entriesOf(token: TemplateToken | undefined): readonly Entry[] {
  if (token === undefined || !isMapping(token)) return [];
  return [...token].map(({ key, value }) => [textOfToken(key), value, key] as const);
}

export function valueOf(token: TemplateToken, key: string): Value | undefined {
  const value = isMapping(token) ? token.find(key) : undefined;
  return value === undefined ? undefined : toValue(value);
}

export function positionOf({ range }: TemplateToken): WrittenAt {
  return { line: range?.start.line ?? 1, column: range?.start.column ?? 1 };
}

export function textOfToken(token: TemplateToken): string {
  if (isString(token)) return token.value;
  return isScalar(token) ? token.toString() : '';
}

export function asText(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
