// Properties of a template as the input of an operation. Templates write names with capitals where some APIs do not, and
// documents as JSON where APIs take texts; the operation's own model says which. What it does not know is refused by name.
import {
  serviceModel,
  type ServiceModel,
  type ServiceName,
  type ShapeReference,
} from '../../aws/service-model.ts';
import { isRecord } from '../../lib/is-record.ts';
import type { Values } from '../../aws/wire/message.ts';
import { PropertyRefused } from './resource-type.ts';

/** @throws PropertyRefused */
export function templateInput(service: ServiceName, operation: string, properties: Values): Values {
  const model = serviceModel(service);
  const input = model.operations[operation]?.input;
  if (input === undefined) return {};
  return shaped(model, input, properties) as Values;
}

function shaped(model: ServiceModel, reference: ShapeReference, value: unknown): unknown {
  const shape = model.shapes[reference];
  if (shape?.type === 'list' && Array.isArray(value))
    return value.map((item: unknown) => shaped(model, shape.of, item));
  if (!isRecord(value)) return value;
  if (shape?.type === 'map')
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, shaped(model, shape.of, each)]),
    );
  if (shape?.type === 'structure') {
    const names = new Map(Object.keys(shape.members).map((name) => [name.toLowerCase(), name]));
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => {
        const name = names.get(key.toLowerCase());
        const member = name === undefined ? undefined : shape.members[name];
        if (name === undefined || member === undefined) throw new PropertyRefused(key);
        return [name, shaped(model, typeof member === 'string' ? member : member[0], each)];
      }),
    );
  }
  return JSON.stringify(value);
}
