// How a delivery that is due is read from its row.
import { text, type Row } from '../store-rows.ts';
import type { Delivery } from './object-event.ts';

export interface DueDelivery extends Delivery {
  readonly seq: number;
  /** How often it was tried. */
  readonly failures: number;
}

export function deliveryOf(row: Row): DueDelivery {
  return {
    seq: Number(row['seq']),
    failures: Number(row['failures']),
    to: text(row, 'destination') as Delivery['to'],
    arn: text(row, 'arn'),
    body: text(row, 'body'),
  };
}
