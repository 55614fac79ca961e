// Shapes as JSON Schema (draft 2020-12), for editors: keys, types, words and lengths. What only a reader can say is left
// open, so that nothing is underlined that a run would take.
import type { ObjectShape, Keys } from './object-shape.ts';
import type { Shape } from './reading.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

export function jsonSchemaOf(shape: Shape<unknown>): JsonSchema {
  if (isObject(shape)) return objectSchema(shape);
  const { json, of } = shape;
  if (json === undefined) return {};
  if (of === undefined) return json;
  return json['type'] === 'array'
    ? { ...json, items: jsonSchemaOf(of) }
    : { ...json, additionalProperties: jsonSchemaOf(of) };
}

/** A mapping that has this under a key, and what else it has. */
export function under(key: string, schema: JsonSchema): JsonSchema {
  return { type: 'object', required: [key], properties: { [key]: schema } };
}

function isObject(shape: Shape<unknown>): shape is ObjectShape<Keys> {
  return 'keys' in shape;
}

/** Unknown keys are an error for editors where they are one for a reader. */
function objectSchema({ keys, takesUnknown, alsoTakes }: ObjectShape<Keys>): JsonSchema {
  const entries = Object.entries(keys);
  const needed = entries.filter(([, { need }]) => need === 'required').map(([name]) => name);
  return {
    type: 'object',
    properties: {
      ...Object.fromEntries((alsoTakes?.() ?? []).map((name) => [name, {}])),
      ...Object.fromEntries(entries.map(([name, { shape }]) => [name, jsonSchemaOf(shape)])),
    },
    ...(needed.length === 0 ? {} : { required: needed }),
    ...(takesUnknown === true ? {} : { additionalProperties: false }),
  };
}
