// One lifecycle event on one host. A script that fails waits for the user, where a run pauses.
import type { LifecycleCommand, LifecycleResult } from '../../targets/agent/lifecycle-event.ts';
import type { Host } from '../../targets/host/host.ts';
import { askHowToGoOn } from '../ask-how-to-go-on.ts';
import type { Resumption } from '../pause.ts';
import type { DeploymentContext } from './deployment.ts';

type HostContext = Pick<DeploymentContext, 'log' | 'signal' | 'now' | 'report' | 'pause'>;

/** @param pauses not when the deployment goes on after a failure of the event anyway */
export async function runOnHost(
  context: HostContext,
  host: Host,
  { pauses, ...command }: LifecycleCommand & { readonly pauses: boolean },
): Promise<LifecycleResult> {
  const { instanceId } = host.instance;
  let firstScript = 0;
  for (;;) {
    const result = await host.runLifecycleEvent(
      { ...command, firstScript },
      {
        onLine: (text) => context.log.line(`${instanceId} ${text}`),
        signal: context.signal,
        hidden: context.log.hidden(),
      },
    );
    if (!pauses || result.failedScript === undefined) return result;
    const how = await pauseAt(context, host, { command, result });
    if (how === 'fail') return result;
    firstScript = nextScript(how, result.failedScript);
  }
}

function nextScript(how: Exclude<Resumption, 'fail'>, failed: number): number {
  if (how === 'beginning') return 0;
  return how === 'skip' ? failed + 1 : failed;
}

async function pauseAt(
  context: HostContext,
  host: Host,
  { command, result }: { readonly command: LifecycleCommand; readonly result: LifecycleResult },
): Promise<Resumption> {
  if (context.pause === undefined) return 'fail';
  const { diagnostics, exitCode } = result;
  await using shell = await host.openShell(command);
  const { how } = await askHowToGoOn(context, {
    command: diagnostics?.scriptName ?? '',
    where: `${command.lifecycleEvent} on ${host.instance.instanceId}`,
    reason: exitCode === undefined ? (diagnostics?.message ?? 'it failed') : `exit status ${exitCode}`,
    entry: shell.entry,
    canBeginAgain: (result.failedScript ?? 0) > 0,
  });
  return how;
}
