// A buildspec compared with its project and with the action that runs it, with places in the buildspec.
import { expect, test } from 'vitest';
import { positionAt } from '../../../src/lib/source-file.ts';
import { placeInBuildspec, readBuildspec } from '../../../src/load/buildspec/buildspec.ts';
import type { BuildProject, ProjectEnvironment } from '../../../src/model/build.ts';
import type { ActionDeclaration } from '../../../src/model/pipeline.ts';
import { checkBuildspecAgainstAction } from '../../../src/check/rules/buildspec-in-action.ts';
import { checkBuildspecAgainstProject } from '../../../src/check/rules/buildspec-in-project.ts';
import { project } from '../../rig/empty-definition.ts';

type Check = (
  buildspec: NonNullable<ReturnType<typeof readBuildspec>['buildspec']>,
) => Parameters<typeof placeInBuildspec>[1];

/** `code severity line:column` of every finding. */
function findings(text: string, check: Check): readonly string[] {
  const { buildspec, root, problems } = readBuildspec({ path: 'buildspec.yml', text });
  expect(problems.filter((each) => each.severity === 'error')).toEqual([]);
  if (buildspec === undefined || root === undefined) throw new Error('no buildspec');
  return placeInBuildspec(root, check(buildspec)).map((each) => {
    const { line, column } = positionAt(text, each.at?.start ?? -1);
    return `${each.code} ${each.severity} ${line}:${column}`;
  });
}

const plain: BuildProject = project();

function inEnvironment(parts: Partial<ProjectEnvironment>): BuildProject {
  return { ...plain, environment: { ...plain.environment, ...parts } };
}

const lambda = inEnvironment({ type: 'LINUX_LAMBDA_CONTAINER' });
const withRuntime = (line: string) =>
  `version: 0.2\nphases:\n  install:\n    runtime-versions:\n      ${line}\n  build:\n    commands: [make]\n`;
const withCommand = (command: string, more = '') =>
  `version: 0.2\n${more}phases:\n  build:\n    commands:\n      - make\n      - ${command}\n`;

const inProject: readonly (readonly [
  name: string,
  text: string,
  project: BuildProject,
  expected: readonly string[],
])[] = [
  ['a version that the image carries', withRuntime('nodejs: 22'), plain, []],
  ['a version from a variable', withRuntime('nodejs: $NODE'), plain, []],
  [
    'a version that has ended',
    withRuntime('nodejs: 14'),
    inEnvironment({ image: 'aws/codebuild/standard:5.0' }),
    ['RuntimeEnded warning 5:15'],
  ],
  [
    'a version that the image does not carry',
    withRuntime('nodejs: 23'),
    plain,
    ['RuntimeUnavailable warning 5:15'],
  ],
  [
    'a runtime that the image does not carry',
    withRuntime('rust: 1.93'),
    plain,
    ['RuntimeUnavailable warning 5:13'],
  ],
  [
    'runtimes in a custom image',
    withRuntime('nodejs: 22'),
    inEnvironment({ image: 'node:22' }),
    ['RuntimeUnavailable warning 5:7'],
  ],
  ['docker without privilege', withCommand('docker build .'), plain, ['DockerNeedsPrivilege warning 6:9']],
  [
    'docker after other commands',
    withCommand('cd app && docker push x'),
    plain,
    ['DockerNeedsPrivilege warning 6:9'],
  ],
  [
    'docker in a privileged environment',
    withCommand('docker build .'),
    inEnvironment({ privilegedMode: true }),
    [],
  ],
  ['docker as a word', withCommand('echo docker build'), plain, []],
  ['docker on Lambda compute', withCommand('docker build .'), lambda, ['DockerNeedsPrivilege warning 6:9']],
  [
    'on-failure on Lambda compute',
    'version: 0.2\nphases:\n  build:\n    on-failure: ABORT\n    commands: [make]',
    lambda,
    ['OnFailureUnsupported warning 4:17'],
  ],
  [
    'on-failure in a custom image',
    'version: 0.2\nphases:\n  build:\n    on-failure: ABORT\n    commands: [make]',
    inEnvironment({ image: 'node:22' }),
    ['OnFailureUnsupported warning 4:17'],
  ],
  [
    'a Windows shell on Linux',
    withCommand('dir', 'env: { shell: cmd.exe }\n'),
    plain,
    ['ShellUnavailable error 2:15'],
  ],
  [
    'bash on Windows',
    withCommand('ls', 'env: { shell: bash }\n'),
    inEnvironment({ type: 'WINDOWS_SERVER_2022_CONTAINER' }),
    ['ShellUnavailable error 2:15'],
  ],
];

