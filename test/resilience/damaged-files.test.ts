// 100,000 damaged files through every reader and rule: never a crash, and every refusal names a place in the file.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../src/lib/problem.ts';
import type { SourceFile } from '../../src/lib/source-file.ts';
import { renderProblem } from '../../src/lib/render-problem.ts';
import { readAlarm } from '../../src/load/kinds/alarm.ts';
import { readAppSpec } from '../../src/load/appspec/appspec.ts';
import { readBucket } from '../../src/load/kinds/bucket.ts';
import { readBuildspec } from '../../src/load/buildspec/buildspec.ts';
import { readBuildProject } from '../../src/load/kinds/codebuild-project.ts';
import {
  readApplication,
  readDeploymentConfig,
  readDeploymentGroup,
} from '../../src/load/kinds/codedeploy/codedeploy.ts';
import { readDistribution } from '../../src/load/kinds/distribution.ts';
import { readEnvironment } from '../../src/load/kinds/environment.ts';
import { parseFile } from '../../src/load/files.ts';
import { readListener } from '../../src/load/kinds/listener.ts';
import { readParameter } from '../../src/load/kinds/parameter.ts';
import { readPipeline } from '../../src/load/pipeline/pipeline.ts';
import { isPolicy, readPolicy } from '../../src/load/kinds/policy.ts';
import { partsIn } from '../../src/load/kinds/index.ts';
import { readService } from '../../src/load/kinds/service.ts';
import { readTargetGroup } from '../../src/load/kinds/target-group.ts';
import { readTaskDefinition } from '../../src/load/kinds/task-definition.ts';
import { mutate, mutation } from '../rig/mutate.ts';

const data = join(import.meta.dirname, '..', 'data', 'ok');

type Read = (file: SourceFile) => readonly Problem[];

const resource =
  (
    read: (root: NonNullable<ReturnType<typeof parseFile>['root']>) => {
      readonly problems: readonly Problem[];
    },
  ): Read =>
  (file) => {
    const { root, problems } = parseFile(file);
    return root === undefined ? problems : [...problems, ...read(root).problems];
  };

function filesOf(folder: string, pattern = /./): readonly SourceFile[] {
  return readdirSync(join(data, folder))
    .filter((name) => pattern.test(name))
    .map((name) => ({ path: name, text: readFileSync(join(data, folder, name), 'utf8') }));
}

/** The definition of a whole system, which has one of each. */
function exampleFiles(pattern: RegExp): readonly SourceFile[] {
  const folder = join(import.meta.dirname, '..', '..', 'examples', 'cloud-health-dashboard');
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') }));
}

const alarm = {
  path: 'alarm.json',
  text: `{
  "AlarmName": "errors", "Namespace": "AWS/ApplicationELB", "MetricName": "HTTPCode_Target_5XX_Count",
  "Dimensions": [{ "Name": "TargetGroup", "Value": "targetgroup/blue/0" }], "Statistic": "Sum", "Period": 60,
  "EvaluationPeriods": 2, "Threshold": 5, "ComparisonOperator": "GreaterThanThreshold"
}
`,
};

/** With its document as text, in which no place is one of the file. */
const wrappedPolicy = {
  path: 'policy.json',
  text: `{
  "RoleName": "Build", "PolicyName": "own",
  "PolicyDocument": "{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Action\\": \\"s3:*\\", \\"Resource\\": \\"*\\"}]}"
}
`,
};

/** Each section of a buildspec by itself, so that most damage hits the section and not its neighbours. */
const sections = [
  'env:\n  shell: bash\n  variables: { A: b, C: 1 }\n  parameter-store: { D: /d }\n  secrets-manager: { E: e:f }\n',
  'env:\n  exported-variables: [A, B]\n  git-credential-helper: yes\nrun-as: root\nproxy: { logs: no }\n',
  'reports:\n  unit:\n    files: ["**/*"]\n    file-format: JUNITXML\n    discard-paths: yes\n',
  'artifacts:\n  files: [a]\n  name: b-$(date)\n  secondary-artifacts: { c: { files: [d], base-directory: e* } }\n',
  'cache:\n  paths: [node_modules/**/*]\n  key: k-$(codebuild-hash-files x)\n  fallback-keys: [k-]\n',
  'batch:\n  fast-fail: false\n  build-graph:\n    - identifier: a\n    - identifier: b\n      depend-on: [a]\n',
  'batch:\n  build-matrix:\n    dynamic:\n      env:\n        variables: { V: [1, 2] }\n        image: [x, y]\n',
].map((section) => ({
  path: 'buildspec.yml',
  text: `version: 0.2\n${section}phases:\n  build:\n    on-failure: RETRY-2-.*\n    commands:\n      - make\n      - |\n        a\n`,
}));

