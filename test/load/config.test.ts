import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Outcome } from '../rig/check-configs.ts';

const script = join(import.meta.dirname, '..', 'rig', 'check-configs.ts');

/** Writes each file into one folder and checks it, all in one process. */
async function check(
  ...files: readonly { readonly name: string; readonly text: string }[]
): Promise<readonly Outcome[]> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-config-'));
  try {
    const running = promisify(execFile)(process.execPath, [script]);
    running.child.stdin?.end(JSON.stringify({ folder, files }));
    const { stdout, stderr } = await running;
    expect(stderr).toBe('');
    return JSON.parse(stdout) as readonly Outcome[];
  } finally {
    await rm(folder, { recursive: true });
  }
}

const ts = (text: string) => ({ name: 'slipway.config.ts', text });

const config = (
  stages: string,
) => `import { codeBuild, connectionSource, definition, pipeline, project, stage } from 'slipway';

const app = project({ name: 'app', serviceRole: 'arn:aws:iam::111122223333:role/build' });
const source: ReturnType<typeof connectionSource> = connectionSource('GitHub', {
  connectionArn: 'arn:aws:codeconnections:eu-west-1:111122223333:connection/x',
  fullRepositoryId: 'me/app',
  branchName: 'main',
});
const build = codeBuild('Build', { project: app, input: source.artifact, outputs: ['site'] });
export default definition({
  pipeline: pipeline({
    name: 'demo',
    roleArn: 'arn:aws:iam::111122223333:role/pipeline',
    artifactStore: { type: 'S3', location: 'artifacts' },
    stages: [${stages}],
  }),
  projects: [app],
});
`;
const sound = config(`stage('Source', [source]), stage('Build', [build])`);

test('a configuration in a folder without node_modules gives the definition that it builds', async () => {
  const [outcome] = await check(ts(sound));
  expect(outcome?.text).toBe('Nothing found\n');
  expect(outcome?.checked?.pipeline.stages[1]?.actions[0]).toEqual({
    name: 'Build',
    actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
    configuration: { ProjectName: 'app' },
    inputArtifacts: [{ name: 'GitHubOutput' }],
    outputArtifacts: [{ name: 'site' }],
  });
});

test('JavaScript without types does as well, and a changed file is read anew', async () => {
  const text = sound.replace(/: ReturnType<[^=]*>/, '');
  const name = 'slipway.config.mjs';
  const outcomes = await check({ name, text }, { name, text: text.replace("'demo'", "'changed'") });
  expect(outcomes.map(({ checked }) => checked?.pipeline.name)).toEqual(['demo', 'changed']);
});

test('a finding names the path of the value, and points to its text where that is certain', async () => {
  const [named, whole] = await check(
    ts(config(`stage('Source', [source]), stage('Build stage', [build])`)),
    ts(config(`stage('Source', [source])`)),
  );
  expect(named?.text.split('\n').slice(0, 3)).toEqual([
    'slipway.config.ts:15:47  error  pipeline.stages[1].name: "name" is "Build stage", which AWS does not take [ValueMalformed]',
    "  15 |     stages: [stage('Source', [source]), stage('Build stage', [build])],",
    '     |                                               ^~~~~~~~~~~~~',
  ]);
  expect(whole?.text.split('\n')[0]).toBe(
    'slipway.config.ts:1:1  error  pipeline.stages[0]: The pipeline has 1 stage, and needs at least 2 [StageCountInvalid]',
  );
});

const broken: readonly (readonly [what: string, text: string, place: string, message: string])[] = [
  ['a syntax error', 'const a: string = ;\n', '1:19', 'Expression expected'],
  ['an enum, which cannot be stripped', '\nenum A { B }\n', '2:1', 'TypeScript enum is not supported'],
  ['an exception', 'const f = () => {\n  throw new Error("no");\n};\nf();\n', '2:9', 'failed with Error: no'],
  ['an export that is not there', "import { nope } from 'slipway';\n", '1:10', "named 'nope'"],
  ['a module that is not there', "\nimport './gone.ts';\n", '2:11', 'Cannot find module'],
  [
    'a name declared twice',
    'const x = 1;\nconst x = 2;\nexport default x;\n',
    '2:7',
    'already been declared',
  ],
  [
    'what waits for ever',
    'await new Promise(() => {});\nexport default {};\n',
    '1:1',
    'It awaits what never comes',
  ],
  [
    'what ends the program',
    'const a = 1;\nprocess.exit(0);\nexport default a;\n',
    '2:9',
    'It ends the program',
  ],
  [
    'what ends the program later',
    "import { setTimeout as later } from 'node:timers/promises';\nawait later(1);\nprocess.exit();\nexport default {};\n",
    '3:9',
    'It ends the program',
  ],
  ['no export', 'const a = 1;\n', '1:1', 'exports neither'],
  ['an export that is no definition', 'export default 5;\n', '1:1', 'no usable "definition"'],
  ['a function inside', 'export default { pipeline: () => 1 };\n', '1:1', '"pipeline" is a function'],
  ['a circle', 'const a = { pipeline: {} };\na.pipeline = a;\nexport default a;\n', '1:1', 'circular'],
];

test('whatever is wrong with the module is a problem at its line', async () => {
  const outcomes = await check(...broken.map(([, text]) => ts(text)));
  const printed = outcomes.map(({ text, checked }, index) => {
    const [what = '', , place = '', message = ''] = broken[index] ?? [];
    const isReported =
      text.startsWith(`slipway.config.ts:${place}  error`) &&
      text.includes(message) &&
      /\[(ConfigFailed|DefinitionInvalid)\]$/m.test(text);
    return checked === undefined && isReported ? what : text;
  });
  expect(printed).toEqual(broken.map(([what]) => what));
});
