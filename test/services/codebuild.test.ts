// Projects, reports and source credentials by CodeBuild's API.
import { expect, test } from 'vitest';
import { openAccount } from '../../src/account/open-account.ts';
import { openState } from '../../src/state/open-state.ts';
import { saveReport, type Report } from '../../src/state/reports.ts';
import { openJsonService } from '../rig/json-service.ts';

const arn = 'arn:aws:codebuild:eu-central-1:111122223333';

const project = {
  name: 'shop',
  source: { type: 'NO_SOURCE', buildspec: 'version: 0.2\nphases: {build: {commands: [true]}}' },
  artifacts: { type: 'NO_ARTIFACTS' },
  environment: {
    type: 'LINUX_CONTAINER',
    image: 'aws/codebuild/standard:7.0',
    computeType: 'BUILD_GENERAL1_SMALL',
    environmentVariables: [{ name: 'LEVEL', value: 'info' }],
  },
  serviceRole: 'arn:aws:iam::111122223333:role/build',
  tags: [{ key: 'team', value: 'a' }],
};

const open = async () => openJsonService('codebuild', 'CodeBuild_20161006');

test('a project is given as AWS gives it, and is in the register until it is deleted', async () => {
  await using service = await open();
  const { call, endpoint } = service;
  const { project: created } = await call('CreateProject', project);
  expect(created).toMatchObject({
    ...project,
    arn: `${arn}:project/shop`,
    environment: {
      ...project.environment,
      environmentVariables: [{ name: 'LEVEL', value: 'info', type: 'PLAINTEXT' }],
      imagePullCredentialsType: 'CODEBUILD',
    },
    timeoutInMinutes: 60,
    queuedTimeoutInMinutes: 480,
    cache: { type: 'NO_CACHE' },
    badge: { badgeEnabled: false },
    projectVisibility: 'PRIVATE',
    encryptionKey: 'arn:aws:kms:eu-central-1:111122223333:alias/aws/s3',
  });
  await call('UpdateProject', { name: 'shop', timeoutInMinutes: 5, tags: [] });
  const read = await call('BatchGetProjects', { names: ['shop', `${arn}:project/shop`, 'none'] });
  expect(read).toMatchObject({
    projects: [{ source: project.source, timeoutInMinutes: 5, tags: [] }, { arn: `${arn}:project/shop` }],
    projectsNotFound: ['none'],
  });
  {
    using account = openAccount(endpoint.stateFolder);
    const place = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };
    expect(account.at(place).find('AWS::CodeBuild::Project', 'shop')?.madeBy).toMatchObject({
      kind: 'api',
      operation: 'CreateProject',
    });
  }
  await call('DeleteProject', { name: 'shop' });
  await call('DeleteProject', { name: 'shop' });
  expect(await call('UpdateProject', { name: 'shop' })).toMatchObject({
    status: 400,
    __type: 'ResourceNotFoundException',
    message: `Project cannot be found: ${arn}:project/shop`,
  });
});

test('projects are listed by name and by time, page by page', async () => {
  await using service = await open();
  const { call } = service;
  for (const name of ['bb', 'aa', 'cc']) await call('CreateProject', { ...project, name });
  expect(await call('ListProjects')).toEqual({ projects: ['aa', 'bb', 'cc'] });
  expect(await call('ListProjects', { sortOrder: 'DESCENDING' })).toEqual({ projects: ['cc', 'bb', 'aa'] });
  expect(await call('ListProjects', { nextToken: 'x' })).toMatchObject({ __type: 'InvalidInputException' });
});

test.each([
  [
    'a name that is taken',
    {},
    'ResourceAlreadyExistsException',
    `Project already exists: ${arn}:project/shop`,
  ],
  [
    'artifacts of a pipeline without its source',
    { name: 'other', artifacts: { type: 'CODEPIPELINE' } },
    'InvalidInputException',
    'Both source and artifacts must be of type CODEPIPELINE, or neither of them',
  ],
  [
    'no source and no buildspec',
    { name: 'other', source: { type: 'NO_SOURCE' } },
    'InvalidInputException',
    'Invalid project source: a buildspec is required for source type NO_SOURCE',
  ],
  [
    'artifacts in no bucket',
    { name: 'other', artifacts: { type: 'S3' } },
    'InvalidInputException',
    'Invalid artifacts: location must be specified for artifacts of type S3',
  ],
])('a project is refused with %s', async (_, change, code, message) => {
  await using service = await open();
  const { call } = service;
  await call('CreateProject', project);
  expect(await call('CreateProject', { ...project, ...change })).toMatchObject({
    status: 400,
    __type: code,
    message: expect.stringContaining(message),
  });
});

