// The resources of a plan or a state of Terraform, with the values that they have. Pure.
// Source: Terraform, "JSON output format" (plan and state).
import { isRecord } from '../../lib/is-record.ts';
import { formatArn } from '../../model/arn.ts';
import { exampleAccount, type AwsPlace } from '../../model/place.ts';
import { listIn, scalarIn, textIn, valuesIn, type Values } from './imported.ts';

export interface TerraformResource {
  /** `module.shop.aws_sns_topic.errors`. */
  readonly address: string;
  readonly type: string;
  /** The address of its module with a point after it; empty for the root. */
  readonly module: string;
  readonly attributes: Values;
}

/**
 * Undefined for what is neither a plan, nor a state.
 * @param region of what a plan does not know yet
 */
export function terraformResources(
  document: unknown,
  region: string,
): readonly TerraformResource[] | undefined {
  if (!isRecord(document)) return undefined;
  if (isRecord(document['planned_values'])) {
    const planned = inModule(document['planned_values']['root_module']);
    const configured = valuesIn(document['configuration'])['root_module'];
    const place = placeIn(document, region);
    return withReferences(planned, expressionsIn(configured, ''), place);
  }
  if (isRecord(document['values'])) return inModule(document['values']['root_module']);
  return document['terraform_version'] !== undefined && Array.isArray(document['resources'])
    ? inStateFile(document['resources'])
    : undefined;
}

function inModule(module: unknown): readonly TerraformResource[] {
  if (!isRecord(module)) return [];
  const path = textIn(module['address']);
  const own = listIn(module['resources'])
    .filter(({ mode = 'managed' }) => mode === 'managed')
    .map(({ address, type, name, values }) => ({
      address: typeof address === 'string' ? address : addressOf(type, name),
      type: scalarIn(type),
      module: path === '' ? '' : `${path}.`,
      attributes: valuesIn(values),
    }));
  return [...own, ...listIn(module['child_modules']).flatMap(inModule)];
}

function addressOf(type: unknown, name: unknown): string {
  return name === undefined ? scalarIn(type) : `${scalarIn(type)}.${scalarIn(name)}`;
}

/** Version 4 of the file that Terraform keeps. */
function inStateFile(resources: readonly unknown[]): readonly TerraformResource[] {
  return listIn(resources)
    .filter(({ mode }) => mode === 'managed')
    .flatMap(({ module, type, name, instances }) =>
      listIn(instances).map(({ attributes, index_key: key }) => {
        const prefix = module === undefined ? '' : `${scalarIn(module)}.`;
        return {
          address: `${prefix}${addressOf(type, name)}${key === undefined ? '' : `[${JSON.stringify(key)}]`}`,
          type: scalarIn(type),
          module: prefix,
          attributes: valuesIn(attributes),
        };
      }),
    );
}

/** By the address without the keys of its instances. */
function expressionsIn(module: unknown, prefix: string): ReadonlyMap<string, Values> {
  const { resources, module_calls: calls } = valuesIn(module);
  return new Map([
    ...listIn(resources).map(
      ({ type, name, expressions }) => [`${prefix}${addressOf(type, name)}`, valuesIn(expressions)] as const,
    ),
    ...Object.entries(valuesIn(calls)).flatMap(([name, call]) => [
      ...expressionsIn(valuesIn(call)['module'], `${prefix}module.${name}.`),
    ]),
  ]);
}

/** What a plan does not know before it is applied: names and ARNs of what it makes, where one is referred to. */
function withReferences(
  resources: readonly TerraformResource[],
  expressions: ReadonlyMap<string, Values>,
  place: AwsPlace,
): readonly TerraformResource[] {
  const byAddress = new Map(resources.map((each) => [each.address, each]));
  const instances = Map.groupBy(resources, ({ address }) => withoutKeys(address));
  return resources.map((resource) => {
    const key = keyAtEnd.exec(resource.address)?.[0];
    const known = (reference: string): string | undefined => {
      const [, to = '', attribute = ''] = attributeReference.exec(withKey(reference, key)) ?? [];
      const target = byAddress.get(`${resource.module}${to}`) ?? onlyOne(instances, resource.module, to);
      return target === undefined ? ofPlace(reference, place) : attributeOf(target, attribute, place);
    };
    return {
      ...resource,
      attributes: valuesIn(
        filled(resource.attributes, expressions.get(withoutKeys(resource.address)) ?? {}, known),
      ),
    };
  });
}

/** `["a"]`, `[0]`, and what only an expression gives: `[each.key]`. */
const instanceKey = String.raw`\[(?:"(?:[^"\\]|\\.)*"|[^"\]]*)\]`;
const keyAtEnd = new RegExp(`${instanceKey}$`);
const anyKey = new RegExp(instanceKey, 'g');
const attributeReference = new RegExp(String.raw`^(\w+\.[\w-]+(?:${instanceKey})?)\.(\w+)$`);

/** @param key of the instance that refers to another one by its own key or index */
function withKey(reference: string, key: string | undefined): string {
  return key === undefined ? reference : reference.replace(/\[(?:each\.key|count\.index)\]/, () => key);
}

