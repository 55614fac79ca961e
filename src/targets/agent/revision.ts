// Whose scripts an event runs: the revision now deployed, or one from before (CodeDeploy agent, hook executor).
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type AgentPaths, archiveOf } from './agent-paths.ts';
import type { LifecycleCommand } from './lifecycle-event.ts';

type Source = 'current' | 'last successful' | 'most recent';

const inPlace: Readonly<Record<string, Source>> = {
  BeforeBlockTraffic: 'last successful',
  AfterBlockTraffic: 'last successful',
  ApplicationStop: 'last successful',
};
/** For the rollback of a blue/green deployment the two fleets change roles. */
const blueGreenRollback: Readonly<Record<string, Source>> = {
  BeforeBlockTraffic: 'most recent',
  AfterBlockTraffic: 'most recent',
  ApplicationStop: 'last successful',
  BeforeAllowTraffic: 'last successful',
  AfterAllowTraffic: 'last successful',
};

export interface ScriptsRevision {
  readonly archive: string;
  /** The deployment that brought these scripts. */
  readonly deploymentId: string;
}

/**
 * Undefined when the event belongs to an earlier revision and this host has had no installation: then there is nothing
 * to run. An earlier revision is only looked for until this deployment's own is unpacked.
 */
export function revisionForScripts(
  command: LifecycleCommand,
  paths: AgentPaths,
): ScriptsRevision | undefined {
  const current = { archive: paths.archive, deploymentId: command.deploymentId };
  const isBlueGreenRollback =
    command.deploymentCreator === 'codeDeployRollback' && command.deploymentType === 'BLUE_GREEN';
  const source = (isBlueGreenRollback ? blueGreenRollback : inPlace)[command.lifecycleEvent] ?? 'current';
  if (source === 'current' || existsSync(paths.archive)) return current;
  const pointer = source === 'last successful' ? paths.lastSuccessfulInstall : paths.mostRecentInstall;
  if (!existsSync(pointer)) return undefined;
  const folder = readFileSync(pointer, 'utf8').trim();
  return { archive: archiveOf(folder), deploymentId: basename(folder) };
}
