// Calls of AWS's API of this machine by an action, in the name of its role.
import { callingEndpoint, type CallAws } from '../account/call-aws.ts';
import { localUser, sessionOfRole } from '../account/principals.ts';
import type { SessionUse } from '../account/sessions.ts';
import { defined } from '../lib/defined.ts';
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
export async function openAccountCalls(
  { declaration, definition, place, now, actionExecutionId, state }: Caller,
  { signal, use = {} }: CallOptions,
): Promise<CallAws> {
  const roleArn = declaration.roleArn ?? definition.pipeline.roleArn ?? '';
  const principal = sessionOfRole(roleArn, actionExecutionId) ?? localUser(place);
  const targetsFolder = await state.folder('targets');
  const access = { targetsFolder, region: place.region, use };
  const variables = await accessForNow(access, principal, now() + sessionMs);
  const credentials = {
    accessKeyId: variables['AWS_ACCESS_KEY_ID'] ?? '',
    ...defined({ sessionToken: variables['AWS_SESSION_TOKEN'] }),
  };
  return callingEndpoint({
    url: variables['AWS_ENDPOINT_URL'] ?? '',
    region: place.region,
    credentials: () => credentials,
    signal,
  });
}

/** Of a member of an answer; empty when it has none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
