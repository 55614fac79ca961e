// Which API a request is for: by its host's name, or by its path. Pure.

export interface ApiAddress {
  /** Of an API, or a domain name whose mappings say which API it is. */
  readonly name: string;
  /** What the API sees as its path, with the stage. */
  readonly path: string;
  /** What the host is called for the API, when that is not what the request says. */
  readonly host?: string;
}

const hosts = /^([a-z0-9]{10})\.execute-api\.(?:localhost|[a-z0-9-]+\.amazonaws\.com(?:\.cn)?)(?::\d+)?$/i;
const domain = String.raw`[a-z0-9-]+(?:\.[a-z0-9-]+)+`;
const domainHosts = new RegExp(String.raw`^(${domain})\.execute-api\.localhost(?::\d+)?$`, 'i');
const domainPath = new RegExp(String.raw`^\/_aws\/execute-api\/(${domain})(\/.*)?$`);
const ownPath = /^\/_aws\/execute-api\/([a-z0-9]{10})(\/.*)?$/;
const otherPath = /^\/restapis\/([a-z0-9]{10})\/([^/]+)\/_user_request_(\/.*)?$/;

/** Undefined for a call of AWS's API itself. */
export function apiAddress(host: string | undefined, path: string): ApiAddress | undefined {
  const inHost = hosts.exec(host ?? '')?.[1];
  if (inHost !== undefined) return { name: inHost.toLowerCase(), path };
  const named = domainHosts.exec(host ?? '')?.[1]?.toLowerCase();
  if (named !== undefined) return { name: named, path, host: named };
  const [, byPath, below = '/'] = domainPath.exec(path) ?? [];
  if (byPath !== undefined) return { name: byPath, path: below, host: byPath };
  const [, own, rest = '/'] = ownPath.exec(path) ?? [];
  if (own !== undefined) return { name: own, path: rest, host: hostOf(own) };
  const [, other, stage = '', inStage = ''] = otherPath.exec(path) ?? [];
  return other === undefined ? undefined : { name: other, path: `/${stage}${inStage}`, host: hostOf(other) };
}

function hostOf(apiId: string): string {
  return `${apiId}.execute-api.localhost`;
}
