// Domain names of REST APIs in a stack, and the paths that lead to their stages: the same names that HTTP APIs have, which
// answer without TLS here. Source: CloudFormation user guide, AWS::ApiGateway::DomainName and AWS::ApiGateway::BasePathMapping.
import { createHash } from 'node:crypto';
import type { Values } from '../../../aws/wire/message.ts';
import { defined } from '../../../lib/defined.ts';
import {
  PropertyRefused,
  textIn,
  unless,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';

const service = 'apigatewayv2';
const gone = ['NotFoundException'];

/** At the edge a name has one certificate of us-east-1, in a Region one of there: either answers here. */
function configurationOf({ properties }: Pick<ResourceWork, 'properties'>): Values {
  const { RegionalCertificateArn, CertificateArn, SecurityPolicy } = properties;
  const certificate = RegionalCertificateArn ?? CertificateArn;
  if (certificate === undefined) throw new Error('CertificateArn or RegionalCertificateArn is required');
  return defined({ CertificateArn: certificate, EndpointType: 'REGIONAL', SecurityPolicy });
}

function madeDomain(answer: Values): Made {
  const name = textIn(answer, 'DomainName');
  const [first = {}] = (answer['DomainNameConfigurations'] ?? []) as readonly Values[];
  const short = createHash('sha256').update(name).digest('hex').slice(0, 13);
  return {
    physicalId: name,
    attributes: {
      DomainNameArn: textIn(answer, 'DomainNameArn'),
      RegionalDomainName: textIn(first, 'ApiGatewayDomainName'),
      RegionalHostedZoneId: textIn(first, 'HostedZoneId'),
      DistributionDomainName: `d${short}.cloudfront.net`,
      // That of all distributions.
      DistributionHostedZoneId: 'Z2FDTNDATAQYW2',
    },
  };
}

/** `(none)` is the root of the name. */
function keyOf({ BasePath }: Values): string {
  const path = textIn({ BasePath }, 'BasePath');
  return path === '(none)' ? '' : path;
}

function mappingOf({ properties }: ResourceWork): Values {
  const { DomainName, RestApiId, Stage } = properties;
  if (Stage === undefined || RestApiId === undefined)
    throw new PropertyRefused('BasePath', 'Slipway does not execute a base path without RestApiId and Stage');
  return { DomainName, ApiId: RestApiId, Stage, ApiMappingKey: keyOf(properties) };
}

async function mappingId({ call }: ResourceWork, { DomainName, ...properties }: Values): Promise<string> {
  const answer = await unless(gone, call(service, 'GetApiMappings', { DomainName, MaxResults: '100' }));
  const items = (answer?.['Items'] ?? []) as readonly Values[];
  const found = items.find((each) => textIn(each, 'ApiMappingKey') === keyOf(properties));
  return textIn(found ?? {}, 'ApiMappingId');
}

function madeMapping({ properties }: ResourceWork): Made {
  const { DomainName } = properties;
  return { physicalId: `${textIn({ DomainName }, 'DomainName')}|${keyOf(properties)}`, attributes: {} };
}

export const restDomainTypes: ResourceHandlers = {
  'AWS::ApiGateway::DomainName': {
    here: 'executed',
    properties: [
      'CertificateArn',
      'DomainName',
      'EndpointConfiguration',
      'RegionalCertificateArn',
      'SecurityPolicy',
      'Tags',
    ],
    isThere: async ({ call, properties: { DomainName } }) =>
      (await unless(gone, call(service, 'GetDomainName', { DomainName }))) !== undefined,
    create: async (work) => {
      const { call, properties, tags, isResumed, onMade } = work;
      const { DomainName } = properties;
      const earlier = isResumed
        ? await unless(gone, call(service, 'GetDomainName', { DomainName }))
        : undefined;
      const answer =
        earlier ??
        (await call(service, 'CreateDomainName', {
          DomainName,
          DomainNameConfigurations: [configurationOf(work)],
          ...(Object.keys(tags).length === 0 ? {} : { Tags: tags }),
        }));
      onMade(textIn(answer, 'DomainName'));
      return madeDomain(answer);
    },
    update: async (work, { physicalId: DomainName }) => {
      const DomainNameConfigurations = [configurationOf(work)];
      return madeDomain(
        await work.call(service, 'UpdateDomainName', { DomainName, DomainNameConfigurations }),
      );
    },
    remove: async ({ call }, { physicalId: DomainName }) => {
      await unless(gone, call(service, 'DeleteDomainName', { DomainName }));
    },
  },
  'AWS::ApiGateway::BasePathMapping': {
    here: 'executed',
    properties: ['BasePath', 'DomainName', 'RestApiId', 'Stage'],
    create: async (work) => {
      const earlier = work.isResumed ? await mappingId(work, work.properties) : '';
      if (earlier === '') await work.call(service, 'CreateApiMapping', mappingOf(work));
      const made = madeMapping(work);
      work.onMade(made.physicalId);
      return made;
    },
    update: async (work) => {
      const ApiMappingId = await mappingId(work, work.properties);
      await work.call(service, 'UpdateApiMapping', { ...mappingOf(work), ApiMappingId });
      return madeMapping(work);
    },
    remove: async (work, { properties }) => {
      const { DomainName } = properties;
      const ApiMappingId = await mappingId(work, properties);
      if (ApiMappingId === '') return;
      await unless(gone, work.call(service, 'DeleteApiMapping', { DomainName, ApiMappingId }));
    },
  },
};
