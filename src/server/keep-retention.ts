// Removes and compresses artifacts by the rules of the definitions that have them: soon after the start, and every hour, while no
// action runs.
import { usualRetention } from '../model/retention.ts';
import { collectGarbage, type Collection } from '../runtime/collect-garbage.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { Pipelines } from './pipelines.ts';
import { realClock, type Clock } from './clock.ts';

const firstAfterMs = 60_000;
const everyMs = 60 * 60 * 1000;

/** So much is compressed at once: the server does nothing else meanwhile. */
const compressedAtOnce = 64 * 1024 * 1024;

export interface RetentionOptions {
  readonly pipelines: Pick<Pipelines, 'names' | 'definitionOf' | 'idle'>;
  readonly state: StateFolder;
  readonly onCollected: (collection: Collection) => void;
  readonly onFailed: (error: unknown) => void;
}

/** Until it is disposed. */
export function keepRetention(options: RetentionOptions, clock: Clock = realClock): Disposable {
  const { pipelines, state, onCollected, onFailed } = options;
  let isOver = false;
  let cancel = (): void => undefined;
  const wait = (ms: number): void => {
    cancel = clock.after(ms, () => void collect().then(() => wait(everyMs)));
  };
  const collect = async (): Promise<void> => {
    const rulesOf = (name: string) => pipelines.definitionOf(name)?.definition.retention[0];
    const rules = pipelines.names().flatMap((name) => rulesOf(name) ?? []);
    if (rules.length === 0) return;
    await pipelines.idle();
    if (isOver) return;
    try {
      const collection = collectGarbage(state, {
        // Builds and deployments by calls have no definition: with rules for a pipeline the usual ones count for them.
        rulesOf: (name, type) => (type === 'build' ? usualRetention : rulesOf(name)),
        now: clock.now(),
        isDry: false,
        compressAtMostBytes: compressedAtOnce,
      });
      onCollected(collection);
    } catch (error) {
      onFailed(error);
    }
  };
  wait(firstAfterMs);
  return {
    [Symbol.dispose]: () => {
      isOver = true;
      cancel();
    },
  };
}
