// A definition that is written for another tool and read back is the same definition.
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { compareParts, partsOfDefinition } from '../../src/ship/compare.ts';
import { writeGraph } from '../../src/ship/formats/write-graph.ts';
import { withRoles } from '../../src/ship/graph/with-roles.ts';
import { fileParts } from '../../src/ship/import/file-parts.ts';
import type { FoundResource } from '../../src/ship/import/imported.ts';
import { notImported } from '../../src/ship/import/not-imported.ts';
import { workflowParts } from '../../src/ship/import/workflow-parts.ts';
import { ProblemError } from '../../src/lib/problem.ts';
import { graphOfExample, readExample, shippedExamples } from './shipped.ts';

const inRegion = 'eu-central-1';

test.each(
  shippedExamples.flatMap(
    (name) =>
      [
        [name, 'cloudformation'],
        [name, 'cloudformation-yaml'],
      ] as const,
  ),
)('%s as %s is read back without a difference', async (name, format) => {
  const { definition } = await readExample(name);
  const text = writeGraph(await graphOfExample(name), format);
  const { parts, losses } = fileParts({ path: 'template', text }, inRegion);
  const place = { partition: 'aws', account: '111122223333', region: inRegion };
  expect(compareParts(partsOfDefinition(withRoles(definition), place), parts)).toEqual([]);
  expect(losses).toEqual([]);
});

test('a template names what it refers to, by parameters, conditions and functions', () => {
  const text = `
Parameters:
  Stage: {Type: String, Default: prod}
  Token: {Type: String}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Resources:
  Store: {Type: AWS::S3::Bucket}
  Role:
    Type: AWS::IAM::Role
    Properties: {RoleName: !Sub "build-\${Stage}", AssumeRolePolicyDocument: {}}
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Name: !Join ['-', [shop, !Ref Stage]]
      ServiceRole: !GetAtt Role.Arn
      Artifacts: {Type: CODEPIPELINE}
      Source: {Type: CODEPIPELINE, BuildSpec: ci.yml}
      Environment:
        Type: LINUX_CONTAINER
        Image: aws/codebuild/standard:7.0
        ComputeType: !If [IsProd, BUILD_GENERAL1_LARGE, BUILD_GENERAL1_SMALL]
  Pipe:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      RoleArn: !Ref Token
      ArtifactStore: {Type: S3, Location: !Ref Store}
      Stages:
        - Name: Build
          Actions:
            - Name: Build
              ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1'}
              Configuration: {ProjectName: !Ref Build, BatchEnabled: false}
`;
  const { parts, losses } = fileParts({ path: 'template.yml', text }, inRegion);
  expect(parts.get('build project shop-prod')).toMatchObject({
    serviceRole: 'arn:aws:iam::111122223333:role/build-prod',
    source: { buildspec: 'ci.yml' },
    environment: { computeType: 'BUILD_GENERAL1_LARGE' },
  });
  expect(parts.get('pipeline Pipe')).toMatchObject({
    artifactStore: { location: 'Store' },
    stages: [{ actions: [{ configuration: { ProjectName: 'shop-prod', BatchEnabled: 'false' } }] }],
  });
  expect(losses).toEqual(['The parameter Token of the template has no default: its name stands for it']);
});

test.each([
  ['List<AWS::EC2::Subnet::Id>', '!Select [1, !Ref Given]'],
  ['AWS::SSM::Parameter::Value<List<String>>', '!Select [1, !Ref Given]'],
  ['String', '!FindInMap [Sizes, !Ref Given, Cpu]'],
])('what is looked up by a parameter of type %s without a value refuses no template', (type, value) => {
  const text = `
Parameters: {Given: {Type: "${type}"}}
Mappings: {Sizes: {prod: {Cpu: '512'}}}
Resources:
  Other: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: ${value}}}
  Pipe: {Type: AWS::CodePipeline::Pipeline, Properties: {RoleArn: 'arn:aws:iam::111122223333:role/shop', Stages: []}}
`;
  const { parts } = fileParts({ path: 'template.yml', text }, inRegion);
  expect([...parts.keys()]).toEqual(['pipeline Pipe']);
});

