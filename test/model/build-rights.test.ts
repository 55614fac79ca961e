// What a build needs of its service role: by its project, its buildspec and the commands of it (CodeBuild user guide,
// "Allow CodeBuild to interact with other AWS services").
import { describe, expect, test } from 'vitest';
import type { Buildspec, BuildProject } from '../../src/model/build.ts';
import type { Definition } from '../../src/model/definition.ts';
import { asPattern } from '../../src/model/policy-pattern.ts';
import { project, withActions } from '../rig/empty-definition.ts';
import { account, action, lines, rolesOf } from '../rig/rights.ts';

const buildspec: Buildspec = {
  version: '0.2',
  env: {
    variables: {},
    parameterStore: {},
    secretsManager: {},
    exportedVariables: [],
    gitCredentialHelper: false,
  },
  proxy: { uploadArtifacts: false, logs: false },
  phases: {},
  reports: [],
};
const { env } = buildspec;
const environment = project().environment;
const report = { files: [], discardPaths: false };
const ecr = `${account}.dkr.ecr.eu-west-1.amazonaws.com/base/node:22`;

const projects: readonly (readonly [
  what: string,
  parts: Partial<BuildProject>,
  spec: Partial<Buildspec>,
  needed: readonly string[],
])[] = [
  [
    'parameters, with and without a slash',
    {
      environment: {
        ...environment,
        environmentVariables: [{ name: 'A', value: '/a/b', type: 'PARAMETER_STORE' }],
      },
    },
    { env: { ...env, parameterStore: { B: 'c' } } },
    ['a/b', 'c'].map((name) => `ssm:GetParameters on arn:aws:ssm:*:${account}:parameter/${name}`),
  ],
  [
    'secrets, by name and by ARN',
    {},
    {
      env: {
        ...env,
        secretsManager: {
          A: 'db:password',
          B: `arn:aws:secretsmanager:eu-west-1:${account}:secret:key-AbCdEf:json`,
        },
      },
    },
    [
      `secretsmanager:GetSecretValue on arn:aws:secretsmanager:*:${account}:secret:db-??????`,
      `secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-west-1:${account}:secret:key-AbCdEf`,
    ],
  ],
  [
    'a cache in a bucket',
    { cache: { type: 'S3', location: 'caches/api' } },
    {},
    ['GetObject', 'PutObject'].map((name) => `s3:${name} on arn:aws:s3:::caches/api/*`),
  ],
  [
    'a source of CodeCommit',
    {
      source: {
        type: 'CODECOMMIT',
        location: 'https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/shop',
      },
    },
    {},
    [`codecommit:GitPull on arn:aws:codecommit:*:${account}:shop`],
  ],
  [
    'a source and artifacts in buckets',
    {
      source: { type: 'S3', location: 'in/app.zip' },
      artifacts: { type: 'S3', location: 'out', path: 'builds' },
    },
    {},
    [
      's3:GetBucketAcl on arn:aws:s3:::out',
      's3:GetBucketLocation on arn:aws:s3:::out',
      's3:GetObject on arn:aws:s3:::in/app.zip',
      's3:GetObjectVersion on arn:aws:s3:::in/app.zip',
      's3:PutObject on arn:aws:s3:::out/builds/*',
    ],
  ],
  [
    'reports',
    {},
    {
      reports: [
        { ...report, name: 'unit', fileFormat: 'JUNITXML' },
        {
          ...report,
          name: `arn:aws:codebuild:eu-west-1:${account}:report-group/all`,
          fileFormat: 'CLOVERXML',
        },
      ],
    },
    [
      ...['BatchPutTestCases', 'CreateReport', 'CreateReportGroup', 'UpdateReport'].map(
        (name) => `codebuild:${name} on arn:aws:codebuild:*:${account}:report-group/build-unit`,
      ),
      ...['BatchPutCodeCoverages', 'CreateReport', 'UpdateReport'].map(
        (name) => `codebuild:${name} on arn:aws:codebuild:eu-west-1:${account}:report-group/all`,
      ),
    ].toSorted(),
  ],
  [
    'an image that the role pulls',
    { environment: { ...environment, image: ecr, imagePullCredentialsType: 'SERVICE_ROLE' } },
    {},
    [
      'ecr:GetAuthorizationToken on *',
      ...['BatchCheckLayerAvailability', 'BatchGetImage', 'GetDownloadUrlForLayer'].map(
        (name) => `ecr:${name} on arn:aws:ecr:eu-west-1:${account}:repository/base/node`,
      ),
    ].toSorted(),
  ],
  ['an image that CodeBuild pulls', { environment: { ...environment, image: ecr } }, {}, []],
];

