// The one way to own a pipeline: it is driven, and the recipients of its events are notified, until it is disposed.
import { isDeepStrictEqual } from 'node:util';
import { deliverEvents, endDelivery, recipientsOf } from '../events/deliver-events.ts';
import { defined } from '../lib/defined.ts';
import type { Driven, OpenPipeline, PipelineRunner } from './contract.ts';
import { openPipeline } from './open-pipeline.ts';
import { fetchCalledWorkflows } from './workflows/remote-workflows.ts';

export interface DrivenPipeline extends Omit<PipelineRunner, 'update'> {
  readonly driven: () => Driven;
  /** As for a runner. Receivers that the change adds are notified from then on, and those that it removes no longer. */
  readonly update: (changed: Driven) => Promise<void>;
}

type Opening = Parameters<OpenPipeline>[0] & {
  /** Of the dashboard, as others reach it. */
  readonly pagesUrl?: string;
};

/**
 * Takes up what was in flight. Disposing ends what runs, leaves executions in flight, and then delivers what is left; the
 * state stays open. The caller owns the state folder.
 */
export async function drivePipeline({ pagesUrl, ...opening }: Opening): Promise<DrivenPipeline> {
  const { state } = opening;
  const deliver = ({ definition, definitionFolder }: Driven) =>
    deliverEvents(definition, { state, definitionFolder, ...defined({ pagesUrl }) });
  let driven: Driven = opening;
  let delivery = deliver(driven);
  await using stack = new AsyncDisposableStack();
  stack.defer(async () => endDelivery(delivery));
  const runner = stack.use(await openPipeline(opening));
  runner.subscribe(() => delivery.wake());
  let recipients = recipientsOf(driven.definition, state);
  const owned = stack.move();
  return {
    ...runner,
    driven: () => driven,
    update: async (changed) => {
      await fetchCalledWorkflows(changed.definition, state, new AbortController().signal);
      runner.update(changed);
      const wanted = recipientsOf(changed.definition, state);
      driven = changed;
      if (isDeepStrictEqual(recipients, wanted)) return;
      recipients = wanted;
      await endDelivery(delivery);
      delivery = deliver(changed);
    },
    [Symbol.asyncDispose]: async () => owned.disposeAsync(),
  };
}
