// A type of resource whose calls take what its properties say: made by one call, changed by one, removed by one.
import { defined } from '../../lib/defined.ts';
import type { Values } from '../../aws/wire/message.ts';
import type { CalledService } from '../../account/call-aws.ts';
import {
  createOnce,
  unless,
  type Before,
  type Made,
  type ResourceHandler,
  type ResourceWork,
} from './resource-type.ts';

/** An operation and what it takes. */
type Call = readonly [operation: string, input: Values];

export interface CalledType {
  readonly here: ResourceHandler['here'];
  readonly service: CalledService;
  readonly name?: ResourceHandler['name'];
  readonly isIam?: true;
  /** The properties that a call takes; a template with another one fails. */
  readonly properties: readonly string[];
  readonly create: (work: ResourceWork) => Call;
  /** What it has made, by the answer of the call; undefined when an interrupted attempt had made it already. */
  readonly made: (answer: Values | undefined, work: ResourceWork) => Made | Promise<Made>;
  /** The codes that say that it is there already. */
  readonly there?: readonly string[];
  /** Absent when every change of a property makes a new one. */
  readonly update?: (work: ResourceWork, before: Before) => Call;
  readonly remove: (before: Before, work: ResourceWork) => Call;
  /** The codes that say that it is not there. */
  readonly gone: readonly string[];
}

export function calledType(type: CalledType): ResourceHandler {
  const { here, service, name, isIam, properties: known, update } = type;
  return {
    here,
    properties: known,
    ...defined({ name, isIam }),
    create: async (work) => {
      const answer = await createOnce(work, type.there ?? [], work.call(service, ...type.create(work)));
      return await type.made(answer, work);
    },
    ...(update === undefined
      ? {}
      : {
          update: async (work: ResourceWork, before: Before) => {
            await work.call(service, ...update(work, before));
            return { physicalId: before.physicalId, attributes: before.attributes as Made['attributes'] };
          },
        }),
    remove: async (work, before) => {
      await unless(type.gone, work.call(service, ...type.remove(before, work)));
    },
  };
}
