// Clusters with a minimum of 0 pause when no user has been connected for a while, and resume when one comes (Aurora user guide,
// "Scaling to Zero ACUs with automatic pause and resume for Aurora Serverless v2").
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { RdsDataApi } from '../../aws/operations/rds-data.ts';
import { debugOf } from '../../lib/debug.ts';
import {
  asMaster,
  clusterRecords,
  findCluster,
  hasData,
  isClusterRunning,
  pauseCluster,
  resumeCluster,
  type ClusterRecord,
} from '../../targets/database/cluster.ts';
import { readable } from '../../targets/daemon/record-file.ts';
import type { Placed } from '../documents.ts';
import { refuse, type Ground, type ServiceCall } from '../service.ts';
import type { ClusterDocument } from './rds-records.ts';

const debug = debugOf('targets');

const askEveryMs = 15_000;

/** What looks after the clusters of a state folder. */
class AutoPause implements Disposable {
  readonly #targetsFolder: string;
  /** When each was last seen with a user, in milliseconds since the epoch. */
  readonly #idleSince = new Map<string, number>();
  /** Listen in place of a paused server. */
  readonly #doors = new Map<string, Server>();
  readonly #resuming = new Map<string, Promise<void>>();
  readonly #timer: NodeJS.Timeout;

  constructor(targetsFolder: string) {
    this.#targetsFolder = targetsFolder;
    this.#timer = setInterval(() => void this.check(Date.now()), askEveryMs).unref();
  }

  forget(name: string): void {
    this.#idleSince.delete(name);
    this.#doors.get(name)?.close();
    this.#doors.delete(name);
  }

  /** Pauses what has been idle for long enough. */
  async check(now: number): Promise<void> {
    for (const record of readable(await clusterRecords(this.#targetsFolder))) {
      const { name, pauseSeconds } = record;
      if (pauseSeconds === undefined || !isClusterRunning(this.#targetsFolder, record)) continue;
      const idleSince = this.#idleSince.get(name);
      if (idleSince === undefined || (await this.#connections(record)) > 0) this.#idleSince.set(name, now);
      else if (now - idleSince >= pauseSeconds * 1000) await this.#pause(record);
    }
  }

  /** Of users: the question itself is one too. */
  async #connections(record: ClusterRecord): Promise<number> {
    try {
      using client = await asMaster(this.#targetsFolder, record);
      const { rows } = await client.run(
        "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
      );
      return Number(rows[0]?.[0] ?? 0);
    } catch (error) {
      debug(() => `${record.name} does not say who is connected: ${String(error)}`);
      return 1;
    }
  }

  async #pause(record: ClusterRecord): Promise<void> {
    await pauseCluster(this.#targetsFolder, record);
    this.#openDoor(record);
  }

  #openDoor(record: ClusterRecord): void {
    const door = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.pause();
      this.resume(record).then(
        () => passOn(socket, record.port),
        () => socket.destroy(),
      );
    });
    door.on('error', (error) => debug(() => `${record.name}: ${error.message}`));
    door.listen(record.port, '127.0.0.1').unref();
    this.#doors.set(record.name, door);
  }

  async resume(record: ClusterRecord): Promise<void> {
    const { name } = record;
    const known = this.#resuming.get(name);
    if (known !== undefined) return await known;
    this.#doors.get(name)?.close();
    this.#doors.delete(name);
    const resuming = resumeCluster(this.#targetsFolder, record).finally(() => {
      this.#resuming.delete(name);
      this.#idleSince.delete(name);
    });
    this.#resuming.set(name, resuming);
    await resuming;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    for (const door of this.#doors.values()) door.close();
  }
}

function passOn(socket: Socket, port: number): void {
  const onward = connect(port, '127.0.0.1');
  onward.on('error', () => socket.destroy());
  onward.on('close', () => socket.destroy());
  socket.on('close', () => onward.destroy());
  onward.pipe(socket);
  socket.pipe(onward);
}

const folders = new WeakMap<Ground, () => AutoPause>();

export function autoPauseOf({ ground }: Pick<Placed, 'ground'>): AutoPause {
  const open = folders.get(ground) ?? (() => new AutoPause(ground.targetsFolder));
  folders.set(ground, open);
  return ground.keep(open);
}

/** Begins to resume a paused one. @throws AwsError DatabaseResumingException until it answers */
export async function readyToServe(call: ServiceCall, { identifier, own }: ClusterDocument): Promise<void> {
  if (own !== undefined) return;
  const { targetsFolder } = call.ground;
  const record = await findCluster(targetsFolder, identifier);
  if (record === undefined)
    throw refuse<RdsDataApi>(
      'DatabaseNotFoundException',
      `The data of ${identifier} are not on this machine`,
    );
  if (isClusterRunning(targetsFolder, record)) return;
  void autoPauseOf(call)
    .resume(record)
    .catch((error: unknown) => debug(() => `${identifier} does not resume: ${String(error)}`));
  throw refuse<RdsDataApi>(
    'DatabaseResumingException',
    `The Aurora DB instance ${identifier} is resuming after being auto-paused. Please wait a few seconds and try again.`,
  );
}

/** What was ended with all that is deployed runs again when the endpoint does. */
export async function resumeClusters(ground: Ground): Promise<void> {
  autoPauseOf({ ground });
  for (const record of readable(await clusterRecords(ground.targetsFolder)))
    if (hasData(ground.targetsFolder, record) && !isClusterRunning(ground.targetsFolder, record))
      await resumeCluster(ground.targetsFolder, record);
}
