// The name of one's own that an API of SAM has (Domain): the domain name, its base paths, and its records in Route 53.
// Source: AWS's translator, api_generator.py and apiv2_generator.py.
import { getAtt, ref } from './functions.ts';
import { compact, isMap, isTruthy, mapOf, type Json, type JsonMap, type Optional } from './json.ts';
import { resolved, type SamContext } from './context.ts';
import { hashOf } from './logical-id.ts';
import { generated, type Generated } from './resource.ts';
import { SamError } from './sam-error.ts';

export interface NamedApi {
  readonly id: string;
  readonly stageId: string;
  /** Those that every generated resource takes over. */
  readonly attributes: JsonMap;
  readonly context: SamContext;
}

interface Domain {
  /** Of its resource. */
  readonly id: string;
  readonly name: Optional;
  readonly endpoint: string;
  readonly given: JsonMap;
}

/** @throws SamError */
export function domainOfRestApi(api: NamedApi, property: Optional): readonly Generated[] {
  const given = givenDomain(api, property);
  if (given === undefined) return [];
  const { DomainName, CertificateArn, SecurityPolicy, EndpointAccessMode, IpAddressType } = given;
  for (const [key, value] of Object.entries({ DomainName, CertificateArn }))
    if (value === undefined || value === null)
      throw new SamError(api.id, `Property 'Domain.${key}' is required.`);
  const endpoint = given['EndpointConfiguration'] ?? 'REGIONAL';
  if (endpoint === 'PRIVATE')
    throw new SamError(api.id, 'Slipway does not execute a private Domain of an API on this machine.');
  if (endpoint !== 'REGIONAL' && endpoint !== 'EDGE')
    throw new SamError(
      api.id,
      "EndpointConfiguration for Custom Domains must be one of ['EDGE', 'REGIONAL', 'PRIVATE'].",
    );
  const domain = { id: `ApiGatewayDomainName${hashOf(DomainName)}`, name: DomainName, endpoint, given };
  const resource = generated(
    { id: domain.id, type: 'AWS::ApiGateway::DomainName' },
    {
      DomainName,
      [endpoint === 'REGIONAL' ? 'RegionalCertificateArn' : 'CertificateArn']: CertificateArn,
      EndpointConfiguration: compact({ Types: [endpoint], IpAddressType: truthy(IpAddressType) }),
      MutualTlsAuthentication: mutualTls(api, given, 'Available Domain.MutualTlsAuthentication fields are'),
      SecurityPolicy: truthy(SecurityPolicy),
      EndpointAccessMode: truthy(EndpointAccessMode),
      Policy: truthy(given['Policy']),
      OwnershipVerificationCertificateArn: truthy(given['OwnershipVerificationCertificateArn']),
    },
    { attributes: api.attributes },
  );
  const isNormal = isTruthy(given['NormalizeBasePath'] ?? true);
  const mapping = (path?: string) => {
    const plain = path?.replaceAll(/[^\p{L}\p{N}]/gu, '');
    return generated(
      { id: `${api.id}${plain ?? ''}BasePathMapping`, type: 'AWS::ApiGateway::BasePathMapping' },
      {
        DomainName: ref(domain.id),
        RestApiId: ref(api.id),
        Stage: ref(api.stageId),
        BasePath: isNormal ? plain : path,
      },
      { attributes: api.attributes },
    );
  };
  const paths = basePaths(api, given);
  const mappings = paths === undefined ? [mapping()] : paths.map(mapping);
  return [resource, ...mappings, ...recordsOf(api, domain)];
}

/** @throws SamError */
export function domainOfHttpApi(api: NamedApi, property: Optional): readonly Generated[] {
  const given = givenDomain(api, property);
  if (given === undefined) return [];
  const { DomainName, CertificateArn, SecurityPolicy, OwnershipVerificationCertificateArn } = given;
  if (!isThere(DomainName) || !isThere(CertificateArn))
    throw new SamError(
      api.id,
      'Custom Domains only works if both DomainName and CertificateArn are provided.',
    );
  const endpoint = given['EndpointConfiguration'] ?? 'REGIONAL';
  if (endpoint !== 'REGIONAL')
    throw new SamError(api.id, "EndpointConfiguration for Custom Domains must be one of ['REGIONAL'].");
  const domain = { id: `ApiGatewayDomainNameV2${hashOf(DomainName)}`, name: DomainName, endpoint, given };
  const resource = generated(
    { id: domain.id, type: 'AWS::ApiGatewayV2::DomainName' },
    {
      DomainName,
      DomainNameConfigurations: [
        compact({
          CertificateArn,
          EndpointType: endpoint,
          OwnershipVerificationCertificateArn: truthy(OwnershipVerificationCertificateArn),
          SecurityPolicy: truthy(SecurityPolicy),
        }),
      ],
      MutualTlsAuthentication: mutualTls(api, given, 'Available MutualTlsAuthentication fields are'),
      Tags: { 'httpapi:createdBy': 'SAM' },
    },
    { attributes: api.attributes },
  );
  const mapping = (path?: string) =>
    generated(
      {
        id: `${api.id}${path?.replaceAll(/[-_/]+/g, '') ?? ''}ApiMapping`,
        type: 'AWS::ApiGatewayV2::ApiMapping',
      },
      {
        DomainName: ref(domain.id),
        ApiId: ref(api.id),
        Stage: ref(api.stageId),
        ApiMappingKey: path?.replaceAll(/^\/+|\/+$/g, ''),
      },
      { attributes: api.attributes },
    );
  const paths = basePaths(api, given);
  if (paths?.some((path) => /[^0-9a-zA-Z/_-]/.test(path)) === true)
    throw new SamError(api.id, 'Invalid Basepath name provided.');
  const mappings = paths === undefined ? [mapping()] : paths.map(mapping);
  return [resource, ...mappings, ...recordsOf(api, domain)];
}

