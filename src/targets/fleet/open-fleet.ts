// Makes or takes up a fleet: its hosts and its balancer are processes of their own that outlive the caller.
import { mkdir } from 'node:fs/promises';
import { defined } from '../../lib/defined.ts';
import type { Instance } from '../../model/fleet.ts';
import { defaultImage, imageOf } from '../../model/host-image.ts';
import { configureBalancer, connectBalancer, drainTarget, startBalancer } from '../balancer/open-balancer.ts';
import type { BalancerDescription, BalancerHost } from '../balancer/protocol.ts';
import { holderOf } from '../daemon/claim-record.ts';
import { programVersion } from '../daemon/program-version.ts';
import type { OpenFleet, OpenFleetFunction } from './fleet-contract.ts';
import { balancerFolder, fleetFolder, hostFolder } from './fleet-folder.ts';
import { openInstanceAccess, type AccessOf } from './instance-access.ts';
import { writeRecord } from '../daemon/record-file.ts';
import type { ProcessFolder } from '../daemon/process-folder.ts';
import { fleetRecordFile, listFleets, listHosts, type FleetRecord } from './fleet-record.ts';
import { connectHost } from '../host/connect-host.ts';
import { authorityIn } from '../endpoint/tls-door.ts';
import { endHost } from '../host/end-host.ts';
import { choosePort } from '../host/host-port.ts';
import type { HostRecord } from '../host/host-record.ts';
import { removeHost } from '../host/remove-host.ts';
import { startHost } from '../host/start-host.ts';
import { chooseIsolation } from '../isolation/choose-isolation.ts';

type Options = Parameters<OpenFleetFunction>[0];

/**
 * Rejects with IsolationUnavailable, ProgramNotFound or PortTaken (ProblemError) when the machine cannot give what was
 * asked for.
 */
export const openFleet: OpenFleetFunction = async (options) => {
  const { fleet, targetsFolder, signal } = options;
  const { isolation, reason } = await chooseIsolation(options.isolation ?? fleet.isolation, targetsFolder);
  await mkdir(fleetFolder(targetsFolder, fleet.name), { recursive: true });
  const records = await planHosts(options, isolation);
  await writeRecord(fleetRecordFile(targetsFolder, fleet.name), fleetRecord(options, isolation));
  const started = new Started(options, records);
  await started.start();
  const described = await started.configure();
  const accessOf = await openInstanceAccess(options, started.hosts());
  signal.throwIfAborted();
  return open(started, { isolation, isolationReason: reason, accessOf }, described);
};

/** The processes of one opening, which can be brought back later in the same way. */
class Started {
  readonly options: Options;
  readonly records: readonly HostRecord[];
  readonly balancer: ProcessFolder;
  /** A balancer is also the way outside of namespace hosts, so these have one without a target group too. */
  readonly hasBalancer: boolean;
  readonly #version = programVersion();
  readonly #begunAnew = new Set<string>();

  constructor(options: Options, records: readonly HostRecord[]) {
    this.options = options;
    this.records = records;
    this.balancer = balancerFolder(options.targetsFolder, options.fleet.name);
    this.hasBalancer =
      options.fleet.targetGroup !== undefined || records.some(({ isolation }) => isolation === 'namespace');
  }

  folderOf({ instanceId }: { readonly instanceId: string }): ProcessFolder {
    return hostFolder(this.options.targetsFolder, this.options.fleet.name, instanceId);
  }

  hosts(): readonly { readonly record: HostRecord; readonly folder: ProcessFolder }[] {
    return this.records.map((record) => ({ record, folder: this.folderOf(record) }));
  }

