// Public templates, when a folder of them is given: `SLIPWAY_TEMPLATES=FOLDER`. Each is refused by its name, or made and deleted
// again; none stays half made, and none is forgotten.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';

const folder = process.env['SLIPWAY_TEMPLATES'] ?? '';

function templatesIn(path: string): readonly string[] {
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.(?:ya?ml|json|template)$/.test(file))
    .filter((file) => /^\s*"?Resources"?:/m.test(readFileSync(join(path, file), 'utf8')))
    .toSorted();
}

const capabilities = {
  'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
  'Capabilities.member.2': 'CAPABILITY_AUTO_EXPAND',
};

/** Parameters without a value have their own name as one. */
async function create(endpoint: TestEndpoint, given: Readonly<Record<string, string>>) {
  const first = await callStacks(endpoint, 'CreateStack', { ...given, ...capabilities });
  const names = /^Parameters: \[(.*)\] must have values/.exec(first.part('Message'))?.[1]?.split(', ');
  if (names === undefined) return first;
  const values = names.flatMap((name, index) => [
    [`Parameters.member.${index + 1}.ParameterKey`, name],
    [`Parameters.member.${index + 1}.ParameterValue`, name.toLowerCase()],
  ]);
  return await callStacks(endpoint, 'CreateStack', {
    ...given,
    ...capabilities,
    ...Object.fromEntries(values),
  });
}

test.skipIf(folder === '')(
  'every template of a folder is refused, or made and deleted',
  async () => {
    await using endpoint = await openTestEndpoint();
    const ends: string[] = [];
    for (const file of templatesIn(folder)) {
      const TemplateBody = readFileSync(join(folder, file), 'utf8');
      const made = await create(endpoint, { StackName: `t${ends.length}`, TemplateBody });
      if (made.status !== 200) {
        ends.push(`refused: ${made.part('Message')}`);
        continue;
      }
      const id = made.part('StackId');
      const created = await ended(endpoint, id);
      if (created !== 'CREATE_COMPLETE')
        process.stdout.write(`${file}: ${(await eventsOf(endpoint, id)).join('\n')}\n`);
      await callStacks(endpoint, 'DeleteStack', { StackName: id });
      ends.push(await ended(endpoint, id));
    }
    expect(ends.filter((end) => end !== 'DELETE_COMPLETE' && !end.startsWith('refused: '))).toEqual([]);
  },
  3_600_000,
);
