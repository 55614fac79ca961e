// The CodePipeline invoke action: one pipeline starts another one, with variables and source revisions.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pipeline, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { events, startServer, type TestServer } from '../rig/server.ts';

const type = (category: string, provider: string) => ({ category, owner: 'AWS', provider, version: '1' });

/** `first` starts `second`, which prints the variable that it is given. */
function write(app: Project, configuration: object): void {
  const start = {
    name: 'Start',
    actionTypeId: type('Invoke', 'CodePipeline'),
    configuration: { PipelineName: 'second', ...configuration },
  };
  app.write(
    'first/pipeline.json',
    pipeline([sourceStage, { name: 'Go', actions: [start] }], { name: 'first' }),
  );
  const show = {
    name: 'Show',
    actionTypeId: type('Compute', 'Commands'),
    inputArtifacts: [{ name: 'SourceOutput' }],
    commands: ['echo "given #{variables.Stage}"'],
  };
  app.write(
    'second/pipeline.json',
    pipeline([sourceStage, { name: 'Show', actions: [show] }], {
      name: 'second',
      variables: [{ name: 'Stage', defaultValue: 'none' }],
    }),
  );
}

const args = (app: Project): readonly string[] => [
  'first',
  'second',
  '--state',
  join(app.folder, '.slipway'),
];

async function start({ ask }: TestServer): Promise<void> {
  const request = { type: 'StartPipelineExecution', variables: {}, sourceRevisions: {} };
  expect((await ask('POST', '/api/v1/pipelines/first/requests', request)).status).toBe(200);
}

interface Entry {
  readonly pipelineName: string;
  readonly event: Readonly<Record<string, unknown>>;
}

/** The first entry of the journal that is meant. */
async function entryOf({ url, token }: TestServer, isMeant: (entry: Entry) => boolean): Promise<Entry> {
  const headers = { authorization: `Bearer ${token}` };
  for await (const { data } of events(`${url}/api/v1/events?after=0`, headers)) {
    const entry = data as Entry;
    if (entry.event !== undefined && isMeant(entry)) return entry;
  }
  throw new Error('The stream has ended');
}

describe('a CodePipeline invoke action', () => {
  test('starts the other pipeline with its variables, and does not wait for it', async () => {
    await using app = makeProject();
    write(app, { Variables: '[{"name":"Stage","value":"test"}]' });
    const server = await startServer(app, { args: args(app) });
    await start(server);
    const started = await entryOf(
      server,
      ({ pipelineName, event }) =>
        pipelineName === 'second' &&
        event['type'] === 'ExecutionStarted' &&
        JSON.stringify(event).includes('of first'),
    );
    const ended = await entryOf(
      server,
      ({ event }) => event['type'] === 'ActionSucceeded' && event['actionName'] === 'Start',
    );
    expect(ended.event['externalExecutionId']).toBe(started.event['executionId']);
    const { executionId } = started.event;
    await entryOf(
      server,
      ({ event }) => event['type'] === 'ExecutionEnded' && event['executionId'] === executionId,
    );
    const logs = await app.run('logs', '--state', '.slipway', '--pipeline', 'second');
    expect(logs.stdout).toContain('given test');
  });

  test('fails with what is wrong when the other pipeline cannot be started', async () => {
    await using app = makeProject();
    write(app, { PipelineName: 'third' });
    const server = await startServer(app, { args: args(app) });
    await start(server);
    const failed = await entryOf(server, ({ event }) => event['type'] === 'ActionFailed');
    expect(failed.event['error']).toMatchObject({
      code: 'PipelineNotFoundException',
      message: 'There is no pipeline "third" here',
    });
  });

  test('fails in a command that drives one pipeline alone, and says what to do', async () => {
    await using app = makeProject();
    write(app, {});
    const { status, stdout } = await app.run('run', 'first');
    expect(status).toBe(1);
    expect(stdout).toContain('this command drives "first" alone');
    expect(stdout).toContain('slipway up');
  });

  test.each([
    ['Variables', '[{"name":"Stage"}]', 'The variable "Stage" has no "value" (character 3)'],
    ['Variables', '[{"name":"A","value":"1"},{"name":"A","value":"2"}]', '"A" is there twice'],
    [
      'SourceRevisions',
      '[{"actionName":"Checkout","revisionType":"COMMIT","revisionValue":"abc"}]',
      '"revisionType" is "COMMIT", and must be one of COMMIT_ID',
    ],
  ])('is refused by lint when %s is %s', async (key, text, said) => {
    await using app = makeProject();
    write(app, { [key]: text });
    const { status, stdout } = await app.run('lint', 'first');
    expect(status).toBe(2);
    expect(stdout).toContain(`"${key}" of the action "Start" cannot be used`);
    expect(stdout).toContain(said);
  });
});
