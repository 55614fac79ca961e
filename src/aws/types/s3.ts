// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface S3 {
  readonly CORSConfiguration: {
    readonly CORSRules: readonly S3['CORSRule'][];
  };
  readonly CORSRule: {
    readonly ID?: string;
    readonly AllowedHeaders?: readonly string[];
    readonly AllowedMethods: readonly string[];
    readonly AllowedOrigins: readonly string[];
    readonly ExposeHeaders?: readonly string[];
    readonly MaxAgeSeconds?: number;
  };
  readonly Condition: {
    readonly HttpErrorCodeReturnedEquals?: string;
    readonly KeyPrefixEquals?: string;
  };
  readonly ErrorDocument: {
    readonly Key: string;
  };
  readonly IndexDocument: {
    readonly Suffix: string;
  };
  readonly Redirect: {
    readonly HostName?: string;
    readonly HttpRedirectCode?: string;
    readonly Protocol?: 'http' | 'https';
    readonly ReplaceKeyPrefixWith?: string;
    readonly ReplaceKeyWith?: string;
  };
  readonly RedirectAllRequestsTo: {
    readonly HostName: string;
    readonly Protocol?: 'http' | 'https';
  };
  readonly RoutingRule: {
    readonly Condition?: S3['Condition'];
    readonly Redirect: S3['Redirect'];
  };
  readonly VersioningConfiguration: {
    readonly MFADelete?: 'Enabled' | 'Disabled';
    readonly Status?: 'Enabled' | 'Suspended';
  };
  readonly WebsiteConfiguration: {
    readonly ErrorDocument?: S3['ErrorDocument'];
    readonly IndexDocument?: S3['IndexDocument'];
    readonly RedirectAllRequestsTo?: S3['RedirectAllRequestsTo'];
    readonly RoutingRules?: readonly S3['RoutingRule'][];
  };
}
