// Revisions of task definitions: versions in the register, and what RegisterTaskDefinition was given besides.
import type { ResourceVersion } from '../../account/resource.ts';
import type { EcsApi } from '../../aws/operations/ecs.ts';
import { defined } from '../../lib/defined.ts';
import { familyOf } from '../../model/service.ts';
import type { TaskDefinition } from '../../model/task-definition.ts';
import { documentsOf, type Placed } from '../documents.ts';
import { refuse, type ServiceCall } from '../service.ts';
import { ecsArn, type Shapes } from './ecs-call.ts';
import { writtenFrom } from './written-task-definition.ts';

/** What the register does not have of a revision. */
export interface RevisionDocument {
  /** As RegisterTaskDefinition was given it; absent for what a file or a deployment has made. */
  readonly written?: Omit<Shapes['RegisterTaskDefinitionRequest'], 'tags'>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly registeredBy?: string;
  /** Milliseconds since the epoch; absent for one that is ACTIVE. */
  readonly deregisteredAt?: number;
  readonly isDeleted?: true;
}

export const revisionDocuments = documentsOf<RevisionDocument>('ecs/task-definition');

export interface Revision {
  readonly family: string;
  readonly revision: number;
  readonly values: TaskDefinition;
  /** Milliseconds since the epoch. */
  readonly registeredAt: number;
  readonly document: RevisionDocument;
}

export function revisionName({ family, revision }: Pick<Revision, 'family' | 'revision'>): string {
  return `${family}:${revision}`;
}

/** Of one family, oldest first. */
export function revisionsOf(call: Placed, family: string): readonly Revision[] {
  const { account, region } = call.place;
  return call.ground.account
    .versions({ account, region, type: 'AWS::ECS::TaskDefinition', name: family })
    .map((version) => revisionFrom(call, family, version))
    .filter(({ document }) => document.isDeleted !== true);
}

export function familiesOf(call: ServiceCall): readonly string[] {
  return call.ground.account
    .at(call.place)
    .list('AWS::ECS::TaskDefinition')
    .map(({ name }) => name);
}

function revisionFrom(
  call: Placed,
  family: string,
  { version, values, madeAt }: ResourceVersion<'AWS::ECS::TaskDefinition'>,
): Revision {
  const document = revisionDocuments.get(call, `${family}:${version}`) ?? {};
  return { family, revision: version, values, registeredAt: madeAt, document };
}

/** Of a family alone the newest that is ACTIVE. Undefined when there is none. */
export function findRevision(call: Placed, taskDefinition: string): Revision | undefined {
  const { family, revision } = familyOf(taskDefinition);
  const all = revisionsOf(call, family);
  return revision === undefined ? all.findLast(isActive) : all.find((each) => each.revision === revision);
}

export function isActive({ document }: Revision): boolean {
  return document.deregisteredAt === undefined;
}

/** For what runs it. @throws AwsError */
export function activeRevision(call: ServiceCall, taskDefinition: string): Revision {
  const found = findRevision(call, taskDefinition);
  if (found === undefined) throw refuse<EcsApi>('ClientException', 'TaskDefinition not found.');
  if (!isActive(found)) throw refuse<EcsApi>('ClientException', 'TaskDefinition is inactive');
  return found;
}

export function taskDefinitionArn(
  call: Pick<ServiceCall, 'place'>,
  of: Pick<Revision, 'family' | 'revision'>,
): string {
  return ecsArn(call, `task-definition/${revisionName(of)}`);
}

/** With what ECS fills in (ECS API reference, TaskDefinition and ContainerDefinition). */
export function taskDefinitionOutput(call: ServiceCall, found: Revision): Shapes['TaskDefinition'] {
  const { document, values, registeredAt } = found;
  const { written = writtenFrom(values), deregisteredAt, registeredBy = call.caller.arn } = document;
  const { containerDefinitions, volumes = [], placementConstraints = [], ...rest } = written;
  const asked = written.requiresCompatibilities ?? [];
  return {
    ...rest,
    taskDefinitionArn: taskDefinitionArn(call, found),
    containerDefinitions: containerDefinitions.map((container) =>
      containerOutput(container, rest.networkMode),
    ),
    revision: found.revision,
    volumes,
    status: deregisteredAt === undefined ? 'ACTIVE' : 'INACTIVE',
    placementConstraints,
    compatibilities: [
      ...new Set([
        ...(['EXTERNAL', 'EC2'] as const).filter((each) => each === 'EC2' || rest.networkMode !== 'awsvpc'),
        ...asked,
      ]),
    ],
    registeredAt: new Date(registeredAt),
    ...(deregisteredAt === undefined ? {} : { deregisteredAt: new Date(deregisteredAt) }),
    registeredBy,
  };
}

function containerOutput(
  container: Shapes['ContainerDefinition'],
  networkMode: string | undefined,
): Shapes['ContainerDefinition'] {
  return {
    cpu: 0,
    essential: true,
    environment: [],
    mountPoints: [],
    volumesFrom: [],
    systemControls: [],
    ...container,
    portMappings: (container.portMappings ?? []).map(
      ({ containerPort, hostPort, protocol = 'tcp', ...more }) => ({
        ...more,
        ...defined({ containerPort }),
        ...defined({
          hostPort: hostPort ?? (networkMode === 'awsvpc' || networkMode === 'host' ? containerPort : 0),
        }),
        protocol,
      }),
    ),
  };
}
