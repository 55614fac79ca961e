// GitHub's schemas are read as its own package reads them.
import { readFileSync } from 'node:fs';
import { JSONObjectReader } from '@actions/workflow-parser/templates/json-object-reader';
import { TemplateSchema } from '@actions/workflow-parser/templates/schema/index';
import { expect, test } from 'vitest';
import { additions, corrections, schemaOf } from '../../src/workflows/language/schema.ts';

test.each(['workflow', 'action'] as const)(
  'the schema of a %s is sound, and the one of the package',
  (kind) => {
    const file = new URL(`${kind}-v1.0.min.json`, import.meta.resolve('@actions/workflow-parser'));
    const own = TemplateSchema.load(new JSONObjectReader(undefined, readFileSync(file, 'utf8')));
    const schema = schemaOf(kind);
    // Private in its types; it throws for what is not sound.
    expect(() => (schema as unknown as { validate: () => void }).validate()).not.toThrow();
    const changed = new Set(
      kind === 'action'
        ? []
        : [...additions.flatMap(({ mappings }) => mappings), ...Object.keys(corrections)],
    );
    const names = Object.keys(own.definitions).filter((name) => !changed.has(name));
    expect(names.length).toBeGreaterThan(50);
    expect(names.map((name) => schema.definitions[name])).toEqual(names.map((name) => own.definitions[name]));
  },
);
