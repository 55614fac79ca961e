// AWS's schemas of the properties of resource types. `npm run generate-stack-schemas` writes the table.
import { createRequire } from 'node:module';

/** The keywords of a JSON schema that are read here. Those after `type` are cfn-lint's own. */
export interface PropertySchema {
  readonly type?: string | readonly string[];
  readonly enumCaseInsensitive?: readonly (string | number)[];
  readonly requiredXor?: readonly string[];
  readonly dependentExcluded?: Readonly<Record<string, readonly string[]>>;
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, PropertySchema>>;
  readonly properties?: Readonly<Record<string, PropertySchema>>;
  readonly patternProperties?: Readonly<Record<string, PropertySchema>>;
  readonly additionalProperties?: false;
  readonly required?: readonly string[];
  readonly items?: PropertySchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly (string | number | boolean)[];
  readonly const?: string | number | boolean;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly allOf?: readonly PropertySchema[];
  readonly anyOf?: readonly PropertySchema[];
  readonly oneOf?: readonly PropertySchema[];
}

export interface PropertySchemas {
  readonly by: string;
  readonly types: Readonly<Record<string, PropertySchema>>;
}

const load = createRequire(import.meta.url);

/** Undefined for a type whose properties are not in the table. */
export function propertySchema(type: string): PropertySchema | undefined {
  const { types } = load('./property-schemas.json') as PropertySchemas;
  return Object.hasOwn(types, type) ? types[type] : undefined;
}

const compiled = new Map<string, RegExp | undefined>();

/** Of a schema, whose classes of characters are Unicode's; undefined for what JavaScript has no expression for. */
export function compilePattern(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, regexOf(pattern, 'u') ?? plainRegexOf(pattern));
  return compiled.get(pattern);
}

/** Escapes that Unicode's mode does not have. */
function plainRegexOf(pattern: string): RegExp | undefined {
  return pattern.includes('\\p{') ? undefined : regexOf(pattern, '');
}

function regexOf(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}
