// What is remembered of an environment between deployments, in the state's records.
import { newId } from '../../lib/id.ts';
import type { Records } from '../../state/records.ts';

export interface ApplicationVersion {
  readonly label: string;
  /** The bundle in the artifact store. */
  readonly digest: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export interface EnvironmentRecord extends EnvironmentName {
  /** Hosts keep their state under this id. */
  readonly environmentId: string;
  /** Those that exist now. */
  readonly instanceIds: readonly string[];
  /** Of the next instance that is launched. */
  readonly nextIndex: number;
  /** What runs on them, oldest first; the last is the current one. */
  readonly versions: readonly ApplicationVersion[];
}

export interface EnvironmentName {
  readonly applicationName: string;
  readonly environmentName: string;
}

const kind = 'beanstalk-environment';
const versionsKept = 20;

export function environmentRecord(
  records: Records,
  { applicationName, environmentName }: EnvironmentName,
): EnvironmentRecord {
  const name = { applicationName, environmentName };
  const existing = records.get<EnvironmentRecord>(kind, idOf(name));
  if (existing !== undefined) return existing;
  const made: EnvironmentRecord = {
    ...name,
    environmentId: newId(),
    instanceIds: [],
    nextIndex: 1,
    versions: [],
  };
  records.put(kind, idOf(name), made);
  return made;
}

export function saveInstances(
  records: Records,
  name: EnvironmentName,
  { instanceIds, nextIndex }: Pick<EnvironmentRecord, 'instanceIds' | 'nextIndex'>,
): void {
  records.put(kind, idOf(name), { ...environmentRecord(records, name), instanceIds, nextIndex });
}

/** Recording the same version twice changes nothing. */
export function saveVersion(records: Records, name: EnvironmentName, version: ApplicationVersion): void {
  const record = environmentRecord(records, name);
  if (record.versions.at(-1)?.label === version.label) return;
  records.put(kind, idOf(name), { ...record, versions: [...record.versions, version].slice(-versionsKept) });
}

/** Of every environment that was ever deployed to. */
export function environmentRecords(records: Records): readonly EnvironmentRecord[] {
  return records.list<EnvironmentRecord>(kind).map(({ value }) => value);
}

function idOf({ applicationName, environmentName }: EnvironmentName): string {
  return `${applicationName}/${environmentName}`;
}
