// What operations take from the dotted keys of a form: `Tags.member.1.Key=a&Tags.member.1.Value=b`.
import {
  bindingOf,
  shapeIn,
  type Binding,
  type ServiceModel,
  type ShapeModel,
  type ShapeReference,
  type StructureModel,
} from '../service-model.ts';
import type { Values } from './message.ts';
import { readScalar } from './scalars.ts';

/** Keys that begin alike are one branch; a branch may have a text too. */
interface FormNode {
  text?: string;
  readonly branches: Map<string, FormNode>;
}

export interface FormDialect {
  readonly model: ServiceModel;
  readonly isEc2: boolean;
}

export function readForm(dialect: FormDialect, shape: StructureModel, form: URLSearchParams): Values {
  const root: FormNode = { branches: new Map() };
  for (const [key, value] of form) place(root, key.split('.'), value);
  return readFields(dialect, shape, root);
}

const mostNested = 60;

function place(root: FormNode, path: readonly string[], text: string): void {
  let node = root;
  for (const part of path.slice(0, mostNested)) {
    const next: FormNode = node.branches.get(part) ?? { branches: new Map() };
    node.branches.set(part, next);
    node = next;
  }
  node.text = text;
}

function readFields(dialect: FormDialect, shape: StructureModel, node: FormNode): Values {
  const entries = Object.entries(shape.members).flatMap(([name, member]) => {
    const reference = typeof member === 'string' ? member : member[0];
    const names = fieldNames(dialect, shapeIn(dialect.model, reference), {
      name,
      binding: bindingOf(shape, name),
    });
    const field = names.map((each) => node.branches.get(each)).find((each) => each !== undefined);
    return field === undefined ? [] : [[name, readField(dialect, reference, field)] as const];
  });
  return Object.fromEntries(entries);
}

/** The first that is there counts. Older models name the fields of a flattened list in the list. */
function fieldNames(
  { isEc2 }: FormDialect,
  shape: ShapeModel,
  { name, binding }: { readonly name: string; readonly binding: Binding },
): readonly string[] {
  const written = binding.name ?? name;
  if (isEc2) return [binding.queryName ?? written.charAt(0).toUpperCase() + written.slice(1)];
  const isFlat = binding.flattened === true || ('flattened' in shape && shape.flattened);
  const items = isFlat && shape.type === 'list' && shape.itemName !== undefined ? [shape.itemName] : [];
  return [written, ...items];
}

function readField(dialect: FormDialect, reference: ShapeReference, node: FormNode): unknown {
  const shape = shapeIn(dialect.model, reference);
  switch (shape.type) {
    case 'structure':
      return readFields(dialect, shape, node);
    case 'list': {
      const items = node.branches.get('member') ?? node.branches.get(shape.itemName ?? 'member') ?? node;
      return numbered(items).map((each) => readField(dialect, shape.of, each));
    }
    case 'map': {
      const entries = numbered(node.branches.get('entry') ?? node).map((entry) => {
        const value = entry.branches.get(shape.valueName ?? 'value') ?? { text: '', branches: new Map() };
        const key = entry.branches.get(shape.keyName ?? 'key')?.text ?? '';
        return [key, readField(dialect, shape.of, value)] as const;
      });
      return Object.fromEntries(entries);
    }
    default:
      return readScalar(shape, node.text ?? '', 'iso8601');
  }
}

/** An empty list is sent as its name alone. */
function numbered({ branches }: FormNode): readonly FormNode[] {
  return [...branches]
    .filter(([key]) => /^\d+$/.test(key))
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([, node]) => node);
}
