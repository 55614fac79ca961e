// Every key of AWS's structures, as its models list them: it is honoured, changes nothing on AWS either, or is reported as
// not executed, by the reader for lint and in the value for the run.
import { describe, expect, test } from 'vitest';
import {
  membersOf,
  serviceModel,
  shapeIn,
  structureIn,
  type ServiceModel,
} from '../../src/aws/service-model.ts';
import type { Node } from '../../src/lib/node.ts';
import { parseJson } from '../../src/lib/parse-json.ts';
import { decisionOf, type AwsRules, type Decision, type StructureRules } from '../../src/load/aws-rules.ts';
import { projectRules, readBuildProject } from '../../src/load/kinds/codebuild-project.ts';
import {
  readApplication,
  readDeploymentConfig,
  readDeploymentGroup,
} from '../../src/load/kinds/codedeploy/codedeploy.ts';
import { lambdaRules, readFunction } from '../../src/load/kinds/function.ts';
import { readTargetGroup, targetGroupRules } from '../../src/load/kinds/target-group.ts';
import { readAlarm } from '../../src/load/kinds/alarm.ts';
import { alarmRules, mathAlarmRules } from '../../src/load/kinds/alarm/alarm-rules.ts';
import { environmentRules, readEnvironment } from '../../src/load/kinds/environment.ts';
import { codeDeployRules } from '../../src/load/kinds/codedeploy/codedeploy-rules.ts';
import { pipelineRules } from '../../src/load/pipeline/pipeline-shape.ts';
import { readPipeline } from '../../src/load/pipeline/pipeline.ts';
import type { ReadResource } from '../../src/load/resource.ts';
import { sampleOf, type KeyPath } from '../rig/aws-sample.ts';

type AnyRules = Pick<AwsRules<unknown>, 'service'> & { readonly structures: object };

interface Kind {
  readonly of: string;
  readonly root: string;
  readonly rules: AnyRules;
  readonly read: (root: Node) => Pick<ReadResource<unknown>, 'value' | 'problems'>;
  readonly values?: Readonly<Record<string, unknown>>;
  /** Keys of the root that the reader asks for beyond the model. */
  readonly also?: readonly string[];
  /** By key: what the structure in it requires beyond the model. */
  readonly requires?: Readonly<Record<string, readonly string[]>>;
  /** Paths that belong to another form of the structure. */
  readonly others?: readonly string[];
}

const ofAlarms = ['EvaluationPeriods', 'Threshold', 'ComparisonOperator'];

const alarmValues = {
  Id: 'requests',
  Period: 60,
  EvaluationPeriods: 1,
  DatapointsToAlarm: 1,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'ignore',
  Stat: 'Sum',
};

const kinds: readonly Kind[] = [
  { of: 'a pipeline', root: 'PipelineDeclaration', rules: pipelineRules, read: readPipeline },
  { of: 'a build project', root: 'CreateProjectInput', rules: projectRules, read: readBuildProject },
  { of: 'an application', root: 'CreateApplicationInput', rules: codeDeployRules, read: readApplication },
  {
    of: 'a deployment group',
    root: 'CreateDeploymentGroupInput',
    rules: codeDeployRules,
    read: readDeploymentGroup,
  },
  {
    of: 'a deployment configuration',
    root: 'CreateDeploymentConfigInput',
    rules: codeDeployRules,
    read: readDeploymentConfig,
  },
  {
    of: 'a function',
    root: 'CreateFunctionRequest',
    rules: lambdaRules,
    read: readFunction,
    values: {
      FunctionName: 'orders',
      Role: 'arn:aws:iam::111122223333:role/function',
      Variables: { STAGE: 'test' },
      EphemeralStorage: { Size: 1024 },
      S3Bucket: 'code',
      KMSKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1',
      SourceKMSKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1',
      TargetArn: 'arn:aws:sqs:eu-west-1:111122223333:failed',
    },
  },
  {
    of: 'a target group',
    root: 'CreateTargetGroupInput',
    rules: targetGroupRules,
    read: readTargetGroup,
    values: {
      Name: 'web',
      HealthCheckPort: 'traffic-port',
      HealthCheckPath: '/health',
      HealthCheckTimeoutSeconds: 5,
      TargetType: 'lambda',
      IpAddressType: 'ipv6',
      HttpCode: '200-299',
    },
    also: ['Port'],
  },
  {
    of: 'an alarm of one metric',
    root: 'PutMetricAlarmInput',
    rules: alarmRules,
    read: readAlarm,
    values: alarmValues,
    also: ['MetricName', 'Namespace', 'Period', 'Statistic', ...ofAlarms],
    others: ['Metrics', 'ThresholdMetricId', 'ExtendedStatistic'],
  },
  {
    of: 'an alarm of several metrics',
    root: 'PutMetricAlarmInput',
    rules: mathAlarmRules,
    read: readAlarm,
    values: alarmValues,
    also: ['Metrics', ...ofAlarms],
    requires: { Metrics: ['MetricStat'], Metric: ['Namespace', 'MetricName'] },
    others: [
      'MetricName',
      'Namespace',
      'Dimensions',
      'Statistic',
      'ExtendedStatistic',
      'Period',
      'Unit',
      'Metrics.Expression',
    ],
  },
  {
    of: 'a composite alarm',
    root: 'PutCompositeAlarmInput',
    rules: alarmRules,
    read: readAlarm,
  },
  {
    of: 'an environment',
    root: 'CreateEnvironmentMessage',
    rules: environmentRules,
    read: readEnvironment,
    also: ['EnvironmentName'],
  },
];

