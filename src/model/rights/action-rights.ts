// What each kind of action needs of the role that it runs as. Source: CodePipeline user guide, "Action structure
// reference", in each page the section "Service role permissions".
import { secretIdOf } from '../secret-reference.ts';
import type { Asked, Derived } from './asked.ts';
import { arnOf, bucketArn, keyArn, objectsArn, secretArn, withoutReferences, type Where } from './arns.ts';
import { calledBy } from './command-rights.ts';
import { cloudFormation } from './cloudformation-rights.ts';
import { codeDeploy, codeDeployToEcs, ecs } from './deploy-rights.ts';
import { elasticBeanstalk } from './beanstalk-rights.ts';
import { actionsOf, right, type Right } from './right.ts';

/** `provider` with its category before it. What is not in the table is not known: `isPartial`. */
export function rightsOfAction(category: string, provider: string, asked: Asked): Derived {
  const derive = derivers[`${category}/${provider}`];
  if (derive !== undefined) return derive(asked);
  return { rights: [], isPartial: true, note: `What an action of ${provider} needs is not derived.` };
}

const none = (): Derived => ({ rights: [] });

const derivers: Readonly<Record<string, (asked: Asked) => Derived>> = {
  'Source/CodeCommit': only(codeCommit),
  'Source/CodeStarSourceConnection': only(connection),
  'Source/S3': only(s3Source),
  'Source/ECR': only(ecrSource),
  'Source/GitHub': none,
  'Build/CodeBuild': only(codeBuild),
  'Test/CodeBuild': only(codeBuild),
  'Compute/Commands': commands,
  'Approval/Manual': only(approval),
  'Invoke/Lambda': only(invokeLambda),
  'Invoke/StepFunctions': only(stepFunctions),
  'Invoke/CodePipeline': only(startPipeline),
  'Deploy/S3': only(s3Deploy),
  'Deploy/CodeDeploy': only(codeDeploy),
  'Deploy/CodeDeployToECS': codeDeployToEcs,
  'Deploy/ECS': ecs,
  'Deploy/ElasticBeanstalk': elasticBeanstalk,
  'Deploy/CloudFormation': only(cloudFormation),
  'Rule/CodeBuild': only(codeBuild),
  'Rule/Commands': commands,
  'Rule/LambdaInvoke': only(invokeLambda),
  'Rule/CloudWatchAlarm': only(watchAlarm),
  'Rule/DeploymentWindow': none,
  'Rule/VariableCheck': none,
};

function only(derive: (asked: Asked) => readonly Right[]): (asked: Asked) => Derived {
  return (asked) => ({ rights: derive(asked) });
}

function codeCommit({ configuration, where }: Asked): readonly Right[] {
  const names = ['CancelUploadArchive', 'GetBranch', 'GetCommit', 'GetUploadArchiveStatus', 'UploadArchive'];
  // The output format of a full clone asks what the repository is.
  if (configuration['OutputArtifactFormat'] === 'CODEBUILD_CLONE_REF') names.push('GetRepository');
  const repository = configuration['RepositoryName'] ?? '';
  return repository === ''
    ? []
    : [right(actionsOf('codecommit', ...names), arnOf(where, 'codecommit', repository))];
}

/** The service was renamed; the prefix of the connection's own ARN is the one that counts. */
export function connection({ configuration }: Pick<Asked, 'configuration'>): readonly Right[] {
  const arn = withoutReferences(configuration['ConnectionArn'] ?? '');
  const prefix = arn.split(':')[2] ?? '';
  return /^(codestar-connections|codeconnections)$/.test(prefix)
    ? [right(`${prefix}:UseConnection`, arn)]
    : [];
}

function s3Source({ configuration, where }: Asked): readonly Right[] {
  const { S3Bucket: bucket = '', S3ObjectKey: key = '' } = configuration;
  return [
    right(
      actionsOf('s3', 'GetObject', 'GetObjectVersion'),
      `${bucketArn(where, bucket)}/${withoutReferences(key)}`,
    ),
    right('s3:GetBucketVersioning', bucketArn(where, bucket)),
  ];
}

