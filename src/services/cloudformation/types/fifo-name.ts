// The names of FIFO queues and topics.
import type { ResourceWork } from '../resource-type.ts';

/** FIFO queues and topics end in `.fifo`, also those whose names CloudFormation makes up. */
export function fifoName({ name, properties }: ResourceWork, property: string): string {
  return String(properties[property]) === 'true' && !name.endsWith('.fifo')
    ? `${name.slice(0, 75)}.fifo`
    : name;
}
