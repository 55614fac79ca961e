// The backend of the Cloud Health Dashboard on ECS: its image is built and pushed once, the pipeline is shipped with the service that
// takes it, and started there as on AWS.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commitAll } from '../rig/git.ts';
import { clientsOf, runOnce, ship } from '../rig/greeter.ts';
import { missingMoto } from '../rig/moto.ts';
import { endAll } from '../rig/end-all.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { buildPythonImage, whyNoPythonImage } from '../rig/python-image.ts';
import { hasRegistry } from '../rig/test-registry.ts';
import { unneededIn } from '../rig/shipped-roles.ts';
import { textAt } from '../rig/text-at.ts';
import { useDocker } from '../rig/use-docker.ts';

const example = join(import.meta.dirname, '..', '..', 'examples', 'cloud-health-dashboard');
const leftOut = /\/(\.slipway|node_modules|__pycache__|\.pytest_cache|frontend)(\/|$)/;
let pythonImage = '';
const { reason } = useDocker('The Cloud Health Dashboard, shipped to ECS, is', {
  lacks:
    whyNoPythonImage() ??
    (hasRegistry() ? undefined : 'docker-registry is not installed') ??
    (await missingMoto()),
  prepare: async (engine) => {
    pythonImage = await buildPythonImage(engine);
  },
});

interface Pipeline {
  readonly pipeline: {
    readonly stages: readonly {
      readonly name: string;
      readonly actions: readonly { readonly name: string }[];
    }[];
  };
}

/** The backend alone: the front end is delivered by the other pipeline as well. */
function copyTo(app: Project): void {
  cpSync(example, app.folder, { recursive: true, filter: (path) => !leftOut.test(path) });
  const edit = (file: string, change: (text: string) => string): void => {
    const path = join(app.folder, file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  };
  edit('backend-image-project.json', (text) =>
    text.replace('public.ecr.aws/docker/library/python:3.11-slim', pythonImage),
  );
  edit('pipeline-ecs.json', (text) => {
    const { pipeline } = JSON.parse(text) as Pipeline;
    const stages = pipeline.stages
      .filter(({ name }) => !name.endsWith('_Frontend'))
      .map((stage) => ({ ...stage, actions: stage.actions.filter(({ name }) => name !== 'BackendBuild') }));
    return JSON.stringify({ pipeline: { ...pipeline, stages } });
  });
}

test.skipIf(reason !== undefined)(
  'the Cloud Health Dashboard on ECS, shipped with its service and started, rolls to the image that it has built',
  async () => {
    await using app = makeProject();
    copyTo(app);
    commitAll(app.folder);
    const pushed = await app.run(
      'run',
      'pipeline-ecs.json',
      '--source',
      '.',
      '--until',
      'Build_Backend',
      '--exit',
    );
    expect({ status: pushed.status, text: pushed.stdout }).toMatchObject({ status: 0 });
    const options = ['pipeline-ecs.json', '--targets', '--iam', 'enforce'];
    expect(await ship(app, ...options)).toMatchObject({ status: 'CREATE_COMPLETE' });
    app.write('backend/app/utils/note.py', '"""Something new."""\n');
    const { pipelines } = await clientsOf(app);
    const { status } = await runOnce(pipelines, 'cloud-health-dashboard-ecs-pipeline');
    const why = status === 'Succeeded' ? '' : (await app.run('explain')).stdout;
    expect({ status, why }).toEqual({ status: 'Succeeded', why: '' });
    expect((await app.run('rights', '--refused')).stdout).toBe('');
    // A call has started it, and no rule. The registry of this machine takes images without asking the role that pushes them.
    expect(await unneededIn(app, 'cloud-health-dashboard-ecs-pipeline')).toEqual({
      CodeBuildImageRole: ['EcrForBackendImageCommands'],
      'cloud-health-dashboard-ecs-pipeline-start': ['CodepipelineForStart'],
    });
    const { stdout: url } = await app.run('open');
    expect(JSON.parse(await textAt(`${url.trim()}/health`))).toMatchObject({ status: 'ok' });
    expect(await ship(app, ...options)).toMatchObject({ changes: [] });
    await endAll(app);
  },
);