const codepipeline = {
  name: 'shop',
  role_arn: 'arn:aws:iam::111122223333:role/shop',
  execution_mode: 'QUEUED',
  pipeline_type: 'V2',
  artifact_store: [{ location: 'shop-artifacts', type: 'S3', region: '', encryption_key: [] }],
  stage: [
    {
      name: 'Build',
      action: [
        {
          name: 'Compile',
          category: 'Build',
          owner: 'AWS',
          provider: 'CodeBuild',
          version: '1',
          configuration: { ProjectName: 'shop' },
          input_artifacts: ['Source'],
          output_artifacts: [],
          run_order: 2,
          role_arn: '',
          region: '',
          namespace: null,
          timeout_in_minutes: 0,
        },
      ],
    },
  ],
  variable: [],
  trigger: [],
};
const project = {
  name: 'shop',
  service_role: 'arn:aws:iam::111122223333:role/build',
  build_timeout: 20,
  source: [{ type: 'CODEPIPELINE', buildspec: '', git_clone_depth: 0 }],
  artifacts: [{ type: 'CODEPIPELINE', encryption_disabled: false }],
  environment: [
    {
      type: 'LINUX_CONTAINER',
      image: 'aws/codebuild/standard:7.0',
      compute_type: 'BUILD_GENERAL1_SMALL',
      environment_variable: [{ name: 'EMPTY', value: '', type: 'PLAINTEXT' }],
    },
  ],
};
const blocks = [
  { type: 'aws_codepipeline', values: codepipeline },
  { type: 'aws_codebuild_project', values: project },
  { type: 'aws_sqs_queue', values: {} },
];

test.each([
  ['a plan', { planned_values: { root_module: { child_modules: [{ resources: blocks }] } } }],
  ['a state that was shown', { values: { root_module: { resources: blocks } } }],
  [
    'a file of a state',
    {
      version: 4,
      terraform_version: '1.11.4',
      resources: blocks.map(({ type, values }) => ({
        mode: 'managed',
        type,
        instances: [{ attributes: values }],
      })),
    },
  ],
])('%s of Terraform has the pipeline and its build project', (_, document) => {
  const { parts, found = [] } = fileParts({ path: 'plan.json', text: JSON.stringify(document) }, inRegion);
  expect(parts.get('pipeline shop')).toEqual({
    name: 'shop',
    roleArn: 'arn:aws:iam::111122223333:role/shop',
    executionMode: 'QUEUED',
    pipelineType: 'V2',
    artifactStore: { location: 'shop-artifacts', type: 'S3' },
    stages: [
      {
        name: 'Build',
        actions: [
          {
            name: 'Compile',
            actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
            runOrder: 2,
            configuration: { ProjectName: 'shop' },
            inputArtifacts: [{ name: 'Source' }],
          },
        ],
      },
    ],
  });
  expect(parts.get('build project shop')).toMatchObject({
    timeoutInMinutes: 20,
    environment: { environmentVariables: [{ name: 'EMPTY', value: '', type: 'PLAINTEXT' }] },
  });
  expect(left(found)).toEqual([
    expect.stringMatching(/^aws_sqs_queue.* is not imported: it stays with Terraform$/),
  ]);
});

/** Where nothing is shipped again, all that is held in no file is left. */
function left(found: readonly FoundResource[]): readonly string[] {
  const known = found.filter(({ type }) => type.startsWith('AWS::')).map(({ id }) => [id, 'a file'] as const);
  return notImported(found, {
    further: { files: [], heldIn: new Map(known) },
    shipped: [],
  }).filter((sentence) => sentence.includes('is not imported'));
}

test('a file without a pipeline is refused', () => {
  for (const text of ['{}', 'a: b', '[]', 'Resources: {}', '{"pipeline": []}'])
    expect(() => fileParts({ path: 'x', text }, inRegion)).toThrow(ProblemError);
});

