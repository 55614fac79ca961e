// Writes the tables of AWS's services (src/aws/models) and the types of the structures that readers use (src/aws/types)
// from AWS's own models. `npm run generate -- FILE` takes a wheel of botocore that is there already.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { ServiceModel } from '../src/aws/service-model.ts';
import { compactModel } from './aws/compact-model.ts';
import type { RawModel } from './aws/raw-model.ts';
import { services } from './aws/services.ts';
import { modelsOf, version } from './aws/source.ts';
import { typesOf } from './aws/write-types.ts';
import { root } from './tools.ts';

const by = `Written by "npm run generate" from the service models of botocore ${version}; not to be edited.`;
const folder = join(root, 'src', 'aws');

const raw = await modelsOf(
  services.map(({ name }) => name),
  process.argv[2],
);
for (const kind of ['models', 'types']) mkdirSync(join(folder, kind), { recursive: true });
for (const service of services) {
  const { name, alsoRequired = {}, words = {} } = service;
  const model = compactModel(raw.get(name) as RawModel, { by, alsoRequired, words });
  writeFileSync(join(folder, 'models', `${name}.json`), textOf(model));
  const path = join(folder, 'types', `${name}.ts`);
  const options = { ...(await resolveConfig(path)), filepath: path };
  writeFileSync(path, await format(typesOf(model, service), options));
}

/** A shape and an operation a line: what a new version of a model changes can be read in the difference. */
function textOf({ by, service, operations, shapes }: ServiceModel): string {
  const lines = (values: Readonly<Record<string, unknown>>) =>
    Object.entries(values)
      .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      .join(',\n');
  const head = `"by":${JSON.stringify(by)},\n"service":${JSON.stringify(service)},`;
  return `{${head}\n"operations":{\n${lines(operations)}\n},\n"shapes":{\n${lines(shapes)}\n}}\n`;
}
