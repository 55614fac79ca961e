// A small pipeline that is shipped into the account of this machine, and what calls the account as any tool of AWS does.
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  CodePipelineClient,
  GetPipelineExecutionCommand,
  StartPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import {
  S3Client,
  CreateBucketCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { lambdaApi } from './lambda-api.ts';
import type { Project } from './project.ts';
import { rawZip } from './raw-zip.ts';

export const type = (category: string, provider: string) => ({
  category,
  owner: 'AWS',
  provider,
  version: '1',
});

export const pipeline = {
  name: 'greeter',
  pipelineType: 'V2',
  roleArn: 'arn:aws:iam::111122223333:role/greeter-pipeline',
  artifactStore: { type: 'S3', location: 'greeter-artifacts' },
  stages: [
    {
      name: 'Source',
      actions: [
        {
          name: 'Fetch',
          actionTypeId: type('Source', 'S3'),
          configuration: {
            S3Bucket: 'greeter-source',
            S3ObjectKey: 'source.zip',
            PollForSourceChanges: 'false',
          },
          outputArtifacts: [{ name: 'Code' }],
        },
      ],
    },
    {
      name: 'Build',
      actions: [
        {
          name: 'Compile',
          actionTypeId: type('Build', 'CodeBuild'),
          configuration: { ProjectName: 'greeter' },
          inputArtifacts: [{ name: 'Code' }],
        },
      ],
    },
  ],
};

export function project(timeoutInMinutes: number): object {
  return {
    name: 'greeter',
    source: { type: 'CODEPIPELINE' },
    artifacts: { type: 'CODEPIPELINE' },
    environment: {
      type: 'LINUX_CONTAINER',
      image: 'aws/codebuild/standard:7.0',
      computeType: 'BUILD_GENERAL1_SMALL',
    },
    serviceRole: 'arn:aws:iam::111122223333:role/greeter-build',
    timeoutInMinutes,
  };
}

export const buildspec = 'version: 0.2\nphases:\n  build:\n    commands:\n      - echo hello\n';

export interface Shipped {
  readonly changes: readonly { readonly action: string; readonly logicalId: string }[];
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
}

export async function ship(app: Project, ...more: readonly string[]): Promise<Shipped> {
  const { stdout, stderr, status } = await app.run('ship', ...more, '--yes', '--json');
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as Shipped;
}

/** @param region where the pipeline is; that of its account when absent */
export async function clientsOf(app: Project, region?: string) {
  const { stdout } = await app.run('account', 'env', '--json');
  const { variables } = JSON.parse(stdout) as { readonly variables: Readonly<Record<string, string>> };
  const config = {
    endpoint: variables['AWS_ENDPOINT_URL'] ?? '',
    region: region ?? variables['AWS_REGION'] ?? '',
    credentials: {
      accessKeyId: variables['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: variables['AWS_SECRET_ACCESS_KEY'] ?? '',
      ...(variables['AWS_SESSION_TOKEN'] === undefined
        ? {}
        : { sessionToken: variables['AWS_SESSION_TOKEN'] }),
    },
  };
  return {
    config,
    stacks: new CloudFormationClient(config),
    pipelines: new CodePipelineClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    parameters: new SSMClient(config),
    functions: lambdaApi({ ...config, url: config.endpoint }),
  };
}

/** Starts it as any tool of AWS does, and waits for its end. */
export async function runOnce(
  client: CodePipelineClient,
  name = 'greeter',
): Promise<{ id: string; status: string }> {
  const { pipelineExecutionId: id = '' } = await client.send(new StartPipelineExecutionCommand({ name }));
  for (;;) {
    const { pipelineExecution } = await client.send(
      new GetPipelineExecutionCommand({ pipelineName: name, pipelineExecutionId: id }),
    );
    const { status = '' } = pipelineExecution ?? {};
    if (status !== 'InProgress') return { id, status };
    await delay(50);
  }
}

export function writeDefinition(app: Project): void {
  app.write('pipeline.json', { pipeline });
  app.write('project.json', project(15));
  app.write('buildspec.yml', buildspec);
}

/** As the next version of what the pipeline fetches. */
export async function putSource(s3: S3Client, content: string): Promise<void> {
  const Body = rawZip([{ name: 'buildspec.yml', data: Buffer.from(content) }]);
  await s3.send(new PutObjectCommand({ Bucket: 'greeter-source', Key: 'source.zip', Body }));
}

export async function makeSourceBucket(s3: S3Client): Promise<void> {
  const Bucket = 'greeter-source';
  await s3.send(new CreateBucketCommand({ Bucket }));
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
}
