// Whether the roles of a shipped pipeline allow what services of AWS do with them for an action, as the endpoint of this machine
// decides: refused in AWS's words where roles are enforced, and recorded either way.
import { defined } from '../lib/defined.ts';
import type { FailureDetails } from '../model/progress.ts';
import type { Right } from '../model/rights/right.ts';
import type {
  AnsweredServiceCalls,
  AskedServiceCalls,
  ServiceCalls,
} from '../model/rights/service-calls-shape.ts';
import { offerEndpoint } from '../targets/endpoint/offer-endpoint.ts';
import type { BuildOptions } from './build/build-options.ts';
import type { ActionContext } from './provider.ts';
import { sessionUse } from './session-use.ts';

type Context = Pick<
  ActionContext<Pick<BuildOptions, 'iam'>>,
  'executionId' | 'actionExecutionId' | 'options' | 'place' | 'report' | 'signal' | 'state'
>;

/** Undefined when all of it may be done. */
export async function refusedToServices(
  context: Context,
  all: readonly ServiceCalls[],
  moment: 'before' | 'after',
): Promise<FailureDetails | undefined> {
  for (const calls of all) {
    const rights = calls[moment];
    // Whether the role trusts the service shows with the first call.
    if (rights.length === 0 && (moment === 'after' || calls.service === undefined)) continue;
    const refused = await ask(context, calls, rights);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

async function ask(
  context: Context,
  { roleArn, service, sourceArn, sessionName = context.actionExecutionId }: ServiceCalls,
  rights: readonly Right[],
): Promise<FailureDetails | undefined> {
  const { state, signal, place, options } = context;
  const asked: AskedServiceCalls = {
    roleArn,
    sessionName,
    region: place.region,
    use: sessionUse(context),
    rights,
    ...defined({
      service: service === undefined ? undefined : `${service}.amazonaws.com`,
      sourceArn,
    }),
  };
  const { url } = await offerEndpoint({ targetsFolder: await state.folder('targets'), signal });
  const body = JSON.stringify(asked);
  const response = await fetch(`${url}/_slipway/service-calls`, { method: 'POST', body, signal });
  if (!response.ok) throw new Error(`The endpoint answers ${response.status} to calls of services`);
  const { refused, untrusted } = (await response.json()) as AnsweredServiceCalls;
  if (refused !== undefined)
    return {
      code: 'PermissionError',
      message: refused.message,
      remedy: `Allow ${refused.action} in a policy of the role ${nameOf(roleArn)}.`,
    };
  if (untrusted === undefined) return undefined;
  const remedy = `Let ${service ?? ''}.amazonaws.com assume the role ${nameOf(roleArn)} for ${sourceArn ?? 'it'} in its trust policy.`;
  if (options.iam === 'enforce') return { code: 'PermissionError', message: untrusted, remedy };
  context.report({ kind: 'Notice', message: `AWS would refuse it: ${untrusted}. ${remedy}` });
  return undefined;
}

function nameOf(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}
