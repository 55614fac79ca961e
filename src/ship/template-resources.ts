// The resources of a template that may be written in JSON or YAML. Pure.
import { parse } from 'yaml';
import { isRecord } from '../lib/is-record.ts';

/** By their logical ids. */
export type TemplateResources = Readonly<Record<string, unknown>>;

/** @param template absent for a stack that is not there */
export function resourcesIn(template: string | undefined): TemplateResources {
  const read: unknown = parse(template ?? '{}');
  const resources = isRecord(read) ? read['Resources'] : undefined;
  return isRecord(resources) ? resources : {};
}

export function propertiesOf(resource: unknown): unknown {
  return isRecord(resource) ? resource['Properties'] : undefined;
}
