// A provider that only this test knows: it is checked, run, and after an interruption run again, and no file of src names it.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ActionProvider } from '../../src/actions/provider.ts';
import { providers, registerProviders } from '../../src/actions/registry.ts';
import { R } from '../../src/model/configuration-key.ts';
import type { CheckedDefinition } from '../../src/model/definition.ts';
import { openPipeline } from '../../src/runtime/open-pipeline.ts';
import { openState } from '../../src/state/open-state.ts';
import { definition } from '../rig/empty-definition.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const said: string[] = [];

const dummy: ActionProvider = {
  category: 'Invoke',
  owner: 'AWS',
  provider: 'Dummy',
  inputs: [0, 0],
  outputs: [0, 0],
  configuration: { Word: R },
  variables: ['Word'],
  runner: {
    recovery: 'restart',
    load: async () =>
      await Promise.resolve(async ({ configuration, signal }) => {
        signal.throwIfAborted();
        const { Word = '' } = configuration;
        said.push(Word);
        return await Promise.resolve({
          status: 'Succeeded',
          outputVariables: { Word },
          outputArtifacts: [],
          summary: Word,
        });
      }),
  },
};

const act = (name: string, Word: string) => ({
  name,
  namespace: name,
  actionTypeId: { category: 'Invoke', owner: 'AWS', provider: 'Dummy', version: '1' } as const,
  configuration: { Word },
});

test('an execution runs the actions of a provider that is registered for it, and hands on its variables', async () => {
  await using folder = await makeFolder();
  await using state = await openState(join(folder.path, 'state'), { owner: true });
  const { pipeline } = definition();
  const stages = [
    { name: 'First', actions: [act('One', 'hello')] },
    { name: 'Second', actions: [act('Two', '#{One.Word} again')] },
  ];
  await using runner = await openPipeline({
    definition: definition({ pipeline: { ...pipeline, stages } }) as CheckedDefinition,
    definitionFolder: folder.path,
    options: { sources: {}, strictRuntimes: false, keepWork: false },
    state,
    providers: registerProviders([...providers.all, dummy]),
  });
  const started = await runner.request({
    type: 'StartPipelineExecution',
    variables: {},
    sourceRevisions: {},
    by: 'test',
  });
  if (!started.accepted || started.executionId === undefined) throw new Error('It was not started');
  await runner.ended(started.executionId);
  expect(said).toEqual(['hello', 'hello again']);
  const [execution] = state.history.executions({ pipelineName: pipeline.name, limit: 1 });
  expect(execution?.status).toBe('Succeeded');
});
