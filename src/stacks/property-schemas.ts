// AWS's schemas of the properties of resource types. `npm run generate-stack-schemas` writes the table.
import { createRequire } from 'node:module';
import { compileRe2 } from '../lib/re2.ts';

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

const searches = new Map<string, ((text: string) => boolean) | undefined>();

/**
 * Whether a text fits a pattern of a schema; undefined for what there is no expression for. It takes a time that grows with the text
 * alone, whatever the pattern; JavaScript has what that library refuses, and a long text is not searched by it.
 */
export function searchOf(pattern: string): ((text: string) => boolean) | undefined {
  if (!searches.has(pattern)) searches.set(pattern, linearSearch(pattern) ?? usualSearch(pattern));
  return searches.get(pattern);
}

/** Of what `\s` means the library knows less than others: such a text is not judged. */
const unlikeSpaces = /[\v\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]/;

function linearSearch(pattern: string): ((text: string) => boolean) | undefined {
  try {
    const expression = compileRe2(pattern);
    return (text) => expression.matcher(text).find() || unlikeSpaces.test(text);
  } catch {
    return undefined;
  }
}

const longestSearched = 2048;

function usualSearch(pattern: string): ((text: string) => boolean) | undefined {
  const expression = compilePattern(pattern);
  return expression === undefined
    ? undefined
    : (text) => text.length > longestSearched || expression.test(text);
}

/** Of a schema, whose classes of characters are Unicode's; undefined for what JavaScript has no expression for. */
export function compilePattern(pattern: string): RegExp | undefined {
  return regexOf(pattern, 'u') ?? plainRegexOf(pattern);
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
