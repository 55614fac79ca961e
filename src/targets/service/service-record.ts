// What is known of a service between deployments: a file below the state folder's `targets/`, replaced as a whole.
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Parameter } from '../../model/parameter.ts';
import type { Service, ServiceTargetGroup } from '../../model/service.ts';
import type { TaskDefinition } from '../../model/task-definition.ts';
import { processFolder, type ProcessFolder } from '../daemon/process-folder.ts';
import {
  decodedName,
  findRecords,
  hasFields,
  isListOf,
  readable,
  readRecord,
  writeRecord,
  type FoundRecord,
  type RecordKind,
  encodedName,
} from '../daemon/record-file.ts';

/** A service is known by both. */
export type ServiceName = Pick<Service, 'cluster' | 'serviceName'>;

export interface ServiceRecord {
  readonly service: Service;
  readonly targetGroup?: ServiceTargetGroup;
  readonly ports: ServicePorts;
  /** The program of the engine that has the containers. */
  readonly engine: string;
  /** That tasks have in their environment. Absent in records of earlier versions. */
  readonly region?: string;
  /** That the definition brings along: tasks that start later take their secrets from them too. */
  readonly parameters: readonly Parameter[];
  /** The deployment that the service moves to. */
  readonly primary: string;
  /** Where the requests go while two task sets are there; to all tasks when absent. */
  readonly route?: TrafficRoute;
  /** Newest last. */
  readonly deployments: readonly ServiceDeployment[];
  readonly tasks: readonly TaskRecord[];
  /** A second port for requests to a new task set before it gets others. */
  readonly hasTestListener: boolean;
  /** Ended on purpose: nothing is started again before the next deployment. */
  readonly isDown: boolean;
}

/** Of the load balancer, where it matters which they are. */
interface ServicePorts {
  readonly production?: number;
  readonly test?: number;
}

export interface TrafficRoute {
  /** The deployment whose tasks are meant; the others get what is left. */
  readonly deploymentId: string;
  /** From 0 to 100. */
  readonly percent: number;
  /** The same for the test listener. */
  readonly testPercent: number;
}

export interface ServiceDeployment {
  /** `ecs-svc/` and digits; CodeDeploy's own id for a task set of its. */
  readonly id: string;
  readonly revision: RegisteredTaskDefinition;
  /** Where the load balancer leads in its tasks: a later deployment may lead elsewhere. */
  readonly containerPort?: number;
  /** The newest that was COMPLETED is what the service goes back to. */
  readonly rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Of one of ECS's API by BLUE_GREEN, LINEAR or CANARY that takes the place of another. */
  readonly shift?: ServiceShift;
}

/** How far a deployment is that is made next to the one that serves. */
export interface ServiceShift {
  /** The deployment that serves until this one does. */
  readonly blue: string;
  readonly stage: 'SCALE_UP' | 'PRODUCTION_TRAFFIC_SHIFT' | 'BAKE_TIME' | 'CLEAN_UP';
  /** How many steps of the traffic are done. */
  readonly steps: number;
  /** Nothing follows before: milliseconds since the epoch. */
  readonly until: number;
  /** No new task of it starts before, after some have failed: milliseconds since the epoch. */
  readonly pausedUntil?: number;
  /** Those that were in ALARM when it began, which count for nothing (ECS developer guide, deployment alarms). */
  readonly ignoredAlarms: readonly string[];
}

export interface RegisteredTaskDefinition extends TaskDefinition {
  readonly revision: number;
  /** By the container's name: the image as the engine knows it, which its tag may have left since. */
  readonly imageIds: Readonly<Record<string, string>>;
  /** By the container's name: why there is no image. Its tasks fail, each with that. */
  readonly pullFailures?: Readonly<Record<string, string>>;
}

export interface TaskRecord {
  readonly taskId: string;
  readonly deploymentId: string;
  readonly desiredStatus: 'RUNNING' | 'STOPPED';
  readonly createdAt: number;
  readonly wasHealthy: boolean;
}

const servicesFolder = '@services';

function serviceFolder(targetsFolder: string, { cluster, serviceName }: ServiceName): string {
  return join(targetsFolder, servicesFolder, encodedName(`${cluster}.${serviceName}`));
}

export function serviceBalancerFolder(targetsFolder: string, service: ServiceName): ProcessFolder {
  return processFolder(join(serviceFolder(targetsFolder, service), 'balancer'));
}

/** Who drives the service now. */
export function driverFile(targetsFolder: string, service: ServiceName): string {
  return join(serviceFolder(targetsFolder, service), 'driver');
}

/** Nothing is known of the service any more. Its processes have been ended before. */
export async function forgetService(targetsFolder: string, service: ServiceName): Promise<void> {
  await rm(serviceFolder(targetsFolder, service), { recursive: true, force: true });
}

export async function readService(
  targetsFolder: string,
  service: ServiceName,
): Promise<ServiceRecord | undefined> {
  return await readRecord<ServiceRecord>(recordFile(serviceFolder(targetsFolder, service)));
}

export async function writeService(targetsFolder: string, record: ServiceRecord): Promise<void> {
  const file = recordFile(serviceFolder(targetsFolder, record.service));
  await mkdir(dirname(file), { recursive: true });
  await writeRecord(file, record);
}

const recordKind: RecordKind<ServiceRecord> = {
  fileName: 'service.json',
  isRecord: (value): value is ServiceRecord =>
    hasFields(value, { service: 'object', ports: 'object', engine: 'string', parameters: 'array' }) &&
    areRead(value as ServiceRecord),
};

function areRead({ service, targetGroup, deployments, tasks }: ServiceRecord): boolean {
  return (
    hasFields(service, { cluster: 'string', serviceName: 'string' }) &&
    (targetGroup === undefined || hasFields(targetGroup, { name: 'string' })) &&
    isListOf(tasks, { taskId: 'string', deploymentId: 'string' }) &&
    isListOf(deployments, { id: 'string', revision: 'object' }) &&
    deployments.every(({ revision }) => hasFields(revision, { family: 'string', containers: 'array' }))
  );
}

/** By the names of their clusters and their own. */
export async function findServices(targetsFolder: string): Promise<readonly FoundRecord<ServiceRecord>[]> {
  return await findRecords(join(targetsFolder, servicesFolder), recordKind);
}

export async function listServices(targetsFolder: string): Promise<readonly ServiceRecord[]> {
  return readable(await findServices(targetsFolder));
}

/** The service whose folder it is. Neither name has a dot (ECS API, CreateCluster and CreateService). */
export function serviceOfFolder(folderName: string): ServiceName {
  const name = decodedName(folderName);
  const dot = name.indexOf('.');
  return { cluster: name.slice(0, Math.max(0, dot)), serviceName: name.slice(dot + 1) };
}

function recordFile(folder: string): string {
  return join(folder, recordKind.fileName);
}
