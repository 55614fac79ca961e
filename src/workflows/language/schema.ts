// GitHub's own schema of workflows and of actions, as its parser's package brings it, and what that lacks yet.
import { readFileSync } from 'node:fs';
import { JSONObjectReader } from '@actions/workflow-parser/templates/json-object-reader';
import { TemplateSchema } from '@actions/workflow-parser/templates/schema/index';

export type DocumentKind = 'workflow' | 'action';

const loaded = new Map<DocumentKind, TemplateSchema>();

/** Read once, when the first workflow is: it takes some 40 ms. */
export function schemaOf(kind: DocumentKind): TemplateSchema {
  const known = loaded.get(kind);
  if (known !== undefined) return known;
  // The package's modules that import these files lack the attribute that Node asks for (actions/languageservices#387).
  const file = new URL(`${kind}-v1.0.min.json`, import.meta.resolve('@actions/workflow-parser'));
  const text = readFileSync(file, 'utf8');
  const document = JSON.parse(text) as SchemaDocument;
  const given = kind === 'workflow' ? JSON.stringify(withAdditions(document)) : text;
  const schema = TemplateSchema.load(new JSONObjectReader(undefined, given));
  loaded.set(kind, schema);
  return schema;
}

interface SchemaDocument {
  readonly definitions: Readonly<Record<string, Definition>>;
}

interface Definition {
  readonly mapping?: { readonly properties?: Readonly<Record<string, unknown>> };
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

/** What the package has wrong: it takes another event's name for `repository_dispatch` as a text or in a list. */
export const corrections: Readonly<Record<string, Definition>> = {
  'repository-dispatch-string': { string: { constant: 'repository_dispatch' } },
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