test('a step or a job that nothing stands for fails its build, and is named', () => {
  const text = `
name: Deploy shop
on: [push, deployment]
jobs:
  scan:
    runs-on: ubuntu-latest
    strategy: {matrix: {n: [1, 2]}}
    steps: [{run: echo hi}]
  release:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - uses: actions/setup-node@v4
        with: {node-version: 22}
      - uses: some/scanner@v1
      - run: echo "\${{ secrets.TOKEN }}"
        if: always()
`;
  const { parts, losses } = workflowParts(text, { name: 'example/shop', defaultBranch: 'main' });
  const buildspecOf = (name: string) =>
    (parts.get(`build project ${name}`) as { readonly source: { readonly buildspec: string } }).source
      .buildspec;
  expect(buildspecOf('Deploy-shop-scan')).toContain('exit 1');
  expect(parse(buildspecOf('Deploy-shop-release'))).toMatchObject({
    phases: {
      install: { 'runtime-versions': { nodejs: '22' } },
      build: { commands: [expect.stringMatching(/some\/scanner@v1.*exit 1$/), expect.any(String)] },
    },
  });
  expect(parts.get('pipeline Deploy-shop')).toMatchObject({
    stages: [
      { name: 'Source' },
      { actions: [{ name: 'scan' }, { name: 'Approve-release' }, { name: 'release', runOrder: 2 }] },
    ],
  });
  expect(losses.slice(1)).toEqual([
    'Job scan: its matrix is not run: the build fails',
    'Job release: nothing here stands for some/scanner@v1: its build fails there',
    'Job release: the condition of "a step" is not evaluated: it always runs',
    'Job release: ${{ secrets.TOKEN }} stays as it is written',
  ]);
});

interface ReadAction {
  readonly name: string;
  readonly inputArtifacts?: readonly { readonly name: string }[];
  readonly outputArtifacts?: readonly { readonly name: string }[];
}

/** The pipeline of a workflow, as its artifacts say it, with what each build uploads and downloads. */
function artifactsIn(jobs: string) {
  const { parts, losses } = workflowParts(`name: w\non: push\njobs:\n${jobs}`, {
    name: 'example/shop',
    defaultBranch: 'main',
  });
  const { stages } = parts.get('pipeline w') as {
    readonly stages: readonly { readonly actions: readonly ReadAction[] }[];
  };
  const namesOf = (artifacts: ReadAction['inputArtifacts'] = []) => artifacts.map(({ name }) => name);
  const actions = stages.slice(1).flatMap((stage) => stage.actions);
  const buildspecOf = (job: string): unknown => {
    const { source } = parts.get(`build project w-${job}`) as {
      readonly source: { readonly buildspec: string };
    };
    return parse(source.buildspec);
  };
  return {
    handed: Object.fromEntries(
      actions.map((each) => [
        each.name,
        { in: namesOf(each.inputArtifacts).slice(1), out: namesOf(each.outputArtifacts) },
      ]),
    ),
    buildspecOf,
    losses: losses.slice(1),
  };
}

const upload = (name: string | number, path = 'out') =>
  `{uses: actions/upload-artifact@v4, with: {name: ${name}, path: ${path}}}`;
const download = (name: string | number) =>
  `{uses: actions/download-artifact@v4, with: {name: ${name}, path: in}}`;
const job = (id: string, steps: readonly string[], needs: readonly string[] = []) =>
  `  ${id}:\n    runs-on: ubuntu-latest\n    needs: [${needs.join()}]\n    steps: [${steps.join(', ')}]\n`;

