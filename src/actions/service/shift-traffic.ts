// The traffic of a service goes over to its new task set: for tests first, then for all clients, step by step.
import { defined } from '../../lib/defined.ts';
import type { TrafficStep } from '../../model/traffic-steps.ts';
import { shiftInSteps } from '../deployment/traffic-shift.ts';
import type { TaskSets } from './task-sets.ts';
import { reportWeights } from './service-event.ts';
import type { ServiceUpdate, UpdateFailure } from './update.ts';

/** Nothing to do for a service without a test listener. */
export async function shiftTestTraffic(
  { context, service }: ServiceUpdate,
  sets: TaskSets,
): Promise<undefined> {
  const url = await sets.shiftTest();
  if (url !== undefined)
    context.report({ kind: 'Endpoint', name: `${service.serviceName} (test)`, url, detail: 'test listener' });
}

/** What ends a shift before its time, and what each of its steps is followed by. */
interface TrafficShift {
  readonly steps: readonly TrafficStep[];
  readonly until: AbortSignal;
  readonly afterStep?: () => Promise<UpdateFailure | undefined>;
}

/** All at once where nothing serves yet. */
export async function shiftTraffic(
  update: ServiceUpdate,
  sets: TaskSets,
  { steps, until, afterStep }: TrafficShift,
): Promise<UpdateFailure | undefined> {
  return await shiftInSteps<UpdateFailure>(sets.hasBlue ? steps : steps.slice(-1), {
    shift: async (percent) => await sets.shift(percent),
    report: (percent, waitMinutes) => reportWeights(update, percent, waitMinutes),
    ...defined({ afterStep }),
    wait: async ({ percent, waitMinutes: minutes }) =>
      await waitMinutes(update, sets, { name: `shift to ${percent}`, minutes, until }),
  });
}

export interface ServiceWait {
  readonly name: string;
  readonly minutes: number;
  readonly until: AbortSignal;
  /** Ends it before its time. */
  readonly isOver?: () => boolean;
}

/** After a crash only for what is left of it. Gives how the new task set has failed meanwhile. */
export async function waitMinutes(
  { context, deployment }: ServiceUpdate,
  sets: TaskSets,
  { name, minutes, until, isOver }: ServiceWait,
): Promise<UpdateFailure | undefined> {
  const ms = minutes * (context.options.minuteMs ?? 60_000);
  const endsAt = await context.step(`${deployment.id}/wait/${name}`, async () => context.now() + ms);
  return await sets.waitUntil(endsAt, until, isOver);
}