interface DecidedKey {
  readonly path: KeyPath;
  readonly is: Decision | undefined;
}

/** Below a key that is not executed, or changes nothing, there is nothing to decide. */
function keysOf({ root, rules, others = [] }: Kind): readonly DecidedKey[] {
  const model = serviceModel(rules.service);
  const structures = new Map<string, StructureRules<Readonly<Record<string, unknown>>>>(
    Object.entries(rules.structures),
  );
  const below = (name: string, path: KeyPath): readonly DecidedKey[] =>
    membersOf(structureIn(model, name)).flatMap(([key, reference]) => {
      const rule = structures.get(name)?.keys?.[key];
      const is = rule === undefined ? undefined : decisionOf(rule);
      const inner = is === 'honoured' ? structureBelow(model, reference) : undefined;
      return [{ path: [...path, key], is }, ...(inner === undefined ? [] : below(inner, [...path, key]))];
    });
  const isOther = (path: string): boolean =>
    others.some((other) => path === other || path.startsWith(`${other}.`));
  return below(root, []).filter(({ path }) => !isOther(path.join('.')));
}

function structureBelow(model: ServiceModel, reference: string): string | undefined {
  const shape = shapeIn(model, reference);
  if (shape.type === 'structure') return reference;
  return shape.type === 'list' || shape.type === 'map' ? structureBelow(model, shape.of) : undefined;
}

function readSample(
  { root, rules, read, values = {}, also = [], requires: ofKind = {} }: Kind,
  path: KeyPath,
  not: readonly unknown[],
) {
  const model = serviceModel(rules.service);
  const sample = sampleOf(root, path, {
    model,
    values: { ...common, ...values },
    not,
    requires: { ...requires, ...ofKind, '': also },
  });
  const { root: node } = parseJson({ path: 'sample.json', text: JSON.stringify(sample) });
  if (node === undefined) throw new Error('no JSON');
  const { value, problems } = read(node);
  const { notExecuted = [] } = (value ?? {}) as {
    readonly notExecuted?: readonly { readonly what: string }[];
  };
  return {
    value,
    errors: problems.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    notices: problems.filter(({ code }) => code === 'NotExecutedHere').map(({ message }) => message),
    notExecuted: notExecuted.map(({ what }) => what),
  };
}

/** What only the service checks, and patterns that are no help. */
const common = {
  roleArn: 'arn:aws:iam::111122223333:role/pipeline',
  sourceIdentifier: 'more',
  artifactIdentifier: 'more',
  timeoutInMins: 60,
};

const requires = { secondarySources: ['sourceIdentifier'], secondaryArtifacts: ['artifactIdentifier'] };

describe.each(kinds)('every key of $of', (kind) => {
  const keys = keysOf(kind);
  const unexecuted = keys.flatMap(({ path, is }) =>
    typeof is === 'object' ? [{ what: path.join('.'), path, unless: is.unless }] : [],
  );

  test('has a decision', () => {
    expect(keys.filter(({ is }) => is === undefined).map(({ path }) => path.join('.'))).toEqual([]);
  });

  test.each(keys.map(({ path, is }) => ({ what: path.join('.'), path, is })))(
    '$what is read, and reported exactly when it is not executed',
    ({ what, path, is }) => {
      const { errors, notices, notExecuted } = readSample(
        kind,
        path,
        typeof is === 'object' ? is.unless : [],
      );
      expect(errors).toEqual([]);
      const isReported = typeof is === 'object';
      expect(notExecuted.includes(what) || kind.of === 'a pipeline').toBe(
        isReported || kind.of === 'a pipeline',
      );
      const said = notices.filter((message) => message.startsWith(`"${path.at(-1)}" of the `));
      expect(said).toHaveLength(isReported ? 1 : 0);
    },
  );

  test('a value that asks for nothing is not reported', () => {
    for (const { path, unless } of unexecuted)
      for (const value of unless.filter((each) => !(each instanceof RegExp))) {
        const key = path.at(-1) ?? '';
        const { errors, notices } = readSample(
          { ...kind, values: { ...kind.values, [key]: value } },
          path,
          [],
        );
        expect(errors).toEqual([]);
        expect(notices).toEqual([]);
      }
  });
});
