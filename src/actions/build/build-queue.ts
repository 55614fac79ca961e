// Where builds wait for their turn: those of one project as many at once as it allows, all together as many as the
// machine may run. First come, first served; a build that its project holds up lets those of others pass.
import { availableParallelism } from 'node:os';

export interface Limits {
  readonly project: string;
  /** `concurrentBuildLimit` of the project; unlimited when absent. */
  readonly projectLimit?: number;
  /** Of all builds of this process. */
  readonly machineLimit: number;
}

export interface Slot extends Disposable {
  readonly waitedForOthers: boolean;
}

/** More than there are processors: builds wait for the network and the disk as often as they compute. */
export const defaultMachineLimit = Math.max(8, 4 * availableParallelism());

interface Waiting extends Limits {
  readonly enter: (slot: Slot) => void;
}

const waiting: Waiting[] = [];
const running: string[] = [];

/**
 * Resolves when the build may begin; undefined when the signal aborted before. The holder of the slot disposes of it at
 * the end of the build.
 */
export async function takeTurn(limits: Limits, signal: AbortSignal): Promise<Slot | undefined> {
  if (signal.aborted) return undefined;
  if (mayBegin(limits)) return begin(limits.project, false);
  const { promise, resolve } = Promise.withResolvers<Slot | undefined>();
  const entry: Waiting = { ...limits, enter: resolve };
  waiting.push(entry);
  const leave = (): void => {
    const at = waiting.indexOf(entry);
    if (at === -1) return;
    waiting.splice(at, 1);
    resolve(undefined);
  };
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

function mayBegin({ project, projectLimit = Infinity, machineLimit }: Limits): boolean {
  const own = running.filter((each) => each === project).length;
  return running.length < machineLimit && own < projectLimit;
}

function begin(project: string, waitedForOthers: boolean): Slot {
  running.push(project);
  let isOver = false;
  return {
    waitedForOthers,
    [Symbol.dispose]: () => {
      if (isOver) return;
      isOver = true;
      running.splice(running.indexOf(project), 1);
      letIn();
    },
  };
}

function letIn(): void {
  for (;;) {
    const at = waiting.findIndex(mayBegin);
    const [next] = at === -1 ? [] : waiting.splice(at, 1);
    if (next === undefined) return;
    next.enter(begin(next.project, true));
  }
}
