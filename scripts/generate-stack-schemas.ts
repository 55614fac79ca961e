// Writes what the properties of CloudFormation's resource types are made of (src/stacks/property-schemas.json) from a pinned
// version of cfn-lint, which pip brings: AWS's own schemas of the types that a stack may have here, with its corrections.
// Kept is what a value can be held against; keywords and patterns that are not read here are left out.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compilePattern, type PropertySchema, type PropertySchemas } from '../src/stacks/property-schemas.ts';
import { wanted } from './stack-types.ts';
import { root } from './tools.ts';

const version = '1.58.0';

const keywords: Readonly<Record<string, (value: unknown) => unknown>> = {
  additionalProperties: additionalOf,
  allOf: schemasOf,
  anyOf: schemasOf,
  const: asItIs,
  definitions: membersOf,
  dependentExcluded: asItIs,
  dependentRequired: asItIs,
  enum: asItIs,
  enumCaseInsensitive: asItIs,
  items: schemaOf,
  maxItems: asItIs,
  maxLength: asItIs,
  maximum: asItIs,
  minItems: asItIs,
  minLength: asItIs,
  minimum: asItIs,
  oneOf: schemasOf,
  pattern: patternOf,
  patternProperties: membersOf,
  properties: membersOf,
  $ref: asItIs,
  required: asItIs,
  requiredXor: asItIs,
  type: asItIs,
};

/** What cfn-lint adds and the services take all the same. */
const tooStrict: Readonly<Record<string, readonly (readonly [path: readonly string[], keyword: string])[]>> =
  {
    // `CloudFrontDefaultCertificate: false` next to a certificate is what CloudFront itself answers.
    'AWS::CloudFront::Distribution': [[['definitions', 'ViewerCertificate'], 'requiredXor']],
    // A group without a VPC is of the default one.
    'AWS::EC2::SecurityGroup': [[[], 'dependentRequired']],
    // The user of a snapshot stays, and may get another password.
    'AWS::RDS::DBCluster': [[[], 'dependentRequired']],
  };

const folder = mkdtempSync(join(tmpdir(), 'slipway-stack-schemas-'));
try {
  const asked = [
    'install',
    '--quiet',
    '--no-deps',
    '--no-compile',
    '--target',
    folder,
    `cfn-lint==${version}`,
  ];
  const { status } = spawnSync('python3', ['-m', 'pip', ...asked], { stdio: 'inherit' });
  if (status !== 0) throw new Error('pip did not bring cfn-lint');
  const schemas = join(folder, 'cfnlint', 'data', 'schemas');
  const read = (...path: readonly string[]) =>
    JSON.parse(readFileSync(join(schemas, ...path), 'utf8')) as Record<string, unknown>;
  const files = read('providers', 'us-east-1.json');
  const rows = [...wanted].toSorted().map((type) => {
    const schema = read('resources', `${String(files[type])}.json`);
    for (const [path, keyword] of tooStrict[type] ?? [])
      Reflect.deleteProperty(partAt(schema, path), keyword);
    return `${JSON.stringify(type)}:${JSON.stringify(kept(schema))}`;
  });
  const by = `Written by "npm run generate-stack-schemas" from cfn-lint ${version} (MIT-0); not to be edited.`;
  const text = `{"by":${JSON.stringify(by)},\n"types":{\n${rows.join(',\n')}\n}}\n`;
  const unread: PropertySchemas = JSON.parse(text) as PropertySchemas;
  if (Object.keys(unread.types).length !== wanted.size) throw new Error('A type is missing');
  writeFileSync(join(root, 'src', 'stacks', 'property-schemas.json'), text);
} finally {
  rmSync(folder, { recursive: true });
}

function partAt(schema: Record<string, unknown>, path: readonly string[]): Record<string, unknown> {
  return path.reduce((part, key) => part[key] as Record<string, unknown>, schema);
}

function kept(schema: Record<string, unknown>): PropertySchema {
  return Object.fromEntries(
    Object.entries(schema).flatMap(([keyword, value]) => {
      const read = keywords[keyword]?.(value);
      return read === undefined ? [] : [[keyword, read] as const];
    }),
  );
}

function schemasOf(value: unknown): unknown {
  return (value as Record<string, unknown>[]).map(kept);
}

function schemaOf(value: unknown): unknown {
  return kept(value as Record<string, unknown>);
}

function membersOf(value: unknown): unknown {
  return Object.fromEntries(
    Object.entries(value as Record<string, unknown>).map(([key, each]) => [key, schemaOf(each)]),
  );
}

function asItIs(value: unknown): unknown {
  return value;
}

/** Python's end of a text is that of JavaScript without the mode for lines. */
function patternOf(value: unknown): unknown {
  const pattern = String(value).replace(/\\Z$/, '$').replace(/^\\A/, '^');
  return compilePattern(pattern) === undefined ? undefined : pattern;
}

/** Additional properties are refused or not; a schema of them allows them. */
function additionalOf(value: unknown): unknown {
  return value === false ? false : undefined;
}
