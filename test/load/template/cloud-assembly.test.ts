import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readAssembly } from '../../../src/load/template/cloud-assembly.ts';
import { makeFolder } from '../../rig/temporary-folder.ts';

function write(folder: string, artifacts: object): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '48.0.0', artifacts }));
}

const nested = (directoryName?: string) => ({
  inner: { type: 'cdk:cloud-assembly', properties: { directoryName } },
});

test('stacks of a stage of the CDK lie in an assembly of its own, in a folder of the outer one', async () => {
  await using folder = await makeFolder();
  const stack = { type: 'aws:cloudformation:stack', properties: { templateFile: 'App.template.json' } };
  write(folder.path, nested('assembly-Prod'));
  write(join(folder.path, 'assembly-Prod'), { App: stack });
  expect(await readAssembly(folder.path, (path) => path)).toMatchObject({
    stacks: [{ template: join(folder.path, 'assembly-Prod', 'App.template.json') }],
  });
});

test.each([[undefined], [''], ['.'], ['..'], ['a/../..'], ['/etc'], ['absent']])(
  'an assembly whose inner one lies in %j is refused',
  async (directoryName) => {
    await using folder = await makeFolder();
    write(folder.path, nested(directoryName));
    expect(await readAssembly(folder.path, (path) => path)).toMatchObject({
      failed: { message: expect.stringContaining('is not the manifest of a cloud assembly') },
    });
  },
);