  async start(): Promise<void> {
    const trust = await this.#trust();
    const hosts = this.hosts().map(async (host) => this.#startHost({ ...this.#start(), ...trust, ...host }));
    const balancer = this.hasBalancer
      ? startBalancer({ ...this.#startBalancer(), folder: this.balancer })
      : endHost(this.balancer);
    // All of them, so that a failure of one leaves no other half started behind the caller's back.
    const results = await Promise.allSettled([...hosts, balancer]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  async configure(): Promise<BalancerDescription | undefined> {
    if (!this.hasBalancer) return undefined;
    const hosts = this.records.map((record) => ({
      instanceId: record.instanceId,
      address: addressOf(record, this.folderOf(record)),
    }));
    return await configureBalancer(this.balancer, hosts, { targetGroup: this.options.fleet.targetGroup });
  }

  async revive(): Promise<void> {
    await startBalancer({ ...this.#startBalancer(), folder: this.balancer });
    await this.configure();
  }

  hasBegunAnew(instanceId: string): boolean {
    return this.#begunAnew.has(instanceId);
  }

  async #startHost(options: Parameters<typeof startHost>[0]): Promise<void> {
    const { folder, record } = options;
    // One that was ended on purpose has no record, nor has one that was never there.
    const wasThere = holderOf(folder.record) !== undefined;
    const how = await startHost(options);
    if (how === 'started' && wasThere && record.isolation === 'namespace')
      this.#begunAnew.add(record.instanceId);
  }

  /** What answers for AWS's own names in hosts with a network of their own. */
  async #trust(): Promise<{ readonly certificate?: string }> {
    const hasRole = (this.options.access?.roleArn ?? '') !== '';
    if (!hasRole || !this.records.some(({ isolation }) => isolation === 'namespace')) return {};
    return { certificate: (await authorityIn(this.options.targetsFolder)).cert };
  }

  #startBalancer() {
    return { ...this.#start(), targetsFolder: this.options.targetsFolder };
  }

  #start(): { readonly version: string; readonly signal: AbortSignal } {
    return { version: this.#version, signal: this.options.signal };
  }
}

function addressOf(record: HostRecord, folder: ProcessFolder): BalancerHost['address'] {
  if (record.isolation === 'namespace') return { type: 'relay', socketsFolder: folder.sockets };
  return { type: 'port', port: record.port ?? 0 };
}

type Opened = Pick<OpenFleet, 'isolation' | 'isolationReason'> & { readonly accessOf: AccessOf };

function open(
  started: Started,
  { accessOf, ...isolation }: Opened,
  described: BalancerDescription | undefined,
): OpenFleet {
  const { fleet } = started.options;
  const hosts = started.records.map((record) => {
    const instance = fleet.instances.find(({ instanceId }) => instanceId === record.instanceId) as Instance;
    const relayed = described?.targets.find(({ instanceId }) => instanceId === record.instanceId)?.port;
    const port = record.port ?? relayed;
    const url = port === undefined ? undefined : `http://127.0.0.1:${port}`;
    const access = accessOf(record.instanceId);
    return connectHost(instance, started.folderOf(record), { record, url, access });
  });
  const port = described?.listenerPort;
  return {
    fleet,
    ...isolation,
    hosts,
    begunAnew: hosts.filter(({ instance }) => started.hasBegunAnew(instance.instanceId)),
    ...(port === undefined
      ? {}
      : { balancer: connectBalancer(started.balancer, port, () => started.revive()) }),
    [Symbol.asyncDispose]: async () => await Promise.resolve(),
  };
}

/**
 * Removes hosts that the fleet no longer has, or that were isolated otherwise or made of another image, as a new image
 * takes a new instance; gives each other one its port.
 */
async function planHosts(
  { fleet, targetsFolder }: Options,
  isolation: 'process' | 'namespace',
): Promise<readonly HostRecord[]> {
  const known = await listHosts(targetsFolder, fleet.name);
  const wanted = new Set(fleet.instances.map(({ instanceId }) => instanceId));
  const image = imageOf(fleet.imageId ?? '') ?? defaultImage;
  const programs = fleet.programs ?? [];
  const isKept = (host: HostRecord): boolean =>
    wanted.has(host.instanceId) &&
    host.isolation === isolation &&
    (host.image ?? image) === image &&
    String(host.programs ?? programs) === String(programs);
  const surplus = known.filter((host) => !isKept(host));
  await Promise.all(surplus.map(({ instanceId }) => removeDrained(targetsFolder, fleet.name, instanceId)));
  const taken = isolation === 'process' ? await portsTaken(targetsFolder) : new Set<number>();
  const records: HostRecord[] = [];
  for (const { instanceId } of fleet.instances) {
    const kept = known.find((host) => host.instanceId === instanceId && isKept(host));
    const made = { ...kept, instanceId, isolation, image, programs };
    if (kept !== undefined || isolation === 'namespace') records.push(made);
    else {
      const port = await choosePort(hostFolder(targetsFolder, fleet.name, instanceId).path, taken);
      taken.add(port);
      records.push({ ...made, port });
    }
  }
  return records;
}

/** Its requests under way end first, where a balancer still leads to it. */
async function removeDrained(targetsFolder: string, fleetName: string, instanceId: string): Promise<void> {
  const balancer = balancerFolder(targetsFolder, fleetName);
  await drainTarget(balancer, instanceId);
  await removeHost(hostFolder(targetsFolder, fleetName, instanceId));
}

/** Ports that belong to other hosts, also while no process listens there. */
async function portsTaken(targetsFolder: string): Promise<Set<number>> {
  const fleets = await listFleets(targetsFolder);
  const hosts = await Promise.all(fleets.map(({ name }) => listHosts(targetsFolder, name)));
  return new Set(hosts.flat().flatMap(({ port }) => (port === undefined ? [] : [port])));
}

function fleetRecord(
  { fleet, kind = 'fleet', environment, access }: Options,
  isolation: 'process' | 'namespace',
): FleetRecord {
  return {
    name: fleet.name,
    isolation,
    instanceIds: fleet.instances.map(({ instanceId }) => instanceId),
    hasTargetGroup: fleet.targetGroup !== undefined,
    fleet,
    kind,
    ...defined({ environment, access }),
  };
}
