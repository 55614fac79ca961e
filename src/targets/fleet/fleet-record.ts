// The fleets and hosts that a targets folder holds, as they were opened last.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fleet } from '../../model/fleet.ts';
import {
  findRecords,
  hasFields,
  isListOf,
  readable,
  readRecord,
  type FoundRecord,
  type RecordKind,
} from '../daemon/record-file.ts';
import { hostRecordFile, type HostRecord } from '../host/host-record.ts';
import type { InstanceAccess } from './instance-access.ts';
import { fleetFolder } from './fleet-folder.ts';

export interface FleetRecord {
  readonly name: string;
  readonly isolation: 'process' | 'namespace';
  readonly instanceIds: readonly string[];
  readonly hasTargetGroup: boolean;
  /** As it was opened last. Absent in records of earlier versions. */
  readonly fleet?: Fleet;
  /** Absent in records of earlier versions. */
  readonly kind?: FleetKind;
  /** Of the environment that the fleet belongs to. */
  readonly environment?: EnvironmentIdentity;
  /** Absent in records of earlier versions. */
  readonly access?: InstanceAccess;
}

/** An environment of Elastic Beanstalk is a fleet of its instances. */
export interface EnvironmentIdentity {
  readonly applicationName: string;
  readonly environmentName: string;
}

export type FleetKind = 'fleet' | 'environment';

/** Earlier versions wrote no kind; the instances of their environments have the image of the platform. */
export function kindOf({ kind, fleet }: FleetRecord): FleetKind {
  return kind ?? (fleet?.imageId === 'elasticbeanstalk' ? 'environment' : 'fleet');
}

/** The kind of a fleet whose own record cannot be read. @param folder of the fleet */
export async function kindByHosts(folder: string): Promise<FleetKind> {
  const hosts = await hostsBelow(folder);
  return hosts.some(({ image }) => image === 'elastic-beanstalk') ? 'environment' : 'fleet';
}

const recordKind: RecordKind<FleetRecord> = {
  fileName: 'fleet.json',
  isRecord: (value): value is FleetRecord =>
    hasFields(value, { name: 'string', isolation: 'string', instanceIds: 'array' }) &&
    areRead(value as FleetRecord),
};

function areRead({ kind, instanceIds, fleet, environment, access }: FleetRecord): boolean {
  const hasKind = kind === undefined || kind === 'fleet' || kind === 'environment';
  const hasFleet = fleet === undefined || isFleet(fleet);
  const hasEnvironment =
    environment === undefined ||
    hasFields(environment, { applicationName: 'string', environmentName: 'string' });
  const hasAccess = access === undefined || hasFields(access, { region: 'string' });
  return (
    hasKind && hasAccess && hasFleet && hasEnvironment && instanceIds.every((id) => typeof id === 'string')
  );
}

function isFleet(value: Fleet): boolean {
  return (
    hasFields(value, { name: 'string' }) &&
    isListOf(value.instances, { instanceId: 'string', tags: 'object' }) &&
    (value.targetGroup === undefined || hasFields(value.targetGroup, { name: 'string' }))
  );
}

export function fleetRecordFile(targetsFolder: string, fleetName: string): string {
  return join(fleetFolder(targetsFolder, fleetName), recordKind.fileName);
}

/** Names of other kinds' folders begin with `@`. */
export async function findFleets(targetsFolder: string): Promise<readonly FoundRecord<FleetRecord>[]> {
  return (await findRecords(targetsFolder, recordKind)).filter(
    ({ folderName }) => !folderName.startsWith('@'),
  );
}

export async function listFleets(targetsFolder: string): Promise<readonly FleetRecord[]> {
  return readable(await findFleets(targetsFolder));
}

/** Every host that left a folder, also one that a newer fleet no longer has. */
export async function listHosts(targetsFolder: string, fleetName: string): Promise<readonly HostRecord[]> {
  return await hostsBelow(fleetFolder(targetsFolder, fleetName));
}

async function hostsBelow(folder: string): Promise<readonly HostRecord[]> {
  const names = await readdir(folder).catch(() => []);
  const records = names.map((name) => readRecord<HostRecord>(hostRecordFile(join(folder, name))));
  return (await Promise.all(records)).filter((record) => record !== undefined);
}
