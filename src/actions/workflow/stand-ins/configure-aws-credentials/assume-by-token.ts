// A session of a role by the job's OIDC token: STS of this machine evaluates the role's trust policy.
import type { Result } from '../../../../lib/result.ts';
import { offerEndpoint } from '../../../../targets/endpoint/offer-endpoint.ts';
import { startLimit } from '../../../../targets/endpoint/open-endpoint.ts';
import type { JobRun } from '../../job-run.ts';

export interface AssumedRole {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly roleArn: string;
  /** Of the session. */
  readonly arn: string;
  /** Of the endpoint. */
  readonly url: string;
}

export interface Assuming {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly token: string;
  readonly seconds: number;
}

/** Fails with STS's own words. */
export async function assumeByToken({ context }: JobRun, assuming: Assuming): Promise<Result<AssumedRole>> {
  const { roleArn, sessionName, token, seconds } = assuming;
  const targetsFolder = await context.state.folder('targets');
  const { url } = await offerEndpoint({ targetsFolder, signal: startLimit() });
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({
      Version: '2011-06-15',
      Action: 'AssumeRoleWithWebIdentity',
      RoleArn: roleArn,
      RoleSessionName: sessionName,
      WebIdentityToken: token,
      DurationSeconds: String(seconds),
    }),
    signal: context.signal,
  });
  const text = await response.text();
  const part = (name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? '';
  if (!response.ok) return { failed: unescaped(part('Message')) };
  return {
    accessKeyId: part('AccessKeyId'),
    secretAccessKey: part('SecretAccessKey'),
    sessionToken: part('SessionToken'),
    roleArn,
    arn: part('Arn'),
    url,
  };
}

function unescaped(text: string): string {
  const marks: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' };
  return text.replaceAll(/&(quot|apos|lt|gt|amp);/g, (whole, name: string) => marks[name] ?? whole);
}
