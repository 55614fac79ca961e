// A pipeline as Terraform: the provider's names, references that lead somewhere, and the same bytes each time.
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeGraph } from '../../src/ship/formats/write-graph.ts';
import { terraformOf } from '../../src/ship/formats/terraform/terraform.ts';
import { makeFolder } from '../rig/temporary-folder.ts';
import { graphIn, graphOfExample, readExample, shippedExamples } from './shipped.ts';

type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

const blocksOf = async (name: string): Promise<Blocks> =>
  (terraformOf(await graphOfExample(name)) as { readonly resource: Blocks }).resource;

test.each(shippedExamples)(
  '%s: each reference leads to a block, and two writings are the same',
  async (name) => {
    const blocks = await blocksOf(name);
    const text = writeGraph(await graphOfExample(name), 'terraform');
    const references = [...text.matchAll(/\$\{(aws_\w+)\.(\w+)\.\w+\}/g)];
    expect(references.length).toBeGreaterThan(3);
    expect(text).not.toContain('"${.');
    expect(references.filter(([, type = '', label = '']) => blocks[type]?.[label] === undefined)).toEqual([]);
    expect(writeGraph(await graphOfExample(name), 'terraform')).toBe(text);
  },
);

// shows: S4-130
test('a pipeline has its stages, and is made after the policy of its role', async () => {
  const blocks = await blocksOf('cicd-demo/pipeline.json');
  expect(blocks['aws_codepipeline']?.['CicdDemoPipeline']).toMatchObject({
    name: 'cicd-demo',
    role_arn: '${aws_iam_role.CodePipelineServiceRole.arn}',
    depends_on: ['aws_iam_role_policy.CodePipelineServiceRole'],
    artifact_store: { type: 'S3', location: '${aws_s3_bucket.ArtifactsBucket.id}' },
    stage: [
      { name: 'Source' },
      {
        name: 'Build',
        action: [
          {
            category: 'Build',
            provider: 'CodeBuild',
            run_order: 1,
            configuration: { ProjectName: '${aws_codebuild_project.CicdDemoProject.name}' },
            input_artifacts: ['SourceOutput'],
            output_artifacts: ['BuildOutput'],
          },
        ],
      },
      { name: 'Deploy' },
    ],
  });
});

test('a role that also has the policy of a file has both, and what works with it is made after both', async () => {
  const { definition, folder } = await readExample('cloud-health-dashboard/pipeline.json');
  const graph = await graphIn(definition, folder, { hasPolicies: true });
  const { resource } = terraformOf(graph) as { readonly resource: Blocks };
  const policies = Object.values(resource['aws_iam_role_policy'] ?? {});
  const ofRole = policies.filter(({ role }) => role === '${aws_iam_role.CodePipelineServiceRole.id}');
  expect(ofRole.map(({ name }) => name)).toEqual(['least', 'codepipeline-role-policy']);
  const [pipeline] = Object.values(resource['aws_codepipeline'] ?? {});
  expect(pipeline?.['depends_on']).toEqual([
    'aws_iam_role_policy.CodePipelineServiceRole',
    'aws_iam_role_policy.CodePipelineServiceRole_2',
  ]);
});

test('what holds data is not destroyed, and each role says why it may what it may', async () => {
  const blocks = await blocksOf('cicd-demo/pipeline.json');
  expect(blocks['aws_s3_bucket']?.['ArtifactsBucket']).toMatchObject({
    lifecycle: { prevent_destroy: true },
  });
  expect(blocks['aws_iam_role']?.['CodeDeployServiceRole']?.['//']).toEqual([
    'codedeploy.amazonaws.com works with it.',
    'CloudwatchForProductionFleet: deployment group "Production-Fleet"',
    'ElasticloadbalancingForProductionFleet: deployment group "Production-Fleet"',
  ]);
});

test('what the provider does not have is refused and not left out', async () => {
  const { definition, folder } = await readExample('cicd-demo/pipeline.json');
  const [source, ...others] = definition.pipeline.stages;
  if (source === undefined) throw new Error('no stage');
  const run = {
    name: 'Say',
    actionTypeId: { category: 'Compute', owner: 'AWS', provider: 'Commands', version: '1' },
    commands: ['echo hello'],
    inputArtifacts: [{ name: 'SourceOutput' }],
  } as const;
  const stages = [source, { name: 'Say', actions: [run] }, ...others];
  const graph = await graphIn({ ...definition, pipeline: { ...definition.pipeline, stages } }, folder);
  expect(() => terraformOf(graph)).toThrow('no Commands, which action "Say" has');
});

const terraform = spawnSync('terraform', ['version']).status === 0;

test.skipIf(!terraform)('the provider takes the configuration', async ({ skip }) => {
  await using folder = await makeFolder();
  const cwd = folder.path;
  writeFileSync(
    join(cwd, 'main.tf.json'),
    writeGraph(await graphOfExample('cicd-demo/pipeline.json'), 'terraform'),
  );
  // Without a mirror of the provider nothing can be said.
  if (spawnSync('terraform', ['init', '-input=false'], { cwd }).status !== 0) skip();
  const { valid } = JSON.parse(execFileSync('terraform', ['validate', '-json'], { cwd }).toString()) as {
    readonly valid: boolean;
  };
  expect(valid).toBe(true);
});
