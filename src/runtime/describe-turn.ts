// One turn of the loop as a line for maintainers.
import type { Decision } from '../engine/decision.ts';

/** @param running how many actions and conditions are under way */
export function describeTurn(decisions: readonly Decision[], running: number): string {
  const decided = decisions.map((decision) =>
    decision.type === 'WakeAt'
      ? `WakeAt ${new Date(decision.at).toISOString()}`
      : `${decision.type} ${decision.event.type}`,
  );
  return `${running} running; ${decided.length === 0 ? 'nothing to do' : decided.join(', ')}`;
}
