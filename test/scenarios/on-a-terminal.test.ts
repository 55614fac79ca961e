// What the commands show and do on a real terminal.
import { describe, expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { hasTerminals, startOnTerminal } from '../rig/on-terminal.ts';
import { makeProject, type Project } from '../rig/project.ts';

function writeBuild(app: Project, command: string): void {
  app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]));
  app.write('project.json', project('compile', { phases: { build: { commands: [command] } } }));
}

describe.skipIf(!hasTerminals)('on a terminal', () => {
  test.each([
    ['echo built', 0],
    ['false', 1],
  ])('a run that deploys nothing (%s) ends by itself, with its status', async (command, status) => {
    await using app = makeProject();
    writeBuild(app, command);
    await using run = startOnTerminal(app.folder, ['run']);
    const ended = await run.ended;
    expect(ended.status).toBe(status);
    expect(ended.shown).not.toContain('Serving');
    expect(ended.shown).toContain('Dashboard: ');
  });

  test('slipway alone runs what is chosen, nothing for Enter, and says so of what there is not', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', 'version: 0.2\nphases:\n  build:\n    commands: [echo built]\n');
    const answers = async (answer: string) => {
      await using here = startOnTerminal(app.folder, []);
      await here.shows('Run which of them? [1 to 2, Enter for none]');
      here.type(`${answer}\n`);
      return await here.ended;
    };
    expect(await answers('')).toMatchObject({ status: 0 });
    const wrong = await answers('7');
    expect(wrong.status).toBe(2);
    expect(wrong.shown).toContain('There is no "7" in this list: nothing was run.');
    expect((await answers('1')).shown).toContain('succeeded in');
  });

  test('what is skipped is shown by name, and is not among what succeeded', async () => {
    await using app = makeProject();
    const both = [buildAction('compile'), buildAction('smoke')];
    app.write(
      'pipeline.json',
      pipeline([
        sourceStage,
        { name: 'Build', actions: both },
        { name: 'Check', actions: [buildAction('more')] },
      ]),
    );
    const phases = { build: { commands: ['true'] } };
    for (const name of ['compile', 'smoke', 'more']) app.write(`${name}.json`, project(name, { phases }));
    await using run = startOnTerminal(app.folder, ['run', '--skip', 'Build/smoke', '--skip', 'Check']);
    const { shown, status } = await run.ended;
    expect(status).toBe(0);
    const last = shown.slice(shown.lastIndexOf('✔ Source'));
    expect(last).toMatch(/✔ Build {2}skipped: smoke /);
    expect(last).toMatch(/↷ Check {2}skipped on request /);
  });
});
