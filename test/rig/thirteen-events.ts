// The journal of a deployment with thirteen lifecycle events to six hosts behind a load balancer: one host fails, and the
// deployment is rolled back.
import { pipelineWorkload } from '../../src/model/workload.ts';
import type { StateFolder } from '../../src/state/state-folder.ts';
import type { Progress } from '../../src/model/progress.ts';
import { action, built, entries, stageEnds, stageStarts } from './journal-entries.ts';

const events = [
  'BeforeBlockTraffic',
  'BlockTraffic',
  'AfterBlockTraffic',
  'ApplicationStop',
  'DownloadBundle',
  'BeforeInstall',
  'Install',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
  'BeforeAllowTraffic',
  'AllowTraffic',
  'AfterAllowTraffic',
] as const;

const hosts = [1, 2, 3, 4, 5, 6].map((number) => `i-0a1b2c3d4e5f6000${number}`);
const failing = { host: hosts[3], event: 'ValidateService' };

const fleet = action('Deploy', 'ToFleet');
type Entry = (typeof built)[number];

function deployment(deploymentId: string, creator: 'user' | 'codeDeployRollback', status: string): Progress {
  return { kind: 'Deployment', deploymentId, deploymentGroupName: 'Production', creator, status } as Progress;
}

function lifecycle(deploymentId: string, targetId: string, more: object): Progress {
  return { kind: 'LifecycleEvent', deploymentId, targetId, ...more } as Progress;
}

const diagnostics = {
  errorCode: 'ScriptFailed',
  scriptName: 'scripts/validate.sh',
  message: 'Script at specified location: scripts/validate.sh failed with exit code 1',
  logTail: '[stderr]curl: (7) Failed to connect to localhost port 8080: Connection refused',
};

/** Hosts one after the other; those after the one that fails are skipped. */
function deployed(at: number): readonly Entry[] {
  return hosts.flatMap((host, index) =>
    events.map((lifecycleEventName, event): Entry => {
      const isLate = index > 3 || (index === 3 && event > events.indexOf('ValidateService'));
      const fails = host === failing.host && lifecycleEventName === failing.event;
      const status = isLate ? 'Skipped' : fails ? 'Failed' : 'Succeeded';
      const more = { lifecycleEventName, status, durationMs: 1100, ...(fails ? { diagnostics } : {}) };
      return [at + index + event / 20, fleet.reports(lifecycle('d-ABC123DEF', host, more))];
    }),
  );
}

function rolledBack(at: number): readonly Entry[] {
  return hosts.slice(0, 4).flatMap((host, index) =>
    events.map((lifecycleEventName, event): Entry => {
      const more = { lifecycleEventName, status: 'Succeeded', durationMs: 300 };
      return [at + index + event / 20, fleet.reports(lifecycle('d-BACK00001', host, more))];
    }),
  );
}

/** Of a pipeline `demo`; the execution is that of journal-entries.ts. */
export function writeThirteenEvents({ journal }: Pick<StateFolder, 'journal'>): void {
  const written = entries(
    ...built,
    [2, action('Build', 'BuildAndTest').succeeds()],
    [2, stageEnds('Build', 'Succeeded')],
    [3, stageStarts('Deploy')],
    [3, fleet.starts()],
    [3, fleet.reports(deployment('d-ABC123DEF', 'user', 'InProgress'))],
    ...deployed(4),
    [11, fleet.reports(deployment('d-ABC123DEF', 'user', 'Failed'))],
    [11, fleet.reports(deployment('d-BACK00001', 'codeDeployRollback', 'InProgress'))],
    ...rolledBack(12),
    [18, fleet.reports(deployment('d-BACK00001', 'codeDeployRollback', 'Succeeded'))],
    [19, fleet.fails({ code: 'HEALTH_CONSTRAINTS', message: 'Too few healthy instances' })],
    [19, stageEnds('Deploy', 'Failed')],
    [19, { type: 'ExecutionEnded', status: 'Failed' }],
  );
  journal.append(
    pipelineWorkload('demo'),
    written.map(({ event }) => event),
  );
}