function isThere(value: Optional): boolean {
  return value !== undefined && value !== null;
}

function truthy(value: Optional): Optional {
  return isTruthy(value) ? value : undefined;
}

function givenDomain({ id, context }: NamedApi, property: Optional): JsonMap | undefined {
  if (!isThere(property)) return undefined;
  const given = resolved(property, context);
  if (!isMap(given)) throw new SamError(id, "Property 'Domain' should be a map.");
  return given;
}

function mutualTls({ id }: NamedApi, { MutualTlsAuthentication: given }: JsonMap, allowed: string): Optional {
  if (!isTruthy(given)) return undefined;
  const { TruststoreUri, TruststoreVersion, ...others } = mapOf(given);
  if (Object.keys(others).length > 0)
    throw new SamError(id, `${allowed} ['TruststoreUri', 'TruststoreVersion'].`);
  return compact({ TruststoreUri: truthy(TruststoreUri), TruststoreVersion: truthy(TruststoreVersion) });
}

/** Undefined when the name as a whole leads to the API. */
function basePaths({ id }: NamedApi, { BasePath: given }: JsonMap): readonly string[] | undefined {
  if (!isTruthy(given)) return undefined;
  if (typeof given === 'string') return [given];
  if (!Array.isArray(given)) return undefined;
  const paths = given as readonly Json[];
  if (paths.some((path) => typeof path !== 'string')) throw new SamError(id, 'Basepath must be a string.');
  return paths as readonly string[];
}

/** APIs in the same zone share a group of records. */
function recordsOf({ id, attributes, context }: NamedApi, domain: Domain): readonly Generated[] {
  const property = domain.given['Route53'];
  if (!isThere(property)) return [];
  if (!isMap(property)) throw new SamError(id, "Property 'Domain.Route53' should be a map.");
  const { HostedZoneId, HostedZoneName, SeparateRecordSetGroup } = property;
  if (!isThere(HostedZoneId) && !isThere(HostedZoneName))
    throw new SamError(
      id,
      'HostedZoneId or HostedZoneName is required to enable Route53 support on Custom Domains.',
    );
  const zone = truthy(HostedZoneId) ?? HostedZoneName;
  const records = recordSets(domain, property);
  const group = (groupId: string, RecordSets: JsonMap[]) =>
    generated(
      { id: groupId, type: 'AWS::Route53::RecordSetGroup' },
      { HostedZoneId, HostedZoneName, RecordSets },
      { attributes },
    );
  if (isTruthy(SeparateRecordSetGroup))
    return [group(`RecordSetGroup${hashOf([zone ?? null, domain.name ?? null])}`, records)];
  const groupId = `RecordSetGroup${hashOf(zone)}`;
  const shared = context.recordSets.get(groupId);
  if (shared !== undefined) {
    shared.push(...records);
    return [];
  }
  context.recordSets.set(groupId, records);
  return [group(groupId, records)];
}

function recordSets({ id, name, endpoint }: Domain, route53: JsonMap): JsonMap[] {
  const { EvaluateTargetHealth, DistributionDomainName, Region, SetIdentifier, IpV6 } = route53;
  const AliasTarget = compact({
    EvaluateTargetHealth,
    HostedZoneId: endpoint === 'EDGE' ? 'Z2FDTNDATAQYW2' : getAtt(id, 'RegionalHostedZoneId'),
    DNSName:
      endpoint === 'EDGE'
        ? (DistributionDomainName ?? getAtt(id, 'DistributionDomainName'))
        : getAtt(id, 'RegionalDomainName'),
  });
  const types = IpV6 === true ? ['A', 'AAAA'] : ['A'];
  return types.map((Type) => compact({ Name: name, Type, AliasTarget, Region, SetIdentifier }));
}
