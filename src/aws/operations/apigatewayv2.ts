// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface ApiGatewayV2Api {
  readonly operations: {
    readonly CreateApi: {
      readonly input: Shapes['CreateApiRequest'];
      readonly output: Shapes['CreateApiResponse'];
    };
    readonly CreateApiMapping: {
      readonly input: Shapes['CreateApiMappingRequest'];
      readonly output: Shapes['CreateApiMappingResponse'];
    };
    readonly CreateAuthorizer: {
      readonly input: Shapes['CreateAuthorizerRequest'];
      readonly output: Shapes['CreateAuthorizerResponse'];
    };
    readonly CreateDeployment: {
      readonly input: Shapes['CreateDeploymentRequest'];
      readonly output: Shapes['CreateDeploymentResponse'];
    };
    readonly CreateDomainName: {
      readonly input: Shapes['CreateDomainNameRequest'];
      readonly output: Shapes['CreateDomainNameResponse'];
    };
    readonly CreateIntegration: {
      readonly input: Shapes['CreateIntegrationRequest'];
      readonly output: Shapes['CreateIntegrationResult'];
    };
    readonly CreateIntegrationResponse: {
      readonly input: Shapes['CreateIntegrationResponseRequest'];
      readonly output: Shapes['CreateIntegrationResponseResponse'];
    };
    readonly CreateModel: {
      readonly input: Shapes['CreateModelRequest'];
      readonly output: Shapes['CreateModelResponse'];
    };
    readonly CreatePortal: {
      readonly input: Shapes['CreatePortalRequest'];
      readonly output: Shapes['CreatePortalResponse'];
    };
    readonly CreatePortalProduct: {
      readonly input: Shapes['CreatePortalProductRequest'];
      readonly output: Shapes['CreatePortalProductResponse'];
    };
    readonly CreateProductPage: {
      readonly input: Shapes['CreateProductPageRequest'];
      readonly output: Shapes['CreateProductPageResponse'];
    };
    readonly CreateProductRestEndpointPage: {
      readonly input: Shapes['CreateProductRestEndpointPageRequest'];
      readonly output: Shapes['CreateProductRestEndpointPageResponse'];
    };
    readonly CreateRoute: {
      readonly input: Shapes['CreateRouteRequest'];
      readonly output: Shapes['CreateRouteResult'];
    };
    readonly CreateRouteResponse: {
      readonly input: Shapes['CreateRouteResponseRequest'];
      readonly output: Shapes['CreateRouteResponseResponse'];
    };
    readonly CreateRoutingRule: {
      readonly input: Shapes['CreateRoutingRuleRequest'];
      readonly output: Shapes['CreateRoutingRuleResponse'];
    };
    readonly CreateStage: {
      readonly input: Shapes['CreateStageRequest'];
      readonly output: Shapes['CreateStageResponse'];
    };
    readonly CreateVpcLink: {
      readonly input: Shapes['CreateVpcLinkRequest'];
      readonly output: Shapes['CreateVpcLinkResponse'];
    };
    readonly DeleteAccessLogSettings: {
      readonly input: Shapes['DeleteAccessLogSettingsRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteApi: {
      readonly input: Shapes['DeleteApiRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteApiMapping: {
      readonly input: Shapes['DeleteApiMappingRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteAuthorizer: {
      readonly input: Shapes['DeleteAuthorizerRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteCorsConfiguration: {
      readonly input: Shapes['DeleteCorsConfigurationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteDeployment: {
      readonly input: Shapes['DeleteDeploymentRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteDomainName: {
      readonly input: Shapes['DeleteDomainNameRequest'];
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
    readonly DeleteModel: {
      readonly input: Shapes['DeleteModelRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeletePortal: {
      readonly input: Shapes['DeletePortalRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeletePortalProduct: {
      readonly input: Shapes['DeletePortalProductRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeletePortalProductSharingPolicy: {
      readonly input: Shapes['DeletePortalProductSharingPolicyRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteProductPage: {
      readonly input: Shapes['DeleteProductPageRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteProductRestEndpointPage: {
      readonly input: Shapes['DeleteProductRestEndpointPageRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteRoute: {
      readonly input: Shapes['DeleteRouteRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteRouteRequestParameter: {
      readonly input: Shapes['DeleteRouteRequestParameterRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteRouteResponse: {
      readonly input: Shapes['DeleteRouteResponseRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteRouteSettings: {
      readonly input: Shapes['DeleteRouteSettingsRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteRoutingRule: {
      readonly input: Shapes['DeleteRoutingRuleRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteStage: {
      readonly input: Shapes['DeleteStageRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteVpcLink: {
      readonly input: Shapes['DeleteVpcLinkRequest'];
      readonly output: Shapes['DeleteVpcLinkResponse'];
    };
    readonly ExportApi: {
      readonly input: Shapes['ExportApiRequest'];
      readonly output: Shapes['ExportApiResponse'];
    };
    readonly DisablePortal: {
      readonly input: Shapes['DisablePortalRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly ResetAuthorizersCache: {
      readonly input: Shapes['ResetAuthorizersCacheRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly GetApi: { readonly input: Shapes['GetApiRequest']; readonly output: Shapes['GetApiResponse'] };
    readonly GetApiMapping: {
      readonly input: Shapes['GetApiMappingRequest'];
      readonly output: Shapes['GetApiMappingResponse'];
    };
    readonly GetApiMappings: {
      readonly input: Shapes['GetApiMappingsRequest'];
      readonly output: Shapes['GetApiMappingsResponse'];
    };
    readonly GetApis: {
      readonly input: Shapes['GetApisRequest'];
      readonly output: Shapes['GetApisResponse'];
    };
    readonly GetAuthorizer: {
      readonly input: Shapes['GetAuthorizerRequest'];
      readonly output: Shapes['GetAuthorizerResponse'];
    };
    readonly GetAuthorizers: {
      readonly input: Shapes['GetAuthorizersRequest'];
      readonly output: Shapes['GetAuthorizersResponse'];
    };
    readonly GetDeployment: {
      readonly input: Shapes['GetDeploymentRequest'];
      readonly output: Shapes['GetDeploymentResponse'];
    };
    readonly GetDeployments: {
      readonly input: Shapes['GetDeploymentsRequest'];
      readonly output: Shapes['GetDeploymentsResponse'];
    };
    readonly GetDomainName: {
      readonly input: Shapes['GetDomainNameRequest'];
      readonly output: Shapes['GetDomainNameResponse'];
    };
    readonly GetDomainNames: {
      readonly input: Shapes['GetDomainNamesRequest'];
      readonly output: Shapes['GetDomainNamesResponse'];
    };
    readonly GetIntegration: {
      readonly input: Shapes['GetIntegrationRequest'];
      readonly output: Shapes['GetIntegrationResult'];
    };
    readonly GetIntegrationResponse: {
      readonly input: Shapes['GetIntegrationResponseRequest'];
      readonly output: Shapes['GetIntegrationResponseResponse'];
    };
    readonly GetIntegrationResponses: {
      readonly input: Shapes['GetIntegrationResponsesRequest'];
      readonly output: Shapes['GetIntegrationResponsesResponse'];
    };
    readonly GetIntegrations: {
      readonly input: Shapes['GetIntegrationsRequest'];
      readonly output: Shapes['GetIntegrationsResponse'];
    };
    readonly GetModel: {
      readonly input: Shapes['GetModelRequest'];
      readonly output: Shapes['GetModelResponse'];
    };
    readonly GetModelTemplate: {
      readonly input: Shapes['GetModelTemplateRequest'];
      readonly output: Shapes['GetModelTemplateResponse'];
    };
    readonly GetModels: {
      readonly input: Shapes['GetModelsRequest'];
      readonly output: Shapes['GetModelsResponse'];
    };
    readonly GetPortal: {
      readonly input: Shapes['GetPortalRequest'];
      readonly output: Shapes['GetPortalResponse'];
    };
    readonly GetPortalProduct: {
      readonly input: Shapes['GetPortalProductRequest'];
      readonly output: Shapes['GetPortalProductResponse'];
    };
    readonly GetPortalProductSharingPolicy: {
      readonly input: Shapes['GetPortalProductSharingPolicyRequest'];
      readonly output: Shapes['GetPortalProductSharingPolicyResponse'];
    };
    readonly GetProductPage: {
      readonly input: Shapes['GetProductPageRequest'];
      readonly output: Shapes['GetProductPageResponse'];
    };
    readonly GetProductRestEndpointPage: {
      readonly input: Shapes['GetProductRestEndpointPageRequest'];
      readonly output: Shapes['GetProductRestEndpointPageResponse'];
    };
    readonly GetRoute: {
      readonly input: Shapes['GetRouteRequest'];
      readonly output: Shapes['GetRouteResult'];
    };
    readonly GetRouteResponse: {
      readonly input: Shapes['GetRouteResponseRequest'];
      readonly output: Shapes['GetRouteResponseResponse'];
    };
    readonly GetRouteResponses: {
      readonly input: Shapes['GetRouteResponsesRequest'];
      readonly output: Shapes['GetRouteResponsesResponse'];
    };
    readonly GetRoutes: {
      readonly input: Shapes['GetRoutesRequest'];
      readonly output: Shapes['GetRoutesResponse'];
    };
    readonly GetRoutingRule: {
      readonly input: Shapes['GetRoutingRuleRequest'];
      readonly output: Shapes['GetRoutingRuleResponse'];
    };
    readonly ListRoutingRules: {
      readonly input: Shapes['ListRoutingRulesRequest'];
      readonly output: Shapes['ListRoutingRulesResponse'];
    };
    readonly GetStage: {
      readonly input: Shapes['GetStageRequest'];
      readonly output: Shapes['GetStageResponse'];
    };
    readonly GetStages: {
      readonly input: Shapes['GetStagesRequest'];
      readonly output: Shapes['GetStagesResponse'];
    };
    readonly GetTags: {
      readonly input: Shapes['GetTagsRequest'];
      readonly output: Shapes['GetTagsResponse'];
    };
    readonly GetVpcLink: {
      readonly input: Shapes['GetVpcLinkRequest'];
      readonly output: Shapes['GetVpcLinkResponse'];
    };
    readonly GetVpcLinks: {
      readonly input: Shapes['GetVpcLinksRequest'];
      readonly output: Shapes['GetVpcLinksResponse'];
    };
    readonly ImportApi: {
      readonly input: Shapes['ImportApiRequest'];
      readonly output: Shapes['ImportApiResponse'];
    };
    readonly ListPortalProducts: {
      readonly input: Shapes['ListPortalProductsRequest'];
      readonly output: Shapes['ListPortalProductsResponse'];
    };
    readonly ListPortals: {
      readonly input: Shapes['ListPortalsRequest'];
      readonly output: Shapes['ListPortalsResponse'];
    };
    readonly ListProductPages: {
      readonly input: Shapes['ListProductPagesRequest'];
      readonly output: Shapes['ListProductPagesResponse'];
    };
    readonly ListProductRestEndpointPages: {
      readonly input: Shapes['ListProductRestEndpointPagesRequest'];
      readonly output: Shapes['ListProductRestEndpointPagesResponse'];
    };
    readonly PreviewPortal: {
      readonly input: Shapes['PreviewPortalRequest'];
      readonly output: Shapes['PreviewPortalResponse'];
    };
    readonly PublishPortal: {
      readonly input: Shapes['PublishPortalRequest'];
      readonly output: Shapes['PublishPortalResponse'];
    };
    readonly PutPortalProductSharingPolicy: {
      readonly input: Shapes['PutPortalProductSharingPolicyRequest'];
      readonly output: Shapes['PutPortalProductSharingPolicyResponse'];
    };
    readonly PutRoutingRule: {
      readonly input: Shapes['PutRoutingRuleRequest'];
      readonly output: Shapes['PutRoutingRuleResponse'];
    };
    readonly ReimportApi: {
      readonly input: Shapes['ReimportApiRequest'];
      readonly output: Shapes['ReimportApiResponse'];
    };
    readonly TagResource: {
      readonly input: Shapes['TagResourceRequest'];
      readonly output: Shapes['TagResourceResponse'];
    };
    readonly UntagResource: {
      readonly input: Shapes['UntagResourceRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly UpdateApi: {
      readonly input: Shapes['UpdateApiRequest'];
      readonly output: Shapes['UpdateApiResponse'];
    };
    readonly UpdateApiMapping: {
      readonly input: Shapes['UpdateApiMappingRequest'];
      readonly output: Shapes['UpdateApiMappingResponse'];
    };
    readonly UpdateAuthorizer: {
      readonly input: Shapes['UpdateAuthorizerRequest'];
      readonly output: Shapes['UpdateAuthorizerResponse'];
    };
    readonly UpdateDeployment: {
      readonly input: Shapes['UpdateDeploymentRequest'];
      readonly output: Shapes['UpdateDeploymentResponse'];
    };
    readonly UpdateDomainName: {
      readonly input: Shapes['UpdateDomainNameRequest'];
      readonly output: Shapes['UpdateDomainNameResponse'];
    };
    readonly UpdateIntegration: {
      readonly input: Shapes['UpdateIntegrationRequest'];
      readonly output: Shapes['UpdateIntegrationResult'];
    };
    readonly UpdateIntegrationResponse: {
      readonly input: Shapes['UpdateIntegrationResponseRequest'];
      readonly output: Shapes['UpdateIntegrationResponseResponse'];
    };
    readonly UpdateModel: {
      readonly input: Shapes['UpdateModelRequest'];
      readonly output: Shapes['UpdateModelResponse'];
    };
    readonly UpdatePortal: {
      readonly input: Shapes['UpdatePortalRequest'];
      readonly output: Shapes['UpdatePortalResponse'];
    };
    readonly UpdatePortalProduct: {
      readonly input: Shapes['UpdatePortalProductRequest'];
      readonly output: Shapes['UpdatePortalProductResponse'];
    };
    readonly UpdateProductPage: {
      readonly input: Shapes['UpdateProductPageRequest'];
      readonly output: Shapes['UpdateProductPageResponse'];
    };
    readonly UpdateProductRestEndpointPage: {
      readonly input: Shapes['UpdateProductRestEndpointPageRequest'];
      readonly output: Shapes['UpdateProductRestEndpointPageResponse'];
    };
    readonly UpdateRoute: {
      readonly input: Shapes['UpdateRouteRequest'];
      readonly output: Shapes['UpdateRouteResult'];
    };
    readonly UpdateRouteResponse: {
      readonly input: Shapes['UpdateRouteResponseRequest'];
      readonly output: Shapes['UpdateRouteResponseResponse'];
    };
    readonly UpdateStage: {
      readonly input: Shapes['UpdateStageRequest'];
      readonly output: Shapes['UpdateStageResponse'];
    };
    readonly UpdateVpcLink: {
      readonly input: Shapes['UpdateVpcLinkRequest'];
      readonly output: Shapes['UpdateVpcLinkResponse'];
    };
  };
  readonly errors:
    | 'AccessDeniedException'
    | 'BadRequestException'
    | 'ConflictException'
    | 'NotFoundException'
    | 'TooManyRequestsException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly ACMManaged: {
    readonly CertificateArn: string;
    readonly DomainName: string;
  };
  readonly AccessLogSettings: {
    readonly DestinationArn?: string;
    readonly Format?: string;
  };
  readonly Api: {
    readonly ApiEndpoint?: string;
    readonly ApiGatewayManaged?: boolean;
    readonly ApiId?: string;
    readonly ApiKeySelectionExpression?: string;
    readonly CorsConfiguration?: Shapes['Cors'];
    readonly CreatedDate?: Date;
    readonly Description?: string;
    readonly DisableSchemaValidation?: boolean;
    readonly DisableExecuteApiEndpoint?: boolean;
    readonly ImportInfo?: readonly string[];
    readonly IpAddressType?: 'ipv4' | 'dualstack';
    readonly Name: string;
    readonly ProtocolType: 'WEBSOCKET' | 'HTTP';
    readonly RouteSelectionExpression: string;
    readonly Tags?: Readonly<Record<string, string>>;
    readonly Version?: string;
    readonly Warnings?: readonly string[];
  };
  readonly ApiMapping: {
    readonly ApiId: string;
    readonly ApiMappingId?: string;
    readonly ApiMappingKey?: string;
    readonly Stage: string;
  };
  readonly Authorization: {
    readonly CognitoConfig?: Shapes['CognitoConfig'];
    readonly None?: Shapes['None'];
  };
  readonly Authorizer: {
    readonly AuthorizerCredentialsArn?: string;
    readonly AuthorizerId?: string;
    readonly AuthorizerPayloadFormatVersion?: string;
    readonly AuthorizerResultTtlInSeconds?: number;
    readonly AuthorizerType?: 'REQUEST' | 'JWT';
    readonly AuthorizerUri?: string;
    readonly EnableSimpleResponses?: boolean;
    readonly IdentitySource?: readonly string[];
    readonly IdentityValidationExpression?: string;
    readonly JwtConfiguration?: Shapes['JWTConfiguration'];
    readonly Name: string;
  };
  readonly CognitoConfig: {
    readonly AppClientId: string;
    readonly UserPoolArn: string;
    readonly UserPoolDomain: string;
  };
  readonly Cors: {
    readonly AllowCredentials?: boolean;
    readonly AllowHeaders?: readonly string[];
    readonly AllowMethods?: readonly string[];
    readonly AllowOrigins?: readonly string[];
    readonly ExposeHeaders?: readonly string[];
    readonly MaxAge?: number;
  };
  readonly CreateApiMappingRequest: {
    readonly ApiId: string;
    readonly ApiMappingKey?: string;
    readonly DomainName: string;
    readonly Stage: string;
  };
  readonly CreateApiMappingResponse: {
    readonly ApiId?: string;
    readonly ApiMappingId?: string;
    readonly ApiMappingKey?: string;
    readonly Stage?: string;
  };
  readonly CreateApiRequest: {
    readonly ApiKeySelectionExpression?: string;
    readonly CorsConfiguration?: Shapes['Cors'];
    readonly CredentialsArn?: string;
    readonly Description?: string;
    readonly DisableSchemaValidation?: boolean;
    readonly DisableExecuteApiEndpoint?: boolean;
    readonly IpAddressType?: 'ipv4' | 'dualstack';
    readonly Name: string;
    readonly ProtocolType: 'WEBSOCKET' | 'HTTP';
    readonly RouteKey?: string;
    readonly RouteSelectionExpression?: string;
    readonly Tags?: Readonly<Record<string, string>>;
    readonly Target?: string;
    readonly Version?: string;
  };
  readonly CreateApiResponse: {
    readonly ApiEndpoint?: string;
    readonly ApiGatewayManaged?: boolean;
    readonly ApiId?: string;
    readonly ApiKeySelectionExpression?: string;
    readonly CorsConfiguration?: Shapes['Cors'];
    readonly CreatedDate?: Date;
    readonly Description?: string;
    readonly DisableSchemaValidation?: boolean;
    readonly DisableExecuteApiEndpoint?: boolean;
    readonly ImportInfo?: readonly string[];
    readonly IpAddressType?: 'ipv4' | 'dualstack';
    readonly Name?: string;
    readonly ProtocolType?: 'WEBSOCKET' | 'HTTP';
    readonly RouteSelectionExpression?: string;
    readonly Tags?: Readonly<Record<string, string>>;
    readonly Version?: string;
    readonly Warnings?: readonly string[];
  };
  readonly CreateAuthorizerRequest: {
    readonly ApiId: string;
    readonly AuthorizerCredentialsArn?: string;
    readonly AuthorizerPayloadFormatVersion?: string;
    readonly AuthorizerResultTtlInSeconds?: number;
    readonly AuthorizerType: 'REQUEST' | 'JWT';
    readonly AuthorizerUri?: string;
    readonly EnableSimpleResponses?: boolean;
    readonly IdentitySource: readonly string[];
    readonly IdentityValidationExpression?: string;
    readonly JwtConfiguration?: Shapes['JWTConfiguration'];
    readonly Name: string;
  };
  readonly CreateAuthorizerResponse: {
    readonly AuthorizerCredentialsArn?: string;
    readonly AuthorizerId?: string;
    readonly AuthorizerPayloadFormatVersion?: string;
    readonly AuthorizerResultTtlInSeconds?: number;
    readonly AuthorizerType?: 'REQUEST' | 'JWT';
    readonly AuthorizerUri?: string;
    readonly EnableSimpleResponses?: boolean;
    readonly IdentitySource?: readonly string[];
    readonly IdentityValidationExpression?: string;
    readonly JwtConfiguration?: Shapes['JWTConfiguration'];
    readonly Name?: string;
  };
  readonly CreateDeploymentRequest: {
    readonly ApiId: string;
    readonly Description?: string;
    readonly StageName?: string;
  };
  readonly CreateDeploymentResponse: {
    readonly AutoDeployed?: boolean;
    readonly CreatedDate?: Date;
    readonly DeploymentId?: string;
    readonly DeploymentStatus?: 'PENDING' | 'FAILED' | 'DEPLOYED';
    readonly DeploymentStatusMessage?: string;
    readonly Description?: string;
  };
  readonly CreateDomainNameRequest: {
    readonly DomainName: string;
    readonly DomainNameConfigurations?: readonly Shapes['DomainNameConfiguration'][];
    readonly MutualTlsAuthentication?: Shapes['MutualTlsAuthenticationInput'];
    readonly RoutingMode?: 'API_MAPPING_ONLY' | 'ROUTING_RULE_ONLY' | 'ROUTING_RULE_THEN_API_MAPPING';
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly CreateDomainNameResponse: {
    readonly ApiMappingSelectionExpression?: string;
    readonly DomainName?: string;
    readonly DomainNameArn?: string;
    readonly DomainNameConfigurations?: readonly Shapes['DomainNameConfiguration'][];
    readonly MutualTlsAuthentication?: Shapes['MutualTlsAuthentication'];
    readonly RoutingMode?: 'API_MAPPING_ONLY' | 'ROUTING_RULE_ONLY' | 'ROUTING_RULE_THEN_API_MAPPING';
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly CreateIntegrationRequest: {
    readonly ApiId: string;
    readonly ConnectionId?: string;
    readonly ConnectionType?: 'INTERNET' | 'VPC_LINK';
    readonly ContentHandlingStrategy?: 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';
    readonly CredentialsArn?: string;
    readonly Description?: string;
    readonly IntegrationMethod?: string;
    readonly IntegrationSubtype?: string;
    readonly IntegrationType: 'AWS' | 'HTTP' | 'MOCK' | 'HTTP_PROXY' | 'AWS_PROXY';
    readonly IntegrationUri?: string;
    readonly PassthroughBehavior?: 'WHEN_NO_MATCH' | 'NEVER' | 'WHEN_NO_TEMPLATES';
    readonly PayloadFormatVersion?: string;
    readonly RequestParameters?: Readonly<Record<string, string>>;
    readonly RequestTemplates?: Readonly<Record<string, string>>;
    readonly ResponseParameters?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly TemplateSelectionExpression?: string;
    readonly TimeoutInMillis?: number;
    readonly TlsConfig?: Shapes['TlsConfigInput'];
  };
  readonly CreateIntegrationResponseRequest: {
    readonly ApiId: string;
    readonly ContentHandlingStrategy?: 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';
    readonly IntegrationId: string;
    readonly IntegrationResponseKey: string;
    readonly ResponseParameters?: Readonly<Record<string, string>>;
    readonly ResponseTemplates?: Readonly<Record<string, string>>;
    readonly TemplateSelectionExpression?: string;
  };
  readonly CreateIntegrationResponseResponse: {
    readonly ContentHandlingStrategy?: 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';
    readonly IntegrationResponseId?: string;
    readonly IntegrationResponseKey?: string;
    readonly ResponseParameters?: Readonly<Record<string, string>>;
    readonly ResponseTemplates?: Readonly<Record<string, string>>;
    readonly TemplateSelectionExpression?: string;
  };
  readonly CreateIntegrationResult: {
    readonly ApiGatewayManaged?: boolean;
    readonly ConnectionId?: string;
    readonly ConnectionType?: 'INTERNET' | 'VPC_LINK';
    readonly ContentHandlingStrategy?: 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';
    readonly CredentialsArn?: string;
    readonly Description?: string;
    readonly IntegrationId?: string;
    readonly IntegrationMethod?: string;
    readonly IntegrationResponseSelectionExpression?: string;
    readonly IntegrationSubtype?: string;
    readonly IntegrationType?: 'AWS' | 'HTTP' | 'MOCK' | 'HTTP_PROXY' | 'AWS_PROXY';
    readonly IntegrationUri?: string;
    readonly PassthroughBehavior?: 'WHEN_NO_MATCH' | 'NEVER' | 'WHEN_NO_TEMPLATES';
    readonly PayloadFormatVersion?: string;
    readonly RequestParameters?: Readonly<Record<string, string>>;
    readonly RequestTemplates?: Readonly<Record<string, string>>;
    readonly ResponseParameters?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly TemplateSelectionExpression?: string;
    readonly TimeoutInMillis?: number;
    readonly TlsConfig?: Shapes['TlsConfig'];
  };
  readonly CreateModelRequest: {
    readonly ApiId: string;
    readonly ContentType?: string;
    readonly Description?: string;
    readonly Name: string;
    readonly Schema: string;
  };
  readonly CreateModelResponse: {
    readonly ContentType?: string;
    readonly Description?: string;
    readonly ModelId?: string;
    readonly Name?: string;
    readonly Schema?: string;
  };
  readonly CreatePortalProductRequest: {
    readonly Description?: string;
    readonly DisplayName: string;
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly CreatePortalProductResponse: {
    readonly Description?: string;
    readonly DisplayName?: string;
    readonly DisplayOrder?: Shapes['DisplayOrder'];
    readonly LastModified?: Date;
    readonly PortalProductArn?: string;
    readonly PortalProductId?: string;
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly CreatePortalRequest: {
    readonly Authorization: Shapes['Authorization'];
    readonly EndpointConfiguration: Shapes['EndpointConfigurationRequest'];
    readonly IncludedPortalProductArns?: readonly string[];
    readonly LogoUri?: string;
    readonly PortalContent: Shapes['PortalContent'];
    readonly RumAppMonitorName?: string;
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly CreatePortalResponse: {
    readonly Authorization?: Shapes['Authorization'];
    readonly EndpointConfiguration?: Shapes['EndpointConfigurationResponse'];
    readonly IncludedPortalProductArns?: readonly string[];
    readonly LastModified?: Date;
    readonly LastPublished?: Date;
    readonly LastPublishedDescription?: string;
    readonly PortalArn?: string;
    readonly PortalContent?: Shapes['PortalContent'];
    readonly PortalId?: string;
    readonly PublishStatus?:
      | 'PUBLISHED'
      | 'PUBLISH_IN_PROGRESS'
      | 'PUBLISH_FAILED'
      | 'DISABLE_IN_PROGRESS'
      | 'DISABLE_FAILED'
      | 'DISABLED';
    readonly RumAppMonitorName?: string;
    readonly StatusException?: Shapes['StatusException'];
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly CreateProductPageRequest: {
    readonly DisplayContent: Shapes['DisplayContent'];
    readonly PortalProductId: string;
  };
  readonly CreateProductPageResponse: {
    readonly DisplayContent?: Shapes['DisplayContent'];
    readonly LastModified?: Date;
    readonly ProductPageArn?: string;
    readonly ProductPageId?: string;
  };
  readonly CreateProductRestEndpointPageRequest: {
    readonly DisplayContent?: Shapes['EndpointDisplayContent'];
    readonly PortalProductId: string;
    readonly RestEndpointIdentifier: Shapes['RestEndpointIdentifier'];
    readonly TryItState?: 'ENABLED' | 'DISABLED';
  };
  readonly CreateProductRestEndpointPageResponse: {
    readonly DisplayContent?: Shapes['EndpointDisplayContentResponse'];
    readonly LastModified?: Date;
    readonly ProductRestEndpointPageArn?: string;
    readonly ProductRestEndpointPageId?: string;
    readonly RestEndpointIdentifier?: Shapes['RestEndpointIdentifier'];
    readonly Status?: 'AVAILABLE' | 'IN_PROGRESS' | 'FAILED';
    readonly StatusException?: Shapes['StatusException'];
    readonly TryItState?: 'ENABLED' | 'DISABLED';
  };
  readonly CreateRouteRequest: {
    readonly ApiId: string;
    readonly ApiKeyRequired?: boolean;
    readonly AuthorizationScopes?: readonly string[];
    readonly AuthorizationType?: 'NONE' | 'AWS_IAM' | 'CUSTOM' | 'JWT';
    readonly AuthorizerId?: string;
    readonly ModelSelectionExpression?: string;
    readonly OperationName?: string;
    readonly RequestModels?: Readonly<Record<string, string>>;
    readonly RequestParameters?: Readonly<Record<string, Shapes['ParameterConstraints']>>;
    readonly RouteKey: string;
    readonly RouteResponseSelectionExpression?: string;
    readonly Target?: string;
  };
  readonly CreateRouteResponseRequest: {
    readonly ApiId: string;
    readonly ModelSelectionExpression?: string;
    readonly ResponseModels?: Readonly<Record<string, string>>;
    readonly ResponseParameters?: Readonly<Record<string, Shapes['ParameterConstraints']>>;
    readonly RouteId: string;
    readonly RouteResponseKey: string;
  };
  readonly CreateRouteResponseResponse: {
    readonly ModelSelectionExpression?: string;
    readonly ResponseModels?: Readonly<Record<string, string>>;
    readonly ResponseParameters?: Readonly<Record<string, Shapes['ParameterConstraints']>>;
    readonly RouteResponseId?: string;
    readonly RouteResponseKey?: string;
  };
  readonly CreateRouteResult: {
    readonly ApiGatewayManaged?: boolean;
    readonly ApiKeyRequired?: boolean;
    readonly AuthorizationScopes?: readonly string[];
    readonly AuthorizationType?: 'NONE' | 'AWS_IAM' | 'CUSTOM' | 'JWT';
    readonly AuthorizerId?: string;
    readonly ModelSelectionExpression?: string;
    readonly OperationName?: string;
    readonly RequestModels?: Readonly<Record<string, string>>;
    readonly RequestParameters?: Readonly<Record<string, Shapes['ParameterConstraints']>>;
    readonly RouteId?: string;
    readonly RouteKey?: string;
    readonly RouteResponseSelectionExpression?: string;
    readonly Target?: string;
  };
  readonly CreateRoutingRuleRequest: {
    readonly Actions: readonly Shapes['RoutingRuleAction'][];
    readonly Conditions: readonly Shapes['RoutingRuleCondition'][];
    readonly DomainName: string;
    readonly DomainNameId?: string;
    readonly Priority: number;
  };
  readonly CreateRoutingRuleResponse: {
    readonly Actions?: readonly Shapes['RoutingRuleAction'][];
    readonly Conditions?: readonly Shapes['RoutingRuleCondition'][];
    readonly Priority?: number;
    readonly RoutingRuleArn?: string;
    readonly RoutingRuleId?: string;
  };
  readonly CreateStageRequest: {
    readonly AccessLogSettings?: Shapes['AccessLogSettings'];
    readonly ApiId: string;
    readonly AutoDeploy?: boolean;
    readonly ClientCertificateId?: string;
    readonly DefaultRouteSettings?: Shapes['RouteSettings'];
    readonly DeploymentId?: string;
    readonly Description?: string;
    readonly RouteSettings?: Readonly<Record<string, Shapes['RouteSettings']>>;
    readonly StageName: string;
    readonly StageVariables?: Readonly<Record<string, string>>;
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly CreateStageResponse: {
    readonly AccessLogSettings?: Shapes['AccessLogSettings'];
    readonly ApiGatewayManaged?: boolean;
    readonly AutoDeploy?: boolean;
    readonly ClientCertificateId?: string;
    readonly CreatedDate?: Date;
    readonly DefaultRouteSettings?: Shapes['RouteSettings'];
    readonly DeploymentId?: string;
    readonly Description?: string;
    readonly LastDeploymentStatusMessage?: string;
    readonly LastUpdatedDate?: Date;
    readonly RouteSettings?: Readonly<Record<string, Shapes['RouteSettings']>>;
    readonly StageName?: string;
    readonly StageVariables?: Readonly<Record<string, string>>;
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly CreateVpcLinkRequest: {
    readonly Name: string;
    readonly SecurityGroupIds?: readonly string[];
    readonly SubnetIds: readonly string[];
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly CreateVpcLinkResponse: {
    readonly CreatedDate?: Date;
    readonly Name?: string;
    readonly SecurityGroupIds?: readonly string[];
    readonly SubnetIds?: readonly string[];
    readonly Tags?: Readonly<Record<string, string>>;
    readonly VpcLinkId?: string;
    readonly VpcLinkStatus?: 'PENDING' | 'AVAILABLE' | 'DELETING' | 'FAILED' | 'INACTIVE';
    readonly VpcLinkStatusMessage?: string;
    readonly VpcLinkVersion?: 'V2';
  };
  readonly CustomColors: {
    readonly AccentColor: string;
    readonly BackgroundColor: string;
    readonly ErrorValidationColor: string;
    readonly HeaderColor: string;
    readonly NavigationColor: string;
    readonly TextColor: string;
  };
  readonly DeleteAccessLogSettingsRequest: {
    readonly ApiId: string;
    readonly StageName: string;
  };
  readonly DeleteApiMappingRequest: {
    readonly ApiMappingId: string;
    readonly DomainName: string;
  };
  readonly DeleteApiRequest: {
    readonly ApiId: string;
  };
  readonly DeleteAuthorizerRequest: {
    readonly ApiId: string;
    readonly AuthorizerId: string;
  };
  readonly DeleteCorsConfigurationRequest: {
    readonly ApiId: string;
  };
  readonly DeleteDeploymentRequest: {
    readonly ApiId: string;
    readonly DeploymentId: string;
  };
  readonly DeleteDomainNameRequest: {
    readonly DomainName: string;
  };
  readonly DeleteIntegrationRequest: {
    readonly ApiId: string;
    readonly IntegrationId: string;
  };
  readonly DeleteIntegrationResponseRequest: {
    readonly ApiId: string;
    readonly IntegrationId: string;
    readonly IntegrationResponseId: string;
  };
  readonly DeleteModelRequest: {
    readonly ApiId: string;
    readonly ModelId: string;
  };
  readonly DeletePortalProductRequest: {
    readonly PortalProductId: string;
  };
  readonly DeletePortalProductSharingPolicyRequest: {
    readonly PortalProductId: string;
  };
  readonly DeletePortalRequest: {
    readonly PortalId: string;
  };
  readonly DeleteProductPageRequest: {
    readonly PortalProductId: string;
    readonly ProductPageId: string;
  };
  readonly DeleteProductRestEndpointPageRequest: {
    readonly PortalProductId: string;
    readonly ProductRestEndpointPageId: string;
  };
  readonly DeleteRouteRequest: {
    readonly ApiId: string;
    readonly RouteId: string;
  };
  readonly DeleteRouteRequestParameterRequest: {
    readonly ApiId: string;
    readonly RequestParameterKey: string;
    readonly RouteId: string;
  };
  readonly DeleteRouteResponseRequest: {
    readonly ApiId: string;
    readonly RouteId: string;
    readonly RouteResponseId: string;
  };
  readonly DeleteRouteSettingsRequest: {
    readonly ApiId: string;
    readonly RouteKey: string;
    readonly StageName: string;
  };
  readonly DeleteRoutingRuleRequest: {
    readonly DomainName: string;
    readonly DomainNameId?: string;
    readonly RoutingRuleId: string;
  };
  readonly DeleteStageRequest: {
    readonly ApiId: string;
    readonly StageName: string;
  };
  readonly DeleteVpcLinkRequest: {
    readonly VpcLinkId: string;
  };
  readonly DeleteVpcLinkResponse: {};
  readonly Deployment: {
    readonly AutoDeployed?: boolean;
    readonly CreatedDate?: Date;
    readonly DeploymentId?: string;
    readonly DeploymentStatus?: 'PENDING' | 'FAILED' | 'DEPLOYED';
    readonly DeploymentStatusMessage?: string;
    readonly Description?: string;
  };
  readonly DisablePortalRequest: {
    readonly PortalId: string;
  };
  readonly DisplayContent: {
    readonly Body: string;
    readonly Title: string;
  };
  readonly DisplayContentOverrides: {
    readonly Body?: string;
    readonly Endpoint?: string;
    readonly OperationName?: string;
  };
  readonly DisplayOrder: {
    readonly Contents?: readonly Shapes['Section'][];
    readonly OverviewPageArn?: string;
    readonly ProductPageArns?: readonly string[];
  };
  readonly DomainName: {
    readonly ApiMappingSelectionExpression?: string;
    readonly DomainName: string;
    readonly DomainNameArn?: string;
    readonly DomainNameConfigurations?: readonly Shapes['DomainNameConfiguration'][];
    readonly MutualTlsAuthentication?: Shapes['MutualTlsAuthentication'];
    readonly RoutingMode?: 'API_MAPPING_ONLY' | 'ROUTING_RULE_ONLY' | 'ROUTING_RULE_THEN_API_MAPPING';
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly DomainNameConfiguration: {
    readonly ApiGatewayDomainName?: string;
    readonly CertificateArn?: string;
    readonly CertificateName?: string;
    readonly CertificateUploadDate?: Date;
    readonly DomainNameStatus?:
      | 'AVAILABLE'
      | 'UPDATING'
      | 'PENDING_CERTIFICATE_REIMPORT'
      | 'PENDING_OWNERSHIP_VERIFICATION';
    readonly DomainNameStatusMessage?: string;
    readonly EndpointType?: 'REGIONAL' | 'EDGE';
    readonly HostedZoneId?: string;
    readonly IpAddressType?: 'ipv4' | 'dualstack';
    readonly SecurityPolicy?: 'TLS_1_0' | 'TLS_1_2';
    readonly OwnershipVerificationCertificateArn?: string;
  };
  readonly EndpointConfigurationRequest: {
    readonly AcmManaged?: Shapes['ACMManaged'];
    readonly None?: Shapes['None'];
  };
  readonly EndpointConfigurationResponse: {
    readonly CertificateArn?: string;
    readonly DomainName?: string;
    readonly PortalDefaultDomainName: string;
    readonly PortalDomainHostedZoneId: string;
  };
  readonly EndpointDisplayContent: {
    readonly None?: Shapes['None'];
    readonly Overrides?: Shapes['DisplayContentOverrides'];
  };
  readonly EndpointDisplayContentResponse: {
    readonly Body?: string;
    readonly Endpoint: string;
    readonly OperationName?: string;
  };
  readonly ExportApiRequest: {
    readonly ApiId: string;
    readonly ExportVersion?: string;
    readonly IncludeExtensions?: boolean;
    readonly OutputType: string;
    readonly Specification: string;
    readonly StageName?: string;
  };
  readonly ExportApiResponse: {
    readonly body?: Uint8Array;
  };
  readonly GetApiMappingRequest: {
    readonly ApiMappingId: string;
    readonly DomainName: string;
  };
  readonly GetApiMappingResponse: {
    readonly ApiId?: string;
    readonly ApiMappingId?: string;
    readonly ApiMappingKey?: string;
    readonly Stage?: string;
  };
  readonly GetApiMappingsRequest: {
    readonly DomainName: string;
    readonly MaxResults?: string;
    readonly NextToken?: string;
  };
  readonly GetApiMappingsResponse: {
    readonly Items?: readonly Shapes['ApiMapping'][];
    readonly NextToken?: string;
  };
  readonly GetApiRequest: {
    readonly ApiId: string;
  };
  readonly GetApiResponse: {
    readonly ApiEndpoint?: string;
    readonly ApiGatewayManaged?: boolean;
    readonly ApiId?: string;
    readonly ApiKeySelectionExpression?: string;
    readonly CorsConfiguration?: Shapes['Cors'];
    readonly CreatedDate?: Date;
    readonly Description?: string;
    readonly DisableSchemaValidation?: boolean;
    readonly DisableExecuteApiEndpoint?: boolean;
    readonly ImportInfo?: readonly string[];
    readonly IpAddressType?: 'ipv4' | 'dualstack';
    readonly Name?: string;
    readonly ProtocolType?: 'WEBSOCKET' | 'HTTP';
    readonly RouteSelectionExpression?: string;
    readonly Tags?: Readonly<Record<string, string>>;
    readonly Version?: string;
    readonly Warnings?: readonly string[];
  };
  readonly GetApisRequest: {
    readonly MaxResults?: string;
    readonly NextToken?: string;
  };
  readonly GetApisResponse: {
    readonly Items?: readonly Shapes['Api'][];
    readonly NextToken?: string;
  };
  readonly GetAuthorizerRequest: {
    readonly ApiId: string;
    readonly AuthorizerId: string;
  };
  readonly GetAuthorizerResponse: {
    readonly AuthorizerCredentialsArn?: string;
    readonly AuthorizerId?: string;
    readonly AuthorizerPayloadFormatVersion?: string;
    readonly AuthorizerResultTtlInSeconds?: number;
    readonly AuthorizerType?: 'REQUEST' | 'JWT';
    readonly AuthorizerUri?: string;
    readonly EnableSimpleResponses?: boolean;
    readonly IdentitySource?: readonly string[];
    readonly IdentityValidationExpression?: string;
    readonly JwtConfiguration?: Shapes['JWTConfiguration'];
    readonly Name?: string;
  };
  readonly GetAuthorizersRequest: {
    readonly ApiId: string;
    readonly MaxResults?: string;
    readonly NextToken?: string;
  };
  readonly GetAuthorizersResponse: {
    readonly Items?: readonly Shapes['Authorizer'][];
    readonly NextToken?: string;
  };
  readonly GetDeploymentRequest: {
    readonly ApiId: string;
    readonly DeploymentId: string;
  };
  readonly GetDeploymentResponse: {
    readonly AutoDeployed?: boolean;
    readonly CreatedDate?: Date;
    readonly DeploymentId?: string;
    readonly DeploymentStatus?: 'PENDING' | 'FAILED' | 'DEPLOYED';
    readonly DeploymentStatusMessage?: string;
    readonly Description?: string;
  };
  readonly GetDeploymentsRequest: {
    readonly ApiId: string;
    readonly MaxResults?: string;
    readonly NextToken?: string;
  };
  readonly GetDeploymentsResponse: {
    readonly Items?: readonly Shapes['Deployment'][];
    readonly NextToken?: string;
  };
  readonly GetDomainNameRequest: {
    readonly DomainName: string;
  };
  readonly GetDomainNameResponse: {
    readonly ApiMappingSelectionExpression?: string;
    readonly DomainName?: string;
    readonly DomainNameArn?: string;
    readonly DomainNameConfigurations?: readonly Shapes['DomainNameConfiguration'][];
    readonly MutualTlsAuthentication?: Shapes['MutualTlsAuthentication'];
    readonly RoutingMode?: 'API_MAPPING_ONLY' | 'ROUTING_RULE_ONLY' | 'ROUTING_RULE_THEN_API_MAPPING';
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly GetDomainNamesRequest: {
    readonly MaxResults?: string;
    readonly NextToken?: string;
  };
  readonly GetDomainNamesResponse: {
    readonly Items?: readonly Shapes['DomainName'][];
    readonly NextToken?: string;
  };
  readonly GetIntegrationRequest: {
    readonly ApiId: string;
    readonly IntegrationId: string;
  };
  readonly GetIntegrationResponseRequest: {
    readonly ApiId: string;
    readonly IntegrationId: string;
    readonly IntegrationResponseId: string;
  };
  readonly GetIntegrationResponseResponse: {
    readonly ContentHandlingStrategy?: 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';
    readonly IntegrationResponseId?: string;
    readonly IntegrationResponseKey?: string;
    readonly ResponseParameters?: Readonly<Record<string, string>>;
    readonly ResponseTemplates?: Readonly<Record<string, string>>;
    readonly TemplateSelectionExpression?: string;
  };
  readonly GetIntegrationResponsesRequest: {
    readonly ApiId: string;
    readonly IntegrationId: string;
    readonly MaxResults?: string;
    readonly NextToken?: string;
  };
  readonly GetIntegrationResponsesResponse: {
    readonly Items?: readonly Shapes['IntegrationResponse'][];
    readonly NextToken?: string;
  };
  readonly GetIntegrationResult: {
    readonly ApiGatewayManaged?: boolean;
    readonly ConnectionId?: string;
    readonly ConnectionType?: 'INTERNET' | 'VPC_LINK';
    readonly ContentHandlingStrategy?: 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';
    readonly CredentialsArn?: string;
    readonly Description?: string;
    readonly IntegrationId?: string;
    readonly IntegrationMethod?: string;
    readonly IntegrationResponseSelectionExpression?: string;
    readonly IntegrationSubtype?: string;
    readonly IntegrationType?: 'AWS' | 'HTTP' | 'MOCK' | 'HTTP_PROXY' | 'AWS_PROXY';
    readonly IntegrationUri?: string;
    readonly PassthroughBehavior?: 'WHEN_NO_MATCH' | 'NEVER' | 'WHEN_NO_TEMPLATES';
    readonly PayloadFormatVersion?: string;
    readonly RequestParameters?: Readonly<Record<string, string>>;
    readonly RequestTemplates?: Readonly<Record<string, string>>;
    readonly ResponseParameters?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly TemplateSelectionExpression?: string;
    readonly TimeoutInMillis?: number;
    readonly TlsConfig?: Shapes['TlsConfig'];
  };
  readonly GetIntegrationsRequest: {
    readonly ApiId: string;
    readonly MaxResults?: string;
    readonly NextToken?: string;
  };
  readonly GetIntegrationsResponse: {
    readonly Items?: readonly Shapes['Integration'][];
    readonly NextToken?: string;
  };
  readonly GetModelRequest: {
    readonly ApiId: string;
    readonly ModelId: string;
  };
  readonly GetModelResponse: {
    readonly ContentType?: string;
    readonly Description?: string;
    readonly ModelId?: string;
    readonly Name?: string;
    readonly Schema?: string;
  };
  readonly GetModelTemplateRequest: {
    readonly ApiId: string;
    readonly ModelId: string;
  };
  readonly GetModelTemplateResponse: {
    readonly Value?: string;
  };
  readonly GetModelsRequest: {
    readonly ApiId: string;
    readonly MaxResults?: string;
    readonly NextToken?: string;
  };
  readonly GetModelsResponse: {
    readonly Items?: readonly Shapes['Model'][];
    readonly NextToken?: string;
  };
  readonly GetPortalProductRequest: {
    readonly PortalProductId: string;
    readonly ResourceOwnerAccountId?: string;
  };
  readonly GetPortalProductResponse: {
    readonly Description?: string;
    readonly DisplayName?: string;
    readonly DisplayOrder?: Shapes['DisplayOrder'];
    readonly LastModified?: Date;
    readonly PortalProductArn?: string;
    readonly PortalProductId?: string;
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly GetPortalProductSharingPolicyRequest: {
    readonly PortalProductId: string;
  };
  readonly GetPortalProductSharingPolicyResponse: {
    readonly PolicyDocument?: string;
    readonly PortalProductId?: string;
  };
  readonly GetPortalRequest: {
    readonly PortalId: string;
  };
  readonly GetPortalResponse: {
    readonly Authorization?: Shapes['Authorization'];
    readonly EndpointConfiguration?: Shapes['EndpointConfigurationResponse'];
    readonly IncludedPortalProductArns?: readonly string[];
    readonly LastModified?: Date;
    readonly LastPublished?: Date;
    readonly LastPublishedDescription?: string;
    readonly PortalArn?: string;
    readonly PortalContent?: Shapes['PortalContent'];
    readonly PortalId?: string;
    readonly Preview?: Shapes['Preview'];
    readonly PublishStatus?:
      | 'PUBLISHED'
      | 'PUBLISH_IN_PROGRESS'
      | 'PUBLISH_FAILED'
      | 'DISABLE_IN_PROGRESS'
      | 'DISABLE_FAILED'
      | 'DISABLED';
    readonly RumAppMonitorName?: string;
    readonly StatusException?: Shapes['StatusException'];
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly GetProductPageRequest: {
    readonly PortalProductId: string;
    readonly ProductPageId: string;
    readonly ResourceOwnerAccountId?: string;
  };
  readonly GetProductPageResponse: {
    readonly DisplayContent?: Shapes['DisplayContent'];
    readonly LastModified?: Date;
    readonly ProductPageArn?: string;
    readonly ProductPageId?: string;
  };
  readonly GetProductRestEndpointPageRequest: {
    readonly IncludeRawDisplayContent?: string;
    readonly PortalProductId: string;
    readonly ProductRestEndpointPageId: string;
    readonly ResourceOwnerAccountId?: string;
  };
  readonly GetProductRestEndpointPageResponse: {
    readonly DisplayContent?: Shapes['EndpointDisplayContentResponse'];
    readonly LastModified?: Date;
    readonly ProductRestEndpointPageArn?: string;
    readonly ProductRestEndpointPageId?: string;
    readonly RawDisplayContent?: string;
    readonly RestEndpointIdentifier?: Shapes['RestEndpointIdentifier'];
    readonly Status?: 'AVAILABLE' | 'IN_PROGRESS' | 'FAILED';
    readonly StatusException?: Shapes['StatusException'];
    readonly TryItState?: 'ENABLED' | 'DISABLED';
  };
  readonly GetRouteRequest: {
    readonly ApiId: string;
    readonly RouteId: string;
  };
  readonly GetRouteResponseRequest: {
    readonly ApiId: string;
    readonly RouteId: string;
    readonly RouteResponseId: string;
  };
  readonly GetRouteResponseResponse: {
    readonly ModelSelectionExpression?: string;
    readonly ResponseModels?: Readonly<Record<string, string>>;
    readonly ResponseParameters?: Readonly<Record<string, Shapes['ParameterConstraints']>>;
    readonly RouteResponseId?: string;
    readonly RouteResponseKey?: string;
  };
  readonly GetRouteResponsesRequest: {
    readonly ApiId: string;
    readonly MaxResults?: string;
    readonly NextToken?: string;
    readonly RouteId: string;
  };
  readonly GetRouteResponsesResponse: {
    readonly Items?: readonly Shapes['RouteResponse'][];
    readonly NextToken?: string;
  };
  readonly GetRouteResult: {
    readonly ApiGatewayManaged?: boolean;
    readonly ApiKeyRequired?: boolean;
    readonly AuthorizationScopes?: readonly string[];
    readonly AuthorizationType?: 'NONE' | 'AWS_IAM' | 'CUSTOM' | 'JWT';
    readonly AuthorizerId?: string;
    readonly ModelSelectionExpression?: string;
    readonly OperationName?: string;
    readonly RequestModels?: Readonly<Record<string, string>>;
    readonly RequestParameters?: Readonly<Record<string, Shapes['ParameterConstraints']>>;
    readonly RouteId?: string;
    readonly RouteKey?: string;
    readonly RouteResponseSelectionExpression?: string;
    readonly Target?: string;
  };
  readonly GetRoutesRequest: {
    readonly ApiId: string;
    readonly MaxResults?: string;
    readonly NextToken?: string;
  };
  readonly GetRoutesResponse: {
    readonly Items?: readonly Shapes['Route'][];
    readonly NextToken?: string;
  };
  readonly GetRoutingRuleRequest: {
    readonly DomainName: string;
    readonly DomainNameId?: string;
    readonly RoutingRuleId: string;
  };
  readonly GetRoutingRuleResponse: {
    readonly Actions?: readonly Shapes['RoutingRuleAction'][];
    readonly Conditions?: readonly Shapes['RoutingRuleCondition'][];
    readonly Priority?: number;
    readonly RoutingRuleArn?: string;
    readonly RoutingRuleId?: string;
  };
  readonly GetStageRequest: {
    readonly ApiId: string;
    readonly StageName: string;
  };
  readonly GetStageResponse: {
    readonly AccessLogSettings?: Shapes['AccessLogSettings'];
    readonly ApiGatewayManaged?: boolean;
    readonly AutoDeploy?: boolean;
    readonly ClientCertificateId?: string;
    readonly CreatedDate?: Date;
    readonly DefaultRouteSettings?: Shapes['RouteSettings'];
    readonly DeploymentId?: string;
    readonly Description?: string;
    readonly LastDeploymentStatusMessage?: string;
    readonly LastUpdatedDate?: Date;
    readonly RouteSettings?: Readonly<Record<string, Shapes['RouteSettings']>>;
    readonly StageName?: string;
    readonly StageVariables?: Readonly<Record<string, string>>;
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly GetStagesRequest: {
    readonly ApiId: string;
    readonly MaxResults?: string;
    readonly NextToken?: string;
  };
  readonly GetStagesResponse: {
    readonly Items?: readonly Shapes['Stage'][];
    readonly NextToken?: string;
  };
  readonly GetTagsRequest: {
    readonly ResourceArn: string;
  };
  readonly GetTagsResponse: {
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly GetVpcLinkRequest: {
    readonly VpcLinkId: string;
  };
  readonly GetVpcLinkResponse: {
    readonly CreatedDate?: Date;
    readonly Name?: string;
    readonly SecurityGroupIds?: readonly string[];
    readonly SubnetIds?: readonly string[];
    readonly Tags?: Readonly<Record<string, string>>;
    readonly VpcLinkId?: string;
    readonly VpcLinkStatus?: 'PENDING' | 'AVAILABLE' | 'DELETING' | 'FAILED' | 'INACTIVE';
    readonly VpcLinkStatusMessage?: string;
    readonly VpcLinkVersion?: 'V2';
  };
  readonly GetVpcLinksRequest: {
    readonly MaxResults?: string;
    readonly NextToken?: string;
  };
  readonly GetVpcLinksResponse: {
    readonly Items?: readonly Shapes['VpcLink'][];
    readonly NextToken?: string;
  };
  readonly IdentifierParts: {
    readonly Method: string;
    readonly Path: string;
    readonly RestApiId: string;
    readonly Stage: string;
  };
  readonly ImportApiRequest: {
    readonly Basepath?: string;
    readonly Body: string;
    readonly FailOnWarnings?: boolean;
  };
  readonly ImportApiResponse: {
    readonly ApiEndpoint?: string;
    readonly ApiGatewayManaged?: boolean;
    readonly ApiId?: string;
    readonly ApiKeySelectionExpression?: string;
    readonly CorsConfiguration?: Shapes['Cors'];
    readonly CreatedDate?: Date;
    readonly Description?: string;
    readonly DisableSchemaValidation?: boolean;
    readonly DisableExecuteApiEndpoint?: boolean;
    readonly ImportInfo?: readonly string[];
    readonly IpAddressType?: 'ipv4' | 'dualstack';
    readonly Name?: string;
    readonly ProtocolType?: 'WEBSOCKET' | 'HTTP';
    readonly RouteSelectionExpression?: string;
    readonly Tags?: Readonly<Record<string, string>>;
    readonly Version?: string;
    readonly Warnings?: readonly string[];
  };
  readonly Integration: {
    readonly ApiGatewayManaged?: boolean;
    readonly ConnectionId?: string;
    readonly ConnectionType?: 'INTERNET' | 'VPC_LINK';
    readonly ContentHandlingStrategy?: 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';
    readonly CredentialsArn?: string;
    readonly Description?: string;
    readonly IntegrationId?: string;
    readonly IntegrationMethod?: string;
    readonly IntegrationResponseSelectionExpression?: string;
    readonly IntegrationSubtype?: string;
    readonly IntegrationType?: 'AWS' | 'HTTP' | 'MOCK' | 'HTTP_PROXY' | 'AWS_PROXY';
    readonly IntegrationUri?: string;
    readonly PassthroughBehavior?: 'WHEN_NO_MATCH' | 'NEVER' | 'WHEN_NO_TEMPLATES';
    readonly PayloadFormatVersion?: string;
    readonly RequestParameters?: Readonly<Record<string, string>>;
    readonly RequestTemplates?: Readonly<Record<string, string>>;
    readonly ResponseParameters?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly TemplateSelectionExpression?: string;
    readonly TimeoutInMillis?: number;
    readonly TlsConfig?: Shapes['TlsConfig'];
  };
  readonly IntegrationResponse: {
    readonly ContentHandlingStrategy?: 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';
    readonly IntegrationResponseId?: string;
    readonly IntegrationResponseKey: string;
    readonly ResponseParameters?: Readonly<Record<string, string>>;
    readonly ResponseTemplates?: Readonly<Record<string, string>>;
    readonly TemplateSelectionExpression?: string;
  };
  readonly JWTConfiguration: {
    readonly Audience?: readonly string[];
    readonly Issuer?: string;
  };
  readonly ListPortalProductsRequest: {
    readonly MaxResults?: string;
    readonly NextToken?: string;
    readonly ResourceOwner?: string;
  };
  readonly ListPortalProductsResponse: {
    readonly Items?: readonly Shapes['PortalProductSummary'][];
    readonly NextToken?: string;
  };
  readonly ListPortalsRequest: {
    readonly MaxResults?: string;
    readonly NextToken?: string;
  };
  readonly ListPortalsResponse: {
    readonly Items?: readonly Shapes['PortalSummary'][];
    readonly NextToken?: string;
  };
  readonly ListProductPagesRequest: {
    readonly MaxResults?: string;
    readonly NextToken?: string;
    readonly PortalProductId: string;
    readonly ResourceOwnerAccountId?: string;
  };
  readonly ListProductPagesResponse: {
    readonly Items?: readonly Shapes['ProductPageSummaryNoBody'][];
    readonly NextToken?: string;
  };
  readonly ListProductRestEndpointPagesRequest: {
    readonly MaxResults?: string;
    readonly NextToken?: string;
    readonly PortalProductId: string;
    readonly ResourceOwnerAccountId?: string;
  };
  readonly ListProductRestEndpointPagesResponse: {
    readonly Items?: readonly Shapes['ProductRestEndpointPageSummaryNoBody'][];
    readonly NextToken?: string;
  };
  readonly ListRoutingRulesRequest: {
    readonly DomainName: string;
    readonly DomainNameId?: string;
    readonly MaxResults?: number;
    readonly NextToken?: string;
  };
  readonly ListRoutingRulesResponse: {
    readonly NextToken?: string;
    readonly RoutingRules?: readonly Shapes['RoutingRule'][];
  };
  readonly Model: {
    readonly ContentType?: string;
    readonly Description?: string;
    readonly ModelId?: string;
    readonly Name: string;
    readonly Schema?: string;
  };
  readonly MutualTlsAuthentication: {
    readonly TruststoreUri?: string;
    readonly TruststoreVersion?: string;
    readonly TruststoreWarnings?: readonly string[];
  };
  readonly MutualTlsAuthenticationInput: {
    readonly TruststoreUri?: string;
    readonly TruststoreVersion?: string;
  };
  readonly None: {};
  readonly ParameterConstraints: {
    readonly Required?: boolean;
  };
  readonly PortalContent: {
    readonly Description?: string;
    readonly DisplayName: string;
    readonly Theme: Shapes['PortalTheme'];
  };
  readonly PortalProductSummary: {
    readonly Description: string;
    readonly DisplayName: string;
    readonly LastModified: Date;
    readonly PortalProductArn: string;
    readonly PortalProductId: string;
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly PortalSummary: {
    readonly Authorization: Shapes['Authorization'];
    readonly EndpointConfiguration: Shapes['EndpointConfigurationResponse'];
    readonly IncludedPortalProductArns: readonly string[];
    readonly LastModified: Date;
    readonly LastPublished?: Date;
    readonly LastPublishedDescription?: string;
    readonly PortalArn: string;
    readonly PortalContent: Shapes['PortalContent'];
    readonly PortalId: string;
    readonly Preview?: Shapes['Preview'];
    readonly PublishStatus?:
      | 'PUBLISHED'
      | 'PUBLISH_IN_PROGRESS'
      | 'PUBLISH_FAILED'
      | 'DISABLE_IN_PROGRESS'
      | 'DISABLE_FAILED'
      | 'DISABLED';
    readonly RumAppMonitorName?: string;
    readonly StatusException?: Shapes['StatusException'];
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly PortalTheme: {
    readonly CustomColors: Shapes['CustomColors'];
    readonly LogoLastUploaded?: Date;
  };
  readonly Preview: {
    readonly PreviewStatus: 'PREVIEW_IN_PROGRESS' | 'PREVIEW_FAILED' | 'PREVIEW_READY';
    readonly PreviewUrl?: string;
    readonly StatusException?: Shapes['StatusException'];
  };
  readonly PreviewPortalRequest: {
    readonly PortalId: string;
  };
  readonly PreviewPortalResponse: {};
  readonly ProductPageSummaryNoBody: {
    readonly LastModified: Date;
    readonly PageTitle: string;
    readonly ProductPageArn: string;
    readonly ProductPageId: string;
  };
  readonly ProductRestEndpointPageSummaryNoBody: {
    readonly Endpoint: string;
    readonly LastModified: Date;
    readonly OperationName?: string;
    readonly ProductRestEndpointPageArn: string;
    readonly ProductRestEndpointPageId: string;
    readonly RestEndpointIdentifier: Shapes['RestEndpointIdentifier'];
    readonly Status: 'AVAILABLE' | 'IN_PROGRESS' | 'FAILED';
    readonly StatusException?: Shapes['StatusException'];
    readonly TryItState: 'ENABLED' | 'DISABLED';
  };
  readonly PublishPortalRequest: {
    readonly Description?: string;
    readonly PortalId: string;
  };
  readonly PublishPortalResponse: {};
  readonly PutPortalProductSharingPolicyRequest: {
    readonly PolicyDocument: string;
    readonly PortalProductId: string;
  };
  readonly PutPortalProductSharingPolicyResponse: {};
  readonly PutRoutingRuleRequest: {
    readonly Actions: readonly Shapes['RoutingRuleAction'][];
    readonly Conditions: readonly Shapes['RoutingRuleCondition'][];
    readonly DomainName: string;
    readonly DomainNameId?: string;
    readonly Priority: number;
    readonly RoutingRuleId: string;
  };
  readonly PutRoutingRuleResponse: {
    readonly Actions?: readonly Shapes['RoutingRuleAction'][];
    readonly Conditions?: readonly Shapes['RoutingRuleCondition'][];
    readonly Priority?: number;
    readonly RoutingRuleArn?: string;
    readonly RoutingRuleId?: string;
  };
  readonly ReimportApiRequest: {
    readonly ApiId: string;
    readonly Basepath?: string;
    readonly Body: string;
    readonly FailOnWarnings?: boolean;
  };
  readonly ReimportApiResponse: {
    readonly ApiEndpoint?: string;
    readonly ApiGatewayManaged?: boolean;
    readonly ApiId?: string;
    readonly ApiKeySelectionExpression?: string;
    readonly CorsConfiguration?: Shapes['Cors'];
    readonly CreatedDate?: Date;
    readonly Description?: string;
    readonly DisableSchemaValidation?: boolean;
    readonly DisableExecuteApiEndpoint?: boolean;
    readonly ImportInfo?: readonly string[];
    readonly IpAddressType?: 'ipv4' | 'dualstack';
    readonly Name?: string;
    readonly ProtocolType?: 'WEBSOCKET' | 'HTTP';
    readonly RouteSelectionExpression?: string;
    readonly Tags?: Readonly<Record<string, string>>;
    readonly Version?: string;
    readonly Warnings?: readonly string[];
  };
  readonly ResetAuthorizersCacheRequest: {
    readonly ApiId: string;
    readonly StageName: string;
  };
  readonly RestEndpointIdentifier: {
    readonly IdentifierParts?: Shapes['IdentifierParts'];
  };
  readonly Route: {
    readonly ApiGatewayManaged?: boolean;
    readonly ApiKeyRequired?: boolean;
    readonly AuthorizationScopes?: readonly string[];
    readonly AuthorizationType?: 'NONE' | 'AWS_IAM' | 'CUSTOM' | 'JWT';
    readonly AuthorizerId?: string;
    readonly ModelSelectionExpression?: string;
    readonly OperationName?: string;
    readonly RequestModels?: Readonly<Record<string, string>>;
    readonly RequestParameters?: Readonly<Record<string, Shapes['ParameterConstraints']>>;
    readonly RouteId?: string;
    readonly RouteKey: string;
    readonly RouteResponseSelectionExpression?: string;
    readonly Target?: string;
  };
  readonly RouteResponse: {
    readonly ModelSelectionExpression?: string;
    readonly ResponseModels?: Readonly<Record<string, string>>;
    readonly ResponseParameters?: Readonly<Record<string, Shapes['ParameterConstraints']>>;
    readonly RouteResponseId?: string;
    readonly RouteResponseKey: string;
  };
  readonly RouteSettings: {
    readonly DataTraceEnabled?: boolean;
    readonly DetailedMetricsEnabled?: boolean;
    readonly LoggingLevel?: 'ERROR' | 'INFO' | 'OFF';
    readonly ThrottlingBurstLimit?: number;
    readonly ThrottlingRateLimit?: number;
  };
  readonly RoutingRule: {
    readonly Actions?: readonly Shapes['RoutingRuleAction'][];
    readonly Conditions?: readonly Shapes['RoutingRuleCondition'][];
    readonly Priority?: number;
    readonly RoutingRuleArn?: string;
    readonly RoutingRuleId?: string;
  };
  readonly RoutingRuleAction: {
    readonly InvokeApi: Shapes['RoutingRuleActionInvokeApi'];
  };
  readonly RoutingRuleActionInvokeApi: {
    readonly ApiId: string;
    readonly Stage: string;
    readonly StripBasePath?: boolean;
  };
  readonly RoutingRuleCondition: {
    readonly MatchBasePaths?: Shapes['RoutingRuleMatchBasePaths'];
    readonly MatchHeaders?: Shapes['RoutingRuleMatchHeaders'];
  };
  readonly RoutingRuleMatchBasePaths: {
    readonly AnyOf: readonly string[];
  };
  readonly RoutingRuleMatchHeaderValue: {
    readonly Header: string;
    readonly ValueGlob: string;
  };
  readonly RoutingRuleMatchHeaders: {
    readonly AnyOf: readonly Shapes['RoutingRuleMatchHeaderValue'][];
  };
  readonly Section: {
    readonly ProductRestEndpointPageArns: readonly string[];
    readonly SectionName: string;
  };
  readonly Stage: {
    readonly AccessLogSettings?: Shapes['AccessLogSettings'];
    readonly ApiGatewayManaged?: boolean;
    readonly AutoDeploy?: boolean;
    readonly ClientCertificateId?: string;
    readonly CreatedDate?: Date;
    readonly DefaultRouteSettings?: Shapes['RouteSettings'];
    readonly DeploymentId?: string;
    readonly Description?: string;
    readonly LastDeploymentStatusMessage?: string;
    readonly LastUpdatedDate?: Date;
    readonly RouteSettings?: Readonly<Record<string, Shapes['RouteSettings']>>;
    readonly StageName: string;
    readonly StageVariables?: Readonly<Record<string, string>>;
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly StatusException: {
    readonly Exception?: string;
    readonly Message?: string;
  };
  readonly TagResourceRequest: {
    readonly ResourceArn: string;
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly TagResourceResponse: {};
  readonly TlsConfig: {
    readonly ServerNameToVerify?: string;
  };
  readonly TlsConfigInput: {
    readonly ServerNameToVerify?: string;
  };
  readonly UntagResourceRequest: {
    readonly ResourceArn: string;
    readonly TagKeys: readonly string[];
  };
  readonly UpdateApiMappingRequest: {
    readonly ApiId: string;
    readonly ApiMappingId: string;
    readonly ApiMappingKey?: string;
    readonly DomainName: string;
    readonly Stage?: string;
  };
  readonly UpdateApiMappingResponse: {
    readonly ApiId?: string;
    readonly ApiMappingId?: string;
    readonly ApiMappingKey?: string;
    readonly Stage?: string;
  };
  readonly UpdateApiRequest: {
    readonly ApiId: string;
    readonly ApiKeySelectionExpression?: string;
    readonly CorsConfiguration?: Shapes['Cors'];
    readonly CredentialsArn?: string;
    readonly Description?: string;
    readonly DisableSchemaValidation?: boolean;
    readonly DisableExecuteApiEndpoint?: boolean;
    readonly IpAddressType?: 'ipv4' | 'dualstack';
    readonly Name?: string;
    readonly RouteKey?: string;
    readonly RouteSelectionExpression?: string;
    readonly Target?: string;
    readonly Version?: string;
  };
  readonly UpdateApiResponse: {
    readonly ApiEndpoint?: string;
    readonly ApiGatewayManaged?: boolean;
    readonly ApiId?: string;
    readonly ApiKeySelectionExpression?: string;
    readonly CorsConfiguration?: Shapes['Cors'];
    readonly CreatedDate?: Date;
    readonly Description?: string;
    readonly DisableSchemaValidation?: boolean;
    readonly DisableExecuteApiEndpoint?: boolean;
    readonly ImportInfo?: readonly string[];
    readonly IpAddressType?: 'ipv4' | 'dualstack';
    readonly Name?: string;
    readonly ProtocolType?: 'WEBSOCKET' | 'HTTP';
    readonly RouteSelectionExpression?: string;
    readonly Tags?: Readonly<Record<string, string>>;
    readonly Version?: string;
    readonly Warnings?: readonly string[];
  };
  readonly UpdateAuthorizerRequest: {
    readonly ApiId: string;
    readonly AuthorizerCredentialsArn?: string;
    readonly AuthorizerId: string;
    readonly AuthorizerPayloadFormatVersion?: string;
    readonly AuthorizerResultTtlInSeconds?: number;
    readonly AuthorizerType?: 'REQUEST' | 'JWT';
    readonly AuthorizerUri?: string;
    readonly EnableSimpleResponses?: boolean;
    readonly IdentitySource?: readonly string[];
    readonly IdentityValidationExpression?: string;
    readonly JwtConfiguration?: Shapes['JWTConfiguration'];
    readonly Name?: string;
  };
  readonly UpdateAuthorizerResponse: {
    readonly AuthorizerCredentialsArn?: string;
    readonly AuthorizerId?: string;
    readonly AuthorizerPayloadFormatVersion?: string;
    readonly AuthorizerResultTtlInSeconds?: number;
    readonly AuthorizerType?: 'REQUEST' | 'JWT';
    readonly AuthorizerUri?: string;
    readonly EnableSimpleResponses?: boolean;
    readonly IdentitySource?: readonly string[];
    readonly IdentityValidationExpression?: string;
    readonly JwtConfiguration?: Shapes['JWTConfiguration'];
    readonly Name?: string;
  };
  readonly UpdateDeploymentRequest: {
    readonly ApiId: string;
    readonly DeploymentId: string;
    readonly Description?: string;
  };
  readonly UpdateDeploymentResponse: {
    readonly AutoDeployed?: boolean;
    readonly CreatedDate?: Date;
    readonly DeploymentId?: string;
    readonly DeploymentStatus?: 'PENDING' | 'FAILED' | 'DEPLOYED';
    readonly DeploymentStatusMessage?: string;
    readonly Description?: string;
  };
  readonly UpdateDomainNameRequest: {
    readonly DomainName: string;
    readonly DomainNameConfigurations?: readonly Shapes['DomainNameConfiguration'][];
    readonly MutualTlsAuthentication?: Shapes['MutualTlsAuthenticationInput'];
    readonly RoutingMode?: 'API_MAPPING_ONLY' | 'ROUTING_RULE_ONLY' | 'ROUTING_RULE_THEN_API_MAPPING';
  };
  readonly UpdateDomainNameResponse: {
    readonly ApiMappingSelectionExpression?: string;
    readonly DomainName?: string;
    readonly DomainNameArn?: string;
    readonly DomainNameConfigurations?: readonly Shapes['DomainNameConfiguration'][];
    readonly MutualTlsAuthentication?: Shapes['MutualTlsAuthentication'];
    readonly RoutingMode?: 'API_MAPPING_ONLY' | 'ROUTING_RULE_ONLY' | 'ROUTING_RULE_THEN_API_MAPPING';
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly UpdateIntegrationRequest: {
    readonly ApiId: string;
    readonly ConnectionId?: string;
    readonly ConnectionType?: 'INTERNET' | 'VPC_LINK';
    readonly ContentHandlingStrategy?: 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';
    readonly CredentialsArn?: string;
    readonly Description?: string;
    readonly IntegrationId: string;
    readonly IntegrationMethod?: string;
    readonly IntegrationSubtype?: string;
    readonly IntegrationType?: 'AWS' | 'HTTP' | 'MOCK' | 'HTTP_PROXY' | 'AWS_PROXY';
    readonly IntegrationUri?: string;
    readonly PassthroughBehavior?: 'WHEN_NO_MATCH' | 'NEVER' | 'WHEN_NO_TEMPLATES';
    readonly PayloadFormatVersion?: string;
    readonly RequestParameters?: Readonly<Record<string, string>>;
    readonly RequestTemplates?: Readonly<Record<string, string>>;
    readonly ResponseParameters?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly TemplateSelectionExpression?: string;
    readonly TimeoutInMillis?: number;
    readonly TlsConfig?: Shapes['TlsConfigInput'];
  };
  readonly UpdateIntegrationResponseRequest: {
    readonly ApiId: string;
    readonly ContentHandlingStrategy?: 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';
    readonly IntegrationId: string;
    readonly IntegrationResponseId: string;
    readonly IntegrationResponseKey?: string;
    readonly ResponseParameters?: Readonly<Record<string, string>>;
    readonly ResponseTemplates?: Readonly<Record<string, string>>;
    readonly TemplateSelectionExpression?: string;
  };
  readonly UpdateIntegrationResponseResponse: {
    readonly ContentHandlingStrategy?: 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';
    readonly IntegrationResponseId?: string;
    readonly IntegrationResponseKey?: string;
    readonly ResponseParameters?: Readonly<Record<string, string>>;
    readonly ResponseTemplates?: Readonly<Record<string, string>>;
    readonly TemplateSelectionExpression?: string;
  };
  readonly UpdateIntegrationResult: {
    readonly ApiGatewayManaged?: boolean;
    readonly ConnectionId?: string;
    readonly ConnectionType?: 'INTERNET' | 'VPC_LINK';
    readonly ContentHandlingStrategy?: 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';
    readonly CredentialsArn?: string;
    readonly Description?: string;
    readonly IntegrationId?: string;
    readonly IntegrationMethod?: string;
    readonly IntegrationResponseSelectionExpression?: string;
    readonly IntegrationSubtype?: string;
    readonly IntegrationType?: 'AWS' | 'HTTP' | 'MOCK' | 'HTTP_PROXY' | 'AWS_PROXY';
    readonly IntegrationUri?: string;
    readonly PassthroughBehavior?: 'WHEN_NO_MATCH' | 'NEVER' | 'WHEN_NO_TEMPLATES';
    readonly PayloadFormatVersion?: string;
    readonly RequestParameters?: Readonly<Record<string, string>>;
    readonly RequestTemplates?: Readonly<Record<string, string>>;
    readonly ResponseParameters?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly TemplateSelectionExpression?: string;
    readonly TimeoutInMillis?: number;
    readonly TlsConfig?: Shapes['TlsConfig'];
  };
  readonly UpdateModelRequest: {
    readonly ApiId: string;
    readonly ContentType?: string;
    readonly Description?: string;
    readonly ModelId: string;
    readonly Name?: string;
    readonly Schema?: string;
  };
  readonly UpdateModelResponse: {
    readonly ContentType?: string;
    readonly Description?: string;
    readonly ModelId?: string;
    readonly Name?: string;
    readonly Schema?: string;
  };
  readonly UpdatePortalProductRequest: {
    readonly Description?: string;
    readonly DisplayName?: string;
    readonly DisplayOrder?: Shapes['DisplayOrder'];
    readonly PortalProductId: string;
  };
  readonly UpdatePortalProductResponse: {
    readonly Description?: string;
    readonly DisplayName?: string;
    readonly DisplayOrder?: Shapes['DisplayOrder'];
    readonly LastModified?: Date;
    readonly PortalProductArn?: string;
    readonly PortalProductId?: string;
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly UpdatePortalRequest: {
    readonly Authorization?: Shapes['Authorization'];
    readonly EndpointConfiguration?: Shapes['EndpointConfigurationRequest'];
    readonly IncludedPortalProductArns?: readonly string[];
    readonly LogoUri?: string;
    readonly PortalContent?: Shapes['PortalContent'];
    readonly PortalId: string;
    readonly RumAppMonitorName?: string;
  };
  readonly UpdatePortalResponse: {
    readonly Authorization?: Shapes['Authorization'];
    readonly EndpointConfiguration?: Shapes['EndpointConfigurationResponse'];
    readonly IncludedPortalProductArns?: readonly string[];
    readonly LastModified?: Date;
    readonly LastPublished?: Date;
    readonly LastPublishedDescription?: string;
    readonly PortalArn?: string;
    readonly PortalContent?: Shapes['PortalContent'];
    readonly PortalId?: string;
    readonly Preview?: Shapes['Preview'];
    readonly PublishStatus?:
      | 'PUBLISHED'
      | 'PUBLISH_IN_PROGRESS'
      | 'PUBLISH_FAILED'
      | 'DISABLE_IN_PROGRESS'
      | 'DISABLE_FAILED'
      | 'DISABLED';
    readonly RumAppMonitorName?: string;
    readonly StatusException?: Shapes['StatusException'];
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly UpdateProductPageRequest: {
    readonly DisplayContent?: Shapes['DisplayContent'];
    readonly PortalProductId: string;
    readonly ProductPageId: string;
  };
  readonly UpdateProductPageResponse: {
    readonly DisplayContent?: Shapes['DisplayContent'];
    readonly LastModified?: Date;
    readonly ProductPageArn?: string;
    readonly ProductPageId?: string;
  };
  readonly UpdateProductRestEndpointPageRequest: {
    readonly DisplayContent?: Shapes['EndpointDisplayContent'];
    readonly PortalProductId: string;
    readonly ProductRestEndpointPageId: string;
    readonly TryItState?: 'ENABLED' | 'DISABLED';
  };
  readonly UpdateProductRestEndpointPageResponse: {
    readonly DisplayContent?: Shapes['EndpointDisplayContentResponse'];
    readonly LastModified?: Date;
    readonly ProductRestEndpointPageArn?: string;
    readonly ProductRestEndpointPageId?: string;
    readonly RestEndpointIdentifier?: Shapes['RestEndpointIdentifier'];
    readonly Status?: 'AVAILABLE' | 'IN_PROGRESS' | 'FAILED';
    readonly StatusException?: Shapes['StatusException'];
    readonly TryItState?: 'ENABLED' | 'DISABLED';
  };
  readonly UpdateRouteRequest: {
    readonly ApiId: string;
    readonly ApiKeyRequired?: boolean;
    readonly AuthorizationScopes?: readonly string[];
    readonly AuthorizationType?: 'NONE' | 'AWS_IAM' | 'CUSTOM' | 'JWT';
    readonly AuthorizerId?: string;
    readonly ModelSelectionExpression?: string;
    readonly OperationName?: string;
    readonly RequestModels?: Readonly<Record<string, string>>;
    readonly RequestParameters?: Readonly<Record<string, Shapes['ParameterConstraints']>>;
    readonly RouteId: string;
    readonly RouteKey?: string;
    readonly RouteResponseSelectionExpression?: string;
    readonly Target?: string;
  };
  readonly UpdateRouteResponseRequest: {
    readonly ApiId: string;
    readonly ModelSelectionExpression?: string;
    readonly ResponseModels?: Readonly<Record<string, string>>;
    readonly ResponseParameters?: Readonly<Record<string, Shapes['ParameterConstraints']>>;
    readonly RouteId: string;
    readonly RouteResponseId: string;
    readonly RouteResponseKey?: string;
  };
  readonly UpdateRouteResponseResponse: {
    readonly ModelSelectionExpression?: string;
    readonly ResponseModels?: Readonly<Record<string, string>>;
    readonly ResponseParameters?: Readonly<Record<string, Shapes['ParameterConstraints']>>;
    readonly RouteResponseId?: string;
    readonly RouteResponseKey?: string;
  };
  readonly UpdateRouteResult: {
    readonly ApiGatewayManaged?: boolean;
    readonly ApiKeyRequired?: boolean;
    readonly AuthorizationScopes?: readonly string[];
    readonly AuthorizationType?: 'NONE' | 'AWS_IAM' | 'CUSTOM' | 'JWT';
    readonly AuthorizerId?: string;
    readonly ModelSelectionExpression?: string;
    readonly OperationName?: string;
    readonly RequestModels?: Readonly<Record<string, string>>;
    readonly RequestParameters?: Readonly<Record<string, Shapes['ParameterConstraints']>>;
    readonly RouteId?: string;
    readonly RouteKey?: string;
    readonly RouteResponseSelectionExpression?: string;
    readonly Target?: string;
  };
  readonly UpdateStageRequest: {
    readonly AccessLogSettings?: Shapes['AccessLogSettings'];
    readonly ApiId: string;
    readonly AutoDeploy?: boolean;
    readonly ClientCertificateId?: string;
    readonly DefaultRouteSettings?: Shapes['RouteSettings'];
    readonly DeploymentId?: string;
    readonly Description?: string;
    readonly RouteSettings?: Readonly<Record<string, Shapes['RouteSettings']>>;
    readonly StageName: string;
    readonly StageVariables?: Readonly<Record<string, string>>;
  };
  readonly UpdateStageResponse: {
    readonly AccessLogSettings?: Shapes['AccessLogSettings'];
    readonly ApiGatewayManaged?: boolean;
    readonly AutoDeploy?: boolean;
    readonly ClientCertificateId?: string;
    readonly CreatedDate?: Date;
    readonly DefaultRouteSettings?: Shapes['RouteSettings'];
    readonly DeploymentId?: string;
    readonly Description?: string;
    readonly LastDeploymentStatusMessage?: string;
    readonly LastUpdatedDate?: Date;
    readonly RouteSettings?: Readonly<Record<string, Shapes['RouteSettings']>>;
    readonly StageName?: string;
    readonly StageVariables?: Readonly<Record<string, string>>;
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly UpdateVpcLinkRequest: {
    readonly Name?: string;
    readonly VpcLinkId: string;
  };
  readonly UpdateVpcLinkResponse: {
    readonly CreatedDate?: Date;
    readonly Name?: string;
    readonly SecurityGroupIds?: readonly string[];
    readonly SubnetIds?: readonly string[];
    readonly Tags?: Readonly<Record<string, string>>;
    readonly VpcLinkId?: string;
    readonly VpcLinkStatus?: 'PENDING' | 'AVAILABLE' | 'DELETING' | 'FAILED' | 'INACTIVE';
    readonly VpcLinkStatusMessage?: string;
    readonly VpcLinkVersion?: 'V2';
  };
  readonly VpcLink: {
    readonly CreatedDate?: Date;
    readonly Name: string;
    readonly SecurityGroupIds: readonly string[];
    readonly SubnetIds: readonly string[];
    readonly Tags?: Readonly<Record<string, string>>;
    readonly VpcLinkId: string;
    readonly VpcLinkStatus?: 'PENDING' | 'AVAILABLE' | 'DELETING' | 'FAILED' | 'INACTIVE';
    readonly VpcLinkStatusMessage?: string;
    readonly VpcLinkVersion?: 'V2';
  };
}
