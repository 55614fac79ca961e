// The JSON Schema of an appspec for editors: of servers, and of Lambda and ECS, whose keys are taken in any case.
import { fileExistsBehaviors } from './appspec-server.ts';
import type { JsonSchema } from '../json-schema.ts';
import { functionHookEvents, resourceTypes } from './appspec-functions.ts';
import { hookKeys, scriptableEvents } from './appspec-hooks.ts';
import { permissionKeys } from './appspec-permissions.ts';

const text: JsonSchema = { type: 'string' };
const scalar: JsonSchema = { type: ['string', 'number', 'boolean', 'null'] };

export function appSpecSchema(): JsonSchema {
  return { anyOf: [serverSchema, functionSchema] };
}

/** Keys that hold texts or numbers, and those that hold something else. */
function keyed(keys: readonly string[], others: JsonSchema, required: readonly string[]): JsonSchema {
  const plain = Object.fromEntries(keys.map((key) => [key, scalar]));
  return { type: 'object', required, additionalProperties: false, properties: { ...plain, ...others } };
}

function list(items: JsonSchema): JsonSchema {
  return { type: ['array', 'null'], items };
}

const hook = keyed(hookKeys, { location: text }, ['location']);
const file = keyed(['source', 'destination'], {}, ['source', 'destination']);
const lists = Object.fromEntries(['except', 'type', 'acls'].map((key) => [key, list(scalar)]));
const permission = keyed(permissionKeys, { ...lists, object: text, context: { type: 'object' } }, ['object']);

const serverSchema: JsonSchema = {
  type: 'object',
  required: ['version', 'os'],
  additionalProperties: false,
  properties: {
    version: { const: 0 },
    os: { enum: ['linux', 'windows'] },
    files: list(file),
    file_exists_behavior: { enum: fileExistsBehaviors },
    permissions: list(permission),
    hooks: {
      type: ['object', 'null'],
      additionalProperties: false,
      properties: Object.fromEntries(scriptableEvents.map((event) => [event, list(hook)])),
    },
  },
};

/** A pattern of a word in any case: editors' regular expressions have no flags. */
function anyCase(word: string): string {
  return word.replaceAll(/[a-z]/gi, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`);
}

function anyCaseOf(words: readonly string[]): string {
  return `^(${words.map(anyCase).join('|')})$`;
}

const resource: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  patternProperties: {
    [anyCaseOf(['Type'])]: { enum: Object.values(resourceTypes) },
    [anyCaseOf(['Properties'])]: { type: 'object' },
  },
};
const named: JsonSchema = { type: 'object', additionalProperties: resource, maxProperties: 1 };
const hookNames = [...new Set(Object.values(functionHookEvents).flat())];

const functionSchema: JsonSchema = {
  type: 'object',
  required: ['version'],
  minProperties: 2,
  additionalProperties: false,
  properties: { version: { enum: [0, '0.0'] } },
  patternProperties: {
    [anyCaseOf(['Resources'])]: { anyOf: [{ type: 'array', items: named }, named] },
    [anyCaseOf(['Hooks'])]: list({
      type: 'object',
      additionalProperties: false,
      patternProperties: { [anyCaseOf(hookNames)]: text },
    }),
  },
};
