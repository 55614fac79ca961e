// Events are written once and never edited; the code that reads them changes. Each event is stored with the version of
// its shape, and an older one is brought to the current shape step by step when it is read.
import type { PipelineEvent } from './event.ts';

/** As it was stored: some shape of an older version. */
export type StoredEvent = Readonly<Record<string, unknown>> & { readonly type: string };

/** From one version to the next. Pure: what an event says may not depend on when it is read. */
export type Upcaster = (event: StoredEvent) => StoredEvent;

/**
 * The first leads from version 1 to 2. A step is added whenever the shape of an event changes in a way that its readers
 * would notice (a key that is renamed, moved or becomes required), and is never edited afterwards.
 */
const upcasters: readonly Upcaster[] = [];

/** Of the events that are written now. */
export const eventVersion = upcasters.length + 1;

/** @param steps all there are when absent */
export function upcast(event: StoredEvent, version: number, steps = upcasters): PipelineEvent {
  const current = steps.slice(version - 1).reduce((before, step) => step(before), event);
  return current as unknown as PipelineEvent;
}
