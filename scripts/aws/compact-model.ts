// From botocore's model of a service to our table of it (src/aws/service-model.ts): without documentation, with the
// constraints, scalars without any constraint by their type alone. Pure.
import {
  scalarTypes,
  type Binding,
  type OperationModel,
  type ScalarModel,
  type ServiceModel,
  type ShapeModel,
  type StructureModel,
  type XmlNamespace,
} from '../../src/aws/service-model.ts';
import type { RawMember, RawModel, RawNamespace, RawShape } from './raw-model.ts';
import type { GeneratedService } from './services.ts';
import { patternOf } from './java-pattern.ts';

/** Completed by what the service asks for although its model does not say so. */
export function compactModel(
  raw: RawModel,
  {
    by,
    alsoRequired = {},
    words = {},
  }: { readonly by: string } & Pick<GeneratedService, 'alsoRequired' | 'words'>,
): ServiceModel {
  const operations = Object.fromEntries(
    Object.entries(raw.operations)
      .filter(([name]) => !superseded.has(name))
      .map(([name, operation]) => [name, operationOf(operation)]),
  );
  const roots = Object.values(operations).flatMap(({ input, output, errors = [] }) =>
    [input, output, ...errors].filter((each) => each !== undefined),
  );
  const shapes = shapesOf(withWords(withRequired(raw, alsoRequired), words), roots);
  return { by, service: serviceOf(raw.metadata), operations, shapes };
}

function withRequired(raw: RawModel, more: NonNullable<GeneratedService['alsoRequired']>): RawModel {
  const shapes = Object.entries(raw.shapes).map(([name, shape]) => {
    const required = [...new Set([...(shape.required ?? []), ...(more[name] ?? [])])];
    return [name, required.length === 0 ? shape : { ...shape, required }] as const;
  });
  return { ...raw, shapes: Object.fromEntries(shapes) };
}

function withWords(raw: RawModel, words: NonNullable<GeneratedService['words']>): RawModel {
  return Object.entries(words).reduce((model, [place, oneOf]) => {
    const [name = '', member = ''] = place.split('.');
    const structure = model.shapes[name];
    const given = structure?.members?.[member];
    if (structure === undefined || given === undefined) throw new Error(`The model has no ${place}`);
    const own = `${name}${member}`;
    const members = { ...structure.members, [member]: { ...given, shape: own } };
    const shapes = { [name]: { ...structure, members }, [own]: { type: 'string', enum: oneOf } };
    return { ...model, shapes: { ...model.shapes, ...shapes } };
  }, raw);
}

/** Names of S3 that have another operation's address: four that it calls deprecated, and one of another host. */
const superseded = new Set([
  'GetBucketLifecycle',
  'GetBucketNotification',
  'PutBucketLifecycle',
  'PutBucketNotification',
  'ListDirectoryBuckets',
]);

function serviceOf(metadata: RawModel['metadata']): ServiceModel['service'] {
  const { serviceId, apiVersion, endpointPrefix, protocol, protocols, xmlNamespace } = metadata;
  const namespace = typeof xmlNamespace === 'string' ? xmlNamespace : xmlNamespace?.uri;
  return withoutAbsent({
    id: serviceId,
    apiVersion,
    endpointPrefix,
    signingName: metadata.signingName,
    targetPrefix: metadata.targetPrefix,
    jsonVersion: metadata.jsonVersion,
    xmlNamespace: namespace,
    protocols: protocols ?? [protocol],
    queryCompatible: flag(metadata.awsQueryCompatible !== undefined),
  });
}

function operationOf({ http, input, output, errors }: RawModel['operations'][string]): OperationModel {
  const { method, requestUri, responseCode } = http;
  const address = [method, requestUri] as const;
  return withoutAbsent({
    http: responseCode === undefined ? address : ([...address, responseCode] as const),
    input: input?.shape,
    output: output?.shape,
    errors: errors?.map(({ shape }) => shape),
    resultWrapper: output?.resultWrapper,
  });
}

