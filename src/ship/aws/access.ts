// Where a command that ships works: the account of this machine, or a real one by the SDK's own chain of credentials.
import { defined } from '../../lib/defined.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { AwsPlace } from '../../model/place.ts';
import { checkProfile } from './profiles.ts';

/** What every client of the SDK is made with. */
interface ClientConfig {
  readonly region?: string;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

export interface AwsAccess {
  readonly config: ClientConfig;
  /** A real account, and not the one of this machine. */
  readonly isReal: boolean;
  /** Between two looks at what goes on. */
  readonly pollMs: number;
}

/** @param variables what AWS's tools are given to call the endpoint of this machine */
export function accessHere(variables: Readonly<Record<string, string>>): AwsAccess {
  return {
    isReal: false,
    pollMs: 50,
    config: {
      ...defined({ region: variables['AWS_REGION'], endpoint: variables['AWS_ENDPOINT_URL'] }),
      credentials: {
        accessKeyId: variables['AWS_ACCESS_KEY_ID'] ?? '',
        secretAccessKey: variables['AWS_SECRET_ACCESS_KEY'] ?? '',
        ...defined({ sessionToken: variables['AWS_SESSION_TOKEN'] }),
      },
    },
  };
}

export function accessToAws(options: { readonly region?: string; readonly profile?: string }): AwsAccess {
  const { region, profile } = options;
  return { isReal: true, pollMs: 2000, config: defined({ region, profile }) };
}

/** Who calls, and where. The first call of every command: it finds out whether there are credentials at all. */
export async function placeOfCaller({ config }: AwsAccess): Promise<AwsPlace & { readonly arn: string }> {
  const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  if (config.profile !== undefined) checkProfile(config.profile);
  const client = new STSClient(config);
  const { Account: account = '', Arn: arn = '' } = await calling('who calls', async () => {
    return await client.send(new GetCallerIdentityCommand({}));
  });
  return { partition: arn.split(':')[1] ?? 'aws', account, arn, region: await client.config.region() };
}

/**
 * What AWS refuses is a problem of the caller's, in AWS's own words.
 * @param what completes "AWS was asked for"
 */
export async function calling<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof ProblemError) throw error;
    throw new ProblemError([
      problem({
        code: 'AwsCallFailed',
        whose: 'call',
        message: `AWS was asked for ${what}: ${error.name}: ${error.message}`,
        remedy: remedyFor(error.name, error.message),
      }),
    ]);
  }
}

function remedyFor(name: string, message: string): string {
  if (/CredentialsProvider|ExpiredToken|InvalidClientToken|UnrecognizedClient/.test(name))
    return 'Log in (aws sso login, or aws configure), or name a profile with --profile';
  if (message.includes('Region is missing')) return 'Name the Region with --region, or set AWS_REGION';
  if (/ENOTFOUND|EAI_AGAIN/.test(message))
    return 'There is no such endpoint: correct --region or AWS_ENDPOINT_URL, and look whether this machine reaches the network';
  if (/Throttling|TooManyRequests|RequestLimitExceeded/.test(name))
    return 'AWS takes no more calls of this account at the moment: call again in a minute';
  if (/AccessDenied|NotAuthorized|UnauthorizedOperation/.test(name))
    return 'Give the caller the right that the message names, or call as another with --profile';
  return 'Correct what the message names, and call again';
}
