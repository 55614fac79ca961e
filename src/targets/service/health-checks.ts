// Runs the health checks of containers whose engine does not: Podman leaves them to timers of systemd, and where that
// does not run, `podman healthcheck run` is the only way to an answer. Whether a container is healthy is still Podman's
// to say.
import type { ContainerDefinition, ContainerHealthCheck } from '../../model/task-definition.ts';
import { callEngine } from '../../process/container-engine.ts';
import type { ContainerObservation } from './observe-containers.ts';
import { containerName, type TaskPlace } from './task-place.ts';

/** systemd starts its timers a moment late; after that it is not there. */
const patienceMs = 1000;

export class HealthChecks {
  readonly #place: () => TaskPlace;
  readonly #now: () => number;
  readonly #running = new Map<string, Promise<unknown>>();
  /**
   * Of containers whose checks the engine does not run: when the newest one ended, by the container's name in the
   * engine.
   */
  readonly #own = new Map<string, number>();

  constructor(place: () => TaskPlace, now: () => number) {
    this.#place = place;
    this.#now = now;
  }

  /** Begins what is due, and waits for none of it. */
  run(observed: readonly ContainerObservation[], containers: readonly ContainerDefinition[]): void {
    for (const observation of observed) {
      const check = containers.find(({ name }) => name === observation.name)?.healthCheck;
      if (
        check === undefined ||
        !observation.isPodman ||
        !observation.isRunning ||
        observation.health === undefined
      )
        continue;
      const name = containerName(this.#place(), observation.taskId, observation.name);
      if (!this.#running.has(name) && this.#now() >= this.#dueAt(name, observation, check)) this.#begin(name);
    }
  }

  /** Waits for the checks that have begun. */
  async settled(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  #dueAt(name: string, { lastCheck, startedAt }: ContainerObservation, check: ContainerHealthCheck): number {
    const own = this.#own.get(name);
    const last = Math.max(lastCheck?.endedAt ?? startedAt, own ?? 0);
    return last + check.intervalSeconds * 1000 + (own === undefined ? patienceMs : 0);
  }

  #begin(name: string): void {
    const engine = { file: this.#place().engine };
    // Its status says whether the container is healthy, which the next observation reads.
    const work = callEngine(engine, ['healthcheck', 'run', name])
      .catch(() => undefined)
      .finally(() => {
        this.#own.set(name, this.#now());
        this.#running.delete(name);
      });
    this.#running.set(name, work);
  }
}
