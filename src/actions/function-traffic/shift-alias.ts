// The requests of an alias go over from one version of a function to the next, step by step (CodeDeploy user guide,
// "Deployments on an AWS Lambda compute platform").
import type { CallAws } from '../../account/call-aws.ts';
import { setTimeout as delay } from 'node:timers/promises';
import { defined } from '../../lib/defined.ts';
import type { TrafficStep } from '../../model/traffic-steps.ts';
import type { WaitingOptions } from '../deployment/deployment-options.ts';
import { shiftInSteps } from '../deployment/traffic-shift.ts';
import type { ActionContext } from '../provider.ts';
import { routeAlias, type AliasName } from './alias.ts';

export interface AliasShift extends AliasName {
  readonly deploymentId: string;
  readonly call: CallAws;
  /** Numbers of published versions. */
  readonly from: string;
  readonly to: string;
  readonly steps: readonly TrafficStep[];
}

type Context = Pick<ActionContext<WaitingOptions>, 'step' | 'report' | 'now' | 'options'>;

/** After a crash it goes on at the step that was interrupted. Rejects when `until` aborts, and leaves the alias as it is then. */
export async function shiftAlias(
  context: Context,
  shift: AliasShift,
  until: AbortSignal,
): Promise<undefined> {
  const { deploymentId, functionName, alias, to, steps } = shift;
  const { minuteMs = 60_000 } = context.options;
  await shiftInSteps<never>(steps, {
    shift: async (percent) => {
      await context.step(`${deploymentId}/shift to ${percent}`, async () => {
        until.throwIfAborted();
        await route(shift, percent);
        return null;
      });
    },
    report: (percent, waitMinutes) =>
      context.report({
        kind: 'Traffic',
        deploymentId,
        of: `${functionName}:${alias}`,
        to: `version ${to}`,
        percent,
        waitMinutes,
        ...defined({ minuteMs: context.options.minuteMs }),
      }),
    wait: async ({ percent, waitMinutes }) => {
      const endsAt = await context.step(
        `${deploymentId}/wait at ${percent}`,
        async () => context.now() + waitMinutes * minuteMs,
      );
      await delay(Math.max(0, endsAt - context.now()), undefined, { signal: until });
      return undefined;
    },
  });
}

async function route({ call, from, to, ...name }: AliasShift, percent: number): Promise<void> {
  await routeAlias(
    call,
    name,
    percent === 100 ? { version: to, weights: {} } : { version: from, weights: { [to]: percent / 100 } },
  );
}
