// Executions at characteristic moments, for the golden texts.
import type { JournalEntry } from '../../src/state/journal.ts';
import {
  action,
  built,
  deployment,
  entries,
  lifecycle,
  stageEnds,
  stageStarts,
  started,
  declaration,
} from '../rig/journal-entries.ts';

const build = action('Build', 'BuildAndTest');
const approval = action('Release', 'SignOff');
const deploy = action('Deploy', 'ToFleet');

const released = [
  ...built,
  [3, build.succeeds({ summary: 'BuildOutput: 9 files' })],
  [3, stageEnds('Build', 'Succeeded')],
  [3, stageStarts('Release')],
  [3, approval.starts()],
  [3, approval.asks(7 * 24 * 3600)],
] as const;

const deploying = [
  ...released,
  [20, approval.answers('Approved', 'looks good')],
  [20, approval.succeeds()],
  [20, stageEnds('Release', 'Succeeded')],
  [20, stageStarts('Deploy')],
  [20, deploy.starts()],
  [20, deploy.reports({ kind: 'Notice', message: 'Hosts of fleet: isolation namespace' })],
  [20, deploy.reports({ ...deployment, status: 'Created' })],
  [20, deploy.reports({ ...deployment, status: 'InProgress' })],
  ...['i-1', 'i-2', 'i-3'].map(
    (targetId) =>
      [
        20,
        deploy.reports({ kind: 'Target', deploymentId: 'd-ABC123DEF', targetId, status: 'Pending' }),
      ] as const,
  ),
  [
    20,
    deploy.reports({ kind: 'Target', deploymentId: 'd-ABC123DEF', targetId: 'i-1', status: 'InProgress' }),
  ],
  [20, deploy.reports(lifecycle('i-1', 'ApplicationStop', { status: 'Skipped' }))],
  [20.5, deploy.reports(lifecycle('i-1', 'Install', { status: 'Succeeded', durationMs: 400 }))],
  [21, deploy.reports(lifecycle('i-1', 'ApplicationStart', { status: 'Succeeded', durationMs: 450 }))],
  [21, deploy.reports({ kind: 'Target', deploymentId: 'd-ABC123DEF', targetId: 'i-1', status: 'Succeeded' })],
  [
    21,
    deploy.reports({ kind: 'Target', deploymentId: 'd-ABC123DEF', targetId: 'i-2', status: 'InProgress' }),
  ],
  [21, deploy.reports(lifecycle('i-2', 'Install', { status: 'Succeeded', durationMs: 400 }))],
  [21.5, deploy.reports(lifecycle('i-2', 'ApplicationStart', { status: 'InProgress' }))],
] as const;

const diagnostics = {
  errorCode: 'ScriptFailed',
  scriptName: 'scripts/application_start.sh',
  message: 'Script at specified location: scripts/application_start.sh failed with exit code 1',
  logTail: 'starting\nError: listen EADDRINUSE: address already in use :::3000',
} as const;

/** A blue/green deployment whose traffic has gone over, while the original instances are kept. */
const kept = (['Green', 'Blue'] as const).flatMap((instanceLabel) => {
  const at = { kind: 'Target', deploymentId: deployment.deploymentId } as const;
  const targetId = instanceLabel === 'Green' ? 'i-web4' : 'i-web1';
  const names =
    instanceLabel === 'Green'
      ? ['Install', 'ApplicationStart', 'AllowTraffic']
      : ['BeforeBlockTraffic', 'BlockTraffic', 'AfterBlockTraffic'];
  return [
    [20, deploy.reports({ ...at, targetId, status: 'Pending', instanceLabel })] as const,
    [20, deploy.reports({ ...at, targetId, status: 'InProgress' })] as const,
    ...names.map(
      (name) =>
        [21, deploy.reports(lifecycle(targetId, name, { status: 'Succeeded', durationMs: 400 }))] as const,
    ),
    [22, deploy.reports({ ...at, targetId, status: 'Succeeded' })] as const,
  ];
});

