// `kill -9` at any moment, then the same command again: nothing is lost, nothing that was recorded is done twice.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  application,
  deliveryStages,
  deploymentGroup,
  fleet,
  pipeline,
  project,
} from '../rig/definitions.ts';
import type { Project } from '../rig/project.ts';
import { makeProject } from '../rig/project.ts';

const events = ['BeforeInstall', 'AfterInstall', 'ApplicationStart', 'ValidateService'];

/** A pipeline whose every build command and hook leaves one line in effects.log. */
function writeProject(into: Project): string {
  const effects = join(into.folder, 'effects.log');
  const note = (what: string) => `echo ${what} >> '${effects}'`;
  into.write('pipeline.json', pipeline(deliveryStages));
  into.write(
    'project.json',
    project('compile', {
      phases: { build: { commands: [note('build')] } },
      artifacts: { files: ['appspec.yml', 'hook.sh', 'app.txt'] },
    }),
  );
  into.write('application.json', application);
  into.write('group.json', deploymentGroup());
  into.write('fleet.json', fleet(2, { isolation: 'process' }));
  into.write('app.txt', 'one');
  into.write('hook.sh', `#!/bin/sh\n${note('"$DEPLOYMENT_ID $LIFECYCLE_EVENT"')}\n`, 0o755);
  into.write(
    'appspec.yml',
    [
      'version: 0.0',
      'os: linux',
      'files:',
      '  - source: app.txt',
      '    destination: /srv/app',
      'hooks:',
      ...events.flatMap((event) => [`  ${event}:`, '    - location: hook.sh']),
      '',
    ].join('\n'),
  );
  return effects;
}

function isEvent(line: string, word: string): boolean {
  return line.startsWith('{') && line.includes(word);
}

interface Point {
  readonly name: string;
  readonly word: string;
}
const points: readonly Point[] = [
  { name: 'when the execution starts', word: '"ExecutionStarted"' },
  { name: 'when the source starts', word: '"actionName":"Checkout"' },
  { name: 'when the build starts', word: '"actionName":"compile"' },
  { name: 'when the build phase is over', word: '"phaseType":"BUILD","phaseStatus":"SUCCEEDED"' },
  { name: 'when the build stage is over', word: '"StageEnded","stageName":"Build"' },
  { name: 'when the deployment is made', word: '"kind":"Deployment"' },
  ...['DownloadBundle', ...events].map((event) => ({
    name: `in ${event}`,
    word: `"lifecycleEventName":"${event}"`,
  })),
];

function count(lines: readonly string[], line: (text: string) => boolean): number {
  return lines.filter(line).length;
}

describe('kill -9, then the same command again', () => {
  test.each(points)('$name', async ({ word }) => {
    await using app = makeProject();
    const effects = writeProject(app);
    const first = app.start('run', '.', '--exit', '--json', '--isolation', 'process');
    await first.line((line) => isEvent(line, word));
    first.kill('SIGKILL');
    await first.ended;

    const second = await app.run('run', '.', '--exit', '--json', '--isolation', 'process');
    expect(second.stderr).toBe('');
    expect(second.status).toBe(0);

    const history = JSON.parse((await app.run('history', '--json')).stdout) as {
      readonly executions: readonly unknown[];
    };
    expect(history.executions).toHaveLength(1);

    const lines = existsSync(effects) ? app.read('effects.log').trim().split('\n') : [];
    const builds = count(lines, (line) => line === 'build');
    expect(builds).toBeGreaterThanOrEqual(1);
    expect(builds).toBeLessThanOrEqual(2);
    const deployments = new Set(
      lines.filter((line) => line.startsWith('d-')).map((line) => line.split(' ')[0]),
    );
    expect(deployments.size).toBe(1);
    // Two hosts, so each hook runs twice; the interrupted event, at most one on each host, may run once more.
    for (const event of events) {
      const runs = count(lines, (line) => line.endsWith(` ${event}`));
      expect(runs).toBeGreaterThanOrEqual(2);
    }
    const hooks = count(lines, (line) => line.startsWith('d-'));
    expect(hooks).toBeLessThanOrEqual(2 * events.length + 1);
  });
});