/** Undefined where it is not known which of several is meant, and where the one that is named is not there. */
function onlyOne(
  instances: ReadonlyMap<string, readonly TerraformResource[]>,
  module: string,
  to: string,
): TerraformResource | undefined {
  if (/\[["\d]/.test(to)) return undefined;
  const all = instances.get(withoutKeys(`${module}${to}`)) ?? [];
  const inSame = all.filter((each) => each.module === module);
  return inSame.length === 1 ? inSame[0] : undefined;
}

/** `aws_sns_topic.errors["a"]` without its key. */
function withoutKeys(address: string): string {
  return address.replaceAll(anyKey, '');
}

type Known = (reference: string) => string | undefined;

function filled(value: unknown, expression: unknown, known: Known): unknown {
  if (Array.isArray(value) && Array.isArray(expression))
    return value.map((each, index) => filled(each, expression[index], known));
  if (!isRecord(value) || !isRecord(expression)) return value;
  const added = Object.entries(expression).flatMap(([key, each]) => {
    const there = value[key];
    const isMissing = there === undefined || there === null;
    const found = isMissing ? expressed(key, valuesIn(each), known) : filled(there, each, known);
    return found === undefined ? [] : [[key, found] as const];
  });
  return { ...value, ...Object.fromEntries(added) };
}

/** In JSON a configuration is there with its templates; of Terraform's own language a plan has what is referred to alone. */
function expressed(key: string, { constant_value: template, references }: Values, known: Known): unknown {
  if (template !== undefined) return interpolated(template, known);
  const [reference = ''] = Array.isArray(references) ? (references as readonly string[]) : [];
  return isText.test(key) ? known(reference) : undefined;
}

/** Attributes that are a text with the name or the ARN of one resource. */
const isText = /^(arn|role|rule|bucket|location|service_role|\w+_arn|\w+_name)$/;

/** Undefined where a part of it is not known. */
function interpolated(template: unknown, known: Known): unknown {
  if (Array.isArray(template)) {
    const items = template.map((each) => interpolated(each, known));
    return items.includes(undefined) ? undefined : items;
  }
  if (isRecord(template)) {
    const entries = Object.entries(template).map(([key, each]) => [key, interpolated(each, known)] as const);
    return entries.some(([, each]) => each === undefined) ? undefined : Object.fromEntries(entries);
  }
  if (typeof template !== 'string') return template;
  const parts = template.split(/(?<!\$)\$\{([^}]*)\}/);
  const texts = parts.map((part, index) => (index % 2 === 0 ? part.replaceAll('$${', '${') : known(part)));
  return texts.includes(undefined) ? undefined : texts.join('');
}

/** Undefined for what only the provider knows. */
function attributeOf(
  { type, attributes }: TerraformResource,
  attribute: string,
  { region, account, partition }: AwsPlace,
): string | undefined {
  const given = attributes[attribute];
  if (typeof given === 'string') return given;
  const name = textIn(attributes['name'] ?? attributes['bucket']);
  if (name === '') return undefined;
  const arn = (service: string, resource: string, isGlobal = false): string =>
    formatArn({ partition, service, resource, region: isGlobal ? '' : region, account });
  if (attribute !== 'arn')
    return type === 'aws_sns_topic' && attribute === 'id' ? arn('sns', name) : idOf(attribute, name);
  switch (type) {
    case 'aws_iam_role':
      return arn('iam', `role${textIn(attributes['path']) || '/'}${name}`, true);
    case 'aws_sns_topic':
      return arn('sns', name);
    case 'aws_s3_bucket':
      return `arn:${partition}:s3:::${name}`;
    case 'aws_codepipeline':
      return arn('codepipeline', name);
    case 'aws_codebuild_project':
      return arn('codebuild', `project/${name}`);
    default:
      return undefined;
  }
}

function idOf(attribute: string, name: string): string | undefined {
  return ['id', 'name', 'bucket'].includes(attribute) ? name : undefined;
}

/** As the plan has read it, or else as its ARNs say. */
function placeIn(document: Values, region: string): AwsPlace {
  const prior = valuesIn(valuesIn(document['prior_state'])['values'])['root_module'];
  const data = listIn(valuesIn(prior)['resources']);
  const read = (type: string) => valuesIn(data.find((each) => each['type'] === type)?.['values']);
  const inArn = /arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(\d{12}):/.exec(JSON.stringify(document))?.[1];
  return {
    account: textIn(read('aws_caller_identity')['account_id']) || (inArn ?? exampleAccount),
    region: textIn(read('aws_region')['name']) || region,
    partition: textIn(read('aws_partition')['partition']) || 'aws',
  };
}

function ofPlace(reference: string, { account, region, partition }: AwsPlace): string | undefined {
  if (/^data\.aws_caller_identity\.[\w-]+\.account_id$/.test(reference)) return account;
  if (/^data\.aws_region\.[\w-]+\.(name|id|region)$/.test(reference)) return region;
  return /^data\.aws_partition\.[\w-]+\.partition$/.test(reference) ? partition : undefined;
}
