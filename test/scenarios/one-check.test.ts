// What lint calls wrong does not run, whichever command is asked.
import { describe, expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { startServer } from '../rig/server.ts';

const sound = { version: '0.2', phases: { build: { commands: ['echo compiled'] } } };
const wrong = { version: '0.2', phases: { biuld: { commands: ['echo compiled'] } } };

/** The mistake lies in a file next to the definition, which no rule on the definition alone can see. */
function write(app: Project, buildspec: object): void {
  app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]));
  app.write('project.json', {
    ...project('compile', {}),
    source: { type: 'CODEPIPELINE', buildspec: 'ci/build.yml' },
  });
  app.write('ci/build.yml', buildspec);
}

describe('an error in a file next to the definition', () => {
  test.each(['run', 'plan'])('refuses %s as it fails lint', async (command) => {
    await using app = makeProject();
    write(app, wrong);
    const linted = await app.run('lint');
    expect(linted.status).toBe(2);
    expect(linted.stdout).toContain('"biuld"');
    const { status, stdout, stderr } = await app.run(command);
    expect({ status, stdout }).toMatchObject({ status: 2 });
    expect(stderr).toContain('"biuld"');
    expect(stdout).not.toContain('compiled');
  });

  test('refuses a start by the server, which reads the definition again, until it is fixed', async () => {
    await using app = makeProject();
    write(app, sound);
    const server = await startServer(app);
    const request = { type: 'StartPipelineExecution', variables: {}, sourceRevisions: {} };
    const start = async () => server.ask('POST', '/api/v1/pipelines/app/requests', request);
    write(app, wrong);
    const refused = await start();
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.body).toMatchObject({ problems: [{ code: 'UnknownKey', at: { file: 'ci/build.yml' } }] });
    write(app, sound);
    expect((await start()).status).toBeLessThan(300);
  });
});
