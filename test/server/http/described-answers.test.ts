// The OpenAPI document describes what the HTTP interface answers. The rig holds every answer of every test to it; here there is
// something of each kind to answer with.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pipelineWorkload } from '../../../src/model/workload.ts';
import { saveReport, type Report } from '../../../src/state/reports.ts';
import { openHttp } from '../../rig/http-server.ts';
import {
  action,
  built,
  deployment,
  entries,
  executionId,
  lifecycle,
  stageEnds,
  stageStarts,
} from '../../rig/journal-entries.ts';
import { makeFolder } from '../../rig/temporary-folder.ts';

const build = action('Build', 'BuildAndTest');
const approval = action('Release', 'SignOff');
const deploy = action('Deploy', 'ToFleet');

const tests = {
  total: 2,
  statusCounts: { SUCCEEDED: 1, FAILED: 1, ERROR: 0, SKIPPED: 0, UNKNOWN: 0 },
  durationMs: 12,
};
const testCase = {
  name: 'adds',
  testSuiteName: 'calc',
  status: 'FAILED',
  message: 'no',
  location: 'a:1',
} as const;
const covered = { linesCovered: 3, linesMissed: 1, branchesCovered: 0, branchesMissed: 0 };

const more = entries(
  ...built,
  [
    2,
    build.reports({
      kind: 'Phase',
      buildId: 'b',
      phaseType: 'BUILD',
      phaseStatus: 'FAILED',
      durationMs: 9,
      usage: { cpuMs: 4, peakMemoryBytes: 5 },
      contexts: [{ statusCode: 'X', message: 'y' }],
    }),
  ],
  [
    2,
    build.reports({
      kind: 'Report',
      reportGroup: 'unit',
      status: 'FAILED',
      tests,
      coverage: covered,
      failures: [testCase],
      reason: 'r',
    }),
  ],
  [2, build.reports({ kind: 'Cache', event: 'HIT', key: 'k', files: 3, sizeBytes: 4 })],
  [
    2,
    build.reports({ kind: 'BatchBuild', identifier: 'one', status: 'FAILED', durationMs: 4, message: 'm' }),
  ],
  [2, build.reports({ kind: 'Notice', message: 'n' })],
  [2, build.reports({ kind: 'StoodIn', what: 'w', by: 'b' })],
  [2, build.reports({ kind: 'NotExecuted', what: 'w', reason: 'r' })],
  [
    3,
    build.succeeds({
      outputVariables: { TAG: '1' },
      outputArtifacts: [
        {
          name: 'Out',
          digest: 'd',
          files: 1,
          sizeBytes: 2,
          location: { key: 'k', packaging: 'ZIP', encryptionDisabled: true },
          repository: { url: 'u', commitId: 'c', origin: 'o' },
          cloneReference: { url: 'u', commitId: 'c', branchName: 'b' },
        },
      ],
    }),
  ],
  [3, { type: 'ConditionStarted', stageName: 'Build', conditionType: 'ON_SUCCESS' }],
  [
    3,
    {
      type: 'ConditionEnded',
      stageName: 'Build',
      conditionType: 'ON_SUCCESS',
      status: 'Succeeded',
      rules: [{ name: 'Check', succeeded: true, message: 'm', ruleExecutionId: 'rule-1' }],
    },
  ],
  [3, stageEnds('Build', 'Succeeded')],
  [4, stageStarts('Release')],
  [4, approval.asks(60)],
  [5, approval.answers('Approved', 'good')],
  [5, approval.succeeds()],
  [5, stageEnds('Release', 'Succeeded')],
  [6, stageStarts('Deploy')],
  [6, deploy.starts()],
  [6, deploy.reports({ ...deployment, status: 'InProgress' })],
  [6, deploy.reports({ kind: 'Target', deploymentId: 'd-ABC123DEF', targetId: 'i-1', status: 'Failed' })],
  [
    7,
    deploy.reports(
      lifecycle('i-1', 'AfterInstall', {
        status: 'Failed',
        durationMs: 3,
        diagnostics: { errorCode: 'ScriptFailed', scriptName: 's', message: 'm', logTail: 'l' },
      }),
    ),
  ],
  [
    7,
    deploy.reports({
      kind: 'Traffic',
      deploymentId: 'd-ABC123DEF',
      of: 'web',
      to: 'new',
      percent: 10,
      waitMinutes: 1,
      minuteMs: 1000,
    }),
  ],
  [7, deploy.reports({ kind: 'Endpoint', name: 'fleet', url: 'http://127.0.0.1:1/', detail: 'd' })],
  [
    8,
    deploy.reports({
      ...deployment,
      status: 'Failed',
      errorInformation: { code: 'c', message: 'm' },
      rollbackInfo: { rollbackMessage: 'r' },
    }),
  ],
  [
    8,
    deploy.fails({
      code: 'JobFailed',
      message: 'm',
      command: 'c',
      exitCode: 1,
      where: 'i-1',
      logTail: ['l'],
      remedy: 'r',
      slowest: [{ phaseType: 'BUILD', command: 'c', durationMs: 1 }],
    }),
  ],
  [8, stageEnds('Deploy', 'Failed', 'why')],
  [8, { type: 'ExecutionEnded', status: 'Failed', statusSummary: 's' }],
).map(({ event }) =>
  // Of the pipeline, and of no execution.
  event.type === 'PipelineUpdated'
    ? { type: event.type, at: event.at, declaration: event.declaration }
    : event,
);

