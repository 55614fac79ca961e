// Addresses that AWS's tools compute by themselves (Terraform's `invoke_url`, `website_endpoint`), and where the same thing
// answers on this machine. Pure.
//
// APIs are addressed by a path of the endpoint: programs find no names below `localhost` where the system's resolver does not
// know them. Where a name stands alone it stays a name.

/** What is here; an address of anything else stays as it is. */
export interface KnownHere {
  /** Of the endpoint. */
  readonly port: number;
  readonly hasApi: (apiId: string, region: string) => boolean;
  readonly hasWebsite: (bucket: string) => boolean;
  /** Of a function. */
  readonly hasUrl: (id: string, region: string) => boolean;
}

export interface Rewritten {
  readonly text: string;
  /** Each address once, in the order of the text. */
  readonly replaced: readonly { readonly from: string; readonly to: string }[];
}

const start = String.raw`(?<scheme>https?:(?<slashes>\/\/|\\\/\\\/))?(?<![\w.-])`;
const end = String.raw`\.amazonaws\.com(?:\.cn)?(?![\w-]|\.\w)`;

/** `https://ID.execute-api.REGION.amazonaws.com`; slashes may be escaped, as in JSON. */
const apis = new RegExp(
  String.raw`${start}(?<id>[a-z0-9]{10})\.execute-api\.(?<region>[a-z0-9-]+)${end}`,
  'g',
);

/** `BUCKET.s3-website-REGION.amazonaws.com`, and with a dot (S3 user guide, "Website endpoints"). */
const websites = new RegExp(
  String.raw`${start}(?<id>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\.s3-website[.-](?<region>[a-z0-9-]+)${end}`,
  'g',
);

/** `https://ID.lambda-url.REGION.on.aws` (Lambda developer guide, "Creating and managing Lambda function URLs"). */
const urls = new RegExp(
  String.raw`${start}(?<id>[a-z0-9]{32})\.lambda-url\.(?<region>[a-z0-9-]+)\.on\.aws(?![\w-]|\.\w)`,
  'g',
);

/** Whether there may be something to replace. */
export function mayHaveAddresses(text: string): boolean {
  if (text.includes('.amazonaws.com') && /\.(?:execute-api|s3-website)[.-]/.test(text)) return true;
  return text.includes('.lambda-url.');
}

export function withLocalAddresses(text: string, here: KnownHere): Rewritten {
  if (!mayHaveAddresses(text)) return { text, replaced: [] };
  const replaced = new Map<string, string>();
  const replace = (pattern: RegExp, localOf: (found: Found) => string | undefined) => (given: string) =>
    given.replaceAll(pattern, (...parts: unknown[]) => {
      const from = String(parts[0]);
      const to = localOf(parts.at(-1) as Found);
      if (to === undefined) return from;
      replaced.set(from, to);
      return to;
    });
  const inApis = replace(apis, (found) => localApi(found, here));
  const inWebsites = replace(websites, (found) => localWebsite(found, here));
  const inUrls = replace(urls, (found) => localUrl(found, here));
  const result = inUrls(inWebsites(inApis(text)));
  return { text: result, replaced: [...replaced].map(([from, to]) => ({ from, to })) };
}

interface Found {
  readonly scheme?: string;
  readonly slashes?: string;
  readonly id: string;
  readonly region: string;
}

function localApi(
  { scheme, slashes = '', id, region }: Found,
  { port, hasApi }: KnownHere,
): string | undefined {
  if (!hasApi(id, region)) return undefined;
  if (scheme === undefined) return `${id}.execute-api.localhost:${port}`;
  const slash = slashes.slice(slashes.length / 2);
  return `http:${slashes}127.0.0.1:${port}${slash}_aws${slash}execute-api${slash}${id}`;
}

function localUrl({ scheme, slashes = '', id, region }: Found, here: KnownHere): string | undefined {
  const { port, hasUrl } = here;
  if (!hasUrl(id, region)) return undefined;
  if (scheme === undefined) return `${id}.lambda-url.localhost:${port}`;
  const slash = slashes.slice(slashes.length / 2);
  return `http:${slashes}127.0.0.1:${port}${slash}_aws${slash}lambda-url${slash}${id}`;
}

function localWebsite(
  { scheme, slashes = '', id }: Found,
  { port, hasWebsite }: KnownHere,
): string | undefined {
  if (!hasWebsite(id)) return undefined;
  return `${scheme === undefined ? '' : `http:${slashes}`}${id}.s3-website.localhost:${port}`;
}
