// Distributions and origin access controls of CloudFront in a stack. Source: CloudFormation template reference,
// AWS::CloudFront::Distribution and AWS::CloudFront::OriginAccessControl.
import { serviceModel, type ServiceModel, type ShapeReference } from '../../../aws/service-model.ts';
import type { Values } from '../../../aws/wire/message.ts';
import { isRecord } from '../../../lib/is-record.ts';
import {
  PropertyRefused,
  tagList,
  textIn,
  unless,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';

const service = 'cloudfront';

/** What a template may leave out of an origin of one's own (template reference, CustomOriginConfig). */
const ports = { HTTPPort: 80, HTTPSPort: 443 };

/** A template has other names than the API, or the same with other capitals (`AcmCertificateArn`). */
const renamed: Readonly<Record<string, string>> = { IPV6Enabled: 'IsIPV6Enabled' };

/** Lists of a template are lists with their length in the API. */
function counted(model: ServiceModel, reference: ShapeReference, value: unknown): unknown {
  const shape = model.shapes[reference];
  if (shape?.type === 'list' && Array.isArray(value))
    return value.map((item: unknown) => counted(model, shape.of, item));
  if (shape?.type !== 'structure') return value;
  const of = (name: string): ShapeReference | undefined => {
    const member = shape.members[name];
    return member === undefined || typeof member === 'string' ? member : member[0];
  };
  const names = new Map(Object.keys(shape.members).map((name) => [name.toLowerCase(), name]));
  const items = of('Items');
  if (Array.isArray(value) && items !== undefined)
    return { Quantity: value.length, Items: counted(model, items, value) };
  if (!isRecord(value)) return value;
  // Some lists stand below their Items in a template as well, without their length.
  if (items !== undefined && Array.isArray(value['Items']) && value['Quantity'] === undefined)
    return counted(model, reference, value['Items']);
  return Object.fromEntries(
    Object.entries(reference === 'CustomOriginConfig' ? { ...ports, ...value } : value).flatMap(
      ([key, each]) => {
        const name = names.get((renamed[key] ?? key).toLowerCase()) ?? key;
        const member = of(name);
        if (name === 'CachedMethods' && member === undefined) return [];
        if (member === undefined) throw new PropertyRefused(key);
        const made = counted(model, member, each);
        if (name === 'ForwardedValues') return [[name, withCookies(made)]];
        return [[name, name === 'AllowedMethods' ? withCached(model, made, value) : made]];
      },
    ),
  );
}

/** A template may leave them out: none are forwarded then. */
function withCookies(forwarded: unknown): unknown {
  return isRecord(forwarded) ? { Cookies: { Forward: 'none' }, ...forwarded } : forwarded;
}

/** They stand next to the allowed ones in a template, and within them in the API. */
function withCached(model: ServiceModel, allowed: unknown, { CachedMethods }: Values): unknown {
  if (CachedMethods === undefined || !isRecord(allowed)) return allowed;
  return { ...allowed, CachedMethods: counted(model, 'CachedMethods', CachedMethods) };
}

/** A member of an operation's input, by the property of the template with the same name. */
export function countedMember(operation: string, name: string, properties: Values): Values {
  const model = serviceModel(service);
  const shape = model.operations[operation]?.input;
  const input = shape === undefined ? undefined : model.shapes[shape];
  const member = input?.type === 'structure' ? input.members[name] : undefined;
  const value = (properties[name] ?? {}) as Values;
  return member === undefined
    ? value
    : (counted(model, typeof member === 'string' ? member : member[0], value) as Values);
}

function configOf({ properties }: ResourceWork, reference: string): Values {
  const made = countedMember('UpdateDistribution', 'DistributionConfig', properties);
  return { Comment: '', ...made, CallerReference: reference };
}

async function distributionMade({ call }: ResourceWork, Id: string): Promise<Made> {
  const answer = await call(service, 'GetDistribution', { Id });
  return { physicalId: Id, attributes: { Id, DomainName: textIn(answer, 'Distribution', 'DomainName') } };
}

const distribution: ResourceHandler = {
  here: 'executed',
  properties: ['DistributionConfig', 'Tags'],
  create: async (work) => {
    const { call, tags, name, onMade } = work;
    const answer = await call(service, 'CreateDistributionWithTags', {
      DistributionConfigWithTags: {
        DistributionConfig: configOf(work, name),
        Tags: { Items: tagList(tags) },
      },
    });
    const id = textIn(answer, 'Distribution', 'Id');
    onMade(id);
    return await distributionMade(work, id);
  },
  update: async (work, { physicalId: Id }) => {
    const { call } = work;
    const before = await call(service, 'GetDistributionConfig', { Id });
    const config = configOf(work, textIn(before, 'DistributionConfig', 'CallerReference'));
    const IfMatch = textIn(before, 'ETag');
    await call(service, 'UpdateDistribution', { Id, IfMatch, DistributionConfig: config });
    return await distributionMade(work, Id);
  },
  remove: async ({ call }, { physicalId: Id }) => {
    const before = await unless(['NoSuchDistribution'], call(service, 'GetDistributionConfig', { Id }));
    if (before === undefined) return;
    const config = { ...(before['DistributionConfig'] as Values), Enabled: false };
    const disabled = await call(service, 'UpdateDistribution', {
      Id,
      IfMatch: textIn(before, 'ETag'),
      DistributionConfig: config,
    });
    await call(service, 'DeleteDistribution', { Id, IfMatch: textIn(disabled, 'ETag') });
  },
};

const originAccessControl: ResourceHandler = {
  here: 'recorded',
  properties: ['OriginAccessControlConfig'],
  create: async ({ call, properties, onMade }) => {
    const { OriginAccessControlConfig } = properties;
    const answer = await call(service, 'CreateOriginAccessControl', { OriginAccessControlConfig });
    const Id = textIn(answer, 'OriginAccessControl', 'Id');
    onMade(Id);
    return { physicalId: Id, attributes: { Id } };
  },
  update: async ({ call, properties }, { physicalId: Id }) => {
    const IfMatch = textIn(await call(service, 'GetOriginAccessControl', { Id }), 'ETag');
    const { OriginAccessControlConfig } = properties;
    await call(service, 'UpdateOriginAccessControl', { Id, IfMatch, OriginAccessControlConfig });
    return { physicalId: Id, attributes: { Id } };
  },
  remove: async ({ call }, { physicalId: Id }) => {
    const found = await unless(
      ['NoSuchOriginAccessControl'],
      call(service, 'GetOriginAccessControl', { Id }),
    );
    if (found === undefined) return;
    await call(service, 'DeleteOriginAccessControl', { Id, IfMatch: textIn(found, 'ETag') });
  },
};

export const cloudFrontTypes: ResourceHandlers = {
  'AWS::CloudFront::Distribution': distribution,
  'AWS::CloudFront::OriginAccessControl': originAccessControl,
};