describe('a build project', () => {
  const parts = (more: Partial<BuildProject>): Partial<Definition> => ({
    standalone: true,
    projects: [project({ logsConfig: { cloudWatchLogs: { status: 'DISABLED' } }, ...more })],
  });

  test.each(projects)('needs for %s exactly this', (_, more, spec, needed) => {
    const [role] = rolesOf(parts(more), { buildspecs: [{ ...buildspec, ...spec }] });
    expect(lines(role)).toEqual(needed);
  });

  test('writes to its own log group, unless it is given another', () => {
    const text = (logsConfig: BuildProject['logsConfig']) =>
      lines(rolesOf(parts(logsConfig === undefined ? {} : { logsConfig }))[0]).join('\n');
    expect(lines(rolesOf({ standalone: true, projects: [project()] })[0]).join('\n')).toContain(
      'log-group:/aws/codebuild/build:log-stream:*',
    );
    expect(text({ cloudWatchLogs: { status: 'ENABLED', groupName: 'mine' } })).toContain('log-group:mine:');
    expect(
      text({ cloudWatchLogs: { status: 'DISABLED' }, s3Logs: { status: 'ENABLED', location: 'l/b' } }),
    ).toBe('s3:PutObject on arn:aws:s3:::l/b/*');
  });

  // shows: S3-046
  test('clones itself what a source hands on as a reference', () => {
    const source = action(
      'Source',
      'CodeCommit',
      { RepositoryName: 'shop', OutputArtifactFormat: 'CODEBUILD_CLONE_REF' },
      { outputArtifacts: [{ name: 'Source' }] },
    );
    const build = action(
      'Build',
      'CodeBuild',
      { ProjectName: 'build' },
      { inputArtifacts: [{ name: 'Source' }] },
    );
    const [pipelineRole, buildRole] = rolesOf({
      pipeline: withActions(source, build),
      projects: [project()],
    });
    expect(lines(buildRole)).toContain(`codecommit:GitPull on arn:aws:codecommit:*:${account}:shop`);
    expect(lines(pipelineRole)).toContain(`codecommit:GetRepository on arn:aws:codecommit:*:${account}:shop`);
  });

  test('needs for what its action adds as well', () => {
    const build = action('Build', 'CodeBuild', {
      ProjectName: 'build',
      EnvironmentVariables: '[{"name":"A","value":"/x","type":"PARAMETER_STORE"}]',
    });
    const [, role] = rolesOf({ pipeline: withActions(build), projects: [project()] });
    expect(lines(role)).toContain(`ssm:GetParameters on arn:aws:ssm:*:${account}:parameter/x`);
  });
});

const commands: readonly (readonly [command: string, calls: readonly string[]])[] = [
  ['aws cloudfront create-invalidation --distribution-id E1', ['cloudfront:CreateInvalidation']],
  ['aws --region eu-west-1 ecs update-service --cluster c', ['ecs:UpdateService']],
  ['export V=$(aws ssm get-parameter --name /a)', ['ssm:GetParameter']],
  ['AWS_PAGER= aws deploy create-deployment && echo ok', ['codedeploy:CreateDeployment']],
  ['if ! aws s3api head-object --bucket b; then exit 1; fi', ['s3:GetObject']],
  ['aws ecr get-login-password | docker login --password-stdin', ['ecr:GetAuthorizationToken']],
  ['aws sts get-caller-identity', []],
  ['aws configure set region eu-west-1', []],
  ['aws ecs wait services-stable --cluster c', ['ecs:DescribeServices']],
  ['echo "the aws cli is here"', []],
  ['aws s3 sync dist s3://site --delete', ['s3:PutObject', 's3:ListBucket', 's3:DeleteObject']],
  ['aws s3 cp s3://$BUCKET/a .', ['s3:GetObject']],
  ['aws s3 cp a b', []],
];

