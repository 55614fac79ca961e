// Notifications of a bucket that were not delivered yet.
import { text, type Bucket, type Row, type StoredVersion } from '../store-rows.ts';
import type { StoreTables } from '../store-tables.ts';
import { deliveriesOf, type Cause, type Delivery } from './object-event.ts';

export interface DueDelivery extends Delivery {
  readonly seq: number;
  /** How often it was tried. */
  readonly failures: number;
}

/** What is to be delivered; durable with the change that it reports. */
export class DeliveryTable {
  readonly #tables: StoreTables;
  #events = 0;

  constructor(tables: StoreTables) {
    this.#tables = tables;
  }

  /** Within the transaction that changes the object: none is forgotten, and none is of what did not happen. */
  add(bucket: Bucket, version: StoredVersion, cause: Cause): void {
    if (bucket.settings['notification'] === undefined) return;
    this.#events += 1;
    for (const { to, arn, body } of deliveriesOf({ bucket, version, cause, order: this.#events }))
      this.#tables.run('INSERT INTO deliveries (destination, arn, body) VALUES (?, ?, ?)', to, arn, body);
  }

  /** The oldest first. */
  due(): readonly DueDelivery[] {
    return this.#tables.all('SELECT * FROM deliveries ORDER BY seq LIMIT 100').map(deliveryOf);
  }

  end(seq: number): void {
    this.#tables.run('DELETE FROM deliveries WHERE seq = ?', seq);
  }

  fail(seq: number): void {
    this.#tables.run('UPDATE deliveries SET failures = failures + 1 WHERE seq = ?', seq);
  }
}

function deliveryOf(row: Row): DueDelivery {
  return {
    seq: Number(row['seq']),
    failures: Number(row['failures']),
    to: text(row, 'destination') as Delivery['to'],
    arn: text(row, 'arn'),
    body: text(row, 'body'),
  };
}