// As many of each as its reader takes time for: YAML costs twenty times what JSON does.
const kinds: readonly (readonly [name: string, count: number, files: readonly SourceFile[], read: Read])[] = [
  ['sections of buildspecs', 10_000, sections, (file) => readBuildspec(file).problems],
  ['whole buildspecs', 3000, filesOf('buildspec'), (file) => readBuildspec(file).problems],
  ['appspecs', 4000, filesOf('appspec'), (file) => readAppSpec(file).problems],
  ['pipelines', 42_000, filesOf('pipeline', /smallest/), resource(readPipeline)],
  ['projects', 22_000, filesOf('project'), resource(readBuildProject)],
  ['deployment groups', 15_000, filesOf('deployment', /group/), resource(readDeploymentGroup)],
  ['deployment configurations', 2000, filesOf('deployment', /config|canary/), resource(readDeploymentConfig)],
  ['buckets', 1500, exampleFiles(/^bucket/), resource(readBucket)],
  ['distributions', 3000, exampleFiles(/^cloudfront/), resource(readDistribution)],
  ['environments', 1500, exampleFiles(/^environment/), resource(readEnvironment)],
  ['services', 2000, exampleFiles(/^service/), resource(readService)],
  ['task definitions', 2500, exampleFiles(/^task-definition/), resource(readTaskDefinition)],
  ['target groups', 1500, exampleFiles(/^target-group/), resource(readTargetGroup)],
  ['alarms', 1500, [alarm], resource(readAlarm)],
  [
    'policies',
    3000,
    [...exampleFiles(/-policy\.json$/), wrappedPolicy],
    resource((root) => (isPolicy(root) ? readPolicy(root) : { problems: [] })),
  ],
  [
    'parameters',
    1000,
    exampleFiles(/^parameters/),
    resource((root) => ({
      problems: partsIn(root).flatMap(([, item]) => readParameter(item).problems),
    })),
  ],
  [
    'listeners',
    1000,
    exampleFiles(/^listeners/),
    resource((root) => ({
      problems: partsIn(root).flatMap(([, item]) => readListener(item).problems),
    })),
  ],
  ['applications', 1000, filesOf('deployment', /application/), resource(readApplication)],
];

// The YAML parser makes an error for each thing that it finds; the stacks take as long as the parsing.
const { stackTraceLimit } = Error;
beforeAll(() => void (Error.stackTraceLimit = 0));
afterAll(() => void (Error.stackTraceLimit = stackTraceLimit));

test('they are a hundred thousand', () => {
  expect(kinds.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThanOrEqual(100_000);
});

test.each(kinds)('damaged %s', (_, numRuns, files, read) => {
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      ({ path, text: sound }, mutations) => {
        const text = mutate(sound, mutations);
        expect(read({ path, text }).flatMap((problem) => wrongAbout(problem, text))).toEqual([]);
      },
    ),
    { numRuns },
  );
});

/** What is wrong with a finding: a place outside of the file, or no words. */
function wrongAbout(problem: Problem, text: string): readonly string[] {
  const places = [problem.at, ...problem.notes.flatMap(({ at }) => at ?? [])];
  const isInside = (place: Problem['at']) =>
    place !== undefined && place.start >= 0 && place.start <= place.end && place.end <= text.length;
  const outside = places.find((place) => !isInside(place));
  const words = renderProblem(problem, () => text, { color: false });
  return [
    ...(places.every(isInside) ? [] : [`${problem.code} at ${JSON.stringify(outside)} of ${text.length}`]),
    ...(words === '' ? [`${problem.code} has no words`] : []),
  ];
}