/** What is done to which resource; `?` where only the run knows it. */
const resources: readonly (readonly [command: string, resource: string])[] = [
  ['aws ssm get-parameter --name /shop/level --with-decryption', 'ssm:*:parameter/shop/level'],
  ['aws ssm get-parameters --names "/a" \'/b\'', 'ssm:*:parameter/a, ssm:*:parameter/b'],
  ['aws --region eu-west-1 ssm get-parameter --name=/a', 'ssm:eu-west-1:parameter/a'],
  ['aws ssm get-parameter --name /shop/$STAGE/level', 'ssm:*:parameter/shop/*/level'],
  ['aws ssm get-parameter --name "/shop/${KIND}"', 'ssm:*:parameter/shop/small'],
  ["aws ssm get-parameter --name '/shop/$KIND'", 'ssm:*:parameter/shop/$KIND'],
  ['aws ssm get-parameter --name "$NAME"', '?'],
  ['name=/a; aws ssm get-parameter --name $name', 'ssm:*:parameter/a'],
  ['name=/a; name=/b; aws ssm get-parameter --name $name', '?'],
  ['aws secretsmanager get-secret-value \\\n  --secret-id shop/db', 'secretsmanager:*:secret:shop/db-??????'],
  ['aws lambda update-function-code --function-name shop --zip-file fileb://a.zip', 'lambda:*:function:shop'],
  ['aws lambda wait function-updated --function-name shop', 'lambda:*:function:shop'],
  ['aws ecs update-service --cluster c --service s', 'ecs:*:service/c/s'],
  ['aws dynamodb put-item --table-name t --item file://item.json', 'dynamodb:*:table/t'],
  ['aws sqs send-message --queue-url https://sqs.eu-west-1.amazonaws.com/111122223333/q', 'sqs:*:q'],
  [
    'aws cloudformation describe-stacks --stack-name s --query "Stacks[0] | [a]"',
    'cloudformation:*:stack/s/*',
  ],
  ['aws cloudfront create-invalidation --paths "/*" --distribution-id E1', 'cloudfront::distribution/E1'],
  ['aws s3api put-object --key a/b --bucket site', 's3:site/a/b'],
  ['aws s3 sync --delete --only-show-errors dist "s3://site-$STAGE/"', 's3:site-*/*, s3:site-*'],
  ['aws s3 cp --exclude "*" a s3://site/x', 's3:site/*'],
  ['aws kinesis put-record --stream-name s', 'kinesis:*:stream/s'],
  ['aws polly synthesize-speech --text s', '?'],
];

test.each(resources)('%s is for %s', (command, expected) => {
  const spec: Buildspec = {
    ...buildspec,
    env: { ...buildspec.env, variables: { KIND: 'small' } },
    phases: { build: { commands: [command], finally: [] } },
  };
  const [role] = rolesOf({ standalone: true, projects: [project()] }, { buildspecs: [spec] });
  const rights = role?.needs.find(({ what }) => what.startsWith('commands of'))?.rights ?? [];
  const shown = rights.flatMap((right) =>
    right.isOpen === true ? ['?'] : right.resources.map((each) => shortArn(asPattern(each))),
  );
  expect([...new Set(shown)].join(', ')).toBe(expected);
});

/** Without partition and account; a Region that is not known is a star. */
function shortArn(arn: string): string {
  return arn.replace(/^arn:aws:([\w-]+):([^:]*):[^:]*:/, '$1:$2:').replace(/^s3::/, 's3:');
}

test.each(commands)('%s calls %j', (command, calls) => {
  const spec: Buildspec = { ...buildspec, phases: { build: { commands: [command], finally: [] } } };
  const [role] = rolesOf({ standalone: true, projects: [project()] }, { buildspecs: [spec] });
  const need = role?.needs.find(({ what }) => what.startsWith('commands of'));
  expect((need?.rights ?? []).flatMap(({ actions: names }) => names)).toEqual(calls);
});
