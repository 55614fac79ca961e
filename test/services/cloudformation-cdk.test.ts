// What the CDK's command does with this machine's CloudFormation, call by call: `cdk bootstrap`, `cdk deploy`, `cdk destroy`.
// Source: aws-cdk-cli, lib/api/deployments and lib/api/bootstrap.
import { expect, test } from 'vitest';
import { callJson, callQuery, openTestEndpoint, signature, type TestEndpoint } from '../rig/endpoint.ts';
import { missingMoto } from '../rig/moto.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';

const missing = await missingMoto();
const bucket = 'cdk-hnb659fds-assets-111122223333-eu-central-1';

/** In the form of the CDK's own: conditions, AWS::NoValue, custom names, a version that deployments ask for. */
const bootstrap = `
Parameters:
  Qualifier: {Type: String, Default: hnb659fds, AllowedPattern: "[A-Za-z0-9_-]{1,10}"}
  CustomBucket: {Type: String, Default: ""}
  Key: {Type: String, Default: ""}
Conditions:
  HasCustomBucket: !Not [!Equals ["", !Ref CustomBucket]]
  UseAwsManagedKey: !Equals [!Ref Key, AWS_MANAGED_KEY]
  UsePublicAccessBlock: !Equals ["true", "true"]
Resources:
  StagingBucket:
    Type: AWS::S3::Bucket
    UpdateReplacePolicy: Retain
    DeletionPolicy: Retain
    Properties:
      BucketName: !If [HasCustomBucket, !Ref CustomBucket, !Sub "cdk-\${Qualifier}-assets-\${AWS::AccountId}-\${AWS::Region}"]
      AccessControl: Private
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: aws:kms
              KMSMasterKeyID: !If [UseAwsManagedKey, !Ref AWS::NoValue, alias/aws/s3]
      PublicAccessBlockConfiguration:
        Fn::If:
          - UsePublicAccessBlock
          - {BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true}
          - !Ref AWS::NoValue
      VersioningConfiguration: {Status: Enabled}
      LifecycleConfiguration:
        Rules:
          - {Id: CleanupOldVersions, Status: Enabled, NoncurrentVersionExpiration: {NoncurrentDays: 30}}
          - {Id: AbortUploads, Status: Enabled, AbortIncompleteMultipartUpload: {DaysAfterInitiation: 1}}
  Images:
    Type: AWS::ECR::Repository
    Properties:
      ImageTagMutability: IMMUTABLE
      ImageScanningConfiguration: {ScanOnPush: true}
      RepositoryName: !Sub "cdk-\${Qualifier}-container-assets-\${AWS::AccountId}-\${AWS::Region}"
  ExecutionRole:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Sub "cdk-\${Qualifier}-cfn-exec-role-\${AWS::AccountId}-\${AWS::Region}"
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: [{Effect: Allow, Action: sts:AssumeRole, Principal: {Service: cloudformation.amazonaws.com}}]
      ManagedPolicyArns: [!Sub "arn:\${AWS::Partition}:iam::aws:policy/AdministratorAccess"]
  Version:
    Type: AWS::SSM::Parameter
    Properties: {Type: String, Name: !Sub "/cdk-bootstrap/\${Qualifier}/version", Value: "32"}
Outputs:
  BucketName: {Value: !Ref StagingBucket}
  BootstrapVersion: {Value: !GetAtt Version.Value}
`;

