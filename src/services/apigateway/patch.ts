// Patch operations of API Gateway: a document, what to change by paths, and which paths there are. Pure.
// Source: API Gateway API reference, PatchOperation, and "Supported patch operations" of each resource.
import { badRequest, type Shapes } from './rest-call.ts';

/**
 * What stands at a path. `member`: the last part of the path is itself in a list (`/binaryMediaTypes/image~1png`);
 * `element`: the value is in a list; `index`: the last part is a position in a list; `whole`: is removed as a whole.
 */
type PatchKind = 'text' | 'boolean' | 'integer' | 'number' | 'member' | 'element' | 'index' | 'whole';

/** By path; `*` stands for one part of any name. */
export type PatchRules = Readonly<Record<string, PatchKind>>;

type Tree = Readonly<Record<string, unknown>>;
type Operation = Shapes['PatchOperation'];

/** @throws AwsError for a path that there is not, or a value that does not fit */
export function patched<T extends object>(
  document: T,
  operations: readonly Operation[] | undefined,
  rules: PatchRules,
): T {
  return (operations ?? []).reduce<Tree>(
    (tree, operation) => applyOperation(tree, operation, rules),
    document as Tree,
  ) as T;
}

function applyOperation(tree: Tree, operation: Operation, rules: PatchRules): Tree {
  const { op = 'replace', path = '', value } = operation;
  if (op !== 'add' && op !== 'remove' && op !== 'replace')
    throw badRequest(`Slipway does not execute the patch operation '${op}' (path '${path}')`);
  const parts = partsOf(path);
  const rule = Object.entries(rules).find(([pattern]) => fits(partsOf(pattern), parts));
  if (rule === undefined)
    throw badRequest(
      `Invalid patch path  '${path}' specified for op '${op}'. Must be one of: [${Object.keys(rules).join(', ')}]`,
    );
  return withChange(tree, parts, { op, value, path, kind: rule[1] });
}

export function partsOf(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  return pattern.length === parts.length && pattern.every((part, at) => part === '*' || part === parts[at]);
}

interface Change {
  readonly op: 'add' | 'remove' | 'replace';
  readonly value: string | undefined;
  readonly path: string;
  readonly kind: PatchKind;
}

function withChange(tree: Tree, [name = '', ...rest]: readonly string[], change: Change): Tree {
  const { [name]: before, ...others } = tree;
  const after = valueAfter(before, rest, change);
  return after === undefined ? others : { ...others, [name]: after };
}

function valueAfter(before: unknown, rest: readonly string[], change: Change): unknown {
  if (rest.length === 0) return changed(before, change);
  const [name = ''] = rest;
  if (change.kind === 'member') return withMember(asList(before), name, change);
  if (change.kind === 'index') return asList(before).with(Number(name) || 0, change.value);
  return withChange((before ?? {}) as Tree, rest, change);
}

/** `replace` puts the value in the place of the named one. */
function withMember(list: readonly unknown[], name: string, { op, value }: Change): readonly unknown[] {
  const others = list.filter((item) => item !== name);
  if (op === 'remove') return others;
  return [...others, op === 'replace' ? (value ?? name) : name];
}

function changed(before: unknown, { op, value, path, kind }: Change): unknown {
  if (kind === 'element') {
    const others = asList(before).filter((item) => item !== value);
    return op === 'remove' ? others : [...others, value];
  }
  if (op === 'remove' || value === undefined) return undefined;
  if (kind === 'whole') throw badRequest(`Invalid patch path  '${path}' specified for op '${op}'`);
  return scalarOf(value, { kind, path });
}

/** @throws AwsError */
function scalarOf(value: string, { kind, path }: Pick<Change, 'kind' | 'path'>): unknown {
  switch (kind) {
    case 'boolean':
      if (!/^(true|false)$/i.test(value)) break;
      return value.toLowerCase() === 'true';
    case 'integer':
    case 'number':
      if (value.trim() === '' || Number.isNaN(Number(value))) break;
      return kind === 'integer' ? Math.trunc(Number(value)) : Number(value);
    default:
      return value;
  }
  throw badRequest(`Invalid value '${value}' specified for path '${path}': it is no ${kind}`);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