const report: Report = {
  reportGroup: 'unit',
  projectName: 'app',
  executionId,
  buildId: 'app:1',
  buildNumber: 1,
  createdAt: 1,
  status: 'FAILED',
  isTruncated: false,
  content: { type: 'TEST', testCases: [testCase], tests },
};
const file = { filePath: 'a.js', ...covered, missedLines: [[1, 2]] as const };

test('every route that reads answers in the form that the document gives, with something of each kind', async () => {
  await using rig = await openHttp();
  await using folder = await makeFolder();
  const { state } = rig.served;
  state.journal.append(pipelineWorkload('demo'), more);
  saveReport(state.records, report);
  saveReport(state.records, {
    ...report,
    reportGroup: 'lines',
    content: { type: 'CODE_COVERAGE', files: [file] },
  });
  await writeFile(join(folder.path, 'a.txt'), 'a');
  const { digest } = await state.artifacts.save(folder.path);
  const { secret } = rig.tokenFor('admin');
  const run = `/api/v1/executions/${executionId}`;
  for (const path of [
    '/api/v1/me',
    '/api/v1/tokens',
    '/api/v1/audit',
    '/api/v1/targets',
    '/api/v1/pipelines',
    '/api/v1/pipelines/demo',
    '/api/v1/pipelines/demo/executions',
    '/api/v1/measures',
    '/api/v1/reports',
    '/api/v1/reports/unit',
    '/api/v1/reports/lines',
    '/api/v1/aws-events',
    '/api/v1/notifications',
    run,
    `${run}/actions/run-of-BuildAndTest/log`,
    `${run}/actions/rule-1/log`,
    `/api/v1/artifacts/${digest}/entries`,
  ]) {
    const answer = await rig.get(path, { headers: { authorization: `Bearer ${secret}` } });
    expect({ path, status: answer.status }).toEqual({ path, status: 200 });
  }
});

interface Schema {
  readonly type?: string;
  readonly [key: string]: unknown;
}

test('no object of the document is without its parts', async () => {
  await using rig = await openHttp();
  const document = (await (await rig.get('/api/v1/openapi.json')).json()) as object;
  const opaque: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const { type, ...parts } = value as Schema;
    const hasParts = ['properties', 'additionalProperties', 'allOf', 'oneOf', 'anyOf'].some(
      (key) => key in parts,
    );
    if (type === 'object' && !hasParts) opaque.push(path);
    for (const [key, inner] of Object.entries(value)) visit(inner, `${path}/${key}`);
  };
  visit(document, '');
  expect(opaque).toEqual([]);
});
