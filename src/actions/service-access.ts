// Whether the roles of a shipped pipeline allow what services of AWS do with them for an action, as the endpoint of this machine
// decides: refused in AWS's words where roles are enforced, and recorded either way.
import { debugOf } from '../lib/debug.ts';
import { defined } from '../lib/defined.ts';
import type { FailureDetails } from '../model/progress.ts';
import type { Right } from '../model/rights/right.ts';
import type {
  AnsweredServiceCalls,
  AskedServiceCalls,
  ServiceCalls,
} from '../model/rights/service-calls-shape.ts';
import { trustRemedy } from '../model/rights/trust-remedy.ts';
import { offerEndpoint } from '../targets/endpoint/offer-endpoint.ts';
import type { BuildOptions } from './build/build-options.ts';
import type { ActionContext } from './provider.ts';
import { startLimit } from '../targets/endpoint/open-endpoint.ts';
import { sessionUse } from './session-use.ts';

const debug = debugOf('actions');

type Context = Pick<
  ActionContext<Pick<BuildOptions, 'iam'>>,
  'executionId' | 'actionExecutionId' | 'options' | 'place' | 'signal' | 'state'
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
    const showsTrust = moment === 'before' && calls.service !== undefined && calls.failsNothing !== true;
    if (rights.length === 0 && !showsTrust) continue;
    const refused = await ask(context, calls, rights);
    if (refused !== undefined && calls.failsNothing !== true) return refused;
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
  const targetsFolder = await state.folder('targets');
  const { refused, untrusted } = await askServiceCalls(asked, { targetsFolder, signal });
  if (refused !== undefined)
    return {
      code: 'PermissionError',
      message: refused.message,
      remedy: `Allow ${refused.action} in a policy of the role ${nameOf(roleArn)}.`,
    };
  // It is recorded, and reported with all that AWS would refuse.
  if (untrusted === undefined || options.iam !== 'enforce') return undefined;
  return {
    code: 'PermissionError',
    message: untrusted,
    remedy: trustRemedy({ roleArn, service: `${service ?? ''}.amazonaws.com`, ...defined({ sourceArn }) }),
  };
}

interface AskedOf {
  readonly targetsFolder: string;
  readonly signal?: AbortSignal;
}

/** As the endpoint of this machine decides, which is started for it. Where it would only record, nothing fails without it. */
export async function askServiceCalls(
  asked: AskedServiceCalls,
  { targetsFolder, signal }: AskedOf,
): Promise<AnsweredServiceCalls> {
  try {
    return await answered(asked, { targetsFolder, signal: signal ?? startLimit() });
  } catch (error) {
    if (asked.use.iam === 'enforce' || signal?.aborted === true) throw error;
    debug(() => `what services call with ${asked.roleArn} is not recorded: ${String(error)}`);
    return {};
  }
}

async function answered(asked: AskedServiceCalls, offered: Required<AskedOf>): Promise<AnsweredServiceCalls> {
  const { url } = await offerEndpoint(offered);
  const body = JSON.stringify(asked);
  const { signal } = offered;
  const response = await fetch(`${url}/_slipway/service-calls`, { method: 'POST', body, signal });
  if (!response.ok) throw new Error(`The endpoint answers ${response.status} to calls of services`);
  return (await response.json()) as AnsweredServiceCalls;
}

function nameOf(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}
