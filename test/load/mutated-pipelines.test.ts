// Sound files with something deleted, replaced or inserted: never a crash, and every refusal names a place.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/lib/finding.ts';
import { providers } from '../../src/actions/registry.ts';
import { completeDefinition } from '../../src/model/complete-definition.ts';
import { findingsOf } from '../../src/check/rules/index.ts';
import { parseFile } from '../../src/load/files.ts';
import { locate } from '../../src/load/locate.ts';
import { collectParts } from '../../src/load/parts.ts';
import { mutate, mutation } from '../rig/mutate.ts';

const data = join(import.meta.dirname, '..', 'data', 'ok', 'pipeline');
const sound = ['everything.yml', 'smallest.json'].map((path) => ({
  path,
  text: readFileSync(join(data, path), 'utf8'),
}));

/** Everything that loading and checking do to one file. */
function check(file: { readonly path: string; readonly text: string }) {
  const { root, problems } = parseFile(file);
  if (root === undefined) return problems;
  const parts = collectParts({ pathOf: (name) => name });
  parts.addPipeline(root);
  const { definition, roots, problems: read } = parts.finish();
  const textOf = () => file.text;
  const place = (finding: Finding) => locate(finding, roots, textOf) ?? [];
  const completed = definition === undefined ? undefined : completeDefinition(definition, providers);
  const findings =
    completed === undefined
      ? []
      : [...completed.findings, ...findingsOf(completed.definition, providers)].flatMap(place);
  return [...problems, ...read, ...findings];
}

test('the files themselves are sound', () => {
  const errors = sound.flatMap(check).filter(({ severity }) => severity === 'error');
  expect(errors).toEqual([]);
});

test('no mutation crashes the reader or the rules, and every finding has a place inside the file', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...sound),
      fc.array(mutation, { minLength: 1, maxLength: 3 }),
      (file, mutations) => {
        const text = mutate(file.text, mutations);
        const places = check({ path: file.path, text }).flatMap(({ at, notes }) => [
          at,
          ...notes.flatMap((note) => note.at ?? []),
        ]);
        const outside = places.filter(
          (place) =>
            place === undefined || place.start < 0 || place.start > place.end || place.end > text.length,
        );
        expect(outside).toEqual([]);
      },
    ),
    { numRuns: 1000 },
  );
});
