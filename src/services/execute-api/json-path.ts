// JSONPath, as far as mapping templates and parameter mappings use it: members, positions, stars, and what is anywhere below.
// Pure. What it does not read (filters, slices, functions) it refuses by its name.
import type { Result } from '../../lib/result.ts';

export type JsonPath = readonly PathStep[];

type PathStep =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'index'; readonly at: number }
  | { readonly kind: 'all' }
  /** Itself and all that is below it. */
  | { readonly kind: 'below' };

const step =
  /\.\.(?=[^.])|\.(?<name>[^.[\]()?'"*\s]+)|\.(?<star>\*)|\[(?:'(?<single>[^']*)'|"(?<double>[^"]*)"|(?<at>-?\d+)|(?<all>\*))\]|(?<bare>(?<=\.\.)[^.[\]()?'"*\s]+)/y;

export function parseJsonPath(text: string): Result<JsonPath> {
  const path = text.trim();
  if (!path.startsWith('$')) return parseJsonPath(path.startsWith('[') ? `$${path}` : `$.${path}`);
  const steps: PathStep[] = [];
  let at = 1;
  while (at < path.length) {
    step.lastIndex = at;
    const found = step.exec(path);
    if (found === null)
      return { failed: `Slipway does not execute "${path.slice(at)}" of the JSONPath "${path}"` };
    steps.push(stepOf(found));
    at += found[0].length;
  }
  return steps;
}

function stepOf(found: RegExpExecArray): PathStep {
  const { name, single, double, at, bare, star, all } = found.groups ?? {};
  if (star !== undefined || all !== undefined) return { kind: 'all' };
  if (at !== undefined) return { kind: 'index', at: Number(at) };
  const member = name ?? single ?? double ?? bare;
  return member === undefined ? { kind: 'below' } : { kind: 'member', name: member };
}

/** What is at the path: a list when it may lead to several places; undefined when nothing is there. */
export function atJsonPath(value: unknown, path: JsonPath): unknown {
  const isMany = path.some(({ kind }) => kind === 'all' || kind === 'below');
  const found = path.reduce<readonly unknown[]>(
    (values, each) => values.flatMap((one) => next(one, each)),
    [value],
  );
  return isMany ? found : found[0];
}

function next(value: unknown, pathStep: PathStep): readonly unknown[] {
  switch (pathStep.kind) {
    case 'member':
      return isMap(value) && Object.hasOwn(value, pathStep.name) ? [value[pathStep.name]] : [];
    case 'index': {
      const item: unknown = Array.isArray(value) ? value.at(pathStep.at) : undefined;
      return item === undefined ? [] : [item];
    }
    case 'all':
      return childrenOf(value);
    default:
      return [value, ...childrenOf(value).flatMap((child) => next(child, pathStep))];
  }
}

function childrenOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  return isMap(value) ? Object.values(value) : [];
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
