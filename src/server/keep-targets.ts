// Keeps what is deployed alive: what has died is started again, and its provider is asked to bring back what ran on it.
import { setTimeout as delay } from 'node:timers/promises';
import { providers, targetKeepers } from '../actions/registry.ts';
import type { KeepContext, TargetKeeper } from '../actions/target-keeper.ts';
import { reviveTargets } from '../targets/revive-targets.ts';
import { hideStoredSecrets, storedSecretValues } from './hide-stored-secrets.ts';
import type { Served } from './http/served.ts';

const pauseMs = 2000;
const longestPauseMs = 60_000;

type Kept = Pick<Served, 'state' | 'log'>;

/** Until it is disposed. The first round is at once; after one that failed the pauses grow. */
export function keepTargets(served: Kept): AsyncDisposable {
  const ending = new AbortController();
  const { signal } = ending;
  const kept = keepUntil(served, signal);
  return {
    [Symbol.asyncDispose]: async () => {
      ending.abort();
      await kept;
    },
  };
}

async function keepUntil(served: Kept, signal: AbortSignal): Promise<void> {
  const keepers = await targetKeepers(providers, keepContext(served, signal));
  let failedRounds = 0;
  while (!signal.aborted) {
    const failures = await keepOnce(served, { keepers, signal });
    if (signal.aborted) return;
    for (const error of failures)
      served.log.error({ error: String(error) }, 'targets cannot be started again');
    failedRounds = failures.length === 0 ? 0 : failedRounds + 1;
    const nextMs = Math.min(longestPauseMs, pauseMs * 2 ** failedRounds);
    await delay(nextMs, undefined, { signal }).catch(() => undefined);
  }
}

function keepContext({ state, log }: Kept, signal: AbortSignal): KeepContext {
  return {
    state,
    signal,
    report: (fields, message) => log.info(fields, message),
    hide: (text) => hideStoredSecrets(state.secrets)(text),
    hidden: () => storedSecretValues(state.secrets),
  };
}

/** One round: everything that has died is started first, then each keeper takes its turn. Gives what failed. */
async function keepOnce(
  { state, log }: Kept,
  { keepers, signal }: { readonly keepers: readonly TargetKeeper[]; readonly signal: AbortSignal },
): Promise<readonly unknown[]> {
  const { revived, failures } = await reviveTargets({
    targetsFolder: await state.folder('targets'),
    signal,
    onDead: ({ kind, name, parts }) => log.warn({ kind, name, parts }, 'targets have died'),
  });
  const failed: unknown[] = [...failures];
  for (const keeper of keepers) await keeper.keep(revived).catch((error: unknown) => failed.push(error));
  for (const { kind, name } of revived) log.info({ kind, name }, 'targets run again');
  return failed;
}
