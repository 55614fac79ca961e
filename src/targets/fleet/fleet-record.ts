// The fleets and hosts that a targets folder holds, as they were opened last.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fleet } from '../../model/fleet.ts';
import { fleetFolder } from './fleet-folder.ts';
import { readRecord } from '../daemon/record-file.ts';
import { hostRecordFile, type HostRecord } from '../host/host-record.ts';

export interface FleetRecord {
  readonly name: string;
  readonly isolation: 'process' | 'namespace';
  readonly instanceIds: readonly string[];
  readonly hasTargetGroup: boolean;
  /** As it was opened last. Absent in records of earlier versions. */
  readonly fleet?: Fleet;
}

export function fleetRecordFile(targetsFolder: string, fleetName: string): string {
  return join(fleetFolder(targetsFolder, fleetName), 'fleet.json');
}

export async function listFleets(targetsFolder: string): Promise<readonly FleetRecord[]> {
  const names = await readdir(targetsFolder).catch(() => []);
  const records = names.map((name) => readRecord<FleetRecord>(join(targetsFolder, name, 'fleet.json')));
  return (await Promise.all(records)).filter((record) => record !== undefined);
}

/** Every host that left a folder, also one that a newer fleet no longer has. */
export async function listHosts(targetsFolder: string, fleetName: string): Promise<readonly HostRecord[]> {
  const folder = fleetFolder(targetsFolder, fleetName);
  const names = await readdir(folder).catch(() => []);
  const records = names.map((name) => readRecord<HostRecord>(hostRecordFile(join(folder, name))));
  return (await Promise.all(records)).filter((record) => record !== undefined);
}
