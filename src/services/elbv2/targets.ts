// The targets of a group: tasks of services, which their balancer knows, and what RegisterTargets names on this machine,
// whose health is asked for when it is described.
import { request as httpRequest } from 'node:http';
import { describeBalancer } from '../../targets/balancer/open-balancer.ts';
import type { TargetDescription } from '../../targets/balancer/protocol.ts';
import { balancerFolder } from '../../targets/fleet/fleet-folder.ts';
import { listFleets } from '../../targets/fleet/fleet-record.ts';
import { listServices, serviceBalancerFolder } from '../../targets/service/service-record.ts';
import type { Placed } from '../documents.ts';
import { tasksNow } from '../ecs/service-output.ts';
import { noteNotExecuted } from '../note-not-executed.ts';
import { refused, type Op, type Shapes } from './elb-call.ts';
import { groupDocument, groupOfArn, saveTargets, type Group } from './group-record.ts';
import { balancersOfGroup } from './group-uses.ts';

type Target = Shapes['TargetDescription'];
type Health = Shapes['TargetHealth'];

export const registerTargets: Op<'RegisterTargets'> = ({ TargetGroupArn, Targets }, call) => {
  const group = groupOfArn(call, TargetGroupArn);
  const document = groupDocument(call, group);
  for (const { Id } of Targets)
    if (!isHere(Id)) noteNotExecuted(call, 'Elastic Load Balancing v2', `RegisterTargets of ${Id}`);
  const added = Targets.map((target) => withPort(target, group));
  const others = document.targets.filter((each) => !added.some((target) => isSame(target, each)));
  saveTargets(call, group.name, { ...document, targets: [...others, ...added] });
  return {};
};

export const deregisterTargets: Op<'DeregisterTargets'> = ({ TargetGroupArn, Targets }, call) => {
  const group = groupOfArn(call, TargetGroupArn);
  const document = groupDocument(call, group);
  const removed = (each: Target) =>
    Targets.some(({ Id, Port }) => Id === each.Id && (Port === undefined || Port === each.Port));
  const unknown = Targets.find(({ Id }) => document.targets.every((each) => each.Id !== Id));
  if (unknown !== undefined)
    throw refused('InvalidTargetException', `The following targets are not registered: '${unknown.Id}'`);
  saveTargets(call, group.name, { ...document, targets: document.targets.filter((each) => !removed(each)) });
  return {};
};

function withPort(target: Target, { values }: Group): Target {
  return { ...target, Port: target.Port ?? values.port };
}

function isSame(one: Target, other: Target): boolean {
  return one.Id === other.Id && one.Port === other.Port;
}

/** Nothing but this machine itself can be reached from a load balancer of its. */
function isHere(id: string): boolean {
  return /^127\.\d+\.\d+\.\d+$/.test(id);
}

export const describeTargetHealth: Op<'DescribeTargetHealth'> = async ({ TargetGroupArn, Targets }, call) => {
  const group = groupOfArn(call, TargetGroupArn);
  const isUsed = balancersOfGroup(call, TargetGroupArn).length > 0;
  const tasks = (await tasksOf(call, group)).map((task) => ({
    Target: { Id: '127.0.0.1', Port: task.containerPort ?? group.values.port },
    TargetHealth: healthOfTask(task),
  }));
  const instances = (await fleetsOf(call, group)).flatMap(({ targets }) =>
    targets.map((target) => ({
      Target: { Id: target.instanceId, Port: group.values.port },
      TargetHealth: healthOfTask(target),
    })),
  );
  const registered = groupDocument(call, group).targets.map(async (target) => ({
    Target: target,
    TargetHealth: await healthOf(target, group),
  }));
  const found = [...tasks, ...instances, ...(await Promise.all(registered))].map(
    ({ Target, TargetHealth }) => ({
      Target,
      HealthCheckPort: String(Target.Port ?? group.values.port),
      TargetHealth: isUsed ? TargetHealth : notInUse,
    }),
  );
  const wanted = Targets?.map((target) => withPort(target, group));
  return {
    TargetHealthDescriptions:
      wanted === undefined
        ? found
        : wanted.map(
            (target) =>
              found.find(({ Target }) => isSame(Target, target)) ?? {
                Target: target,
                TargetHealth: notRegistered,
              },
          ),
  };
};

const notInUse: Health = {
  State: 'unused',
  Reason: 'Target.NotInUse',
  Description: 'Target group is not configured to receive traffic from the load balancer',
};

const notRegistered: Health = {
  State: 'unused',
  Reason: 'Target.NotRegistered',
  Description: 'Target is not registered to the target group',
};