/** What can be reached from the operations, in the order in which it is. */
function shapesOf(raw: RawModel, roots: readonly string[]): ServiceModel['shapes'] {
  const shapes: Record<string, ShapeModel> = {};
  const waiting = [...roots];
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const shape = raw.shapes[name];
    if (shape === undefined) throw new Error(`The model has no shape ${name}`);
    if (Object.hasOwn(shapes, name) || isPlain(shape)) continue;
    shapes[name] = shapeOf(
      shape,
      (inner) => {
        waiting.push(inner);
        return referenceTo(raw, inner);
      },
      name,
    );
  }
  return shapes;
}

function referenceTo(raw: RawModel, name: string): string {
  const shape = raw.shapes[name];
  return shape !== undefined && isPlain(shape) ? shape.type : name;
}

const constraints = ['min', 'max', 'pattern', 'enum', 'sensitive', 'timestampFormat', 'streaming'] as const;

function isPlain(shape: RawShape): boolean {
  return (
    scalarTypes.some((each) => each === shape.type) && constraints.every((each) => shape[each] === undefined)
  );
}

function shapeOf(shape: RawShape, referTo: (name: string) => string, name: string): ShapeModel {
  const { min, max, sensitive, flattened } = shape;
  const common = { min, max, flattened: flag(flattened), sensitive: flag(sensitive) };
  switch (shape.type) {
    case 'structure':
      return structureOf(shape, referTo, name);
    case 'list':
      return withoutAbsent({
        type: 'list' as const,
        of: referTo(shape.member?.shape ?? ''),
        ...common,
        itemName: shape.member?.locationName,
      });
    case 'map':
      return withoutAbsent({
        type: 'map' as const,
        key: referTo(shape.key?.shape ?? ''),
        of: referTo(shape.value?.shape ?? ''),
        ...common,
        keyName: shape.key?.locationName,
        valueName: shape.value?.locationName,
      });
    default:
      return scalarOf(shape);
  }
}

function scalarOf(shape: RawShape): ScalarModel {
  const type = scalarTypes.find((each) => each === shape.type);
  if (type === undefined) throw new Error(`There is a type ${shape.type}`);
  return withoutAbsent({
    type,
    min: shape.min,
    max: shape.max,
    ...(shape.pattern === undefined ? {} : patternOf(shape.pattern)),
    enum: shape.enum,
    format: shape.timestampFormat,
    streaming: flag(shape.streaming),
    sensitive: flag(shape.sensitive),
  });
}

function structureOf(shape: RawShape, referTo: (name: string) => string, name: string): StructureModel {
  const members = Object.entries(shape.members ?? {}).map(([key, member]) => {
    const binding = bindingOf(member, key);
    const reference = referTo(member.shape);
    return [key, binding === undefined ? reference : ([reference, binding] as const)] as const;
  });
  const isError = shape.exception === true || shape.error !== undefined;
  const { code, httpStatusCode, senderFault } = shape.error ?? {};
  return withoutAbsent({
    type: 'structure' as const,
    members: Object.fromEntries(members),
    required: shape.required?.length === 0 ? undefined : shape.required,
    payload: shape.payload,
    namespace: namespaceOf(shape.xmlNamespace),
    error: isError
      ? withoutAbsent({
          code: code === name ? undefined : code,
          status: httpStatusCode,
          isSender: senderFault,
        })
      : undefined,
    union: flag(shape.union),
    document: flag(shape.document),
    eventStream: flag(shape.eventstream),
    event: flag(shape.event),
    sensitive: flag(shape.sensitive),
  });
}

const places = ['uri', 'querystring', 'header', 'headers', 'statusCode'] as const;

function bindingOf(member: RawMember, key: string): Binding | undefined {
  const binding: Binding = withoutAbsent({
    in: places.find((each) => each === member.location),
    name: member.locationName === key ? undefined : member.locationName,
    token: flag(member.idempotencyToken),
    streaming: flag(member.streaming),
    flattened: flag(member.flattened),
    attribute: flag(member.xmlAttribute),
    eventPayload: flag(member.eventpayload),
    queryName: member.queryName,
    namespace: namespaceOf(member.xmlNamespace),
  });
  return Object.keys(binding).length === 0 ? undefined : binding;
}

function namespaceOf(given: RawNamespace | undefined): XmlNamespace | undefined {
  return typeof given === 'string' ? { uri: given } : given;
}

const flag = (value: boolean | undefined): true | undefined => (value === true ? true : undefined);

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

function withoutAbsent<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
}
