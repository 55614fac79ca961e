// A template of CloudFormation with a pipeline is a definition, and so is what the CDK makes.
import { expect, test } from 'vitest';
import { makeProject } from '../rig/project.ts';

const type = (Category: string, Provider: string) => ({ Category, Owner: 'AWS', Provider, Version: '1' });
const takes = { InputArtifacts: [{ Name: 'App' }] };

/** A pipeline whose build prints what its buildspec says. */
const template = (source: object, buildspec: unknown) => ({
  Resources: {
    Build: {
      Type: 'AWS::CodeBuild::Project',
      Properties: {
        ServiceRole: 'role',
        Artifacts: { Type: 'CODEPIPELINE' },
        Source: { Type: 'CODEPIPELINE', BuildSpec: buildspec },
        Environment: {
          Type: 'LINUX_CONTAINER',
          ComputeType: 'BUILD_GENERAL1_SMALL',
          Image: 'aws/codebuild/standard:7.0',
        },
      },
    },
    Pipe: {
      Type: 'AWS::CodePipeline::Pipeline',
      Properties: {
        RoleArn: 'arn:aws:iam::111122223333:role/pipeline',
        ArtifactStore: { Type: 'S3', Location: 'artifacts' },
        Stages: [
          { Name: 'Source', Actions: [{ Name: 'Take', ...source, OutputArtifacts: [{ Name: 'App' }] }] },
          {
            Name: 'Build',
            Actions: [
              {
                Name: 'Build',
                ActionTypeId: type('Build', 'CodeBuild'),
                Configuration: { ProjectName: { Ref: 'Build' } },
                ...takes,
              },
            ],
          },
        ],
      },
    },
  },
});

const connected = {
  ActionTypeId: type('Source', 'CodeStarSourceConnection'),
  Configuration: { ConnectionArn: 'connection', FullRepositoryId: 'a/b', BranchName: 'main' },
};

test('the pipeline of a template runs, with the project that it refers to', async () => {
  await using app = makeProject();
  app.write('who.txt', 'the template\n');
  const buildspec = 'version: 0.2\nphases: {build: {commands: [echo "built by $(cat who.txt)"]}}\n';
  app.write('delivery.json', template(connected, buildspec));
  const { stdout, status } = await app.run('run', 'delivery.json');
  expect(stdout).toContain('built by the template');
  expect(status).toBe(0);
});

test('the pipeline of a cdk.out folder runs with its assets: a buildspec, and a folder that is its source', async () => {
  await using app = makeProject();
  const bucket = 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}';
  const asset = (path: string, packaging: string, objectKey: string) => ({
    source: { path, packaging },
    destinations: { here: { bucketName: bucket, objectKey } },
  });
  app.write('cdk.out/manifest.json', {
    version: '48.0.0',
    artifacts: {
      'Delivery.assets': { type: 'cdk:asset-manifest', properties: { file: 'Delivery.assets.json' } },
      Delivery: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://unknown-account/unknown-region',
        properties: { templateFile: 'Delivery.template.json' },
      },
    },
  });
  app.write('cdk.out/Delivery.assets.json', {
    files: { a: asset('asset.a.yml', 'file', 'a.yml'), b: asset('asset.b', 'zip', 'b.zip') },
  });
  app.write(
    'cdk.out/asset.a.yml',
    'version: 0.2\nphases: {build: {commands: [echo "built by $(cat who.txt)"]}}\n',
  );
  app.write('cdk.out/asset.b/who.txt', 'the asset\n');
  const source = {
    ActionTypeId: type('Source', 'S3'),
    Configuration: { S3Bucket: { 'Fn::Sub': bucket }, S3ObjectKey: 'b.zip', PollForSourceChanges: false },
  };
  const buildspec = {
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::', { 'Fn::Sub': `${bucket}/a.yml` }]],
  };
  app.write('cdk.out/Delivery.template.json', template(source, buildspec));
  const { stdout, stderr, status } = await app.run('run', 'cdk.out');
  expect(stderr).toBe('');
  expect(stdout).toContain('built by the asset');
  expect(status).toBe(0);
});
