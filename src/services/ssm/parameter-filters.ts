// Filters of DescribeParameters and GetParametersByPath. Pure.
// Source: Systems Manager API reference, ParameterStringFilter.
import type { SsmApi } from '../../aws/operations/ssm.ts';
import { refuse } from '../service.ts';
import type { ParameterRecord } from './parameter-record.ts';

type Filter = SsmApi['shapes']['ParameterStringFilter'];

export function hasFilter(record: ParameterRecord, { Key, Option, Values = [] }: Filter): boolean {
  const found = valuesOf(record, Key);
  if (Key === 'Path') return Values.some((path) => isBelow(record.name, path, Option ?? 'OneLevel'));
  if (Values.length === 0) return found.length > 0;
  return found.some((text) => Values.some((wanted) => matches(text, wanted, Option ?? 'Equals')));
}

function valuesOf({ name, versions, tags }: ParameterRecord, key: string): readonly string[] {
  const newest = versions.at(-1);
  if (key.startsWith('tag:')) {
    const value = tags[key.slice('tag:'.length)];
    return value === undefined ? [] : [value];
  }
  switch (key) {
    case 'Name':
      return [name, name.replace(/^\//, '')];
    case 'Path':
      return [name];
    case 'Type':
      return newest === undefined ? [] : [newest.type];
    case 'KeyId':
      return newest?.keyId === undefined ? [] : [newest.keyId];
    case 'Label':
      return versions.flatMap(({ labels }) => labels);
    case 'Tier':
      return newest === undefined ? [] : [newest.tier];
    case 'DataType':
      return newest === undefined ? [] : [newest.dataType];
    default:
      throw refuse<SsmApi>('InvalidFilterKey', `The specified key isn't valid: ${key}`);
  }
}

function matches(text: string, wanted: string, option: string): boolean {
  switch (option) {
    case 'Equals':
      return text === wanted;
    case 'BeginsWith':
      return text.startsWith(wanted);
    case 'Contains':
      return text.includes(wanted);
    default:
      throw refuse<SsmApi>('InvalidFilterOption', `The following filter option isn't valid: ${option}`);
  }
}

function isBelow(name: string, path: string, option: string): boolean {
  const folder = path.endsWith('/') ? path : `${path}/`;
  if (!name.startsWith(folder)) return false;
  return option === 'Recursive' || !name.slice(folder.length).includes('/');
}
