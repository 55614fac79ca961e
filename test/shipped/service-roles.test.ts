// What CodePipeline and CodeBuild themselves do for a shipped pipeline in the account: with the roles that they were given, and
// nothing that those do not allow.
import { type CodePipelineClient, ListActionExecutionsCommand } from '@aws-sdk/client-codepipeline';
import { expect, test } from 'vitest';
import type { PolicyDocument, PolicyStatement } from '../../src/model/policy.ts';
import { listOf } from '../../src/model/policy.ts';
import { callQuery } from '../rig/endpoint.ts';
import {
  buildspec,
  clientsOf,
  makeSourceBucket,
  pipeline,
  putSource,
  runOnce,
  ship,
  writeDefinition,
} from '../rig/greeter.ts';
import { missingMoto } from '../rig/moto.ts';
import { makeProject, type Project } from '../rig/project.ts';

const noIam = await missingMoto();

interface Iam {
  readonly call: (Action: string, parameters: Readonly<Record<string, string>>) => Promise<string>;
  readonly policyOf: (RoleName: string) => Promise<PolicyDocument>;
  readonly put: (RoleName: string, Statement: readonly PolicyStatement[]) => Promise<void>;
}

async function iamOf(app: Project): Promise<Iam> {
  const { config } = await clientsOf(app);
  const caller = { url: config.endpoint, credentials: config.credentials };
  const call: Iam['call'] = async (Action, parameters) => {
    const { status, text } = await callQuery(caller, 'iam', { Version: '2010-05-08', Action, ...parameters });
    expect({ status, text: status === 200 ? '' : text }).toEqual({ status: 200, text: '' });
    return text;
  };
  return {
    call,
    policyOf: async (RoleName) => {
      const text = await call('GetRolePolicy', { RoleName, PolicyName: 'least' });
      const [, document = ''] = /<PolicyDocument>([^<]*)</.exec(text) ?? [];
      return JSON.parse(decodeURIComponent(document)) as PolicyDocument;
    },
    put: async (RoleName, Statement) => {
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
      await call('PutRolePolicy', { RoleName, PolicyName: 'least', PolicyDocument });
    },
  };
}

/** Of the newest execution of the pipeline: what its failed action says. */
async function whyFailed(client: CodePipelineClient, pipelineExecutionId: string): Promise<string> {
  const { actionExecutionDetails = [] } = await client.send(
    new ListActionExecutionsCommand({ pipelineName: 'greeter', filter: { pipelineExecutionId } }),
  );
  const failed = actionExecutionDetails.find(({ status }) => status === 'Failed');
  return failed?.output?.executionResult?.errorDetails?.message ?? '';
}

/** Its build gives an artifact, so that one is written with the role of the project. */
function withArtifact(app: Project): void {
  const [fetch, build] = pipeline.stages;
  const [compile] = build?.actions ?? [];
  const stages = [fetch, { ...build, actions: [{ ...compile, outputArtifacts: [{ name: 'Built' }] }] }];
  writeDefinition(app);
  app.write('pipeline.json', { pipeline: { ...pipeline, stages } });
  app.write('buildspec.yml', source);
}

const source = `${buildspec}artifacts:\n  files:\n    - buildspec.yml\n`;

test.skipIf(noIam !== undefined)(
  'each statement of the shipped roles is needed: without it AWS refuses a call of the run, and with all it refuses none',
  async () => {
    await using app = makeProject();
    withArtifact(app);
    await ship(app, '--iam', 'enforce');
    const { s3, pipelines } = await clientsOf(app);
    await makeSourceBucket(s3);
    await putSource(s3, source);
    expect((await runOnce(pipelines)).status).toBe('Succeeded');
    expect((await app.run('rights', '--refused')).stdout).toBe('');
    const iam = await iamOf(app);
    for (const role of ['greeter-pipeline', 'greeter-build']) {
      const { Statement } = await iam.policyOf(role);
      expect(Statement.length).toBeGreaterThan(1);
      for (const statement of Statement) {
        await iam.put(
          role,
          Statement.filter((each) => each !== statement),
        );
        const { id, status } = await runOnce(pipelines);
        const why = await whyFailed(pipelines, id);
        const [, action = why] = /is not authorized to perform: (\S+) on resource/.exec(why) ?? [];
        expect({ role, status, actions: listOf(statement.Action) }).toMatchObject({
          status: 'Failed',
          actions: expect.arrayContaining([action]) as string[],
        });
        expect(why).toContain(`assumed-role/${role}/`);
      }
      await iam.put(role, Statement);
    }
    expect((await runOnce(pipelines)).status).toBe('Succeeded');
  },
);

test.skipIf(noIam !== undefined)(
  'CodeBuild cannot be a role that trusts it for another project only',
  async () => {
    await using app = makeProject();
    writeDefinition(app);
    await ship(app, '--iam', 'enforce');
    const { s3, pipelines } = await clientsOf(app);
    await makeSourceBucket(s3);
    await putSource(s3, buildspec);
    const iam = await iamOf(app);
    const trusting = (name: string) => {
      const arn = `arn:aws:codebuild:us-east-1:111122223333:project/${name}`;
      const Statement = [
        {
          Effect: 'Allow',
          Principal: { Service: 'codebuild.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: { ArnLike: { 'aws:SourceArn': arn } },
        },
      ];
      return {
        RoleName: 'greeter-build',
        PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
      };
    };
    await iam.call('UpdateAssumeRolePolicy', trusting('other'));
    const { id, status } = await runOnce(pipelines);
    expect(status).toBe('Failed');
    expect(await whyFailed(pipelines, id)).toBe(
      'CodeBuild is not authorized to perform: sts:AssumeRole on arn:aws:iam::111122223333:role/greeter-build',
    );
    await iam.call('UpdateAssumeRolePolicy', trusting('greeter'));
    expect((await runOnce(pipelines)).status).toBe('Succeeded');
  },
);

test.skipIf(noIam !== undefined)(
  'where roles are only observed, a run goes on and says what AWS would refuse to its services',
  async () => {
    await using app = makeProject();
    writeDefinition(app);
    await ship(app);
    const { s3, pipelines } = await clientsOf(app);
    await makeSourceBucket(s3);
    await putSource(s3, buildspec);
    const iam = await iamOf(app);
    const { Statement } = await iam.policyOf('greeter-pipeline');
    const startsNothing = Statement.filter(({ Action }) => !listOf(Action).includes('codebuild:StartBuild'));
    expect(startsNothing.length).toBe(Statement.length - 1);
    await iam.put('greeter-pipeline', startsNothing);
    expect((await runOnce(pipelines)).status).toBe('Succeeded');
    expect((await app.run('rights', '--refused')).stdout).toContain(
      'is not authorized to perform: codebuild:StartBuild on resource: arn:aws:codebuild:us-east-1:111122223333:project/greeter because',
    );
  },
);
