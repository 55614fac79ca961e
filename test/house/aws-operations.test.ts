// The generated page of operations: which ones of CodePipeline, CodeBuild, CodeDeploy and CloudWatch Logs are executed.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serviceModel, type ServiceName } from '../../src/aws/service-model.ts';
import { reasonNotExecuted } from '../../src/services/not-executed-reasons.ts';
import { operationsOf } from '../../src/services/registry.ts';

const page = join(import.meta.dirname, '..', '..', 'docs', 'aws-operations.md');

/** The three of delivery in full; of others, what is executed: all else is about what nothing here acts on. */
const services: readonly (readonly [ServiceName, 'all' | 'executed'])[] = [
  ['codepipeline', 'all'],
  ['codebuild', 'all'],
  ['codedeploy', 'all'],
  ['cloudtrail', 'executed'],
  ['logs', 'executed'],
];

async function sectionOf(name: ServiceName, shown: 'all' | 'executed'): Promise<readonly string[]> {
  const { service, operations } = serviceModel(name);
  const executed = await operationsOf(name);
  const names = Object.keys(operations).toSorted((a, b) => (a < b ? -1 : 1));
  const rows = names.flatMap((operation) => {
    if (executed[operation] !== undefined) return [`- **${operation}**: executed`];
    const reason = reasonNotExecuted(name, operation) ?? 'it is not written yet';
    return shown === 'all' ? [`- ${operation}: not executed, ${reason}`] : [];
  });
  const count = names.filter((operation) => executed[operation] !== undefined).length;
  return [`## ${service.id}`, '', `${count} of ${names.length} operations are executed.`, '', ...rows, ''];
}

async function renderPage(): Promise<string> {
  const sections = await Promise.all(services.map(async ([name, shown]) => sectionOf(name, shown)));
  return [
    '# Operations of AWS’s API',
    '',
    'What the endpoint of a state folder executes. Any other operation is refused at once, by its name and with this reason.',
    'This page is generated from the services by `npm run fix`.',
    '',
    ...sections.flat(),
  ].join('\n');
}

test('docs/aws-operations.md lists exactly what is executed', async () => {
  const rendered = await renderPage();
  if (process.env['UPDATE'] === '1') writeFileSync(page, rendered);
  expect(readFileSync(page, 'utf8')).toBe(rendered);
});