function ecrSource({ configuration, where }: Asked): readonly Right[] {
  return [
    right('ecr:DescribeImages', arnOf(where, 'ecr', `repository/${configuration['RepositoryName'] ?? ''}`)),
  ];
}

function codeBuild({ configuration, where }: Asked): readonly Right[] {
  const names =
    configuration['BatchEnabled'] === 'true'
      ? ['BatchGetBuildBatches', 'StartBuildBatch']
      : ['BatchGetBuilds', 'StartBuild'];
  const project = configuration['ProjectName'] ?? '';
  return [right(actionsOf('codebuild', ...names), arnOf(where, 'codebuild', `project/${project}`))];
}

/** Commands run with the rights of the pipeline. */
function commands({ commands = [], environmentVariables = [], where, definition }: Asked): Derived {
  const secrets = environmentVariables
    .filter(({ type }) => type === 'SECRETS_MANAGER')
    .map(({ value }) => secretArn(where, secretIdOf(value)));
  const called = calledBy(commands, where);
  return {
    ...called,
    rights: [
      ...logRights(where, `/aws/codepipeline/${definition.pipeline.name}`),
      ...secrets.map((secret) => right('secretsmanager:GetSecretValue', secret)),
      ...called.rights,
    ],
  };
}

/** What writing to a log group takes; the group is made when it is not there. */
export function logRights(where: Where, group: string): readonly Right[] {
  const name = `log-group:${group}`;
  return [
    right(
      actionsOf('logs', 'CreateLogGroup', 'CreateLogStream'),
      [arnOf(where, 'logs', name), arnOf(where, 'logs', `${name}:*`)],
      { anyOf: true },
    ),
    right('logs:PutLogEvents', arnOf(where, 'logs', `${name}:log-stream:*`)),
  ];
}

function approval({ configuration }: Asked): readonly Right[] {
  const topic = configuration['NotificationArn'];
  return topic === undefined ? [] : [right('sns:Publish', withoutReferences(topic))];
}

function invokeLambda({ configuration, where }: Asked): readonly Right[] {
  const name = configuration['FunctionName'] ?? '';
  return [
    right(
      'lambda:InvokeFunction',
      name.startsWith('arn:') ? name : arnOf(where, 'lambda', `function:${name}`),
    ),
  ];
}

function stepFunctions({ configuration }: Asked): readonly Right[] {
  const machine = withoutReferences(configuration['StateMachineArn'] ?? '');
  const execution = `${machine.replace(':stateMachine:', ':execution:')}:*`;
  return [
    right(actionsOf('states', 'DescribeStateMachine', 'StartExecution'), machine),
    right('states:DescribeExecution', execution),
  ];
}

function startPipeline({ configuration, where }: Asked): readonly Right[] {
  return [
    right(
      'codepipeline:StartPipelineExecution',
      arnOf(where, 'codepipeline', configuration['PipelineName'] ?? ''),
    ),
  ];
}

function watchAlarm(): readonly Right[] {
  return [right('cloudwatch:DescribeAlarms', '*')];
}

function s3Deploy({ configuration, where }: Asked): readonly Right[] {
  const { BucketName: bucket = '', CannedACL: acl, KMSEncryptionKeyARN: key } = configuration;
  const names = acl === undefined ? ['PutObject'] : ['PutObject', 'PutObjectAcl'];
  return [right(actionsOf('s3', ...names), objectsArn(where, bucket)), ...keyRights(where, key)];
}

/** Reading and writing what a key of the customer's encrypts. An alias is no resource of a policy: nothing is said then. */
export function keyRights(where: Where, key: string | undefined): readonly Right[] {
  const arn = key === undefined ? undefined : keyArn(where, key);
  return arn === undefined ? [] : [right(actionsOf('kms', 'Decrypt', 'GenerateDataKey'), arn)];
}
