// The task definition of a file as RegisterTaskDefinition takes it. Pure.
import { readOnlyAttributes, type Json } from '../amazon-ecs-render-task-definition/render.ts';

/** What is empty is left out, as the action does; a variable without a value has an empty one. */
export function registered(definition: Json, keep: readonly string[]): Json {
  const kept = Object.entries(definition).filter(([name]) => !readOnlyAttributes.includes(name));
  const cleaned = withoutEmpty(Object.fromEntries(kept), new Set(keep)) as Json;
  const containers = cleaned['containerDefinitions'];
  if (!Array.isArray(containers)) return cleaned;
  return { ...cleaned, containerDefinitions: (containers as readonly Json[]).map(withValues) };
}

function withValues(container: Json): Json {
  const { environment } = container;
  if (!Array.isArray(environment)) return container;
  const filled = (environment as readonly Json[]).map((each) => ({ value: '', ...each }));
  return { ...container, environment: filled };
}

function withoutEmpty(value: unknown, keep: ReadonlySet<string>): unknown {
  if (Array.isArray(value))
    return value.filter((each) => !isEmpty(each)).map((each) => withoutEmpty(each, keep));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name, each]) => keep.has(name) || !isEmpty(each));
  return Object.fromEntries(entries.map(([name, each]) => [name, withoutEmpty(each, keep)]));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.every(isEmpty);
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}
