// What a function calls AWS's API of this machine with: a session of its execution role.
import { dirname } from 'node:path';
import { localUser, sessionOfRole } from '../../account/principals.ts';
import { openSessions, type Credentials, type Principal } from '../../account/sessions.ts';
import { formatArn } from '../../model/arn.ts';
import type { AwsPlace } from '../../model/place.ts';
import { findFunction, nameOfFunction } from '../../model/function.ts';
import { accessForNow } from '../endpoint/role-access.ts';
import type { FunctionCall } from './function-call.ts';

/** Longer than any invocation, with all that may be asked again. */
const sessionMs = 12 * 60 * 60 * 1000;

/** Variables; empty when the call names no state folder. */
export async function functionAccess({
  functionName,
  resources,
  place,
  targetsFolder,
  use = {},
}: Pick<FunctionCall, 'functionName' | 'resources' | 'place' | 'targetsFolder' | 'use'>): Promise<
  Readonly<Record<string, string>>
> {
  if (targetsFolder === undefined) return {};
  const { name } = nameOfFunction(functionName);
  const functions = resources.list('AWS::Lambda::Function').map(({ values }) => values);
  const written = findFunction(functions, functionName)?.role ?? '';
  const principal = principalOfFunction({ name, role: written, place });
  if (principal === undefined) return {};
  return await accessForNow({ targetsFolder, region: place.region, use }, principal, Date.now() + sessionMs);
}

/** A session of the user of this machine, for as long as a job may take. */
export function userCredentials(targetsFolder: string, place: AwsPlace): Credentials {
  using sessions = openSessions(dirname(targetsFolder));
  return sessions.issue(localUser(place), Date.now() + sessionMs);
}

/** A session of its role, or of the one that it would have. */
export function principalOfFunction({
  name,
  role = '',
  place,
}: {
  readonly name: string;
  readonly role: string | undefined;
  readonly place: AwsPlace;
}): Principal | undefined {
  return sessionOfRole(role, name) ?? sessionOfRole(defaultRole(name, place), name);
}

/** The console makes a role of such a name with a function, and adds letters. */
function defaultRole(name: string, place: AwsPlace): string {
  return formatArn({ ...place, service: 'iam', region: '', resource: `role/service-role/${name}-role` });
}
