// The environment in which AWS's tools and SDKs call the endpoint of this machine, and can reach no real account. Pure.
// Source: AWS SDKs and Tools reference guide, "Settings reference".
import { defined } from '../lib/defined.ts';

export interface EndpointAccess {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Read by every SDK in place of the user's own files: it has no profile and no keys. */
const emptyFile = '/dev/null';

/** No key and no profile of the user's, and no role of the machine's own where that is an instance of EC2. */
export const noOtherCredentials = {
  AWS_CONFIG_FILE: emptyFile,
  AWS_SHARED_CREDENTIALS_FILE: emptyFile,
  AWS_EC2_METADATA_DISABLED: 'true',
} as const;

export function endpointVariables(access: EndpointAccess): Readonly<Record<string, string>> {
  return defined({
    AWS_ENDPOINT_URL: access.url,
    AWS_ACCESS_KEY_ID: access.accessKeyId,
    AWS_SECRET_ACCESS_KEY: access.secretAccessKey,
    AWS_SESSION_TOKEN: access.sessionToken,
    AWS_REGION: access.region,
    AWS_DEFAULT_REGION: access.region,
    ...noOtherCredentials,
  });
}

/** What would lead elsewhere, or to other credentials. */
const misleading = [
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_DEFAULT_PROFILE',
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  'AWS_PROFILE',
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
  'AWS_SECURITY_TOKEN',
  'AWS_SESSION_TOKEN',
  'AWS_USE_DUALSTACK_ENDPOINT',
  'AWS_USE_FIPS_ENDPOINT',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
];

/** Names to unset before `endpointVariables` are set; those of single services only where they are set now. */
export function misleadingVariables(
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const ofServices = Object.keys(environment).filter((name) => name.startsWith('AWS_ENDPOINT_URL_'));
  return [...misleading, ...ofServices].toSorted();
}