/** What `cdk synth` writes of a stack with a topic: the version as a parameter, the rule that checks it, the metadata. */
const synthesized = (display: string) => ({
  Resources: {
    Topic: {
      Type: 'AWS::SSM::Parameter',
      Properties: { Type: 'String', Name: '/cdk/value', Value: display },
      Metadata: { 'aws:cdk:path': 'App/Topic/Resource' },
    },
    CDKMetadata: {
      Type: 'AWS::CDK::Metadata',
      Properties: { Analytics: 'v2:deflate64:H4sIAAAA' },
      Condition: 'CDKMetadataAvailable',
    },
  },
  Conditions: {
    CDKMetadataAvailable: {
      'Fn::Or': [
        {
          'Fn::Or': ['eu-central-1', 'eu-west-1'].map((each) => ({
            'Fn::Equals': [{ Ref: 'AWS::Region' }, each],
          })),
        },
        { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
      ],
    },
  },
  Parameters: {
    BootstrapVersion: {
      Type: 'AWS::SSM::Parameter::Value<String>',
      Default: '/cdk-bootstrap/hnb659fds/version',
      Description:
        'Version of the CDK Bootstrap resources in this environment, automatically retrieved from SSM Parameter Store. [cdk:skip]',
    },
  },
  Rules: {
    CheckBootstrapVersion: {
      Assertions: [
        {
          Assert: {
            'Fn::Not': [{ 'Fn::Contains': [['1', '2', '3', '4', '5'], { Ref: 'BootstrapVersion' }] }],
          },
          AssertDescription:
            "CDK bootstrap stack version 6 required. Please run 'cdk bootstrap' with a recent version of the CDK CLI.",
        },
      ],
    },
  },
});

const capabilities = {
  'Capabilities.member.1': 'CAPABILITY_IAM',
  'Capabilities.member.2': 'CAPABILITY_NAMED_IAM',
  'Capabilities.member.3': 'CAPABILITY_AUTO_EXPAND',
};

async function deploy(endpoint: TestEndpoint, StackName: string, given: Readonly<Record<string, string>>) {
  const set = { StackName, ChangeSetName: 'cdk-deploy-change-set' };
  const { part: before } = await callStacks(endpoint, 'DescribeStacks', { StackName });
  await callStacks(endpoint, 'DeleteChangeSet', set);
  await callStacks(endpoint, 'CreateChangeSet', {
    ...set,
    ...capabilities,
    ...given,
    ChangeSetType: before('StackStatus') === '' ? 'CREATE' : 'UPDATE',
    ClientToken: 'create0c1a',
    ImportExistingResources: 'false',
    IncludeNestedStacks: 'true',
    'DeploymentConfig.Mode': 'STANDARD',
    'DeploymentConfig.DisableRollback': 'false',
  });
  const described = await callStacks(endpoint, 'DescribeChangeSet', set);
  if (described.part('Status') === 'FAILED') {
    await callStacks(endpoint, 'DeleteChangeSet', set);
    return described.part('StatusReason');
  }
  await callStacks(endpoint, 'ExecuteChangeSet', { ...set, ClientRequestToken: 'exec0c1a' });
  const status = await ended(endpoint, StackName);
  const failed = (await eventsOf(endpoint, StackName)).filter((each) => /_FAILED /.test(each));
  return [status, ...failed].join('\n');
}

async function uploadTemplate(endpoint: TestEndpoint, key: string, template: unknown): Promise<string> {
  const { status } = await fetch(`${endpoint.url}/${bucket}/${key}`, {
    method: 'PUT',
    headers: signature('s3', endpoint.credentials),
    body: JSON.stringify(template),
  });
  expect(status).toBe(200);
  return `https://s3.eu-central-1.amazonaws.com/${bucket}/${key}`;
}

test.skipIf(missing !== undefined)('cdk bootstrap, deploy and destroy find what they ask for', async () => {
  await using endpoint = await openTestEndpoint();
  expect(await deploy(endpoint, 'CDKToolkit', { TemplateBody: bootstrap })).toBe('CREATE_COMPLETE');

  const role = await callQuery(endpoint, 'sts', {
    Version: '2011-06-15',
    Action: 'AssumeRole',
    RoleArn: 'arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-central-1',
    RoleSessionName: 'aws-cdk',
  });
  expect(role.text).toContain('<AccessKeyId>');
  const version = await callJson(endpoint, 'ssm', {
    target: 'AmazonSSM.GetParameter',
    input: { Name: '/cdk-bootstrap/hnb659fds/version' },
  });
  expect(version.body['Parameter']).toMatchObject({ Value: '32' });
  const s3 = async (path: string) =>
    (
      await fetch(`${endpoint.url}/${bucket}${path}`, { headers: signature('s3', endpoint.credentials) })
    ).text();
  expect(await s3('?location')).toContain('eu-central-1');
  expect(await s3('?list-type=2&prefix=0a1b.json&max-keys=1')).toContain('<KeyCount>0</KeyCount>');
  expect(await s3('?encryption')).toContain('aws:kms');

  const first = await uploadTemplate(endpoint, '0a1b.json', synthesized('one'));
  expect(await deploy(endpoint, 'App', { TemplateURL: first })).toBe('CREATE_COMPLETE');
  const original = await callStacks(endpoint, 'GetTemplate', { StackName: 'App', TemplateStage: 'Original' });
  expect(original.text).toContain('CheckBootstrapVersion');
  // Without changes the command goes on by the beginning of this sentence.
  expect(await deploy(endpoint, 'App', { TemplateURL: first })).toMatch(
    /^The submitted information didn't contain changes\./,
  );
  const second = await uploadTemplate(endpoint, '2c3d.json', synthesized('two'));
  expect(await deploy(endpoint, 'App', { TemplateURL: second })).toBe('UPDATE_COMPLETE');
  const { part } = await callStacks(endpoint, 'DescribeStacks', { StackName: 'App' });
  expect(part('ResolvedValue')).toBe('32');
  // From the second time on the command asks by the ARN.
  await callStacks(endpoint, 'DeleteStack', { StackName: part('StackId') });
  expect(await ended(endpoint, part('StackId'))).toBe('DELETE_COMPLETE');
});

test('an application whose account is not bootstrapped is refused before anything is made', async () => {
  await using endpoint = await openTestEndpoint();
  const TemplateBody = JSON.stringify(synthesized('one'));
  const refused = await callStacks(endpoint, 'CreateChangeSet', {
    StackName: 'App',
    ChangeSetName: 'cdk-deploy-change-set',
    ChangeSetType: 'CREATE',
    TemplateBody,
  });
  expect(refused.part('Message')).toBe(
    'Unable to fetch parameters [/cdk-bootstrap/hnb659fds/version] from parameter store for this account.',
  );
  expect((await callStacks(endpoint, 'DescribeStacks', { StackName: 'App' })).status).toBe(400);
});
