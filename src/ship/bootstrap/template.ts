// What an account needs before anything is shipped into it, once for each Region: a bucket with its key, the role that deploys and
// the one that CloudFormation works with, and GitHub's provider. Pure. Sources: CloudFormation user guide, "CloudFormation service
// role"; GitHub, "Configuring OpenID Connect in Amazon Web Services"; S3 user guide, "Requiring HTTPS".
import { bootstrapRoles } from './names.ts';

export interface Bootstrap {
  /** `OWNER/REPO` of GitHub, whose workflows may assume the deploy role; nothing outside of the account when absent. */
  readonly github?: string;
  /** Of an account that has GitHub's provider already: it can have one. */
  readonly hasProvider?: boolean;
  /** ARNs of the policies that CloudFormation works with. */
  readonly executionPolicies: readonly string[];
}

/** The same call gives the same bytes. */
export function bootstrapTemplate(bootstrap: Bootstrap): object {
  const { github, hasProvider = false } = bootstrap;
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'What slipway ship needs in this account and Region, written by slipway bootstrap',
    Resources: {
      ...keyResources,
      ...bucketResources,
      ...(github === undefined || hasProvider ? {} : { GithubProvider: provider }),
      ExecutionRole: executionRole(bootstrap),
      DeployRole: deployRole(bootstrap),
    },
    Outputs: {
      Bucket: { Description: 'Where long templates lie', Value: { Ref: 'Bucket' } },
      DeployRole: { Description: 'What ships into this account', Value: arnOf('DeployRole') },
      ExecutionRole: { Description: 'What CloudFormation works with', Value: arnOf('ExecutionRole') },
    },
  };
}

const kept = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const sub = (text: string) => ({ 'Fn::Sub': text });
const root = sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root');

const keyResources = {
  Key: {
    Type: 'AWS::KMS::Key',
    ...kept,
    Metadata: { Why: 'Encrypts what lies in the bucket.' },
    Properties: {
      Description: 'What slipway ships',
      EnableKeyRotation: true,
      KeyPolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'AccountDecides',
            Effect: 'Allow',
            Principal: { AWS: root },
            Action: 'kms:*',
            Resource: '*',
          },
        ],
      },
    },
  },
  KeyAlias: {
    Type: 'AWS::KMS::Alias',
    Metadata: { Why: 'The name of the key.' },
    Properties: { AliasName: 'alias/slipway', TargetKeyId: { Ref: 'Key' } },
  },
};

const bucketResources = {
  Bucket: {
    Type: 'AWS::S3::Bucket',
    ...kept,
    Metadata: { Why: 'Templates that are too long for a request.' },
    Properties: {
      BucketName: sub('slipway-${AWS::AccountId}-${AWS::Region}'),
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arnOf('Key') },
          },
        ],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: {
        Rules: [
          {
            Id: 'replaced-versions',
            Status: 'Enabled',
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
        ],
      },
    },
  },
  BucketPolicy: {
    Type: 'AWS::S3::BucketPolicy',
    Metadata: { Why: 'Nothing is read or written without TLS.' },
    Properties: {
      Bucket: { Ref: 'Bucket' },
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'OnlyByTls',
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: [arnOf('Bucket'), sub('${Bucket.Arn}/*')],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    },
  },
};

const host = 'token.actions.githubusercontent.com';

const provider = {
  Type: 'AWS::IAM::OIDCProvider',
  ...kept,
  Metadata: { Why: 'The account takes tokens of GitHub’s workflows.' },
  Properties: { Url: `https://${host}`, ClientIdList: ['sts.amazonaws.com'] },
};

function executionRole({ executionPolicies }: Bootstrap): object {
  return {
    Type: 'AWS::IAM::Role',
    Metadata: { Why: 'CloudFormation makes, changes and deletes with it what is shipped.' },
    Properties: {
      RoleName: sub(`${bootstrapRoles.execution}-\${AWS::Region}`),
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'cloudformation.amazonaws.com' },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          },
        ],
      },
      ManagedPolicyArns: executionPolicies,
    },
  };
}

/** It may do nothing itself but hand templates to CloudFormation. */
function deployRole({ github, hasProvider = false }: Bootstrap): object {
  return {
    Type: 'AWS::IAM::Role',
    Metadata: { Why: 'slipway ship works with it.' },
    Properties: {
      RoleName: sub(`${bootstrapRoles.deploy}-\${AWS::Region}`),
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { AWS: root }, Action: 'sts:AssumeRole' },
          ...(github === undefined ? [] : [githubTrust(github, hasProvider)]),
        ],
      },
      Policies: [
        { PolicyName: 'ships', PolicyDocument: { Version: '2012-10-17', Statement: deployStatements } },
      ],
    },
  };
}

/** Every workflow of the repository, in both forms of the subject: the second has the ids of owner and repository. */
function githubTrust(repository: string, hasProvider: boolean): object {
  const [owner = '', name = ''] = repository.split('/');
  return {
    Effect: 'Allow',
    Principal: {
      Federated: hasProvider
        ? sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:oidc-provider/${host}`)
        : { Ref: 'GithubProvider' },
    },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { [`${host}:aud`]: 'sts.amazonaws.com' },
      StringLike: { [`${host}:sub`]: [`repo:${repository}:*`, `repo:${owner}@*/${name}@*:*`] },
    },
  };
}

const deployStatements = [
  {
    Sid: 'Stacks',
    Effect: 'Allow',
    Action: [
      'cloudformation:CreateChangeSet',
      'cloudformation:DeleteChangeSet',
      'cloudformation:DeleteStack',
      'cloudformation:DescribeChangeSet',
      'cloudformation:DescribeStackEvents',
      'cloudformation:DescribeStacks',
      'cloudformation:ExecuteChangeSet',
      'cloudformation:GetTemplate',
      'cloudformation:ListStackResources',
    ],
    Resource: sub('arn:${AWS::Partition}:cloudformation:${AWS::Region}:${AWS::AccountId}:stack/*/*'),
  },
  {
    Sid: 'PassToCloudFormation',
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: arnOf('ExecutionRole'),
    Condition: { StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } },
  },
  {
    Sid: 'Templates',
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:PutObject'],
    Resource: sub('${Bucket.Arn}/templates/*'),
  },
  {
    Sid: 'TemplatesEncrypted',
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: arnOf('Key'),
  },
];
