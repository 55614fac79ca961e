// The address that a custom resource answers to, and that a wait condition is signalled by: `PUT` with a JSON document.
// On AWS it is a pre-signed URL of S3 (CloudFormation user guide, "Custom resource response objects").
const prefix = '/_slipway/cloudformation-response/';

export function isSignalPath(path: string): boolean {
  return path.startsWith(prefix);
}

/** @param url of the endpoint */
export function signalUrl(url: string, token: string): string {
  return `${url}${prefix}${token}`;
}

/** Undefined for another address. */
export function tokenOfSignalUrl(url: string): string | undefined {
  const path = URL.parse(url)?.pathname ?? '';
  return isSignalPath(path) ? path.slice(prefix.length) : undefined;
}
