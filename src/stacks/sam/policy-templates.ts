// SAM's policy templates: `S3ReadPolicy: {BucketName: …}` in place of statements.
import { createRequire } from 'node:module';
import { copyOf, isMap, type Json, type JsonMap } from './json.ts';
import { resolveParameters } from './resolve.ts';
import { SamError } from './sam-error.ts';

interface PolicyTemplate {
  readonly parameters: readonly string[];
  readonly statements: readonly JsonMap[];
}

const load = createRequire(import.meta.url);

/** The statements are the SAM specification's own (policy_templates.json, Apache-2.0). */
function templates(): Readonly<Record<string, PolicyTemplate>> {
  return (load('./policy-templates.json') as { readonly templates: Readonly<Record<string, PolicyTemplate>> })
    .templates;
}

export function isPolicyTemplate(policy: Json): policy is JsonMap {
  if (!isMap(policy)) return false;
  const [name, second] = Object.keys(policy);
  return name !== undefined && second === undefined && Object.hasOwn(templates(), name);
}

/** @throws SamError */
export function policyFromTemplate(policy: JsonMap, logicalId: string): JsonMap {
  const [name = ''] = Object.keys(policy);
  const given = policy[name];
  const template = templates()[name];
  if (template === undefined || !isMap(given))
    throw new SamError(logicalId, `Must specify valid parameter values for policy template '${name}'`);
  const missing = template.parameters.filter((each) => !Object.hasOwn(given, each));
  if (missing.length > 0)
    throw new SamError(
      logicalId,
      `Following required parameters of template '${name}' don't have values: [${missing.map((each) => `'${each}'`).join(', ')}]`,
    );
  return { Statement: template.statements.map((statement) => filled(statement, template.parameters, given)) };
}

/** The template's own parameters have a mark before their names: a value may refer to a parameter of the same name. */
const mark = '$policy:';

function filled(statement: JsonMap, parameters: readonly string[], given: JsonMap): Json {
  const marked = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(marked);
    if (!isMap(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        key,
        key === 'Ref' && typeof each === 'string' ? `${mark}${each}` : marked(each),
      ]),
    );
  };
  const values = Object.fromEntries(
    parameters.map((name) => [`${mark}${name}`, copyOf(given[name] ?? null)]),
  );
  return unmarked(resolveParameters(marked(statement), values));
}

function unmarked(value: Json): Json {
  if (typeof value === 'string') return value.startsWith(mark) ? value.slice(mark.length) : value;
  if (Array.isArray(value)) return value.map(unmarked);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unmarked(each)]));
}