test('the token of source credentials is kept, and never given back', async () => {
  await using service = await open();
  const { call } = service;
  const given = { serverType: 'GITHUB', authType: 'PERSONAL_ACCESS_TOKEN', token: 'ghp_secret' };
  const { arn: made } = await call('ImportSourceCredentials', given);
  expect(made).toBe(`${arn}:token/github`);
  expect(await call('ImportSourceCredentials', { ...given, shouldOverwrite: false })).toMatchObject({
    __type: 'ResourceAlreadyExistsException',
  });
  expect(await call('ListSourceCredentials')).toEqual({
    sourceCredentialsInfos: [{ arn: made, serverType: 'GITHUB', authType: 'PERSONAL_ACCESS_TOKEN' }],
  });
  await call('DeleteSourceCredentials', { arn: made });
  expect(await call('DeleteSourceCredentials', { arn: made })).toMatchObject({
    __type: 'ResourceNotFoundException',
  });
});

const report: Report = {
  reportGroup: 'shop-tests',
  projectName: 'shop',
  executionId: 'e',
  buildId: 'shop:1',
  buildNumber: 1,
  createdAt: 1000,
  status: 'FAILED',
  isTruncated: false,
  content: {
    type: 'TEST',
    testCases: [
      { name: 'adds', testSuiteName: 'sum', status: 'SUCCEEDED', durationMs: 2 },
      { name: 'divides', testSuiteName: 'sum', status: 'FAILED', message: 'by zero' },
    ],
  },
};

test('reports of builds are read with their test cases and their coverage', async () => {
  await using service = await open();
  const { call, endpoint } = service;
  {
    await using state = await openState(endpoint.stateFolder, { owner: true });
    saveReport(state.records, report);
    const file = {
      filePath: 'a.ts',
      linesCovered: 3,
      linesMissed: 1,
      branchesCovered: 0,
      branchesMissed: 0,
      missedLines: [],
    };
    saveReport(state.records, {
      ...report,
      reportGroup: 'shop-coverage',
      createdAt: 2000,
      status: 'SUCCEEDED',
      content: { type: 'CODE_COVERAGE', files: [file] },
    });
  }
  await call('CreateReportGroup', {
    name: 'empty',
    type: 'TEST',
    exportConfig: { exportConfigType: 'NO_EXPORT' },
  });
  const group = (name: string) => `${arn}:report-group/${name}`;
  expect(await call('ListReportGroups')).toEqual({
    reportGroups: [group('empty'), group('shop-coverage'), group('shop-tests')],
  });
  const reportArn = `${arn}:report/shop-tests:1`;
  expect(await call('ListReports')).toEqual({ reports: [`${arn}:report/shop-coverage:1`, reportArn] });
  expect(await call('ListReportsForReportGroup', { reportGroupArn: group('shop-tests') })).toEqual({
    reports: [reportArn],
  });
  expect(await call('BatchGetReports', { reportArns: [reportArn, `${arn}:report/no:1`] })).toMatchObject({
    reports: [
      {
        arn: reportArn,
        status: 'FAILED',
        executionId: `${arn}:build/shop:1`,
        testSummary: { total: 2, statusCounts: { SUCCEEDED: 1, FAILED: 1 }, durationInNanoSeconds: 2e6 },
      },
    ],
    reportsNotFound: [`${arn}:report/no:1`],
  });
  expect(await call('DescribeTestCases', { reportArn, filter: { status: 'FAILED' } })).toMatchObject({
    testCases: [{ name: 'divides', message: 'by zero' }],
  });
  expect(await call('DescribeCodeCoverages', { reportArn: `${arn}:report/shop-coverage:1` })).toMatchObject({
    codeCoverages: [{ filePath: 'a.ts', lineCoveragePercentage: 75 }],
  });
  const trend = async (name: string, trendField: string) =>
    await call('GetReportGroupTrend', { reportGroupArn: group(name), trendField });
  expect(await trend('shop-tests', 'PASS_RATE')).toEqual({
    stats: { average: '50', max: '50', min: '50' },
    rawData: [{ reportArn, data: '50' }],
  });
  expect(await trend('shop-tests', 'DURATION')).toMatchObject({ stats: { average: '2000000' } });
  expect(await trend('shop-coverage', 'LINE_COVERAGE')).toMatchObject({ stats: { max: '75' } });
  expect(await trend('shop-coverage', 'BRANCH_COVERAGE')).toEqual({ rawData: [] });
  expect(await trend('empty', 'TOTAL')).toEqual({ rawData: [] });
  expect(await trend('shop-tests', 'LINES_COVERED')).toMatchObject({ __type: 'InvalidInputException' });
  expect(await call('DeleteReportGroup', { arn: group('shop-tests') })).toMatchObject({
    __type: 'InvalidInputException',
  });
});
