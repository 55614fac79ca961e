// Whether a run of an action was paused: what it gave then is not what its inputs give.
import type { Pause } from '../actions/pause.ts';

/** What was changed in a pause is no input that a later run could compare. */
export function notePauses(pause: Pause | undefined): {
  readonly pause: Pause | undefined;
  readonly wasPaused: () => boolean;
} {
  let isPaused = false;
  const noting: Pause = async (failed, signal) => {
    isPaused = true;
    return (await pause?.(failed, signal)) ?? 'fail';
  };
  return { pause: pause === undefined ? undefined : noting, wasPaused: () => isPaused };
}
