// The signals of stacks as handlers of resource types see them.
import { setTimeout as delay } from 'node:timers/promises';
import type { Ground } from '../service.ts';
import type { Signals } from './resource-type.ts';
import { signalUrl } from './signal-address.ts';
import { openSignalStore } from './signal-store.ts';

/** @param stopped aborted when what is waited for is undone anyway */
export function signalsOf(ground: Ground, stopped: AbortSignal | undefined): Signals {
  const store = ground.keep(openSignalStore);
  return {
    open: (owner) => {
      const address = store.open(owner, Date.now());
      return { ...address, url: signalUrl(ground.url, address.token) };
    },
    markUsed: (token) => store.markUsed(token),
    received: (token) => store.received(token),
    next: async (token, until) => {
      using ended = new EndOfWait();
      const signal = stopped === undefined ? ended.signal : AbortSignal.any([ended.signal, stopped]);
      const timeUp = delay(Math.max(0, until - Date.now()), false, { signal, ref: false });
      return await Promise.race([store.next(token).then(() => true), timeUp]);
    },
  };
}

/** Ends the timer of a wait with the wait. */
class EndOfWait extends AbortController implements Disposable {
  [Symbol.dispose](): void {
    this.abort();
  }
}

/** Of the signals that SignalResource sends to a resource. */
export function signalOwner(stackId: string, logicalId: string): string {
  return `${stackId}/${logicalId}`;
}
