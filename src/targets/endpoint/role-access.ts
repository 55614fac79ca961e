// How what runs as a role calls AWS's API of this machine: the variables with its address and a session of the role. They
// lead to no real account.
import { dirname } from 'node:path';
import { sessionOfRole } from '../../account/principals.ts';
import { openSessions, type Principal, type Sessions, type SessionUse } from '../../account/sessions.ts';
import { endpointVariables, noOtherCredentials } from '../../model/aws-environment.ts';
import { offerEndpoint } from './offer-endpoint.ts';
import { openEndpoint, startLimit } from './open-endpoint.ts';

export interface RoleAccess {
  /** Absolute path: `targets/` of the state folder. */
  readonly targetsFolder: string;
  readonly region: string;
  /** Where the endpoint is called, when that is not its own address: from containers, for one. */
  readonly url?: string;
  /** What runs, and whether its role's policies are enforced. */
  readonly use?: SessionUse;
}

type Variables = Readonly<Record<string, string>>;

/** For what ends with this process. Starts nothing: the first call starts the endpoint. */
export async function accessForNow(
  { targetsFolder, region, use, ...at }: RoleAccess,
  principal: Principal,
  expiresAt: number,
): Promise<Variables> {
  const offered = async (): Promise<string> =>
    (await offerEndpoint({ targetsFolder, signal: startLimit() })).url;
  const url = at.url ?? (await offered());
  const credentials = sessionsIn(dirname(targetsFolder)).issue(principal, expiresAt, use);
  return endpointVariables({ url, region, ...credentials });
}

/** For what outlives this process, and calls when nothing of Slipway runs but the endpoint. */
export interface LastingAccess {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** @param sessionName that of the instance or the task */
  readonly variablesOf: (sessionName: string) => Variables;
}

/** Starts the endpoint. Undefined for what is no role's ARN. */
export async function lastingAccess(
  { targetsFolder, region, use, ...at }: RoleAccess,
  roleArn: string,
  signal: AbortSignal,
): Promise<LastingAccess | undefined> {
  if (sessionOfRole(roleArn, 'any') === undefined) return undefined;
  const url = at.url ?? (await openEndpoint({ targetsFolder, signal })).url;
  const variablesOf = (sessionName: string): Variables => {
    const principal = sessionOfRole(roleArn, sessionName);
    if (principal === undefined) return withoutRole(region);
    const credentials = sessionsIn(dirname(targetsFolder)).lastingSession(principal, Date.now(), use);
    return endpointVariables({ url, region, ...credentials });
  };
  return { url, variablesOf };
}

/** Of what has no role: the tools and SDKs find no credentials, as on a machine of EC2 without an instance profile. */
export function withoutRole(region: string): Variables {
  return { AWS_REGION: region, AWS_DEFAULT_REGION: region, ...noOtherCredentials };
}

const opened = new Map<string, Sessions>();

/** Open until this process ends: opening them for each build of many would take longer than all else here. */
function sessionsIn(stateFolder: string): Sessions {
  const known = opened.get(stateFolder);
  if (known !== undefined) return known;
  const sessions = openSessions(stateFolder);
  if (opened.size === 0) process.once('exit', closeSessions);
  opened.set(stateFolder, sessions);
  return sessions;
}

function closeSessions(): void {
  for (const sessions of opened.values()) sessions[Symbol.dispose]();
}
