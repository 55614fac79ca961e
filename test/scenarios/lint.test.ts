// slipway lint over a whole folder: what the files say about each other.
import { describe, expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';

function write(app: Project, image: string, buildspec: string): void {
  const stages = [sourceStage, { name: 'Build', actions: [buildAction('compile', 'Package')] }];
  app.write('pipeline.json', pipeline(stages));
  app.write('project.json', {
    ...project('compile', {}),
    source: { type: 'CODEPIPELINE' },
    environment: { type: 'LINUX_CONTAINER', image, computeType: 'BUILD_GENERAL1_SMALL' },
  });
  app.write('buildspec.yml', buildspec);
}

const sound = 'version: 0.2\nphases: { build: { commands: [make] } }\nartifacts: { files: [a] }\n';

describe('a folder', () => {
  test('with a retired image and a runtime that has ended is told what to write instead', async () => {
    await using app = makeProject();
    const runtime =
      'phases:\n  install:\n    runtime-versions:\n      nodejs: 14\n  build:\n    commands: [make]\n';
    write(app, 'aws/codebuild/standard:5.0', `version: 0.2\n${runtime}artifacts: { files: [a] }\n`);
    const { stdout, status } = await app.run('lint');
    expect(stdout).toContain('The image aws/codebuild/standard:5.0 is no longer updated');
    expect(stdout).toContain('Use aws/codebuild/standard:8.0.');
    expect(stdout).toMatch(/buildspec\.yml:5:15 +warning +nodejs 14 has reached its end of life/);
    expect(status).toBe(0);
  });

  test('whose buildspec lacks what the action hands on is told where', async () => {
    await using app = makeProject();
    write(app, 'aws/codebuild/standard:7.0', sound.replace('artifacts: { files: [a] }\n', ''));
    const { stdout, status } = await app.run('lint');
    expect(stdout).toContain('ArtifactsMissing');
    expect(stdout).toContain('buildspec.yml:1:1');
    expect(status).toBe(2);
  });

  test('that is sound has no finding', async () => {
    await using app = makeProject();
    write(app, 'aws/codebuild/standard:7.0', sound);
    const { stdout, status } = await app.run('lint');
    expect(stdout).toContain('No findings');
    expect(status).toBe(0);
  });
});
