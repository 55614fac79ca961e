// Writes the tables of AWS's services and hosts (src/aws/models) and the types of the structures that readers use (src/aws/types)
// from AWS's own models. `npm run generate -- FILE` takes a wheel of botocore that is there already; of a source
// distribution (`.tar.gz`) it takes AWS's tests of the protocols instead (test/data/aws-protocols).
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceEntry, ServiceModel, ServiceName } from '../src/aws/service-model.ts';
import { compactModel } from './aws/compact-model.ts';
import type { RawModel } from './aws/raw-model.ts';
import { writeProtocolTests } from './aws/protocol-tests.ts';
import { services } from './aws/services.ts';
import { readBotocore, version } from './aws/source.ts';
import { formatted } from './formatted.ts';
import { apiTypesOf, typesOf } from './aws/write-types.ts';
import { root } from './tools.ts';

const by = `Written by "npm run generate" from the service models of botocore ${version}; not to be edited.`;
const folder = join(root, 'src', 'aws');

const [given] = process.argv.slice(2);
if (given?.endsWith('.tar.gz') === true) {
  writeProtocolTests(given, join(root, 'test', 'data', 'aws-protocols'));
  process.exit();
}

const { models: raw, hosts } = await readBotocore(
  services.map(({ name }) => name),
  given,
);
for (const kind of ['models', 'types', 'operations']) mkdirSync(join(folder, kind), { recursive: true });
const models: ServiceModel[] = [];
for (const service of services) {
  const { name, interfaceName, roots, executed, alsoRequired = {}, words = {} } = service;
  const model = compactModel(raw.get(name) as RawModel, { by, alsoRequired, words });
  models.push(model);
  writeFileSync(join(folder, 'models', `${name}.json`), textOf(model));
  if (roots.length > 0) await writeTypes('types', name, typesOf(model, service));
  if (executed === undefined) continue;
  const isTyped = (operation: string) => executed.test(operation);
  await writeTypes('operations', name, apiTypesOf(model, { apiName: `${interfaceName}Api`, isTyped }));
}
const entries = services.map(({ name }, place) => entryOf(name, models[place]));
writeFileSync(
  join(folder, 'models', 'index.json'),
  `[\n${entries.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`,
);
writeFileSync(join(folder, 'models', 'hosts.json'), `${JSON.stringify(hosts, null, 1)}\n`);

async function writeTypes(kind: string, name: string, text: string): Promise<void> {
  const path = join(folder, kind, `${name}.ts`);
  writeFileSync(path, await formatted(path, text));
}

function entryOf(name: ServiceName, model: ServiceModel | undefined): ServiceEntry {
  if (model === undefined) throw new Error(`There is no model of ${name}`);
  const {
    id,
    apiVersion,
    endpointPrefix,
    signingName = endpointPrefix,
    targetPrefix,
    protocols,
  } = model.service;
  const target = targetPrefix === undefined ? {} : { targetPrefix };
  return { name, id, apiVersion, signingName, ...target, protocols };
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
