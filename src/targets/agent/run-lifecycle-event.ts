// One lifecycle event on one host, as AWS's own agent runs it.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defined } from '../../lib/defined.ts';
import type { ServerAppSpec } from '../../model/deployment.ts';
import { type AgentPaths, agentPaths } from './agent-paths.ts';
import { downloadBundle } from './bundle.ts';
import { asEventFailure, type EventFailure } from './event-failure.ts';
import { explainMissingAccount } from './explain-account.ts';
import { runHooks } from './hooks.ts';
import { hostPaths } from './host-path.ts';
import { install } from './install.ts';
import type {
  AgentEnvironment,
  LifecycleCommand,
  LifecycleResult,
  RunLifecycleEvent,
} from './lifecycle-event.ts';
import { checkEventNames, readAppSpec } from './read-appspec.ts';
import { revisionForScripts, type ScriptsRevision } from './revision.ts';
import { openScriptLog } from './script-log.ts';

type Io = Parameters<RunLifecycleEvent>[2];

interface Event {
  readonly environment: AgentEnvironment;
  readonly command: LifecycleCommand;
  readonly paths: AgentPaths;
  readonly io: Io;
}

/**
 * The event may be run again after it was interrupted: DownloadBundle and Install begin anew, scripts run again from
 * the first one of the event.
 */
export const runLifecycleEvent: RunLifecycleEvent = async (environment, command, io) => {
  const paths = agentPaths(environment.deploymentRoot, command);
  const event: Event = { environment, command, paths, io };
  mkdirSync(paths.deploymentFolder, { recursive: true });
  mkdirSync(dirname(paths.ongoingDeployment), { recursive: true });
  writeFileSync(paths.ongoingDeployment, command.lifecycleEvent);
  try {
    return await perform(event);
  } catch (error) {
    return failed(asEventFailure(error), '', environment);
  } finally {
    rmSync(paths.ongoingDeployment, { force: true });
  }
};

async function perform(event: Event): Promise<LifecycleResult> {
  const { environment, command, paths, io } = event;
  switch (command.lifecycleEvent) {
    case 'DownloadBundle':
      await downloadBundle({ paths, environment, bundle: command.bundle, signal: io.signal });
      return succeeded;
    case 'Install':
      return {
        ...succeeded,
        notExecuted: await install({
          paths,
          host: hostPaths(environment.rootFolder),
          fileExistsBehavior: command.fileExistsBehavior,
          readAppSpec: () => appSpecForInstall(paths.archive),
          signal: io.signal,
        }),
      };
    default:
      return runScripts(event);
  }
}

const succeeded: LifecycleResult = { status: 'Succeeded', noop: false, notExecuted: [] };

/** Install alone also takes `appspec.yaml`, and it alone knows which events there are. */
function appSpecForInstall(archive: string): ServerAppSpec {
  const names = ['appspec.yml', 'appspec.yaml'];
  const name = names.find((candidate) => existsSync(join(archive, candidate))) ?? 'appspec.yml';
  const appSpec = readAppSpec(archive, name);
  checkEventNames(appSpec, name);
  return appSpec;
}

async function runScripts(event: Event): Promise<LifecycleResult> {
  const { environment, command, paths, io } = event;
  const revision = revisionForScripts(command, paths);
  if (revision === undefined) return { ...succeeded, noop: true };
  const isEarlier = revision.deploymentId !== command.deploymentId;
  const scriptsOf = isEarlier ? { scriptsOf: revision.deploymentId } : {};
  let tail = (): string => '';
  let script: number | undefined;
  const onScript = (index: number): void => void (script = index);
  try {
    const appSpec = readAppSpec(revision.archive, 'appspec.yml');
    const hooks = appSpec.hooks[command.lifecycleEvent] ?? [];
    if (hooks.length === 0) return { ...succeeded, noop: true };
    using log = openScriptLog(paths, command.deploymentId, io);
    tail = log.tail;
    await runHooks({
      environment,
      command,
      archive: revision.archive,
      hooks,
      onScript,
      log,
      signal: io.signal,
    });
    return { ...succeeded, ...scriptsOf };
  } catch (error) {
    const result = {
      ...failed(asEventFailure(error), tail(), environment),
      ...scriptsOf,
      ...defined({ failedScript: script }),
    };
    return isEarlier ? { ...result, explanation: explainEarlier(event, revision, result) } : result;
  }
}

/** What surprises most about the agent: fixing the script in the new revision does not help. */
function explainEarlier(
  { command, paths }: Event,
  revision: ScriptsRevision,
  { diagnostics, explanation }: LifecycleResult,
): string {
  const script = diagnostics?.scriptName === undefined ? '' : join(revision.archive, diagnostics.scriptName);
  const event = `${command.lifecycleEvent} runs the scripts of the revision that ${revision.deploymentId} installed, not of this one, so fixing them in the new revision does not help until one deployment gets past it.`;
  const wayOut = `Repair ${script === '' ? revision.archive : script} on the host, or delete ${paths.lastSuccessfulInstall} there to skip the event once.`;
  return [explanation, event, wayOut].filter((part) => part !== undefined).join(' ');
}

function failed(failure: EventFailure, logTail: string, environment: AgentEnvironment): LifecycleResult {
  const { errorCode, scriptName, message, exitCode, missingAccount } = failure;
  const explanation =
    missingAccount === undefined ? failure.explanation : explainMissingAccount(missingAccount, environment);
  return {
    status: 'Failed',
    noop: false,
    diagnostics: { errorCode, scriptName, message, logTail },
    ...defined({ exitCode, explanation }),
    notExecuted: [],
  };
}
