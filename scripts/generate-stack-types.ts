// Writes the table of CloudFormation's resource types (src/stacks/resource-types.json) from a pinned version of AWS's own
// `@aws-cdk/aws-service-spec`, which npm brings: the properties, attributes and what a change of each property does, of the
// types that a stack may have here; of all others the names.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ResourceTypeTable, TypeRow } from '../src/stacks/resource-type-table.ts';
import { corrections, described, furtherAttributes, wanted } from './stack-types.ts';
import { root } from './tools.ts';

const version = '0.1.216';
const name = '@aws-cdk/aws-service-spec';

interface Property {
  readonly required?: boolean;
  readonly causesReplacement?: 'yes' | 'no' | 'maybe';
}

interface SpecResource {
  readonly cloudFormationType: string;
  readonly properties: Readonly<Record<string, Property>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly tagInformation?: { readonly tagPropertyName: string };
}

const folder = mkdtempSync(join(tmpdir(), 'slipway-stack-types-'));
try {
  const { status } = spawnSync(
    'npm',
    ['install', '--silent', '--no-save', '--prefix', folder, `${name}@${version}`],
    {
      stdio: 'inherit',
    },
  );
  if (status !== 0) throw new Error(`npm did not bring ${name}`);
  const library = pathToFileURL(join(folder, 'node_modules', name, 'lib', 'index.js')).href;
  const { loadAwsServiceSpecSync } = (await import(library)) as {
    loadAwsServiceSpecSync: () => { all: (kind: 'resource') => readonly SpecResource[] };
  };
  const table = tableOf(loadAwsServiceSpecSync().all('resource'));
  writeFileSync(join(root, 'src', 'stacks', 'resource-types.json'), textOf(table));
} finally {
  rmSync(folder, { recursive: true });
}

function tableOf(resources: readonly SpecResource[]): ResourceTypeTable {
  const sorted = resources.toSorted((a, b) => (a.cloudFormationType < b.cloudFormationType ? -1 : 1));
  const rows = sorted.filter(({ cloudFormationType }) => wanted.has(cloudFormationType));
  const missing = [...wanted].filter((type) => !rows.some((row) => row.cloudFormationType === type));
  if (missing.length > 0) throw new Error(`The specification has no ${missing.join(', ')}`);
  return {
    by: `Written by "npm run generate-stack-types" from ${name} ${version} (Apache-2.0); not to be edited.`,
    types: { ...Object.fromEntries(rows.map((row) => [row.cloudFormationType, rowOf(row)])), ...described },
    others: sorted.map((row) => row.cloudFormationType).filter((type) => !wanted.has(type)),
  };
}

function rowOf({ cloudFormationType, properties, attributes, tagInformation }: SpecResource): TypeRow {
  const corrected = corrections[cloudFormationType] ?? {};
  const replacementOf = (property: string) =>
    corrected[property] ?? properties[property]?.causesReplacement ?? 'no';
  const names = Object.keys(properties).toSorted();
  const those = (kind: string) => names.filter((property) => replacementOf(property) === kind);
  return {
    replaced: those('yes'),
    conditional: those('maybe'),
    updated: those('no'),
    required: names.filter((property) => properties[property]?.required === true),
    attributes: [...Object.keys(attributes), ...(furtherAttributes[cloudFormationType] ?? [])].toSorted(),
    ...(tagInformation === undefined ? {} : { tags: tagInformation.tagPropertyName }),
  };
}

/** A type a line: what a new version changes can be read in the difference. */
function textOf({ by, types, others }: ResourceTypeTable): string {
  const rows = Object.entries(types).map(([type, row]) => `${JSON.stringify(type)}:${JSON.stringify(row)}`);
  return `{"by":${JSON.stringify(by)},\n"types":{\n${rows.join(',\n')}\n},\n"others":[\n${others.map((each) => JSON.stringify(each)).join(',\n')}\n]}\n`;
}
