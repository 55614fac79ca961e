// GitHub's own schema of workflows and of actions, as its parser's package brings it, and what that lacks yet.
import { readFileSync } from 'node:fs';
import { TemplateSchema } from '@actions/workflow-parser/templates/schema/index';
import {
  BooleanToken,
  MappingToken,
  NumberToken,
  SequenceToken,
  StringToken,
  type TemplateToken,
} from '@actions/workflow-parser/templates/tokens/index';

export type DocumentKind = 'workflow' | 'action';

const loaded = new Map<DocumentKind, TemplateSchema>();

/**
 * Read once, when the first workflow is. The package's own way would read the schema by a schema, which takes twice as long and
 * can find nothing: its files are as it came, and the test of this one reads them so.
 */
export function schemaOf(kind: DocumentKind): TemplateSchema {
  const known = loaded.get(kind);
  if (known !== undefined) return known;
  // The package's modules that import these files lack the attribute that Node asks for (actions/languageservices#387).
  const file = new URL(`${kind}-v1.0.min.json`, import.meta.resolve('@actions/workflow-parser'));
  const document = JSON.parse(readFileSync(file, 'utf8')) as SchemaDocument;
  const schema = new TemplateSchema(mappingOf(kind === 'workflow' ? withAdditions(document) : document));
  loaded.set(kind, schema);
  return schema;
}

function mappingOf(document: object): MappingToken {
  const mapping = new MappingToken(undefined, undefined, undefined);
  for (const [key, value] of Object.entries(document)) mapping.add(textToken(key), tokenOf(value));
  return mapping;
}

/** @param value of JSON; a schema has no null */
function tokenOf(value: unknown): TemplateToken {
  switch (typeof value) {
    case 'string':
      return textToken(value);
    case 'boolean':
      return new BooleanToken(undefined, undefined, value, undefined);
    case 'number':
      return new NumberToken(undefined, undefined, value, undefined);
    default:
      break;
  }
  if (!Array.isArray(value)) return mappingOf(value as object);
  const sequence = new SequenceToken(undefined, undefined, undefined);
  for (const each of value) sequence.add(tokenOf(each));
  return sequence;
}

function textToken(text: string): StringToken {
  return new StringToken(undefined, undefined, text, undefined);
}

interface SchemaDocument {
  readonly definitions: Readonly<Record<string, Definition>>;
}

interface Definition {
  readonly mapping?: {
    readonly properties?: Readonly<Record<string, unknown>>;
    readonly 'loose-key-type'?: string;
    readonly 'loose-value-type'?: string;
  };
  readonly 'one-of'?: readonly string[];
  readonly 'allowed-values'?: readonly string[];
  readonly string?: { readonly constant: string };
}

/** Keys that GitHub has and the package does not know: the definition, and the mappings that have it. */
export const additions: readonly {
  readonly key: string;
  readonly since: string;
  readonly values: readonly string[];
  readonly mappings: readonly string[];
}[] = [
  {
    key: 'cache-mode',
    since: '2026-07',
    values: ['read', 'write', 'write-only', 'none'],
    mappings: ['workflow-root', 'workflow-root-strict', 'job-factory', 'workflow-job'],
  },
];

/**
 * What the package has wrong: it takes another event's name for `repository_dispatch` as a text or in a list, and no input of
 * `workflow_dispatch` of which nothing but its name is written, as no inputs at all.
 */
export const corrections: Readonly<Record<string, Definition>> = {
  'repository-dispatch-string': { string: { constant: 'repository_dispatch' } },
  'workflow-dispatch-mapping': { mapping: { properties: { inputs: 'workflow-dispatch-inputs-or-none' } } },
  'workflow-dispatch-inputs-or-none': { 'one-of': ['null', 'workflow-dispatch-inputs'] },
  'workflow-dispatch-inputs': {
    mapping: {
      'loose-key-type': 'workflow-dispatch-input-name',
      'loose-value-type': 'workflow-dispatch-input-or-name',
    },
  },
  'workflow-dispatch-input-or-name': { 'one-of': ['null', 'workflow-dispatch-input'] },
};

function withAdditions({ definitions, ...rest }: SchemaDocument): SchemaDocument {
  const all: Record<string, Definition> = { ...definitions, ...corrections };
  for (const { key, values, mappings } of additions) {
    all[key] = { 'allowed-values': values };
    for (const name of mappings) {
      const definition = all[name];
      if (definition?.mapping === undefined) continue;
      const properties = { ...definition.mapping.properties, [key]: key };
      all[name] = { ...definition, mapping: { ...definition.mapping, properties } };
    }
  }
  return { ...rest, definitions: all };
}
