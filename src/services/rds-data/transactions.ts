// Transactions of the Data API: a connection for each, until it is ended or has been idle for three minutes.
import { newId } from '../../lib/id.ts';
import type { RdsDataApi } from '../../aws/operations/rds-data.ts';
import type { SqlClient } from '../../targets/database/sql-client.ts';
import { refuse, type ServiceCall } from '../service.ts';

/** Aurora user guide, "Limitations with RDS Data API". */
const idleMs = 3 * 60_000;

interface Open {
  readonly client: SqlClient;
  idle: NodeJS.Timeout;
}

class Transactions implements Disposable {
  readonly #open = new Map<string, Open>();

  /** Takes the connection over. */
  async begin(client: SqlClient): Promise<string> {
    await client.run('BEGIN');
    const id = Buffer.from(newId()).toString('base64url');
    this.#open.set(id, { client, idle: this.#timer(id) });
    return id;
  }

  /** @throws AwsError for one that is not open */
  async use<T>(id: string, work: (client: SqlClient) => Promise<T>): Promise<T> {
    const found = this.#open.get(id);
    if (found === undefined)
      throw refuse<RdsDataApi>('TransactionNotFoundException', `Transaction ${id} is not found`);
    clearTimeout(found.idle);
    try {
      return await work(found.client);
    } finally {
      if (this.#open.has(id)) found.idle = this.#timer(id);
    }
  }

  async end(id: string, how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    await this.use(id, async (client) => client.run(how));
    this.#drop(id);
  }

  #timer(id: string): NodeJS.Timeout {
    return setTimeout(() => this.#drop(id), idleMs).unref();
  }

  /** The server rolls back what is open on a connection that is closed. */
  #drop(id: string): void {
    const found = this.#open.get(id);
    this.#open.delete(id);
    clearTimeout(found?.idle);
    found?.client[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    for (const id of this.#open.keys()) this.#drop(id);
  }
}

const open = () => new Transactions();

export function transactionsOf({ ground }: Pick<ServiceCall, 'ground'>): Transactions {
  return ground.keep(open);
}