export const executions: Readonly<Record<string, readonly JournalEntry[]>> = {
  building: entries(...built),
  waiting: entries(...released),
  deploying: entries(...deploying),
  keeping: entries(
    ...released,
    [20, approval.answers('Approved', 'looks good')],
    [20, approval.succeeds()],
    [20, stageEnds('Release', 'Succeeded')],
    [20, stageStarts('Deploy')],
    [20, deploy.starts()],
    [20, deploy.reports({ ...deployment, status: 'InProgress' })],
    ...kept,
    [22, deploy.reports({ ...deployment, status: 'Ready', waitType: 'TERMINATION_WAIT' })],
  ),
  succeeded: entries(
    ...deploying,
    [23, deploy.reports(lifecycle('i-2', 'ApplicationStart', { status: 'Succeeded', durationMs: 1500 }))],
    [24, deploy.reports({ ...deployment, status: 'Succeeded' })],
    [
      24,
      deploy.reports({
        kind: 'Endpoint',
        name: 'web',
        url: 'http://127.0.0.1:4100',
        detail: 'load balancer',
      }),
    ],
    [
      24,
      deploy.reports({
        kind: 'Endpoint',
        name: 'i-1',
        url: 'http://127.0.0.1:4101',
        detail: 'this host alone',
      }),
    ],
    [
      24,
      deploy.reports({
        kind: 'NotExecuted',
        what: 'i-1: SELinux context of /srv/app',
        reason: 'this machine has no SELinux',
      }),
    ],
    [24, deploy.succeeds()],
    [24, stageEnds('Deploy', 'Succeeded')],
    [24, { type: 'ExecutionEnded', status: 'Succeeded' }],
  ),
  failed: entries(
    ...deploying,
    [
      22,
      deploy.reports(
        lifecycle('i-2', 'ApplicationStart', { status: 'Failed', durationMs: 500, diagnostics }),
      ),
    ],
    [22, deploy.reports({ kind: 'Target', deploymentId: 'd-ABC123DEF', targetId: 'i-2', status: 'Failed' })],
    [22, deploy.reports({ kind: 'Target', deploymentId: 'd-ABC123DEF', targetId: 'i-3', status: 'Skipped' })],
    [
      22,
      deploy.reports({
        ...deployment,
        status: 'Failed',
        errorInformation: {
          code: 'HEALTH_CONSTRAINTS',
          message: 'Too many individual instances failed deployment.',
        },
        rollbackInfo: { rollbackDeploymentId: 'd-ROLLBACK1' },
      }),
    ],
    [
      25,
      deploy.reports({
        ...deployment,
        deploymentId: 'd-ROLLBACK1',
        creator: 'codeDeployRollback',
        status: 'Succeeded',
        rollbackInfo: { rollbackTriggeringDeploymentId: 'd-ABC123DEF' },
      }),
    ],
    [
      25,
      deploy.fails({
        code: 'HEALTH_CONSTRAINTS',
        message: 'ApplicationStart failed on i-2: the script ended with exit code 1.',
        where: 'i-2',
        command: 'scripts/application_start.sh',
        exitCode: 1,
        logTail: diagnostics.logTail.split('\n'),
      }),
    ],
    [25, stageEnds('Deploy', 'Failed')],
    [25, { type: 'ExecutionEnded', status: 'Failed' }],
  ),
  timedOut: entries(
    ...built,
    [
      303,
      build.fails({
        code: 'JobFailed',
        message:
          'Build terminated with state: TIMED_OUT. Phase: BUILD, Code: BUILD_TIMED_OUT, Message: Build has timed out.',
        where: 'BUILD',
        command: 'npm test',
        logTail: ['> jest', 'RUNS test/never-ends.test.js'],
        remedy:
          'The build did not end within 5 minutes: shorten what took longest, find what waits, or raise timeoutInMinutes of the project.',
        slowest: [
          { phaseType: 'BUILD', command: 'npm test', durationMs: 187_000 },
          { phaseType: 'INSTALL', command: 'npm ci\nnpm rebuild', durationMs: 92_400 },
          { phaseType: 'DOWNLOAD_SOURCE', durationMs: 8_300 },
        ],
      }),
    ],
    [303, stageEnds('Build', 'Failed')],
    [303, { type: 'ExecutionEnded', status: 'Failed' }],
  ),
  declined: entries(
    ...released,
    [9, approval.answers('Rejected', 'not on a Friday')],
    [9, approval.fails({ code: 'ApprovalRejected', message: 'Rejected by ann: not on a Friday' })],
    [9, stageEnds('Release', 'Failed')],
    [9, { type: 'ExecutionEnded', status: 'Failed' }],
  ),
  stopped: entries(
    ...built,
    [2, { type: 'StopRequested', abandon: true, reason: 'wrong branch', by: 'ann' }],
    [2, build.isAbandoned()],
    [2, stageEnds('Build', 'Stopped')],
    [2, { type: 'ExecutionEnded', status: 'Stopped' }],
  ),
  superseded: entries(
    ...built,
    [3, build.succeeds()],
    [3, stageEnds('Build', 'Succeeded')],
    [4, { type: 'ExecutionSuperseded', byExecutionId: '99998888-1111-4222-8333-444455556666' }],
  ),
  skipped: entries(
    ...built,
    [3, build.succeeds()],
    [3, stageEnds('Build', 'Succeeded')],
    [3, stageStarts('Release')],
    [3, stageEnds('Release', 'Skipped', 'BEFORE_ENTRY: only on main')],
    [3, stageStarts('Deploy')],
  ),
  closed: entries(
    [0, { type: 'PipelineUpdated', declaration }],
    [
      0,
      {
        type: 'TransitionDisabled',
        stageName: 'Build',
        transitionType: 'Inbound',
        reason: 'freeze until Monday',
        by: 'ann',
      },
    ],
    [0, started],
    [0.1, stageStarts('Source')],
    [0.4, stageEnds('Source', 'Succeeded')],
  ),
  recovered: entries(...deploying, [30, deploy.isRecovered('Resumed')]),
};
