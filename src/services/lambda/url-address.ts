// Which address of a function a request is for: by its host's name, or by its path. Pure.

export interface UrlAddress {
  readonly id: string;
  /** What the function sees as its path. */
  readonly path: string;
}

const hosts = /^([a-z0-9]{32})\.lambda-url\.(?:localhost|[a-z0-9-]+\.on\.aws)(?::\d+)?$/i;
const ownPath = /^\/_aws\/lambda-url\/([a-z0-9]{32})(\/.*)?$/;

/** Undefined for any other request. */
export function urlAddress(host: string | undefined, path: string): UrlAddress | undefined {
  const inHost = hosts.exec(host ?? '')?.[1];
  if (inHost !== undefined) return { id: inHost.toLowerCase(), path };
  const [, id, rest = '/'] = ownPath.exec(path) ?? [];
  return id === undefined ? undefined : { id, path: rest };
}
