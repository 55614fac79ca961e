// Activities: work of tasks that workers elsewhere ask for, and answer with its token. What waits for a worker is on disk.
// Source: Step Functions developer guide, "Activities"; API reference, GetActivityTask.
import { documentsOf, type Keeping } from '../documents.ts';

interface ActivityTask {
  readonly token: string;
  readonly activityArn: string;
  readonly input: string;
  /** Milliseconds since the epoch. */
  readonly scheduledAt: number;
  /** Set when a worker has it. */
  readonly worker?: string;
}

const tasks = documentsOf<ActivityTask>('states/activity-task');

/** Those of all Regions are in one list. */
function everywhere({ ground, place }: Keeping): Keeping {
  return { ground, place: { ...place, region: '*' } };
}

/** Who asks for work, and who is notified that it was taken; within this process, which is the only one that answers calls. */
class ActivityDesk implements Disposable {
  readonly #asking = new Map<string, Set<() => void>>();
  readonly #taken = new Map<string, (worker: string) => void>();

  /** Resolves when there may be work of the activity, and when the time is up. */
  async work(activityArn: string, until: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const asking = this.#asking.get(activityArn) ?? new Set();
    this.#asking.set(activityArn, asking.add(resolve));
    const timer = setTimeout(resolve, Math.max(0, until - Date.now())).unref();
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      asking.delete(resolve);
    }
  }

  offered(activityArn: string): void {
    for (const resolve of this.#asking.get(activityArn) ?? []) resolve();
  }

  onTaken(token: string, then: (worker: string) => void): void {
    this.#taken.set(token, then);
  }

  forget(token: string): void {
    this.#taken.delete(token);
  }

  taken(token: string, worker: string): void {
    this.#taken.get(token)?.(worker);
  }

  [Symbol.dispose](): void {
    for (const asking of this.#asking.values()) for (const resolve of asking) resolve();
    this.#asking.clear();
  }
}

const openDesk = () => new ActivityDesk();

interface Offered {
  readonly token: string;
  readonly activityArn: string;
  readonly input: string;
  readonly onTaken: (worker: string) => void;
}

/** What is offered already, by a process that has ended, stays with the worker that has it. */
export function offerTask(call: Keeping, { token, activityArn, input, onTaken }: Offered): void {
  const desk = call.ground.keep(openDesk);
  desk.onTaken(token, onTaken);
  tasks.add(everywhere(call), token, { token, activityArn, input, scheduledAt: Date.now() });
  const earlier = tasks.get(everywhere(call), token)?.worker;
  if (earlier === undefined) desk.offered(activityArn);
  else onTaken(earlier);
}

/** It was answered, or its time is up. */
export function withdrawTask(call: Keeping, token: string): void {
  call.ground.keep(openDesk).forget(token);
  tasks.remove(everywhere(call), token);
}

/** As long as Step Functions keeps a worker waiting (API reference, GetActivityTask). */
const longestMs = 60_000;

/** The oldest that no worker has; undefined when none came in time. */
export async function takeTask(
  call: Keeping,
  { activityArn, worker }: { readonly activityArn: string; readonly worker: string },
): Promise<Pick<ActivityTask, 'token' | 'input'> | undefined> {
  const desk = call.ground.keep(openDesk);
  const until = Date.now() + longestMs;
  for (;;) {
    const [oldest] = tasks
      .list(everywhere(call))
      .filter((each) => each.activityArn === activityArn && each.worker === undefined)
      .toSorted((a, b) => a.scheduledAt - b.scheduledAt);
    if (oldest !== undefined) {
      tasks.put(everywhere(call), oldest.token, { ...oldest, worker });
      desk.taken(oldest.token, worker);
      return oldest;
    }
    if (Date.now() >= until) return undefined;
    await desk.work(activityArn, until);
  }
}
