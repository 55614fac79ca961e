// A CloudFront distribution: the edge in front of a bucket, in the words of CreateDistribution.

export interface Distribution {
  /** Its CallerReference, or what stands for it. */
  readonly name: string;
  readonly defaultRootObject?: string;
  readonly origins: readonly Origin[];
  readonly defaultBehavior: CacheBehavior;
  /** In the order in which they are tried. */
  readonly behaviors: readonly (CacheBehavior & { readonly pathPattern: string })[];
  readonly errorResponses: readonly CustomErrorResponse[];
  /** What it asks for and nothing here does, in words for people. */
  readonly notExecuted: readonly string[];
}

export interface Origin {
  readonly id: string;
  readonly domainName: string;
  /** Begins with a slash: what stands before every path that the origin is asked for. */
  readonly path?: string;
  /** As which a private bucket is read. */
  readonly accessIdentity?: string;
  /** Set when the domain is a bucket's: its REST endpoint, or that of its website. */
  readonly bucket?: { readonly name: string; readonly endpoint: 'rest' | 'website' };
}

export interface CacheBehavior {
  readonly targetOriginId: string;
  readonly viewerProtocolPolicy: 'allow-all' | 'https-only' | 'redirect-to-https';
  readonly allowedMethods: readonly string[];
  readonly compress: boolean;
  /** Seconds. */
  readonly minTtl: number;
  readonly defaultTtl: number;
  readonly maxTtl: number;
  /** Whether the origin learns which site asks, which CORS needs. */
  readonly forwardsOrigin: boolean;
}

export interface CustomErrorResponse {
  readonly errorCode: number;
  readonly responseCode?: number;
  readonly responsePagePath?: string;
  /** Seconds; 10 when absent. */
  readonly errorCachingMinTtl: number;
}

/** CloudFront developer guide, "DistributionConfig": what is not said. */
export const behaviorDefaults = {
  viewerProtocolPolicy: 'allow-all',
  allowedMethods: ['GET', 'HEAD'],
  compress: false,
  minTtl: 0,
  defaultTtl: 86_400,
  maxTtl: 31_536_000,
  forwardsOrigin: false,
} as const;

/** `bucket.s3.amazonaws.com`, `bucket.s3.eu-west-1.amazonaws.com`, `bucket.s3-website-us-east-1.amazonaws.com` and kin. */
export function bucketOf(domainName: string): Origin['bucket'] {
  const [, website] = /^(.+?)\.s3-website[.-][a-z0-9-]+\.amazonaws\.com$/.exec(domainName) ?? [];
  if (website !== undefined) return isName(website) ? { name: website, endpoint: 'website' } : undefined;
  const [, rest] = /^(.+?)\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com$/.exec(domainName) ?? [];
  return rest !== undefined && isName(rest) ? { name: rest, endpoint: 'rest' } : undefined;
}

/** Of a bucket: it becomes the name of a folder. */
function isName(text: string): boolean {
  return /^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(text) && !text.includes('..');
}

/** Cache policies that CloudFront brings along, with their times in seconds. */
export const managedCachePolicies: Readonly<
  Record<string, Pick<CacheBehavior, 'minTtl' | 'defaultTtl' | 'maxTtl'> & { readonly compresses: boolean }>
> = {
  // CachingOptimized
  '658327ea-f89d-4fab-a63d-7e88639e58f6': {
    minTtl: 1,
    defaultTtl: 86_400,
    maxTtl: 31_536_000,
    compresses: true,
  },
  // CachingDisabled
  '4135ea2d-6df8-44a3-9df3-4b5a84be39ad': { minTtl: 0, defaultTtl: 0, maxTtl: 0, compresses: false },
};

/** Managed-CORS-S3Origin. */
export const corsOriginRequestPolicy = '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf';
