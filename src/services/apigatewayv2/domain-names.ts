// Domain names of one's own, and which of their paths lead to which stage of which API. No certificate is used here: a name answers
// without TLS, below `execute-api.localhost`.
// Source: API Gateway developer guide, "Custom domain names for HTTP APIs"; API reference, CreateDomainName and CreateApiMapping.
import type { ApiGatewayV2Api } from '../../aws/operations/apigatewayv2.ts';
import { defined } from '../../lib/defined.ts';
import { newApiId, ownerOf, storeOf } from '../apigateway/rest-call.ts';
import type { Operations, ServiceCall } from '../service.ts';
import { badRequest, conflict, notFound, paged, type Op, type Shapes } from './http-api-call.ts';

type Configurations = Shapes['DomainName']['DomainNameConfigurations'];

const namePattern = /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** As they stand in the answers of the service. Their zone is that of us-east-1 in every Region: nothing here resolves it. */
function configured(
  given: Configurations = [],
  { place }: ServiceCall,
  before: Configurations = [],
): NonNullable<Configurations> {
  const [first] = given;
  if (given.length !== 1 || first?.CertificateArn === undefined)
    throw badRequest('A domain name needs one configuration with a certificate');
  if (first.EndpointType === 'EDGE')
    throw badRequest('Only the endpoint type REGIONAL is supported for HTTP APIs');
  const { ApiGatewayDomainName = `d-${newApiId(10)}.execute-api.${place.region}.amazonaws.com` } =
    before[0] ?? {};
  return [
    {
      IpAddressType: 'ipv4',
      SecurityPolicy: 'TLS_1_2',
      ...first,
      EndpointType: 'REGIONAL',
      ApiGatewayDomainName,
      HostedZoneId: 'Z1UJRXOUMOOFQ8',
      DomainNameStatus: 'AVAILABLE',
    },
  ];
}

function refuseOthers(
  input: Pick<Shapes['CreateDomainNameRequest'], 'MutualTlsAuthentication' | 'RoutingMode'>,
) {
  if (input.MutualTlsAuthentication !== undefined)
    throw badRequest('Slipway does not execute mutual TLS of domain names');
  if (input.RoutingMode !== undefined && input.RoutingMode !== 'API_MAPPING_ONLY')
    throw badRequest(`Slipway does not execute the routing mode ${input.RoutingMode} of domain names`);
}

/** @throws AwsError */
function domainOf({ DomainName }: { readonly DomainName: string }, call: ServiceCall): Shapes['DomainName'] {
  const domain = storeOf(call).get('domainName', ownerOf(call), DomainName);
  if (domain === undefined) throw notFound('Invalid domain name identifier specified');
  return domain;
}

function save(domain: Shapes['DomainName'], call: ServiceCall): Shapes['DomainName'] {
  const { DomainName: name, Tags: tags = {} } = domain;
  storeOf(call).put('domainName', { owner: ownerOf(call), id: name }, domain);
  const { account, region, partition } = call.place;
  const key = { account, region, type: 'AWS::ApiGatewayV2::DomainName', name } as const;
  const operation = 'apigatewayv2:CreateDomainName';
  const madeBy = { kind: 'api', operation, principal: call.caller.arn } as const;
  call.ground.account.put({ ...key, partition, values: { name }, tags, madeBy, at: call.now });
  return domain;
}

const createDomainName: Op<'CreateDomainName'> = (input, call) => {
  const { DomainName, DomainNameConfigurations, Tags = {} } = input;
  refuseOthers(input);
  if (!namePattern.test(DomainName)) throw badRequest(`Invalid domain name ${DomainName}`);
  if (DomainName.startsWith('*.')) throw badRequest('Slipway does not execute wildcards in domain names');
  const store = storeOf(call);
  return store.atOnce(() => {
    if (store.placeOf('domainName', DomainName) !== undefined)
      throw conflict('The domain name you provided already exists.');
    const { partition, region } = call.place;
    return save(
      {
        ApiMappingSelectionExpression: '$request.basepath',
        DomainName,
        DomainNameArn: `arn:${partition}:apigateway:${region}::/domainnames/${DomainName}`,
        DomainNameConfigurations: configured(DomainNameConfigurations, call),
        RoutingMode: 'API_MAPPING_ONLY',
        Tags,
      },
      call,
    );
  });
};

const getDomainName: Op<'GetDomainName'> = (input, call) => domainOf(input, call);

const getDomainNames: Op<'GetDomainNames'> = (input, call) =>
  paged(storeOf(call).list('domainName', ownerOf(call)), input, ({ DomainName }) => DomainName);

