// Drives services and tasks of ECS's API in the background, in the endpoint's process: one loop for each, which goes on until
// there is nothing to do for it any more. What is wanted and what is there lie on disk, so that the next process goes on.
import { setTimeout as delay } from 'node:timers/promises';
import { serviceKey } from '../../model/service.ts';
import type { ServiceName } from '../../targets/service/service-record.ts';
import type { Placed } from '../documents.ts';
import { driveRunTasks } from './drive-run-tasks.ts';
import { driveService } from './drive-service.ts';
import { isTasksOf, runTasksName } from './run-tasks-name.ts';
import { serviceDocuments } from './service-document.ts';
import { taskDocuments } from './task-document.ts';

/** Engine and registry may be away for a moment. */
const afterFailureMs = 5000;

interface Loop {
  /** Ends the pause of the loop. */
  wake: () => void;
  isOver: boolean;
}

export class Scheduler implements AsyncDisposable {
  readonly #over = new AbortController();
  readonly #loops = new Map<string, Loop>();
  readonly #running = new Set<Promise<void>>();
  readonly #resumed = new Set<string>();

  /** What an earlier process has left goes on, once for each account and region. */
  resume(place: Placed): void {
    const { account, region } = place.place;
    const key = `${account} ${region}`;
    if (this.#resumed.has(key)) return;
    this.#resumed.add(key);
    for (const { service, status } of serviceDocuments.list(place))
      if (status !== 'INACTIVE') this.wake(place, service);
    for (const cluster of new Set(
      taskDocuments.list(place).flatMap(({ stopped, cluster }) => (stopped === undefined ? [cluster] : [])),
    ))
      this.wake(place, { cluster, serviceName: runTasksName });
  }

  /** Something is to be done for it. */
  wake(place: Placed, service: ServiceName): void {
    const { account, region } = place.place;
    const key = `${account} ${region} ${serviceKey(service)}`;
    const known = this.#loops.get(key);
    if (known !== undefined && !known.isOver) {
      known.wake();
      return;
    }
    const loop: Loop = { wake: () => undefined, isOver: false };
    this.#loops.set(key, loop);
    const work = this.#drive(place, service, loop).finally(() => this.#running.delete(work));
    this.#running.add(work);
  }

  /** What runs goes on without it. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#over.abort();
    await Promise.all(this.#running);
  }

  async #drive({ ground, place }: Placed, service: ServiceName, loop: Loop): Promise<void> {
    const { signal } = this.#over;
    const drive = isTasksOf(service) ? driveRunTasks : driveService;
    for (;;) {
      const woken = Promise.withResolvers<void>();
      loop.wake = woken.resolve;
      const pause = await drive({ ground, place }, service, signal).catch((error: unknown) => {
        if (!signal.aborted) process.stderr.write(`${serviceKey(service)}: ${String(error)}\n`);
        return afterFailureMs;
      });
      // In one turn with what has been read: a call that comes later begins another loop.
      loop.isOver = pause === undefined;
      if (pause === undefined || signal.aborted) return;
      await Promise.race([woken.promise, delay(pause, undefined, { signal }).catch(() => undefined)]);
      if (signal.aborted) return;
    }
  }
}

const openScheduler = () => new Scheduler();

export function schedulerOf(place: Placed): Scheduler {
  const scheduler = place.ground.keep(openScheduler);
  scheduler.resume(place);
  return scheduler;
}
