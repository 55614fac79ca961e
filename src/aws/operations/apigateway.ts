// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface ApiGatewayApi {
  readonly operations: {
    readonly CreateApiKey: {
      readonly input: Shapes['CreateApiKeyRequest'];
      readonly output: Shapes['ApiKey'];
    };
    readonly CreateAuthorizer: {
      readonly input: Shapes['CreateAuthorizerRequest'];
      readonly output: Shapes['Authorizer'];
    };
    readonly CreateBasePathMapping: {
      readonly input: Shapes['CreateBasePathMappingRequest'];
      readonly output: Shapes['BasePathMapping'];
    };
    readonly CreateDeployment: {
      readonly input: Shapes['CreateDeploymentRequest'];
      readonly output: Shapes['Deployment'];
    };
    readonly CreateDocumentationPart: {
      readonly input: Shapes['CreateDocumentationPartRequest'];
      readonly output: Shapes['DocumentationPart'];
    };
    readonly CreateDocumentationVersion: {
      readonly input: Shapes['CreateDocumentationVersionRequest'];
      readonly output: Shapes['DocumentationVersion'];
    };
    readonly CreateDomainName: {
      readonly input: Shapes['CreateDomainNameRequest'];
      readonly output: Shapes['DomainName'];
    };
    readonly CreateDomainNameAccessAssociation: {
      readonly input: Shapes['CreateDomainNameAccessAssociationRequest'];
      readonly output: Shapes['DomainNameAccessAssociation'];
    };
    readonly CreateModel: { readonly input: Shapes['CreateModelRequest']; readonly output: Shapes['Model'] };
    readonly CreateRequestValidator: {
      readonly input: Shapes['CreateRequestValidatorRequest'];
      readonly output: Shapes['RequestValidator'];
    };
    readonly CreateResource: {
      readonly input: Shapes['CreateResourceRequest'];
      readonly output: Shapes['Resource'];
    };
    readonly CreateRestApi: {
      readonly input: Shapes['CreateRestApiRequest'];
      readonly output: Shapes['RestApi'];
    };
    readonly CreateStage: { readonly input: Shapes['CreateStageRequest']; readonly output: Shapes['Stage'] };
    readonly CreateUsagePlan: {
      readonly input: Shapes['CreateUsagePlanRequest'];
      readonly output: Shapes['UsagePlan'];
    };
    readonly CreateUsagePlanKey: {
      readonly input: Shapes['CreateUsagePlanKeyRequest'];
      readonly output: Shapes['UsagePlanKey'];
    };
    readonly CreateVpcLink: {
      readonly input: Shapes['CreateVpcLinkRequest'];
      readonly output: Shapes['VpcLink'];
    };
    readonly DeleteApiKey: {
      readonly input: Shapes['DeleteApiKeyRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteAuthorizer: {
      readonly input: Shapes['DeleteAuthorizerRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteBasePathMapping: {
      readonly input: Shapes['DeleteBasePathMappingRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteClientCertificate: {
      readonly input: Shapes['DeleteClientCertificateRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteDeployment: {
      readonly input: Shapes['DeleteDeploymentRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteDocumentationPart: {
      readonly input: Shapes['DeleteDocumentationPartRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteDocumentationVersion: {
      readonly input: Shapes['DeleteDocumentationVersionRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteDomainName: {
      readonly input: Shapes['DeleteDomainNameRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteDomainNameAccessAssociation: {
      readonly input: Shapes['DeleteDomainNameAccessAssociationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteGatewayResponse: {
      readonly input: Shapes['DeleteGatewayResponseRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteIntegration: {
      readonly input: Shapes['DeleteIntegrationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteIntegrationResponse: {
      readonly input: Shapes['DeleteIntegrationResponseRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteMethod: {
      readonly input: Shapes['DeleteMethodRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteMethodResponse: {
      readonly input: Shapes['DeleteMethodResponseRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteModel: {
      readonly input: Shapes['DeleteModelRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteRequestValidator: {
      readonly input: Shapes['DeleteRequestValidatorRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteResource: {
      readonly input: Shapes['DeleteResourceRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteRestApi: {
      readonly input: Shapes['DeleteRestApiRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteStage: {
      readonly input: Shapes['DeleteStageRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteUsagePlan: {
      readonly input: Shapes['DeleteUsagePlanRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteUsagePlanKey: {
      readonly input: Shapes['DeleteUsagePlanKeyRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteVpcLink: {
      readonly input: Shapes['DeleteVpcLinkRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly FlushStageAuthorizersCache: {
      readonly input: Shapes['FlushStageAuthorizersCacheRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly FlushStageCache: {
      readonly input: Shapes['FlushStageCacheRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly GenerateClientCertificate: {
      readonly input: Shapes['GenerateClientCertificateRequest'];
      readonly output: Shapes['ClientCertificate'];
    };
    readonly GetAccount: { readonly input: Shapes['GetAccountRequest']; readonly output: Shapes['Account'] };
    readonly GetApiKey: { readonly input: Shapes['GetApiKeyRequest']; readonly output: Shapes['ApiKey'] };
    readonly GetApiKeys: { readonly input: Shapes['GetApiKeysRequest']; readonly output: Shapes['ApiKeys'] };
    readonly GetAuthorizer: {
      readonly input: Shapes['GetAuthorizerRequest'];
      readonly output: Shapes['Authorizer'];
    };
    readonly GetAuthorizers: {
      readonly input: Shapes['GetAuthorizersRequest'];
      readonly output: Shapes['Authorizers'];
    };
    readonly GetBasePathMapping: {
      readonly input: Shapes['GetBasePathMappingRequest'];
      readonly output: Shapes['BasePathMapping'];
    };
    readonly GetBasePathMappings: {
      readonly input: Shapes['GetBasePathMappingsRequest'];
      readonly output: Shapes['BasePathMappings'];
    };
    readonly GetClientCertificate: {
      readonly input: Shapes['GetClientCertificateRequest'];
      readonly output: Shapes['ClientCertificate'];
    };
    readonly GetClientCertificates: {
      readonly input: Shapes['GetClientCertificatesRequest'];
      readonly output: Shapes['ClientCertificates'];
    };
    readonly GetDeployment: {
      readonly input: Shapes['GetDeploymentRequest'];
      readonly output: Shapes['Deployment'];
    };
    readonly GetDeployments: {
      readonly input: Shapes['GetDeploymentsRequest'];
      readonly output: Shapes['Deployments'];
    };
    readonly GetDocumentationPart: {
      readonly input: Shapes['GetDocumentationPartRequest'];
      readonly output: Shapes['DocumentationPart'];
    };
    readonly GetDocumentationParts: {
      readonly input: Shapes['GetDocumentationPartsRequest'];
      readonly output: Shapes['DocumentationParts'];
    };
    readonly GetDocumentationVersion: {
      readonly input: Shapes['GetDocumentationVersionRequest'];
      readonly output: Shapes['DocumentationVersion'];
    };
    readonly GetDocumentationVersions: {
      readonly input: Shapes['GetDocumentationVersionsRequest'];
      readonly output: Shapes['DocumentationVersions'];
    };
    readonly GetDomainName: {
      readonly input: Shapes['GetDomainNameRequest'];
      readonly output: Shapes['DomainName'];
    };
    readonly GetDomainNameAccessAssociations: {
      readonly input: Shapes['GetDomainNameAccessAssociationsRequest'];
      readonly output: Shapes['DomainNameAccessAssociations'];
    };
    readonly GetDomainNames: {
      readonly input: Shapes['GetDomainNamesRequest'];
      readonly output: Shapes['DomainNames'];
    };
    readonly GetExport: {
      readonly input: Shapes['GetExportRequest'];
      readonly output: Shapes['ExportResponse'];
    };
    readonly GetGatewayResponse: {
      readonly input: Shapes['GetGatewayResponseRequest'];
      readonly output: Shapes['GatewayResponse'];
    };
    readonly GetGatewayResponses: {
      readonly input: Shapes['GetGatewayResponsesRequest'];
      readonly output: Shapes['GatewayResponses'];
    };
    readonly GetIntegration: {
      readonly input: Shapes['GetIntegrationRequest'];
      readonly output: Shapes['Integration'];
    };
    readonly GetIntegrationResponse: {
      readonly input: Shapes['GetIntegrationResponseRequest'];
      readonly output: Shapes['IntegrationResponse'];
    };
    readonly GetMethod: { readonly input: Shapes['GetMethodRequest']; readonly output: Shapes['Method'] };
    readonly GetMethodResponse: {
      readonly input: Shapes['GetMethodResponseRequest'];
      readonly output: Shapes['MethodResponse'];
    };
    readonly GetModel: { readonly input: Shapes['GetModelRequest']; readonly output: Shapes['Model'] };
    readonly GetModelTemplate: {
      readonly input: Shapes['GetModelTemplateRequest'];
      readonly output: Shapes['Template'];
    };
    readonly GetModels: { readonly input: Shapes['GetModelsRequest']; readonly output: Shapes['Models'] };
    readonly GetRequestValidator: {
      readonly input: Shapes['GetRequestValidatorRequest'];
      readonly output: Shapes['RequestValidator'];
    };
    readonly GetRequestValidators: {
      readonly input: Shapes['GetRequestValidatorsRequest'];
      readonly output: Shapes['RequestValidators'];
    };
    readonly GetResource: {
      readonly input: Shapes['GetResourceRequest'];
      readonly output: Shapes['Resource'];
    };
    readonly GetResources: {
      readonly input: Shapes['GetResourcesRequest'];
      readonly output: Shapes['Resources'];
    };
    readonly GetRestApi: { readonly input: Shapes['GetRestApiRequest']; readonly output: Shapes['RestApi'] };
    readonly GetRestApis: {
      readonly input: Shapes['GetRestApisRequest'];
      readonly output: Shapes['RestApis'];
    };
    readonly GetSdk: { readonly input: Shapes['GetSdkRequest']; readonly output: Shapes['SdkResponse'] };
    readonly GetSdkType: { readonly input: Shapes['GetSdkTypeRequest']; readonly output: Shapes['SdkType'] };
    readonly GetSdkTypes: {
      readonly input: Shapes['GetSdkTypesRequest'];
      readonly output: Shapes['SdkTypes'];
    };
    readonly GetStage: { readonly input: Shapes['GetStageRequest']; readonly output: Shapes['Stage'] };
    readonly GetStages: { readonly input: Shapes['GetStagesRequest']; readonly output: Shapes['Stages'] };
    readonly GetTags: { readonly input: Shapes['GetTagsRequest']; readonly output: Shapes['Tags'] };
    readonly GetUsage: { readonly input: Shapes['GetUsageRequest']; readonly output: Shapes['Usage'] };
    readonly GetUsagePlan: {
      readonly input: Shapes['GetUsagePlanRequest'];
      readonly output: Shapes['UsagePlan'];
    };
    readonly GetUsagePlanKey: {
      readonly input: Shapes['GetUsagePlanKeyRequest'];
      readonly output: Shapes['UsagePlanKey'];
    };
    readonly GetUsagePlanKeys: {
      readonly input: Shapes['GetUsagePlanKeysRequest'];
      readonly output: Shapes['UsagePlanKeys'];
    };
    readonly GetUsagePlans: {
      readonly input: Shapes['GetUsagePlansRequest'];
      readonly output: Shapes['UsagePlans'];
    };
    readonly GetVpcLink: { readonly input: Shapes['GetVpcLinkRequest']; readonly output: Shapes['VpcLink'] };
    readonly GetVpcLinks: {
      readonly input: Shapes['GetVpcLinksRequest'];
      readonly output: Shapes['VpcLinks'];
    };
    readonly ImportApiKeys: {
      readonly input: Shapes['ImportApiKeysRequest'];
      readonly output: Shapes['ApiKeyIds'];
    };
    readonly ImportDocumentationParts: {
      readonly input: Shapes['ImportDocumentationPartsRequest'];
      readonly output: Shapes['DocumentationPartIds'];
    };
    readonly ImportRestApi: {
      readonly input: Shapes['ImportRestApiRequest'];
      readonly output: Shapes['RestApi'];
    };
    readonly PutGatewayResponse: {
      readonly input: Shapes['PutGatewayResponseRequest'];
      readonly output: Shapes['GatewayResponse'];
    };
    readonly PutIntegration: {
      readonly input: Shapes['PutIntegrationRequest'];
      readonly output: Shapes['Integration'];
    };
    readonly PutIntegrationResponse: {
      readonly input: Shapes['PutIntegrationResponseRequest'];
      readonly output: Shapes['IntegrationResponse'];
    };
    readonly PutMethod: { readonly input: Shapes['PutMethodRequest']; readonly output: Shapes['Method'] };
    readonly PutMethodResponse: {
      readonly input: Shapes['PutMethodResponseRequest'];
      readonly output: Shapes['MethodResponse'];
    };
    readonly PutRestApi: { readonly input: Shapes['PutRestApiRequest']; readonly output: Shapes['RestApi'] };
    readonly RejectDomainNameAccessAssociation: {
      readonly input: Shapes['RejectDomainNameAccessAssociationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly TagResource: {
      readonly input: Shapes['TagResourceRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly TestInvokeAuthorizer: {
      readonly input: Shapes['TestInvokeAuthorizerRequest'];
      readonly output: Shapes['TestInvokeAuthorizerResponse'];
    };
    readonly TestInvokeMethod: {
      readonly input: Shapes['TestInvokeMethodRequest'];
      readonly output: Shapes['TestInvokeMethodResponse'];
    };
    readonly UntagResource: {
      readonly input: Shapes['UntagResourceRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly UpdateAccount: {
      readonly input: Shapes['UpdateAccountRequest'];
      readonly output: Shapes['Account'];
    };
    readonly UpdateApiKey: {
      readonly input: Shapes['UpdateApiKeyRequest'];
      readonly output: Shapes['ApiKey'];
    };
    readonly UpdateAuthorizer: {
      readonly input: Shapes['UpdateAuthorizerRequest'];
      readonly output: Shapes['Authorizer'];
    };
    readonly UpdateBasePathMapping: {
      readonly input: Shapes['UpdateBasePathMappingRequest'];
      readonly output: Shapes['BasePathMapping'];
    };
    readonly UpdateClientCertificate: {
      readonly input: Shapes['UpdateClientCertificateRequest'];
      readonly output: Shapes['ClientCertificate'];
    };
    readonly UpdateDeployment: {
      readonly input: Shapes['UpdateDeploymentRequest'];
      readonly output: Shapes['Deployment'];
    };
    readonly UpdateDocumentationPart: {
      readonly input: Shapes['UpdateDocumentationPartRequest'];
      readonly output: Shapes['DocumentationPart'];
    };
    readonly UpdateDocumentationVersion: {
      readonly input: Shapes['UpdateDocumentationVersionRequest'];
      readonly output: Shapes['DocumentationVersion'];
    };
    readonly UpdateDomainName: {
      readonly input: Shapes['UpdateDomainNameRequest'];
      readonly output: Shapes['DomainName'];
    };
    readonly UpdateGatewayResponse: {
      readonly input: Shapes['UpdateGatewayResponseRequest'];
      readonly output: Shapes['GatewayResponse'];
    };
    readonly UpdateIntegration: {
      readonly input: Shapes['UpdateIntegrationRequest'];
      readonly output: Shapes['Integration'];
    };
    readonly UpdateIntegrationResponse: {
      readonly input: Shapes['UpdateIntegrationResponseRequest'];
      readonly output: Shapes['IntegrationResponse'];
    };
    readonly UpdateMethod: {
      readonly input: Shapes['UpdateMethodRequest'];
      readonly output: Shapes['Method'];
    };
    readonly UpdateMethodResponse: {
      readonly input: Shapes['UpdateMethodResponseRequest'];
      readonly output: Shapes['MethodResponse'];
    };
    readonly UpdateModel: { readonly input: Shapes['UpdateModelRequest']; readonly output: Shapes['Model'] };
    readonly UpdateRequestValidator: {
      readonly input: Shapes['UpdateRequestValidatorRequest'];
      readonly output: Shapes['RequestValidator'];
    };
    readonly UpdateResource: {
      readonly input: Shapes['UpdateResourceRequest'];
      readonly output: Shapes['Resource'];
    };
    readonly UpdateRestApi: {
      readonly input: Shapes['UpdateRestApiRequest'];
      readonly output: Shapes['RestApi'];
    };
    readonly UpdateStage: { readonly input: Shapes['UpdateStageRequest']; readonly output: Shapes['Stage'] };
    readonly UpdateUsage: { readonly input: Shapes['UpdateUsageRequest']; readonly output: Shapes['Usage'] };
    readonly UpdateUsagePlan: {
      readonly input: Shapes['UpdateUsagePlanRequest'];
      readonly output: Shapes['UsagePlan'];
    };
    readonly UpdateVpcLink: {
      readonly input: Shapes['UpdateVpcLinkRequest'];
      readonly output: Shapes['VpcLink'];
    };
  };
  readonly errors:
    | 'BadRequestException'
    | 'ConflictException'
    | 'LimitExceededException'
    | 'NotFoundException'
    | 'ServiceUnavailableException'
    | 'TooManyRequestsException'
    | 'UnauthorizedException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly AccessLogSettings: {
    readonly format?: string;
    readonly destinationArn?: string;
  };
  readonly Account: {
    readonly cloudwatchRoleArn?: string;
    readonly throttleSettings?: Shapes['ThrottleSettings'];
    readonly features?: readonly string[];
    readonly apiKeyVersion?: string;
  };
  readonly ApiKey: {
    readonly id?: string;
    readonly value?: string;
    readonly name?: string;
    readonly customerId?: string;
    readonly description?: string;
    readonly enabled?: boolean;
    readonly createdDate?: Date;
    readonly lastUpdatedDate?: Date;
    readonly stageKeys?: readonly string[];
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly ApiKeyIds: {
    readonly ids?: readonly string[];
    readonly warnings?: readonly string[];
  };
  readonly ApiKeys: {
    readonly warnings?: readonly string[];
    readonly position?: string;
    readonly items?: readonly Shapes['ApiKey'][];
  };
  readonly ApiStage: {
    readonly apiId?: string;
    readonly stage?: string;
    readonly throttle?: Readonly<Record<string, Shapes['ThrottleSettings']>>;
  };
  readonly Authorizer: {
    readonly id?: string;
    readonly name?: string;
    readonly type?: 'TOKEN' | 'REQUEST' | 'COGNITO_USER_POOLS' | 'JWT';
    readonly providerARNs?: readonly string[];
    readonly authType?: string;
    readonly authorizerUri?: string;
    readonly authorizerCredentials?: string;
    readonly identitySource?: string;
    readonly identityValidationExpression?: string;
    readonly authorizerResultTtlInSeconds?: number;
    readonly jwtConfiguration?: Shapes['JwtConfiguration'];
  };
  readonly Authorizers: {
    readonly position?: string;
    readonly items?: readonly Shapes['Authorizer'][];
  };
  readonly BasePathMapping: {
    readonly basePath?: string;
    readonly restApiId?: string;
    readonly stage?: string;
  };
  readonly BasePathMappings: {
    readonly position?: string;
    readonly items?: readonly Shapes['BasePathMapping'][];
  };
  readonly CanarySettings: {
    readonly percentTraffic?: number;
    readonly deploymentId?: string;
    readonly stageVariableOverrides?: Readonly<Record<string, string>>;
    readonly useStageCache?: boolean;
  };
  readonly ClientCertificate: {
    readonly clientCertificateId?: string;
    readonly description?: string;
    readonly pemEncodedCertificate?: string;
    readonly createdDate?: Date;
    readonly expirationDate?: Date;
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly ClientCertificates: {
    readonly position?: string;
    readonly items?: readonly Shapes['ClientCertificate'][];
  };
  readonly CreateApiKeyRequest: {
    readonly name?: string;
    readonly description?: string;
    readonly enabled?: boolean;
    readonly generateDistinctId?: boolean;
    readonly value?: string;
    readonly stageKeys?: readonly Shapes['StageKey'][];
    readonly customerId?: string;
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly CreateAuthorizerRequest: {
    readonly restApiId: string;
    readonly name: string;
    readonly type: 'TOKEN' | 'REQUEST' | 'COGNITO_USER_POOLS' | 'JWT';
    readonly providerARNs?: readonly string[];
    readonly authType?: string;
    readonly authorizerUri?: string;
    readonly authorizerCredentials?: string;
    readonly identitySource?: string;
    readonly identityValidationExpression?: string;
    readonly authorizerResultTtlInSeconds?: number;
    readonly jwtConfiguration?: Shapes['JwtConfigurationInput'];
  };
  readonly CreateBasePathMappingRequest: {
    readonly domainName: string;
    readonly domainNameId?: string;
    readonly basePath?: string;
    readonly restApiId: string;
    readonly stage?: string;
  };
  readonly CreateDeploymentRequest: {
    readonly restApiId: string;
    readonly stageName?: string;
    readonly stageDescription?: string;
    readonly description?: string;
    readonly cacheClusterEnabled?: boolean;
    readonly cacheClusterSize?: '0.5' | '1.6' | '6.1' | '13.5' | '28.4' | '58.2' | '118' | '237';
    readonly variables?: Readonly<Record<string, string>>;
    readonly canarySettings?: Shapes['DeploymentCanarySettings'];
    readonly tracingEnabled?: boolean;
  };
  readonly CreateDocumentationPartRequest: {
    readonly restApiId: string;
    readonly location: Shapes['DocumentationPartLocation'];
    readonly properties: string;
  };
  readonly CreateDocumentationVersionRequest: {
    readonly restApiId: string;
    readonly documentationVersion: string;
    readonly stageName?: string;
    readonly description?: string;
  };
  readonly CreateDomainNameAccessAssociationRequest: {
    readonly domainNameArn: string;
    readonly accessAssociationSourceType: 'VPCE';
    readonly accessAssociationSource: string;
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly CreateDomainNameRequest: {
    readonly domainName: string;
    readonly certificateName?: string;
    readonly certificateBody?: string;
    readonly certificatePrivateKey?: string;
    readonly certificateChain?: string;
    readonly certificateArn?: string;
    readonly regionalCertificateName?: string;
    readonly regionalCertificateArn?: string;
    readonly endpointConfiguration?: Shapes['EndpointConfiguration'];
    readonly tags?: Readonly<Record<string, string>>;
    readonly securityPolicy?:
      | 'TLS_1_0'
      | 'TLS_1_2'
      | 'SecurityPolicy_TLS13_1_3_2025_09'
      | 'SecurityPolicy_TLS13_1_3_FIPS_2025_09'
      | 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_Ext2_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_Ext2_FIPS_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_2021_06'
      | 'SecurityPolicy_TLS13_2025_EDGE'
      | 'SecurityPolicy_TLS12_PFS_2025_EDGE'
      | 'SecurityPolicy_TLS12_2018_EDGE';
    readonly endpointAccessMode?: 'BASIC' | 'STRICT';
    readonly mutualTlsAuthentication?: Shapes['MutualTlsAuthenticationInput'];
    readonly ownershipVerificationCertificateArn?: string;
    readonly policy?: string;
    readonly routingMode?:
      | 'BASE_PATH_MAPPING_ONLY'
      | 'ROUTING_RULE_ONLY'
      | 'ROUTING_RULE_THEN_BASE_PATH_MAPPING';
  };
  readonly CreateModelRequest: {
    readonly restApiId: string;
    readonly name: string;
    readonly description?: string;
    readonly schema?: string;
    readonly contentType: string;
  };
  readonly CreateRequestValidatorRequest: {
    readonly restApiId: string;
    readonly name?: string;
    readonly validateRequestBody?: boolean;
    readonly validateRequestParameters?: boolean;
  };
  readonly CreateResourceRequest: {
    readonly restApiId: string;
    readonly parentId: string;
    readonly pathPart: string;
  };
  readonly CreateRestApiRequest: {
    readonly name: string;
    readonly description?: string;
    readonly version?: string;
    readonly cloneFrom?: string;
    readonly binaryMediaTypes?: readonly string[];
    readonly minimumCompressionSize?: number;
    readonly apiKeySource?: 'HEADER' | 'AUTHORIZER';
    readonly endpointConfiguration?: Shapes['EndpointConfiguration'];
    readonly policy?: string;
    readonly tags?: Readonly<Record<string, string>>;
    readonly disableExecuteApiEndpoint?: boolean;
    readonly securityPolicy?:
      | 'TLS_1_0'
      | 'TLS_1_2'
      | 'SecurityPolicy_TLS13_1_3_2025_09'
      | 'SecurityPolicy_TLS13_1_3_FIPS_2025_09'
      | 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_Ext2_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_Ext2_FIPS_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_2021_06'
      | 'SecurityPolicy_TLS13_2025_EDGE'
      | 'SecurityPolicy_TLS12_PFS_2025_EDGE'
      | 'SecurityPolicy_TLS12_2018_EDGE';
    readonly endpointAccessMode?: 'BASIC' | 'STRICT';
  };
  readonly CreateStageRequest: {
    readonly restApiId: string;
    readonly stageName: string;
    readonly deploymentId: string;
    readonly description?: string;
    readonly cacheClusterEnabled?: boolean;
    readonly cacheClusterSize?: '0.5' | '1.6' | '6.1' | '13.5' | '28.4' | '58.2' | '118' | '237';
    readonly variables?: Readonly<Record<string, string>>;
    readonly documentationVersion?: string;
    readonly canarySettings?: Shapes['CanarySettings'];
    readonly tracingEnabled?: boolean;
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly CreateUsagePlanKeyRequest: {
    readonly usagePlanId: string;
    readonly keyId: string;
    readonly keyType: string;
  };
  readonly CreateUsagePlanRequest: {
    readonly name: string;
    readonly description?: string;
    readonly apiStages?: readonly Shapes['ApiStage'][];
    readonly throttle?: Shapes['ThrottleSettings'];
    readonly quota?: Shapes['QuotaSettings'];
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly CreateVpcLinkRequest: {
    readonly name: string;
    readonly description?: string;
    readonly targetArns: readonly string[];
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly DeleteApiKeyRequest: {
    readonly apiKey: string;
  };
  readonly DeleteAuthorizerRequest: {
    readonly restApiId: string;
    readonly authorizerId: string;
  };
  readonly DeleteBasePathMappingRequest: {
    readonly domainName: string;
    readonly domainNameId?: string;
    readonly basePath: string;
  };
  readonly DeleteClientCertificateRequest: {
    readonly clientCertificateId: string;
  };
  readonly DeleteDeploymentRequest: {
    readonly restApiId: string;
    readonly deploymentId: string;
  };
  readonly DeleteDocumentationPartRequest: {
    readonly restApiId: string;
    readonly documentationPartId: string;
  };
  readonly DeleteDocumentationVersionRequest: {
    readonly restApiId: string;
    readonly documentationVersion: string;
  };
  readonly DeleteDomainNameAccessAssociationRequest: {
    readonly domainNameAccessAssociationArn: string;
  };
  readonly DeleteDomainNameRequest: {
    readonly domainName: string;
    readonly domainNameId?: string;
  };
  readonly DeleteGatewayResponseRequest: {
    readonly restApiId: string;
    readonly responseType:
      | 'DEFAULT_4XX'
      | 'DEFAULT_5XX'
      | 'RESOURCE_NOT_FOUND'
      | 'UNAUTHORIZED'
      | 'INVALID_API_KEY'
      | 'ACCESS_DENIED'
      | 'AUTHORIZER_FAILURE'
      | 'AUTHORIZER_CONFIGURATION_ERROR'
      | 'INVALID_SIGNATURE'
      | 'EXPIRED_TOKEN'
      | 'MISSING_AUTHENTICATION_TOKEN'
      | 'INTEGRATION_FAILURE'
      | 'INTEGRATION_TIMEOUT'
      | 'API_CONFIGURATION_ERROR'
      | 'UNSUPPORTED_MEDIA_TYPE'
      | 'BAD_REQUEST_PARAMETERS'
      | 'BAD_REQUEST_BODY'
      | 'REQUEST_TOO_LARGE'
      | 'THROTTLED'
      | 'QUOTA_EXCEEDED'
      | 'WAF_FILTERED';
  };
  readonly DeleteIntegrationRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
    readonly httpMethod: string;
  };
  readonly DeleteIntegrationResponseRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
    readonly httpMethod: string;
    readonly statusCode: string;
  };
  readonly DeleteMethodRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
    readonly httpMethod: string;
  };
  readonly DeleteMethodResponseRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
    readonly httpMethod: string;
    readonly statusCode: string;
  };
  readonly DeleteModelRequest: {
    readonly restApiId: string;
    readonly modelName: string;
  };
  readonly DeleteRequestValidatorRequest: {
    readonly restApiId: string;
    readonly requestValidatorId: string;
  };
  readonly DeleteResourceRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
  };
  readonly DeleteRestApiRequest: {
    readonly restApiId: string;
  };
  readonly DeleteStageRequest: {
    readonly restApiId: string;
    readonly stageName: string;
  };
  readonly DeleteUsagePlanKeyRequest: {
    readonly usagePlanId: string;
    readonly keyId: string;
  };
  readonly DeleteUsagePlanRequest: {
    readonly usagePlanId: string;
  };
  readonly DeleteVpcLinkRequest: {
    readonly vpcLinkId: string;
  };
  readonly Deployment: {
    readonly id?: string;
    readonly description?: string;
    readonly createdDate?: Date;
    readonly apiSummary?: Readonly<Record<string, Readonly<Record<string, Shapes['MethodSnapshot']>>>>;
  };
  readonly DeploymentCanarySettings: {
    readonly percentTraffic?: number;
    readonly stageVariableOverrides?: Readonly<Record<string, string>>;
    readonly useStageCache?: boolean;
  };
  readonly Deployments: {
    readonly position?: string;
    readonly items?: readonly Shapes['Deployment'][];
  };
  readonly DocumentationPart: {
    readonly id?: string;
    readonly location?: Shapes['DocumentationPartLocation'];
    readonly properties?: string;
  };
  readonly DocumentationPartIds: {
    readonly ids?: readonly string[];
    readonly warnings?: readonly string[];
  };
  readonly DocumentationPartLocation: {
    readonly type:
      | 'API'
      | 'AUTHORIZER'
      | 'MODEL'
      | 'RESOURCE'
      | 'METHOD'
      | 'PATH_PARAMETER'
      | 'QUERY_PARAMETER'
      | 'REQUEST_HEADER'
      | 'REQUEST_BODY'
      | 'RESPONSE'
      | 'RESPONSE_HEADER'
      | 'RESPONSE_BODY';
    readonly path?: string;
    readonly method?: string;
    readonly statusCode?: string;
    readonly name?: string;
  };
  readonly DocumentationParts: {
    readonly position?: string;
    readonly items?: readonly Shapes['DocumentationPart'][];
  };
  readonly DocumentationVersion: {
    readonly version?: string;
    readonly createdDate?: Date;
    readonly description?: string;
  };
  readonly DocumentationVersions: {
    readonly position?: string;
    readonly items?: readonly Shapes['DocumentationVersion'][];
  };
  readonly DomainName: {
    readonly domainName?: string;
    readonly domainNameId?: string;
    readonly domainNameArn?: string;
    readonly certificateName?: string;
    readonly certificateArn?: string;
    readonly certificateUploadDate?: Date;
    readonly regionalDomainName?: string;
    readonly regionalHostedZoneId?: string;
    readonly regionalCertificateName?: string;
    readonly regionalCertificateArn?: string;
    readonly distributionDomainName?: string;
    readonly distributionHostedZoneId?: string;
    readonly endpointConfiguration?: Shapes['EndpointConfiguration'];
    readonly domainNameStatus?:
      | 'AVAILABLE'
      | 'UPDATING'
      | 'PENDING'
      | 'PENDING_CERTIFICATE_REIMPORT'
      | 'PENDING_OWNERSHIP_VERIFICATION'
      | 'FAILED';
    readonly domainNameStatusMessage?: string;
    readonly securityPolicy?:
      | 'TLS_1_0'
      | 'TLS_1_2'
      | 'SecurityPolicy_TLS13_1_3_2025_09'
      | 'SecurityPolicy_TLS13_1_3_FIPS_2025_09'
      | 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_Ext2_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_Ext2_FIPS_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_2021_06'
      | 'SecurityPolicy_TLS13_2025_EDGE'
      | 'SecurityPolicy_TLS12_PFS_2025_EDGE'
      | 'SecurityPolicy_TLS12_2018_EDGE';
    readonly endpointAccessMode?: 'BASIC' | 'STRICT';
    readonly tags?: Readonly<Record<string, string>>;
    readonly mutualTlsAuthentication?: Shapes['MutualTlsAuthentication'];
    readonly ownershipVerificationCertificateArn?: string;
    readonly managementPolicy?: string;
    readonly policy?: string;
    readonly routingMode?:
      | 'BASE_PATH_MAPPING_ONLY'
      | 'ROUTING_RULE_ONLY'
      | 'ROUTING_RULE_THEN_BASE_PATH_MAPPING';
  };
  readonly DomainNameAccessAssociation: {
    readonly domainNameAccessAssociationArn?: string;
    readonly domainNameArn?: string;
    readonly accessAssociationSourceType?: 'VPCE';
    readonly accessAssociationSource?: string;
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly DomainNameAccessAssociations: {
    readonly position?: string;
    readonly items?: readonly Shapes['DomainNameAccessAssociation'][];
  };
  readonly DomainNames: {
    readonly position?: string;
    readonly items?: readonly Shapes['DomainName'][];
  };
  readonly EndpointConfiguration: {
    readonly types?: readonly ('REGIONAL' | 'EDGE' | 'PRIVATE')[];
    readonly ipAddressType?: 'ipv4' | 'dualstack';
    readonly vpcEndpointIds?: readonly string[];
  };
  readonly ExportResponse: {
    readonly contentType?: string;
    readonly contentDisposition?: string;
    readonly body?: Uint8Array;
  };
  readonly FlushStageAuthorizersCacheRequest: {
    readonly restApiId: string;
    readonly stageName: string;
  };
  readonly FlushStageCacheRequest: {
    readonly restApiId: string;
    readonly stageName: string;
  };
  readonly GatewayResponse: {
    readonly responseType?:
      | 'DEFAULT_4XX'
      | 'DEFAULT_5XX'
      | 'RESOURCE_NOT_FOUND'
      | 'UNAUTHORIZED'
      | 'INVALID_API_KEY'
      | 'ACCESS_DENIED'
      | 'AUTHORIZER_FAILURE'
      | 'AUTHORIZER_CONFIGURATION_ERROR'
      | 'INVALID_SIGNATURE'
      | 'EXPIRED_TOKEN'
      | 'MISSING_AUTHENTICATION_TOKEN'
      | 'INTEGRATION_FAILURE'
      | 'INTEGRATION_TIMEOUT'
      | 'API_CONFIGURATION_ERROR'
      | 'UNSUPPORTED_MEDIA_TYPE'
      | 'BAD_REQUEST_PARAMETERS'
      | 'BAD_REQUEST_BODY'
      | 'REQUEST_TOO_LARGE'
      | 'THROTTLED'
      | 'QUOTA_EXCEEDED'
      | 'WAF_FILTERED';
    readonly statusCode?: string;
    readonly responseParameters?: Readonly<Record<string, string>>;
    readonly responseTemplates?: Readonly<Record<string, string>>;
    readonly defaultResponse?: boolean;
  };
  readonly GatewayResponses: {
    readonly position?: string;
    readonly items?: readonly Shapes['GatewayResponse'][];
  };
  readonly GenerateClientCertificateRequest: {
    readonly description?: string;
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly GetAccountRequest: {};
  readonly GetApiKeyRequest: {
    readonly apiKey: string;
    readonly includeValue?: boolean;
  };
  readonly GetApiKeysRequest: {
    readonly position?: string;
    readonly limit?: number;
    readonly nameQuery?: string;
    readonly customerId?: string;
    readonly includeValues?: boolean;
  };
  readonly GetAuthorizerRequest: {
    readonly restApiId: string;
    readonly authorizerId: string;
  };
  readonly GetAuthorizersRequest: {
    readonly restApiId: string;
    readonly position?: string;
    readonly limit?: number;
  };
  readonly GetBasePathMappingRequest: {
    readonly domainName: string;
    readonly domainNameId?: string;
    readonly basePath: string;
  };
  readonly GetBasePathMappingsRequest: {
    readonly domainName: string;
    readonly domainNameId?: string;
    readonly position?: string;
    readonly limit?: number;
  };
  readonly GetClientCertificateRequest: {
    readonly clientCertificateId: string;
  };
  readonly GetClientCertificatesRequest: {
    readonly position?: string;
    readonly limit?: number;
  };
  readonly GetDeploymentRequest: {
    readonly restApiId: string;
    readonly deploymentId: string;
    readonly embed?: readonly string[];
  };
  readonly GetDeploymentsRequest: {
    readonly restApiId: string;
    readonly position?: string;
    readonly limit?: number;
  };
  readonly GetDocumentationPartRequest: {
    readonly restApiId: string;
    readonly documentationPartId: string;
  };
  readonly GetDocumentationPartsRequest: {
    readonly restApiId: string;
    readonly type?:
      | 'API'
      | 'AUTHORIZER'
      | 'MODEL'
      | 'RESOURCE'
      | 'METHOD'
      | 'PATH_PARAMETER'
      | 'QUERY_PARAMETER'
      | 'REQUEST_HEADER'
      | 'REQUEST_BODY'
      | 'RESPONSE'
      | 'RESPONSE_HEADER'
      | 'RESPONSE_BODY';
    readonly nameQuery?: string;
    readonly path?: string;
    readonly position?: string;
    readonly limit?: number;
    readonly locationStatus?: 'DOCUMENTED' | 'UNDOCUMENTED';
  };
  readonly GetDocumentationVersionRequest: {
    readonly restApiId: string;
    readonly documentationVersion: string;
  };
  readonly GetDocumentationVersionsRequest: {
    readonly restApiId: string;
    readonly position?: string;
    readonly limit?: number;
  };
  readonly GetDomainNameAccessAssociationsRequest: {
    readonly position?: string;
    readonly limit?: number;
    readonly resourceOwner?: 'SELF' | 'OTHER_ACCOUNTS';
  };
  readonly GetDomainNameRequest: {
    readonly domainName: string;
    readonly domainNameId?: string;
  };
  readonly GetDomainNamesRequest: {
    readonly position?: string;
    readonly limit?: number;
    readonly resourceOwner?: 'SELF' | 'OTHER_ACCOUNTS';
  };
  readonly GetExportRequest: {
    readonly restApiId: string;
    readonly stageName: string;
    readonly exportType: string;
    readonly parameters?: Readonly<Record<string, string>>;
    readonly accepts?: string;
  };
  readonly GetGatewayResponseRequest: {
    readonly restApiId: string;
    readonly responseType:
      | 'DEFAULT_4XX'
      | 'DEFAULT_5XX'
      | 'RESOURCE_NOT_FOUND'
      | 'UNAUTHORIZED'
      | 'INVALID_API_KEY'
      | 'ACCESS_DENIED'
      | 'AUTHORIZER_FAILURE'
      | 'AUTHORIZER_CONFIGURATION_ERROR'
      | 'INVALID_SIGNATURE'
      | 'EXPIRED_TOKEN'
      | 'MISSING_AUTHENTICATION_TOKEN'
      | 'INTEGRATION_FAILURE'
      | 'INTEGRATION_TIMEOUT'
      | 'API_CONFIGURATION_ERROR'
      | 'UNSUPPORTED_MEDIA_TYPE'
      | 'BAD_REQUEST_PARAMETERS'
      | 'BAD_REQUEST_BODY'
      | 'REQUEST_TOO_LARGE'
      | 'THROTTLED'
      | 'QUOTA_EXCEEDED'
      | 'WAF_FILTERED';
  };
  readonly GetGatewayResponsesRequest: {
    readonly restApiId: string;
    readonly position?: string;
    readonly limit?: number;
  };
  readonly GetIntegrationRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
    readonly httpMethod: string;
  };
  readonly GetIntegrationResponseRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
    readonly httpMethod: string;
    readonly statusCode: string;
  };
  readonly GetMethodRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
    readonly httpMethod: string;
  };
  readonly GetMethodResponseRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
    readonly httpMethod: string;
    readonly statusCode: string;
  };
  readonly GetModelRequest: {
    readonly restApiId: string;
    readonly modelName: string;
    readonly flatten?: boolean;
  };
  readonly GetModelTemplateRequest: {
    readonly restApiId: string;
    readonly modelName: string;
  };
  readonly GetModelsRequest: {
    readonly restApiId: string;
    readonly position?: string;
    readonly limit?: number;
  };
  readonly GetRequestValidatorRequest: {
    readonly restApiId: string;
    readonly requestValidatorId: string;
  };
  readonly GetRequestValidatorsRequest: {
    readonly restApiId: string;
    readonly position?: string;
    readonly limit?: number;
  };
  readonly GetResourceRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
    readonly embed?: readonly string[];
  };
  readonly GetResourcesRequest: {
    readonly restApiId: string;
    readonly position?: string;
    readonly limit?: number;
    readonly embed?: readonly string[];
  };
  readonly GetRestApiRequest: {
    readonly restApiId: string;
  };
  readonly GetRestApisRequest: {
    readonly position?: string;
    readonly limit?: number;
  };
  readonly GetSdkRequest: {
    readonly restApiId: string;
    readonly stageName: string;
    readonly sdkType: string;
    readonly parameters?: Readonly<Record<string, string>>;
  };
  readonly GetSdkTypeRequest: {
    readonly id: string;
  };
  readonly GetSdkTypesRequest: {
    readonly position?: string;
    readonly limit?: number;
  };
  readonly GetStageRequest: {
    readonly restApiId: string;
    readonly stageName: string;
  };
  readonly GetStagesRequest: {
    readonly restApiId: string;
    readonly deploymentId?: string;
  };
  readonly GetTagsRequest: {
    readonly resourceArn: string;
    readonly position?: string;
    readonly limit?: number;
  };
  readonly GetUsagePlanKeyRequest: {
    readonly usagePlanId: string;
    readonly keyId: string;
  };
  readonly GetUsagePlanKeysRequest: {
    readonly usagePlanId: string;
    readonly position?: string;
    readonly limit?: number;
    readonly nameQuery?: string;
  };
  readonly GetUsagePlanRequest: {
    readonly usagePlanId: string;
  };
  readonly GetUsagePlansRequest: {
    readonly position?: string;
    readonly keyId?: string;
    readonly limit?: number;
  };
  readonly GetUsageRequest: {
    readonly usagePlanId: string;
    readonly keyId?: string;
    readonly startDate: string;
    readonly endDate: string;
    readonly position?: string;
    readonly limit?: number;
  };
  readonly GetVpcLinkRequest: {
    readonly vpcLinkId: string;
  };
  readonly GetVpcLinksRequest: {
    readonly position?: string;
    readonly limit?: number;
  };
  readonly ImportApiKeysRequest: {
    readonly body: Uint8Array;
    readonly format: 'csv';
    readonly failOnWarnings?: boolean;
  };
  readonly ImportDocumentationPartsRequest: {
    readonly restApiId: string;
    readonly mode?: 'merge' | 'overwrite';
    readonly failOnWarnings?: boolean;
    readonly body: Uint8Array;
  };
  readonly ImportRestApiRequest: {
    readonly failOnWarnings?: boolean;
    readonly parameters?: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
  };
  readonly Integration: {
    readonly type?: 'HTTP' | 'AWS' | 'MOCK' | 'HTTP_PROXY' | 'AWS_PROXY';
    readonly httpMethod?: string;
    readonly uri?: string;
    readonly connectionType?: 'INTERNET' | 'VPC_LINK';
    readonly connectionId?: string;
    readonly credentials?: string;
    readonly requestParameters?: Readonly<Record<string, string>>;
    readonly requestTemplates?: Readonly<Record<string, string>>;
    readonly passthroughBehavior?: string;
    readonly contentHandling?: 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';
    readonly timeoutInMillis?: number;
    readonly cacheNamespace?: string;
    readonly cacheKeyParameters?: readonly string[];
    readonly integrationResponses?: Readonly<Record<string, Shapes['IntegrationResponse']>>;
    readonly tlsConfig?: Shapes['TlsConfig'];
    readonly responseTransferMode?: 'BUFFERED' | 'STREAM';
    readonly integrationTarget?: string;
  };
  readonly IntegrationResponse: {
    readonly statusCode?: string;
    readonly selectionPattern?: string;
    readonly responseParameters?: Readonly<Record<string, string>>;
    readonly responseTemplates?: Readonly<Record<string, string>>;
    readonly contentHandling?: 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';
  };
  readonly JwtAdditionalClaim: {
    readonly claimName: string;
    readonly format: 'SINGLE_STRING';
    readonly required?: boolean;
    readonly expectedValues?: readonly string[];
  };
  readonly JwtConfiguration: {
    readonly issuers?: readonly Shapes['JwtIssuer'][];
    readonly defaultAlgorithms?: readonly ('RS256' | 'RS384' | 'RS512' | 'ES256' | 'ES384' | 'ES512')[];
  };
  readonly JwtConfigurationInput: {
    readonly issuers: readonly Shapes['JwtIssuerInput'][];
    readonly defaultAlgorithms: readonly ('RS256' | 'RS384' | 'RS512' | 'ES256' | 'ES384' | 'ES512')[];
  };
  readonly JwtIssuer: {
    readonly issuer?: string;
    readonly audiences?: readonly string[];
    readonly additionalClaims?: readonly Shapes['JwtAdditionalClaim'][];
    readonly jwksUri?: string;
  };
  readonly JwtIssuerInput: {
    readonly issuer: string;
    readonly audiences: readonly string[];
    readonly additionalClaims?: readonly Shapes['JwtAdditionalClaim'][];
  };
  readonly Method: {
    readonly httpMethod?: string;
    readonly authorizationType?: string;
    readonly authorizerId?: string;
    readonly apiKeyRequired?: boolean;
    readonly requestValidatorId?: string;
    readonly operationName?: string;
    readonly requestParameters?: Readonly<Record<string, boolean>>;
    readonly requestModels?: Readonly<Record<string, string>>;
    readonly methodResponses?: Readonly<Record<string, Shapes['MethodResponse']>>;
    readonly methodIntegration?: Shapes['Integration'];
    readonly authorizationScopes?: readonly string[];
  };
  readonly MethodResponse: {
    readonly statusCode?: string;
    readonly responseParameters?: Readonly<Record<string, boolean>>;
    readonly responseModels?: Readonly<Record<string, string>>;
  };
  readonly MethodSetting: {
    readonly metricsEnabled?: boolean;
    readonly loggingLevel?: string;
    readonly dataTraceEnabled?: boolean;
    readonly throttlingBurstLimit?: number;
    readonly throttlingRateLimit?: number;
    readonly cachingEnabled?: boolean;
    readonly cacheTtlInSeconds?: number;
    readonly cacheDataEncrypted?: boolean;
    readonly requireAuthorizationForCacheControl?: boolean;
    readonly unauthorizedCacheControlHeaderStrategy?:
      | 'FAIL_WITH_403'
      | 'SUCCEED_WITH_RESPONSE_HEADER'
      | 'SUCCEED_WITHOUT_RESPONSE_HEADER';
  };
  readonly MethodSnapshot: {
    readonly authorizationType?: string;
    readonly apiKeyRequired?: boolean;
  };
  readonly Model: {
    readonly id?: string;
    readonly name?: string;
    readonly description?: string;
    readonly schema?: string;
    readonly contentType?: string;
  };
  readonly Models: {
    readonly position?: string;
    readonly items?: readonly Shapes['Model'][];
  };
  readonly MutualTlsAuthentication: {
    readonly truststoreUri?: string;
    readonly truststoreVersion?: string;
    readonly truststoreWarnings?: readonly string[];
  };
  readonly MutualTlsAuthenticationInput: {
    readonly truststoreUri?: string;
    readonly truststoreVersion?: string;
  };
  readonly PatchOperation: {
    readonly op?: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
    readonly path?: string;
    readonly value?: string;
    readonly from?: string;
  };
  readonly PutGatewayResponseRequest: {
    readonly restApiId: string;
    readonly responseType:
      | 'DEFAULT_4XX'
      | 'DEFAULT_5XX'
      | 'RESOURCE_NOT_FOUND'
      | 'UNAUTHORIZED'
      | 'INVALID_API_KEY'
      | 'ACCESS_DENIED'
      | 'AUTHORIZER_FAILURE'
      | 'AUTHORIZER_CONFIGURATION_ERROR'
      | 'INVALID_SIGNATURE'
      | 'EXPIRED_TOKEN'
      | 'MISSING_AUTHENTICATION_TOKEN'
      | 'INTEGRATION_FAILURE'
      | 'INTEGRATION_TIMEOUT'
      | 'API_CONFIGURATION_ERROR'
      | 'UNSUPPORTED_MEDIA_TYPE'
      | 'BAD_REQUEST_PARAMETERS'
      | 'BAD_REQUEST_BODY'
      | 'REQUEST_TOO_LARGE'
      | 'THROTTLED'
      | 'QUOTA_EXCEEDED'
      | 'WAF_FILTERED';
    readonly statusCode?: string;
    readonly responseParameters?: Readonly<Record<string, string>>;
    readonly responseTemplates?: Readonly<Record<string, string>>;
  };
  readonly PutIntegrationRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
    readonly httpMethod: string;
    readonly type: 'HTTP' | 'AWS' | 'MOCK' | 'HTTP_PROXY' | 'AWS_PROXY';
    readonly integrationHttpMethod?: string;
    readonly uri?: string;
    readonly connectionType?: 'INTERNET' | 'VPC_LINK';
    readonly connectionId?: string;
    readonly credentials?: string;
    readonly requestParameters?: Readonly<Record<string, string>>;
    readonly requestTemplates?: Readonly<Record<string, string>>;
    readonly passthroughBehavior?: string;
    readonly cacheNamespace?: string;
    readonly cacheKeyParameters?: readonly string[];
    readonly contentHandling?: 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';
    readonly timeoutInMillis?: number;
    readonly tlsConfig?: Shapes['TlsConfig'];
    readonly responseTransferMode?: 'BUFFERED' | 'STREAM';
    readonly integrationTarget?: string;
  };
  readonly PutIntegrationResponseRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
    readonly httpMethod: string;
    readonly statusCode: string;
    readonly selectionPattern?: string;
    readonly responseParameters?: Readonly<Record<string, string>>;
    readonly responseTemplates?: Readonly<Record<string, string>>;
    readonly contentHandling?: 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';
  };
  readonly PutMethodRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
    readonly httpMethod: string;
    readonly authorizationType: string;
    readonly authorizerId?: string;
    readonly apiKeyRequired?: boolean;
    readonly operationName?: string;
    readonly requestParameters?: Readonly<Record<string, boolean>>;
    readonly requestModels?: Readonly<Record<string, string>>;
    readonly requestValidatorId?: string;
    readonly authorizationScopes?: readonly string[];
  };
  readonly PutMethodResponseRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
    readonly httpMethod: string;
    readonly statusCode: string;
    readonly responseParameters?: Readonly<Record<string, boolean>>;
    readonly responseModels?: Readonly<Record<string, string>>;
  };
  readonly PutRestApiRequest: {
    readonly restApiId: string;
    readonly mode?: 'merge' | 'overwrite';
    readonly failOnWarnings?: boolean;
    readonly parameters?: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
  };
  readonly QuotaSettings: {
    readonly limit?: number;
    readonly offset?: number;
    readonly period?: 'DAY' | 'WEEK' | 'MONTH';
  };
  readonly RejectDomainNameAccessAssociationRequest: {
    readonly domainNameAccessAssociationArn: string;
    readonly domainNameArn: string;
  };
  readonly RequestValidator: {
    readonly id?: string;
    readonly name?: string;
    readonly validateRequestBody?: boolean;
    readonly validateRequestParameters?: boolean;
  };
  readonly RequestValidators: {
    readonly position?: string;
    readonly items?: readonly Shapes['RequestValidator'][];
  };
  readonly Resource: {
    readonly id?: string;
    readonly parentId?: string;
    readonly pathPart?: string;
    readonly path?: string;
    readonly resourceMethods?: Readonly<Record<string, Shapes['Method']>>;
  };
  readonly Resources: {
    readonly position?: string;
    readonly items?: readonly Shapes['Resource'][];
  };
  readonly RestApi: {
    readonly id?: string;
    readonly name?: string;
    readonly description?: string;
    readonly createdDate?: Date;
    readonly version?: string;
    readonly warnings?: readonly string[];
    readonly binaryMediaTypes?: readonly string[];
    readonly minimumCompressionSize?: number;
    readonly apiKeySource?: 'HEADER' | 'AUTHORIZER';
    readonly endpointConfiguration?: Shapes['EndpointConfiguration'];
    readonly policy?: string;
    readonly tags?: Readonly<Record<string, string>>;
    readonly disableExecuteApiEndpoint?: boolean;
    readonly rootResourceId?: string;
    readonly securityPolicy?:
      | 'TLS_1_0'
      | 'TLS_1_2'
      | 'SecurityPolicy_TLS13_1_3_2025_09'
      | 'SecurityPolicy_TLS13_1_3_FIPS_2025_09'
      | 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_Ext2_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_Ext2_FIPS_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_PQ_2025_09'
      | 'SecurityPolicy_TLS13_1_2_2021_06'
      | 'SecurityPolicy_TLS13_2025_EDGE'
      | 'SecurityPolicy_TLS12_PFS_2025_EDGE'
      | 'SecurityPolicy_TLS12_2018_EDGE';
    readonly endpointAccessMode?: 'BASIC' | 'STRICT';
    readonly apiStatus?: 'UPDATING' | 'AVAILABLE' | 'PENDING' | 'FAILED';
    readonly apiStatusMessage?: string;
  };
  readonly RestApis: {
    readonly position?: string;
    readonly items?: readonly Shapes['RestApi'][];
  };
  readonly SdkConfigurationProperty: {
    readonly name?: string;
    readonly friendlyName?: string;
    readonly description?: string;
    readonly required?: boolean;
    readonly defaultValue?: string;
  };
  readonly SdkResponse: {
    readonly contentType?: string;
    readonly contentDisposition?: string;
    readonly body?: Uint8Array;
  };
  readonly SdkType: {
    readonly id?: string;
    readonly friendlyName?: string;
    readonly description?: string;
    readonly configurationProperties?: readonly Shapes['SdkConfigurationProperty'][];
  };
  readonly SdkTypes: {
    readonly position?: string;
    readonly items?: readonly Shapes['SdkType'][];
  };
  readonly Stage: {
    readonly deploymentId?: string;
    readonly clientCertificateId?: string;
    readonly stageName?: string;
    readonly description?: string;
    readonly cacheClusterEnabled?: boolean;
    readonly cacheClusterSize?: '0.5' | '1.6' | '6.1' | '13.5' | '28.4' | '58.2' | '118' | '237';
    readonly cacheClusterStatus?:
      | 'CREATE_IN_PROGRESS'
      | 'AVAILABLE'
      | 'DELETE_IN_PROGRESS'
      | 'NOT_AVAILABLE'
      | 'FLUSH_IN_PROGRESS';
    readonly methodSettings?: Readonly<Record<string, Shapes['MethodSetting']>>;
    readonly variables?: Readonly<Record<string, string>>;
    readonly documentationVersion?: string;
    readonly accessLogSettings?: Shapes['AccessLogSettings'];
    readonly canarySettings?: Shapes['CanarySettings'];
    readonly tracingEnabled?: boolean;
    readonly webAclArn?: string;
    readonly tags?: Readonly<Record<string, string>>;
    readonly createdDate?: Date;
    readonly lastUpdatedDate?: Date;
  };
  readonly StageKey: {
    readonly restApiId?: string;
    readonly stageName?: string;
  };
  readonly Stages: {
    readonly item?: readonly Shapes['Stage'][];
  };
  readonly TagResourceRequest: {
    readonly resourceArn: string;
    readonly tags: Readonly<Record<string, string>>;
  };
  readonly Tags: {
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly Template: {
    readonly value?: string;
  };
  readonly TestInvokeAuthorizerRequest: {
    readonly restApiId: string;
    readonly authorizerId: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
    readonly pathWithQueryString?: string;
    readonly body?: string;
    readonly stageVariables?: Readonly<Record<string, string>>;
    readonly additionalContext?: Readonly<Record<string, string>>;
  };
  readonly TestInvokeAuthorizerResponse: {
    readonly clientStatus?: number;
    readonly log?: string;
    readonly latency?: number;
    readonly principalId?: string;
    readonly policy?: string;
    readonly authorization?: Readonly<Record<string, readonly string[]>>;
    readonly claims?: Readonly<Record<string, string>>;
  };
  readonly TestInvokeMethodRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
    readonly httpMethod: string;
    readonly pathWithQueryString?: string;
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
    readonly clientCertificateId?: string;
    readonly stageVariables?: Readonly<Record<string, string>>;
  };
  readonly TestInvokeMethodResponse: {
    readonly status?: number;
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
    readonly log?: string;
    readonly latency?: number;
  };
  readonly ThrottleSettings: {
    readonly burstLimit?: number;
    readonly rateLimit?: number;
  };
  readonly TlsConfig: {
    readonly insecureSkipVerification?: boolean;
  };
  readonly UntagResourceRequest: {
    readonly resourceArn: string;
    readonly tagKeys: readonly string[];
  };
  readonly UpdateAccountRequest: {
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateApiKeyRequest: {
    readonly apiKey: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateAuthorizerRequest: {
    readonly restApiId: string;
    readonly authorizerId: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateBasePathMappingRequest: {
    readonly domainName: string;
    readonly domainNameId?: string;
    readonly basePath: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateClientCertificateRequest: {
    readonly clientCertificateId: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateDeploymentRequest: {
    readonly restApiId: string;
    readonly deploymentId: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateDocumentationPartRequest: {
    readonly restApiId: string;
    readonly documentationPartId: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateDocumentationVersionRequest: {
    readonly restApiId: string;
    readonly documentationVersion: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateDomainNameRequest: {
    readonly domainName: string;
    readonly domainNameId?: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateGatewayResponseRequest: {
    readonly restApiId: string;
    readonly responseType:
      | 'DEFAULT_4XX'
      | 'DEFAULT_5XX'
      | 'RESOURCE_NOT_FOUND'
      | 'UNAUTHORIZED'
      | 'INVALID_API_KEY'
      | 'ACCESS_DENIED'
      | 'AUTHORIZER_FAILURE'
      | 'AUTHORIZER_CONFIGURATION_ERROR'
      | 'INVALID_SIGNATURE'
      | 'EXPIRED_TOKEN'
      | 'MISSING_AUTHENTICATION_TOKEN'
      | 'INTEGRATION_FAILURE'
      | 'INTEGRATION_TIMEOUT'
      | 'API_CONFIGURATION_ERROR'
      | 'UNSUPPORTED_MEDIA_TYPE'
      | 'BAD_REQUEST_PARAMETERS'
      | 'BAD_REQUEST_BODY'
      | 'REQUEST_TOO_LARGE'
      | 'THROTTLED'
      | 'QUOTA_EXCEEDED'
      | 'WAF_FILTERED';
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateIntegrationRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
    readonly httpMethod: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateIntegrationResponseRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
    readonly httpMethod: string;
    readonly statusCode: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateMethodRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
    readonly httpMethod: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateMethodResponseRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
    readonly httpMethod: string;
    readonly statusCode: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateModelRequest: {
    readonly restApiId: string;
    readonly modelName: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateRequestValidatorRequest: {
    readonly restApiId: string;
    readonly requestValidatorId: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateResourceRequest: {
    readonly restApiId: string;
    readonly resourceId: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateRestApiRequest: {
    readonly restApiId: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateStageRequest: {
    readonly restApiId: string;
    readonly stageName: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateUsagePlanRequest: {
    readonly usagePlanId: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateUsageRequest: {
    readonly usagePlanId: string;
    readonly keyId: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly UpdateVpcLinkRequest: {
    readonly vpcLinkId: string;
    readonly patchOperations?: readonly Shapes['PatchOperation'][];
  };
  readonly Usage: {
    readonly usagePlanId?: string;
    readonly startDate?: string;
    readonly endDate?: string;
    readonly position?: string;
    readonly items?: Readonly<Record<string, readonly (readonly number[])[]>>;
  };
  readonly UsagePlan: {
    readonly id?: string;
    readonly name?: string;
    readonly description?: string;
    readonly apiStages?: readonly Shapes['ApiStage'][];
    readonly throttle?: Shapes['ThrottleSettings'];
    readonly quota?: Shapes['QuotaSettings'];
    readonly productCode?: string;
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly UsagePlanKey: {
    readonly id?: string;
    readonly type?: string;
    readonly value?: string;
    readonly name?: string;
  };
  readonly UsagePlanKeys: {
    readonly position?: string;
    readonly items?: readonly Shapes['UsagePlanKey'][];
  };
  readonly UsagePlans: {
    readonly position?: string;
    readonly items?: readonly Shapes['UsagePlan'][];
  };
  readonly VpcLink: {
    readonly id?: string;
    readonly name?: string;
    readonly description?: string;
    readonly targetArns?: readonly string[];
    readonly status?: 'AVAILABLE' | 'PENDING' | 'DELETING' | 'FAILED';
    readonly statusMessage?: string;
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly VpcLinks: {
    readonly position?: string;
    readonly items?: readonly Shapes['VpcLink'][];
  };
}