const updateDomainName: Op<'UpdateDomainName'> = (input, call) => {
  refuseOthers(input);
  const before = domainOf(input, call);
  const { DomainNameConfigurations: given } = input;
  if (given === undefined) return before;
  return save(
    { ...before, DomainNameConfigurations: configured(given, call, before.DomainNameConfigurations) },
    call,
  );
};

const deleteDomainName: Op<'DeleteDomainName'> = (input, call) => {
  const { DomainName } = domainOf(input, call);
  storeOf(call).removeWithParts('domainName', { owner: ownerOf(call), id: DomainName });
  const { account, region } = call.place;
  call.ground.account.remove({ account, region, type: 'AWS::ApiGatewayV2::DomainName', name: DomainName });
  return {};
};

interface Mapped {
  readonly ApiMappingId?: string;
  readonly ApiId: string;
  readonly Stage: string;
  readonly ApiMappingKey?: string;
}

/** @throws AwsError for an API or a stage that is not there, and a key that another mapping of the name has */
function checkMapping(
  domain: string,
  { ApiMappingId: id, ApiId, Stage, ApiMappingKey: key = '' }: Mapped,
  call: ServiceCall,
): void {
  const store = storeOf(call);
  if (!/^(?:[\w.~!$&'()*+,;=:@%-]+(?:\/[\w.~!$&'()*+,;=:@%-]+)*)?$/.test(key))
    throw badRequest(`Invalid API mapping key ${key}`);
  const isRest = store.get('restApi', ownerOf(call), ApiId) !== undefined;
  if (!isRest && store.get('httpApi', ownerOf(call), ApiId) === undefined)
    throw badRequest(`Invalid API identifier specified ${ApiId}`);
  const stage = isRest ? store.get('stage', ApiId, Stage) : store.get('httpStage', ApiId, Stage);
  if (stage === undefined) throw badRequest('Invalid stage identifier specified');
  const others = store.list('apiMapping', domain).filter(({ ApiMappingId }) => ApiMappingId !== id);
  if (others.some(({ ApiMappingKey = '' }) => ApiMappingKey === key))
    throw conflict('ApiMapping key already exists for this domain name');
}

const createApiMapping: Op<'CreateApiMapping'> = ({ DomainName, ApiId, Stage, ApiMappingKey }, call) => {
  domainOf({ DomainName }, call);
  const ApiMappingId = newApiId(6);
  const mapping = { ApiId, Stage, ApiMappingId, ...defined({ ApiMappingKey }) };
  checkMapping(DomainName, mapping, call);
  storeOf(call).put('apiMapping', { owner: DomainName, id: ApiMappingId }, mapping);
  return mapping;
};

/** @throws AwsError */
function mappingOf(
  { DomainName, ApiMappingId }: { readonly DomainName: string; readonly ApiMappingId: string },
  call: ServiceCall,
): Shapes['ApiMapping'] {
  domainOf({ DomainName }, call);
  const mapping = storeOf(call).get('apiMapping', DomainName, ApiMappingId);
  if (mapping === undefined) throw notFound('Unable to find ApiMapping with the provided id');
  return mapping;
}

const getApiMapping: Op<'GetApiMapping'> = (input, call) => mappingOf(input, call);

const getApiMappings: Op<'GetApiMappings'> = (input, call) => {
  const { DomainName } = domainOf(input, call);
  return paged(storeOf(call).list('apiMapping', DomainName), input, ({ ApiMappingId }) => ApiMappingId);
};

const updateApiMapping: Op<'UpdateApiMapping'> = (input, call) => {
  const { DomainName, ApiMappingId, ApiId, Stage, ApiMappingKey } = input;
  const before = mappingOf(input, call);
  const mapping = { ...before, ...defined({ ApiId, Stage, ApiMappingKey }) };
  checkMapping(DomainName, mapping, call);
  storeOf(call).put('apiMapping', { owner: DomainName, id: ApiMappingId }, mapping);
  return mapping;
};

const deleteApiMapping: Op<'DeleteApiMapping'> = (input, call) => {
  mappingOf(input, call);
  storeOf(call).remove('apiMapping', { owner: input.DomainName, id: input.ApiMappingId });
  return {};
};

export const domainNames: Operations<ApiGatewayV2Api> = {
  CreateDomainName: createDomainName,
  GetDomainName: getDomainName,
  GetDomainNames: getDomainNames,
  UpdateDomainName: updateDomainName,
  DeleteDomainName: deleteDomainName,
  CreateApiMapping: createApiMapping,
  GetApiMapping: getApiMapping,
  GetApiMappings: getApiMappings,
  UpdateApiMapping: updateApiMapping,
  DeleteApiMapping: deleteApiMapping,
};
