// The generated page of the resource types that a stack may have here.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { actsBehind } from '../../src/account/recorded-resources.ts';
import { handlers } from '../../src/services/cloudformation/handlers.ts';
import { propertySchema } from '../../src/stacks/property-schemas.ts';
import { typeRow } from '../../src/stacks/resource-type-table.ts';

const page = join(import.meta.dirname, '..', '..', 'docs', 'cloudformation.md');

const table = join(import.meta.dirname, '..', '..', 'src', 'stacks', 'recorded-types.json');

function renderTable(): string {
  const types = Object.keys(handlers).filter((type) => handlers[type]?.here === 'recorded');
  return `${JSON.stringify(types.toSorted(), undefined, 2)}\n`;
}

function renderPage(): string {
  const types = Object.keys(handlers).toSorted();
  const widest = Math.max(...types.map((type) => type.length)) + 2;
  const row = (type: string, here: string) => `| ${type.padEnd(widest)} | ${here.padEnd(8)} |`;
  return [
    '# Resource types of CloudFormation',
    '',
    'A stack may have these resources here. _Executed_: the resource does what it does on AWS. _Recorded_: its settings are kept and',
    'given back, and nothing runs. A template with any other type is refused by its name, with the line, before anything is touched.',
    'This page is generated from `src/services/cloudformation/handlers.ts` by `npm run fix`.',
    '',
    "Of transforms macros of the account, `AWS::Include`, `AWS::LanguageExtensions` and `AWS::Serverless-2016-10-31` are executed, the last as AWS's own translator does it:",
    'functions with all events but those of Kafka, MQ and DocumentDB, APIs, tables, layers, state machines, nested applications, `Globals`,',
    "policy templates, `AutoPublishAlias` and `DeploymentPreference`. The logical id of a REST API's deployment has another hash than on AWS. A private `Domain`, connectors,",
    'WebSocket and GraphQL APIs, and applications of the Serverless Application Repository are refused by name.',
    '',
    '`Custom::` types and `AWS::CloudFormation::CustomResource` are executed by the function of Lambda or the topic of SNS that their',
    '`ServiceToken` names: the request, the address to answer to, `ServiceTimeout`, a replacement by another',
    '`PhysicalResourceId`, and the removal of what was replaced or failed. `cfn-response` and `cfnresponse` are there for code that stands',
    'in the template; other libraries of Node.js that answer by port 443 reach the address as well.',
    '',
    row('Type', 'Here'),
    `| ${'-'.repeat(widest)} | -------- |`,
    ...types.map((type) => row(`\`${type}\``, handlers[type]?.here ?? '')),
    '',
  ].join('\n');
}

test('docs/cloudformation.md lists exactly the types that a stack may have', () => {
  if (process.env['UPDATE'] === '1') writeFileSync(page, renderPage());
  expect(readFileSync(page, 'utf8')).toBe(renderPage());
});

test('an action knows the types of which a stack has only their settings here', () => {
  if (process.env['UPDATE'] === '1') writeFileSync(table, renderTable());
  expect(readFileSync(table, 'utf8')).toBe(renderTable());
});

/** Made by Slipway's own services: what moto could keep of them is not asked for. */
const notBehind = /^AWS::(?:ApiGateway|ApiGatewayV2|AutoScaling|ECR|RDS|StepFunctions)::/;

test('a stack and the list of resources say the same of what moto keeps: whether it acts', () => {
  const lister = readFileSync(
    join(import.meta.dirname, '..', '..', 'src', 'services', 'behind', 'python', 'resources.py'),
    'utf8',
  );
  const kept = [...lister.matchAll(/"(?:AWS::)?([A-Z]\w+::\w+)"|ec2\("(\w+)"/g)].map(([, type, part]) =>
    type === undefined ? `AWS::EC2::${part}` : `AWS::${type}`,
  );
  const both = kept.filter((type) => Object.hasOwn(handlers, type) && !notBehind.test(type));
  expect(both.length).toBeGreaterThan(30);
  expect(both.filter((type) => actsBehind(type) !== (handlers[type]?.here === 'executed'))).toEqual([]);
});

test('the properties of each type are known', () => {
  expect(Object.keys(handlers).filter((type) => typeRow(type) === undefined)).toEqual([]);
});

test('what the properties of each type are made of is known', () => {
  const made = Object.keys(handlers).filter((type) => propertySchema(type) === undefined);
  expect(made).toEqual(['AWS::CDK::Metadata']);
});
