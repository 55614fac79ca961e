// Values of parameters, and logical ids that the transform has changed, put into a template. Changed in place, as SAM does:
// what is resolved once stands resolved in the template that comes out.
import { isMap, listOf, pythonText, type Json, type JsonMap, type Optional } from './json.ts';
import { structureError } from './sam-error.ts';

type Replace = (value: JsonMap, name: string) => Json;

function traverse(value: Json, replace: Replace): Json {
  const [name, second] = isMap(value) ? Object.keys(value) : [];
  const found = isMap(value) && name !== undefined && second === undefined ? replace(value, name) : value;
  if (Array.isArray(found))
    for (const [index, item] of found.entries()) found[index] = traverse(item, replace);
  else if (isMap(found))
    for (const key of Object.keys(found)) found[key] = traverse(found[key] ?? null, replace);
  return found;
}

/** Ref and the variables of Fn::Sub that are parameters. */
export function resolveParameters<T extends Optional>(value: T, parameters: JsonMap): T {
  if (value === undefined || Object.keys(parameters).length === 0) return value;
  const has = (name: string) => Object.hasOwn(parameters, name);
  return traverse(value, (each, name) => {
    const argument = each[name];
    if (name === 'Ref')
      return typeof argument === 'string' && has(argument) ? (parameters[argument] ?? each) : each;
    if (name === 'Fn::Sub')
      substitute(each, (variable) => (has(variable) ? parameters[variable] : undefined));
    return each;
  }) as T;
}

const variable = /\$\{([A-Za-z0-9.]+|AWS::[A-Z][A-Za-z]*)\}/g;

function substitute(call: JsonMap, valueOf: (name: string) => Optional): void {
  const argument = call['Fn::Sub'];
  const replaced = (text: string) =>
    text.replaceAll(variable, (whole, name: string) => {
      const value = valueOf(name);
      if (value !== undefined && typeof value !== 'string')
        throw structureError(
          `Invalid Fn::Sub variable value ${pythonText(value)}. Fn::Sub expects all variables to be strings.`,
        );
      return value ?? whole;
    });
  if (typeof argument === 'string') call['Fn::Sub'] = replaced(argument);
  else if (Array.isArray(argument) && typeof argument[0] === 'string') argument[0] = replaced(argument[0]);
}

/** Fn::FindInMap with keys that are known. */
export function resolveMappings<T extends Optional>(value: T, mappings: JsonMap): T {
  if (value === undefined) return value;
  return traverse(value, (each, name) => {
    const [map, first, second] = name === 'Fn::FindInMap' ? listOf(each[name]) : [];
    if (typeof map !== 'string' || typeof first !== 'string' || typeof second !== 'string') return each;
    const rows = mappings[map];
    const row = isMap(rows) ? rows[first] : undefined;
    return (isMap(row) ? row[second] : undefined) ?? each;
  }) as T;
}

/** What `Ref: Function.Version` and the like refer to, by logical id and property. */
export type Referable = ReadonlyMap<string, string>;

/** References to the properties of SAM's resources become references to what was generated for them. */
export function resolveReferable(template: JsonMap, referable: Referable): void {
  traverse(template, (each, name) => {
    const argument = each[name];
    if (name === 'Ref' && typeof argument === 'string') return { Ref: referable.get(argument) ?? argument };
    if (name === 'Fn::Sub') substitute(each, (text) => variableOf(text, referable));
    if (name === 'Fn::GetAtt') {
      const [logicalId, property, ...rest] = pathOf(argument);
      const found = property === undefined ? undefined : referable.get(`${logicalId ?? ''}.${property}`);
      if (found !== undefined) each[name] = [found, ...rest];
    }
    return each;
  });
}

function variableOf(text: string, referable: Referable): string | undefined {
  const [logicalId, property, ...rest] = text.split('.');
  const found = referable.get(`${logicalId ?? ''}.${property ?? ''}`);
  return found === undefined ? undefined : `\${${[found, ...rest].join('.')}}`;
}

function pathOf(argument: Optional): readonly string[] {
  if (!Array.isArray(argument) || argument.length < 2) return [];
  return argument.every((part) => typeof part === 'string') ? argument.join('.').split('.') : [];
}

/** References to resources that got another logical id. */
export function resolveRenamed(template: JsonMap, renamed: ReadonlyMap<string, string>): void {
  if (renamed.size === 0) return;
  traverse(template, (each, name) => {
    const argument = each[name];
    if (name === 'Ref' && typeof argument === 'string') return { Ref: renamed.get(argument) ?? argument };
    if (name === 'Fn::Sub')
      substitute(each, (text) => {
        const [logicalId, ...rest] = text.split('.');
        const found = renamed.get(logicalId ?? '');
        return found === undefined ? undefined : `\${${[found, ...rest].join('.')}}`;
      });
    if (name === 'Fn::GetAtt') {
      const [logicalId, ...rest] = pathOf(argument);
      const found = renamed.get(logicalId ?? '');
      if (found !== undefined) each[name] = [found, ...rest];
    }
    return each;
  });
  for (const resource of Object.values((template['Resources'] ?? {}) as JsonMap)) {
    if (!isMap(resource)) continue;
    const given = resource['DependsOn'];
    const now = (id: Json) => (typeof id === 'string' ? (renamed.get(id) ?? id) : id);
    if (typeof given === 'string') resource['DependsOn'] = now(given);
    else if (Array.isArray(given)) resource['DependsOn'] = given.map(now);
  }
}
