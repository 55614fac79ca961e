// Which API a request is for: by its host's name, or by its path. Pure.

export interface ApiAddress {
  readonly apiId: string;
  /** What the API sees as its path, with the stage. */
  readonly path: string;
  /** When the path names the API: what its host would be called. */
  readonly host?: string;
}

const hosts = /^([a-z0-9]{10})\.execute-api\.(?:localhost|[a-z0-9-]+\.amazonaws\.com(?:\.cn)?)(?::\d+)?$/i;
const ownPath = /^\/_aws\/execute-api\/([a-z0-9]{10})(\/.*)?$/;
const otherPath = /^\/restapis\/([a-z0-9]{10})\/([^/]+)\/_user_request_(\/.*)?$/;

/** Undefined for a call of AWS's API itself. */
export function apiAddress(host: string | undefined, path: string): ApiAddress | undefined {
  const inHost = hosts.exec(host ?? '')?.[1];
  if (inHost !== undefined) return { apiId: inHost.toLowerCase(), path };
  const [, own, rest = '/'] = ownPath.exec(path) ?? [];
  if (own !== undefined) return { apiId: own, path: rest, host: hostOf(own) };
  const [, other, stage = '', below = ''] = otherPath.exec(path) ?? [];
  return other === undefined ? undefined : { apiId: other, path: `/${stage}${below}`, host: hostOf(other) };
}

function hostOf(apiId: string): string {
  return `${apiId}.execute-api.localhost`;
}
