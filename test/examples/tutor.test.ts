// What the definition of the tutor says, as its REQUIREMENTS.md asks.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { example } from '../rig/example.ts';

const tutor = example('tutor');

interface Action {
  readonly name: string;
  readonly actionTypeId: { readonly provider: string };
  readonly configuration: Readonly<Record<string, string>>;
  readonly outputArtifacts: readonly { readonly name: string }[];
}

interface Pipeline {
  readonly name: string;
  readonly artifactStore: { readonly location: string };
  readonly variables: readonly { readonly name: string; readonly defaultValue: string }[];
  readonly stages: readonly { readonly name: string; readonly actions: readonly Action[] }[];
}

function pipelineOf(file: string): Pipeline {
  return (tutor.read(file) as { readonly pipeline: Pipeline }).pipeline;
}

const development = pipelineOf('pipeline.json');
const production = pipelineOf('pipeline-prod.json');

function actionOf({ stages }: Pipeline, name: string): Action | undefined {
  return stages.flatMap(({ actions }) => actions).find((each) => each.name === name);
}

// shows: S0-007, S0-009, S0-010, S0-023, S0-024, S0-025, S0-068, S0-072, S0-076
test('production delivers main, and development delivers develop, over a connection to GitHub', () => {
  expect(production.name).toBe('tutor-system-pipeline');
  expect(production.artifactStore.location).toBe('tutor-system-pipeline-artifacts');
  const sources = [production, development].map((pipeline) => actionOf(pipeline, 'GitHub')?.configuration);
  expect(sources.map((each) => each?.['BranchName'])).toEqual(['main', 'develop']);
  for (const configuration of sources)
    expect(configuration).toMatchObject({
      ConnectionArn: expect.stringMatching(/^arn:aws:codeconnections:/) as string,
      FullRepositoryId: 'your-username/tutor-system',
    });
  expect(actionOf(production, 'GitHub')?.outputArtifacts).toEqual([{ name: 'SourceOutput' }]);
});

// shows: S0-074, S0-077, S0-078, S0-156
test('the environments differ in memory and capacity: development pauses, production scales from 0.5 to 2', () => {
  const parameters = (pipeline: Pipeline): unknown => {
    const defaults = Object.fromEntries(
      pipeline.variables.map(({ name, defaultValue }) => [`#{variables.${name}}`, defaultValue]),
    );
    const text = actionOf(pipeline, 'Stack')?.configuration['ParameterOverrides'] ?? '';
    return JSON.parse(
      text.replaceAll(/#\{variables\.\w+\}/g, (reference) => defaults[reference] ?? reference),
    );
  };
  expect(parameters(development)).toMatchObject({ MinCapacity: '0', LambdaMemory: '128' });
  expect(parameters(production)).toMatchObject({ MinCapacity: '0.5', MaxCapacity: '2', LambdaMemory: '512' });
  const template = readFileSync(join(tutor.folder, 'infrastructure/cloudformation/main.yml'), 'utf8');
  expect(template).toContain('SecondsUntilAutoPause: !If [Pauses, 300, !Ref AWS::NoValue]');
});

// shows: S0-031, S0-040, S0-041, S0-043
test("the build keeps the design's phases, with its two lines that depend on the working folder", () => {
  const { version, phases, artifacts } = tutor.read('buildspec.yml') as {
    readonly version: number;
    readonly phases: Readonly<Record<string, { readonly commands: readonly string[] }>>;
    readonly artifacts: { readonly files: readonly string[] };
  };
  expect(version).toBe(0.2);
  expect(Object.keys(phases)).toEqual(['install', 'pre_build', 'build', 'post_build']);
  expect(phases['build']?.commands).toContain('cd src/lambda && zip -qr ../../lambda-functions.zip .');
  expect(phases['build']?.commands.at(-1)).toBe('cd ../../final_similarity_model && zip -qr ../model.zip .');
  expect(artifacts.files).toEqual(['**/*']);
});

// shows: S0-047, S0-049, S0-050, S0-051
test('the build runs in a small Linux container without privileges, for 20 minutes at most', () => {
  const { projects } = tutor.read('build-projects.json') as { readonly projects: readonly unknown[] };
  expect(projects[0]).toMatchObject({
    name: 'tutor-system-build',
    environment: {
      type: 'LINUX_CONTAINER',
      computeType: 'BUILD_GENERAL1_SMALL',
      privilegedMode: false,
    },
    timeoutInMinutes: 20,
  });
});