/** Elastic Load Balancing user guide, "Target health status" and "Health check reason codes". */
function healthOfTask({ health, description = '' }: TargetDescription): Health {
  switch (health) {
    case 'healthy':
      return { State: 'healthy' };
    case 'initial':
      return {
        State: 'initial',
        Reason: 'Elb.InitialHealthChecking',
        Description: 'Initial health checks in progress',
      };
    case 'draining':
      return {
        State: 'draining',
        Reason: 'Target.DeregistrationInProgress',
        Description: 'Target deregistration is in progress',
      };
    case 'unhealthy':
      return unhealthy(description);
    default:
      return notRegistered;
  }
}

function unhealthy(description: string): Health {
  const Reason = /code/.test(description)
    ? ('Target.ResponseCodeMismatch' as const)
    : /timed out/i.test(description)
      ? ('Target.Timeout' as const)
      : ('Target.FailedHealthChecks' as const);
  return {
    State: 'unhealthy',
    Reason,
    Description: description === '' ? 'Health checks failed' : description,
  };
}

async function healthOf({ Id, Port = 80 }: Target, { values }: Group): Promise<Health> {
  if (!isHere(Id))
    return {
      State: 'unused',
      Reason: 'Target.InvalidState',
      Description: 'Target is not on this machine, and its load balancer reaches nothing else',
    };
  const { healthCheckPath: path, healthCheckTimeoutSeconds, matcher } = values;
  const status = await statusOf({ host: Id, port: Port, path, timeout: healthCheckTimeoutSeconds * 1000 });
  if (typeof status === 'string') return unhealthy(status);
  return isMatched(status, matcher)
    ? { State: 'healthy' }
    : unhealthy(`Health checks failed with these codes: [${status}]`);
}

interface Check {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly timeout: number;
}

/** A status, or why there is none. */
async function statusOf(check: Check): Promise<number | string> {
  const { promise, resolve } = Promise.withResolvers<number | string>();
  const headers = { 'user-agent': 'ELB-HealthChecker/2.0' };
  const request = httpRequest({ ...check, headers, agent: false }, (response) => {
    response.resume();
    resolve(response.statusCode ?? 0);
  });
  request.once('timeout', () => {
    resolve('Request timed out');
    request.destroy();
  });
  request.once('error', () => resolve('Health checks failed'));
  request.end();
  return await promise;
}

/** `200`, `200-299` or `200,202`. */
function isMatched(status: number, matcher: string): boolean {
  return matcher.split(',').some((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return status >= from && status <= to;
  });
}

/** Of all services that register there, as their balancers know them. */
async function tasksOf(
  place: Placed,
  { name }: Group,
): Promise<readonly (TargetDescription & { readonly containerPort: number | undefined })[]> {
  const { ground } = place;
  const records = (await listServices(ground.targetsFolder)).filter(
    ({ targetGroup }) => targetGroup?.name === name,
  );
  const described = records.map(async (record) => {
    const balancer = await describeBalancer(serviceBalancerFolder(ground.targetsFolder, record.service));
    const tasks = await tasksNow(place, record);
    return (balancer?.targets ?? []).map((target) => ({
      ...target,
      containerPort: tasks.find(({ taskId }) => taskId === target.instanceId)?.port,
    }));
  });
  return (await Promise.all(described)).flat();
}

interface BalancedFleet {
  /** Of the balancer in front of its hosts. */
  readonly port: number;
  readonly targets: readonly TargetDescription[];
}

/** Fleets whose instances are registered there: those of Auto Scaling groups. */
async function fleetsOf(
  { ground: { targetsFolder } }: Placed,
  { name }: Group,
): Promise<readonly BalancedFleet[]> {
  const own = (await listFleets(targetsFolder)).filter(({ fleet }) => fleet?.targetGroup?.name === name);
  const described = own.map(async (record) => {
    const balancer = await describeBalancer(balancerFolder(targetsFolder, record.name));
    const port = balancer?.listenerPort;
    return port === undefined ? [] : [{ port, targets: balancer?.targets ?? [] }];
  });
  return (await Promise.all(described)).flat();
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Where requests for the group go: the balancers of its services, and registered targets of this machine. */
export async function addressesOf(place: Placed, group: Group): Promise<readonly Address[]> {
  const { targetsFolder } = place.ground;
  const records = (await listServices(targetsFolder)).filter(
    ({ targetGroup }) => targetGroup?.name === group.name,
  );
  const balancers = records.map(async ({ service }) => {
    const port = (await describeBalancer(serviceBalancerFolder(targetsFolder, service)))?.listenerPort;
    return port === undefined ? [] : [{ host: '127.0.0.1', port }];
  });
  const fleets = (await fleetsOf(place, group)).map(({ port }) => ({ host: '127.0.0.1', port }));
  const registered = groupDocument(place, group)
    .targets.filter(({ Id }) => isHere(Id))
    .map(({ Id, Port = group.values.port }) => ({ host: Id, port: Port }));
  return [...(await Promise.all(balancers)).flat(), ...fleets, ...registered];
}