test.each(inProject)('in a project: %s', (_name, text, ofProject, expected) => {
  expect(findings(text, (buildspec) => checkBuildspecAgainstProject(buildspec, ofProject))).toEqual(expected);
});

function action(outputs: readonly string[], configuration: Record<string, string> = {}): ActionDeclaration {
  return {
    name: 'Build',
    actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
    configuration: { ProjectName: 'build', ...configuration },
    outputArtifacts: outputs.map((name) => ({ name })),
  };
}

const head = 'version: 0.2\nphases: { build: { commands: [make] } }\n';
const artifacts = `${head}artifacts:\n  files: ['**/*']\n`;
const secondary = `${artifacts}  secondary-artifacts:\n    web: { files: [web/**/*] }\n    api: { files: [api/**/*] }\n`;
const batch = `${head}batch: { build-list: [{ identifier: one }] }\n`;

const onlySecondary = `${head}artifacts:
  secondary-artifacts:
    web: { files: [a] }
    api: { files: [b] }
`;
const batchOf = (build: string) => `version: 0.2\nbatch: { build-list: [${build}] }\n`;

const inAction: readonly (readonly [
  name: string,
  text: string,
  action: ActionDeclaration,
  expected: readonly string[],
])[] = [
  ['no output and no artifacts', head, action([]), []],
  ['an output and no artifacts', head, action(['out']), ['ArtifactsMissing error 1:1']],
  ['an output and artifacts', artifacts, action(['out']), []],
  ['artifacts and no output', artifacts, action([]), []],
  ['two outputs with their secondary artifacts', secondary, action(['web', 'api']), []],
  [
    'two outputs and one of another name',
    secondary,
    action(['web', 'apis']),
    ['ArtifactsMissing error 6:5', 'ArtifactsUnused warning 7:10'],
  ],
  [
    'two outputs and no secondary artifacts',
    artifacts,
    action(['a', 'b']),
    ['ArtifactsMissing error 4:3', 'ArtifactsMissing error 4:3'],
  ],
  [
    'one output and secondary artifacts',
    secondary,
    action(['web']),
    ['ArtifactsUnused warning 6:10', 'ArtifactsUnused warning 7:10'],
  ],
  [
    'a name for the artifacts',
    `${artifacts}  name: app.zip\n`,
    action(['out']),
    ['ArtifactsUnused notice 5:9'],
  ],
  ['a batch build', batch, action(['one'], { BatchEnabled: 'true' }), []],
  [
    'a batch build without a batch section',
    head,
    action([], { BatchEnabled: 'true' }),
    ['BatchInvalid error 1:1'],
  ],
  ['a batch section and a plain build', batch, action([], { BatchEnabled: 'false' }), []],
  ['two outputs and secondary artifacts alone', onlySecondary, action(['web', 'api']), []],
  [
    'one output and secondary artifacts alone',
    onlySecondary,
    action(['web']),
    ['ArtifactsMissing error 4:3', 'ArtifactsUnused warning 5:10', 'ArtifactsUnused warning 6:10'],
  ],
  [
    'a batch without phases, whose builds have buildspecs of their own',
    batchOf('{ identifier: one, buildspec: ci/one.yml }'),
    action([], { BatchEnabled: 'true' }),
    [],
  ],
  [
    'a batch without phases, of which a build needs them',
    batchOf('{ identifier: one }'),
    action([], { BatchEnabled: 'true' }),
    ['MissingKey error 2:8'],
  ],
  ['a file without phases, built once', batchOf('{ identifier: one }'), action([]), ['MissingKey error 1:1']],
];

test.each(inAction)('in an action: %s', (_name, text, ofAction, expected) => {
  expect(findings(text, (buildspec) => checkBuildspecAgainstAction(buildspec, ofAction))).toEqual(expected);
});
