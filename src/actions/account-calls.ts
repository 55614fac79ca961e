// Calls of AWS's API of this machine by an action, in the name of its role.
import { callingEndpoint, type CallAws } from '../account/call-aws.ts';
import { localUser, sessionOfRole } from '../account/principals.ts';
import type { SessionUse } from '../account/sessions.ts';
import { defined } from '../lib/defined.ts';
import { mayHaveAddresses, type Rewritten } from '../model/local-address.ts';
import { accessForNow } from '../targets/endpoint/role-access.ts';
import type { ActionContext } from './provider.ts';

type Caller = Pick<
  ActionContext<object>,
  'declaration' | 'definition' | 'place' | 'now' | 'actionExecutionId' | 'state'
>;

interface CallOptions {
  /** A call that is under way when it aborts rejects with its reason. */
  readonly signal: AbortSignal;
  readonly use?: SessionUse;
}

const sessionMs = 12 * 60 * 60 * 1000;

/** As the action's own role, or the pipeline's; as the user of this machine when there is none. */
export async function openAccountCalls(caller: Caller, options: CallOptions): Promise<CallAws> {
  const variables = await accessOf(caller, options);
  const credentials = {
    accessKeyId: variables['AWS_ACCESS_KEY_ID'] ?? '',
    ...defined({ sessionToken: variables['AWS_SESSION_TOKEN'] }),
  };
  return callingEndpoint({
    url: variables['AWS_ENDPOINT_URL'] ?? '',
    region: caller.place.region,
    credentials: () => credentials,
    signal: options.signal,
  });
}

async function accessOf(
  { declaration, definition, place, now, actionExecutionId, state }: Caller,
  { use = {} }: CallOptions,
): Promise<Readonly<Record<string, string>>> {
  const roleArn = declaration.roleArn ?? definition.pipeline.roleArn ?? '';
  const principal = sessionOfRole(roleArn, actionExecutionId) ?? localUser(place);
  const targetsFolder = await state.folder('targets');
  return await accessForNow({ targetsFolder, region: place.region, use }, principal, now() + sessionMs);
}

/** With the addresses that AWS has for APIs and websites replaced by those of this machine, each reported. */
export async function inLocalAddresses(
  context: Caller & Pick<ActionContext<object>, 'report'>,
  options: CallOptions,
  text: string,
): Promise<string> {
  if (!mayHaveAddresses(text)) return text;
  const { AWS_ENDPOINT_URL: url = '' } = await accessOf(context, options);
  const { signal } = options;
  const response = await fetch(`${url}/_slipway/local-addresses`, { method: 'POST', body: text, signal });
  const rewritten = (await response.json()) as Rewritten;
  for (const { from, to } of rewritten.replaced)
    context.report({ kind: 'Notice', message: `${from} is ${to} on this machine` });
  return rewritten.text;
}

/** Of a member of an answer; empty when it has none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
