// A service as ECS's API keeps it: what it was given, the deployment that it moves to, and what has happened. What runs of it
// is in the record of the target.
import type { Service } from '../../model/service.ts';
import { documentsOf, type Placed } from '../documents.ts';
import { newId } from '../../lib/id.ts';
import type { Shapes } from './ecs-call.ts';

export interface ServiceDocument {
  /** As CreateService was given it, changed by UpdateService. */
  readonly input: Omit<Shapes['CreateServiceRequest'], 'clientToken' | 'tags'>;
  /** The same as the rest of Slipway reads it. */
  readonly service: Service;
  readonly status: 'ACTIVE' | 'DRAINING' | 'INACTIVE';
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly createdBy: string;
  /** The one that was asked for last; absent for a service that a pipeline deploys to. */
  readonly deployment?: WantedDeployment;
  /** Newest first. */
  readonly events: readonly ServiceEventDocument[];
}

export interface WantedDeployment {
  readonly id: string;
  /** `FAMILY:REVISION` */
  readonly taskDefinition: string;
  readonly createdAt: number;
  /** Of its tasks so many have failed. */
  readonly failedTasks: number;
}

/**
 * Whether the deployment is among those of the service, or was: one that CodeDeploy or a pipeline has made later may have
 * pushed it out of what is kept.
 */
export function isBegun(
  { id, createdAt }: Pick<WantedDeployment, 'id' | 'createdAt'>,
  known: readonly Pick<WantedDeployment, 'id' | 'createdAt'>[],
): boolean {
  return known.some((each) => each.id === id || each.createdAt > createdAt);
}

interface ServiceEventDocument {
  readonly id: string;
  readonly createdAt: number;
  readonly message: string;
}

export const serviceDocuments = documentsOf<ServiceDocument>('ecs/service');

/** ECS gives the newest hundred. */
const eventsKept = 100;

/** Adds events to what is known now. One that says the same as the newest says nothing new. */
export function addEvents(place: Placed, key: string, messages: readonly string[]): void {
  const document = serviceDocuments.get(place, key);
  const news = messages.filter((message) => message !== document?.events[0]?.message);
  if (document === undefined || news.length === 0) return;
  const added = news.map((message) => ({ id: newId(), createdAt: Date.now(), message })).toReversed();
  serviceDocuments.put(place, key, {
    ...document,
    events: [...added, ...document.events].slice(0, eventsKept),
  });
}
