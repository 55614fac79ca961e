// What the programs of a fleet's instances find to call AWS's API with: a session of the instance profile's role.
// Source: EC2 user guide, "IAM roles for Amazon EC2".
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionUse } from '../../account/sessions.ts';
import { defined } from '../../lib/defined.ts';
import { endpointPortFile } from '../agent/protocol.ts';
import type { ProcessFolder } from '../daemon/process-folder.ts';
import { trusting } from '../endpoint/aws-names.ts';
import { lastingAccess, withoutRole } from '../endpoint/role-access.ts';
import { trustOfHost } from '../isolation/furnish-host.ts';
import type { HostRecord } from '../host/host-record.ts';

export interface InstanceAccess {
  readonly region: string;
  /** Of the instance profile; without one the programs of the instances find no credentials. */
  readonly roleArn?: string;
}

/** The variables of each instance, by its id. */
export type AccessOf = (instanceId: string) => Readonly<Record<string, string>>;

export interface InstanceAccessOptions {
  readonly targetsFolder: string;
  readonly access?: InstanceAccess;
  readonly use?: SessionUse;
  readonly signal: AbortSignal;
}

/** For what answers there for AWS's own names; what leads to certificates of this machine's user is left as it is. */
function trustOf(folder: ProcessFolder | undefined): Readonly<Record<string, string>> {
  const trust = folder === undefined ? undefined : trustOfHost(folder.path);
  return trust === undefined ? {} : trusting(trust, process.env);
}

/** Starts the endpoint when the instances have a role: their programs outlive the caller. */
export async function openInstanceAccess(
  { targetsFolder, access, use, signal }: InstanceAccessOptions,
  hosts: readonly { readonly record: HostRecord; readonly folder: ProcessFolder }[],
): Promise<AccessOf> {
  if (access === undefined) return () => ({});
  const { region, roleArn = '' } = access;
  const lasting = await lastingAccess({ targetsFolder, region, ...defined({ use }) }, roleArn, signal);
  if (lasting === undefined) return () => withoutRole(region);
  const namespaces = hosts.filter(({ record }) => record.isolation === 'namespace');
  const port = new URL(lasting.url).port;
  await Promise.all(
    namespaces.map(async ({ folder }) => writeFile(join(folder.sockets, endpointPortFile), port)),
  );
  const trust = trustOf(namespaces[0]?.folder);
  return (instanceId) => ({ ...trust, ...lasting.variablesOf(instanceId) });
}