test('of two jobs that upload an artifact of one name the first gives it, and the loss is named', () => {
  const { handed, buildspecOf, losses } = artifactsIn(
    job('one', [upload('dist')]) +
      job('two', [upload('dist')]) +
      job('use', [download('dist')], ['one', 'two']),
  );
  expect(handed).toEqual({
    one: { in: [], out: ['dist'] },
    two: { in: [], out: [] },
    use: { in: ['dist'], out: [] },
  });
  expect(buildspecOf('two')).not.toHaveProperty('artifacts');
  expect(losses).toEqual(['Job two: its artifact dist is not kept: job one gives one of this name']);
});

test('artifacts whose names become one name are kept apart, in one job and in several', () => {
  const { handed, buildspecOf, losses } = artifactsIn(
    job('one', [upload('a-b', 'x'), upload('a.b', 'y'), upload('SourceOutput', 'z')]) +
      job('two', [upload('a b', 'x')]) +
      job('use', [download('a.b'), download('a b')], ['one', 'two']),
  );
  expect(handed).toEqual({
    one: { in: [], out: ['a_b_2', 'a_b', 'SourceOutput_2'] },
    two: { in: [], out: ['a_b_3'] },
    use: { in: ['a_b_2', 'a_b_3'], out: [] },
  });
  expect(buildspecOf('one')).toMatchObject({
    artifacts: {
      'secondary-artifacts': {
        a_b: { 'base-directory': 'x' },
        a_b_2: { 'base-directory': 'y' },
        SourceOutput_2: { 'base-directory': 'z' },
      },
    },
  });
  expect(buildspecOf('use')).toMatchObject({
    phases: {
      build: {
        commands: [
          'mkdir -p in && cp -a "$CODEBUILD_SRC_DIR_a_b_2/." in',
          'mkdir -p in && cp -a "$CODEBUILD_SRC_DIR_a_b_3/." in',
        ],
      },
    },
  });
  expect(losses).toEqual([]);
});

test('a second upload of a job under one name is named as lost', () => {
  const { handed, buildspecOf, losses } = artifactsIn(job('one', [upload('dist', 'x'), upload('dist', 'y')]));
  expect(handed).toEqual({ one: { in: [], out: ['dist'] } });
  expect(buildspecOf('one')).toMatchObject({ artifacts: { 'base-directory': 'x' } });
  expect(losses).toEqual([
    'Job one: its artifact dist is what its first upload has: the later ones are not kept',
  ]);
});

test('an artifact may be called by a number, or by more than an artifact of a pipeline may be', () => {
  const long = 'n'.repeat(120);
  const { handed, buildspecOf, losses } = artifactsIn(
    job('one', [upload(2024), upload(`${long}1`), upload(`${long}2`)]) +
      job('use', [download(2024), download(`${long}2`)], ['one']),
  );
  const second = `${'n'.repeat(98)}_2`;
  expect(handed).toEqual({
    one: { in: [], out: ['2024', second, 'n'.repeat(100)] },
    use: { in: ['2024', second], out: [] },
  });
  expect(buildspecOf('one')).toMatchObject({
    artifacts: { 'secondary-artifacts': { 2024: { 'base-directory': 'out' } } },
  });
  expect(losses).toEqual([]);
});

test('a job takes no artifact of its own, and none of a job that runs no earlier', () => {
  const { handed, losses } = artifactsIn(
    job('one', [upload('own'), download('own')]) + job('two', [download('own')]),
  );
  expect(handed).toEqual({ one: { in: [], out: ['own'] }, two: { in: [], out: [] } });
  expect(losses).toEqual([
    'Job one: the artifact own is not there for it: its build fails there',
    'Job two: the artifact own is not there for it: its build fails there',
  ]);
});

function problemsOf(text: string): ProblemError['problems'] {
  try {
    fileParts({ path: 'broken.json', text }, inRegion);
    return [];
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
}

test.each(['{"pipeline":', '{"Resources":{},}', '[1'])(
  'broken JSON is reported where it breaks: %s',
  (text) => {
    expect(problemsOf(text)).toMatchObject([
      { code: 'JsonInvalid', at: { file: 'broken.json', start: expect.any(Number) as number } },
    ]);
  },
);
