// A session of a role from STS of this machine: by the job's OIDC token, for which the role's trust policy is evaluated, or by
// the keys that stand for those that were given. Source: aws-actions/configure-aws-credentials, src/assumeRole.ts.
import { credentialsHeader } from '../../../../model/credentials-header.ts';
import type { Result } from '../../../../lib/result.ts';
import { offerEndpoint } from '../../../../targets/endpoint/offer-endpoint.ts';
import { startLimit } from '../../../../targets/endpoint/open-endpoint.ts';
import { textOf } from '../../../../workflows/language/expressions.ts';
import type { JobRun } from '../../job-run.ts';
import { isYes, type StandInCall } from '../stand-in.ts';

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
  readonly seconds: number;
  /** Of the action. */
  readonly inputs: StandInCall['inputs'];
}

/** Fails with STS's own words. */
export async function assumeByToken(
  job: JobRun,
  assuming: Assuming,
  token: string,
): Promise<Result<AssumedRole>> {
  const parameters = { WebIdentityToken: token, ...policiesOf(assuming) };
  return await assume(job, assuming, { action: 'AssumeRoleWithWebIdentity', parameters, headers: {} });
}

export interface GivenKeys {
  readonly accessKeyId: string;
  readonly sessionToken: string;
  readonly region: string;
}

/** Fails with STS's own words. */
export async function assumeByKeys(
  job: JobRun,
  assuming: Assuming,
  { region, ...keys }: GivenKeys,
): Promise<Result<AssumedRole>> {
  const externalId = assuming.inputs['role-external-id'] ?? '';
  const parameters = {
    ...policiesOf(assuming),
    ...tagsOf(job, assuming),
    ...(externalId === '' ? {} : { ExternalId: externalId }),
  };
  const headers = credentialsHeader(keys, { region, signingName: 'sts' });
  return await assume(job, assuming, { action: 'AssumeRole', parameters, headers });
}

interface Asked {
  readonly action: string;
  readonly parameters: Parameters;
  readonly headers: Readonly<Record<string, string>>;
}

type Parameters = Readonly<Record<string, string>>;

async function assume(
  { context }: JobRun,
  { roleArn, sessionName, seconds }: Assuming,
  { action, parameters, headers }: Asked,
): Promise<Result<AssumedRole>> {
  const targetsFolder = await context.state.folder('targets');
  const { url } = await offerEndpoint({ targetsFolder, signal: startLimit() });
  const response = await fetch(url, {
    method: 'POST',
    headers,
    body: new URLSearchParams({
      Version: '2011-06-15',
      Action: action,
      RoleArn: roleArn,
      RoleSessionName: sessionName,
      DurationSeconds: String(seconds),
      ...parameters,
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

/** What the session may at most. */
function policiesOf({ inputs }: Assuming): Parameters {
  const inline = inputs['inline-session-policy'] ?? '';
  const arns = linesOf(inputs['managed-session-policies']);
  return {
    ...(inline === '' ? {} : { Policy: inline }),
    ...Object.fromEntries(arns.map((arn, index) => [`PolicyArns.member.${index + 1}.arn`, arn])),
  };
}

/** A token gives no tags: the action sends them with keys alone. */
function tagsOf({ contexts: { github } }: JobRun, { inputs }: Assuming): Parameters {
  if (isYes(inputs['role-skip-session-tagging'])) return {};
  const about = (key: string) => textOf(github[key]);
  const tags = [
    ['GitHub', 'Actions'],
    ['Repository', about('repository')],
    ['Workflow', taggable(about('workflow'))],
    ['Action', about('action')],
    ['Actor', taggable(about('actor'))],
    ['Commit', about('sha')],
    ['Branch', taggable(about('ref'))],
  ].filter(([, value]) => value !== '');
  const transitive = linesOf(inputs['transitive-tag-keys']).filter((key) =>
    tags.some(([name]) => name === key),
  );
  return Object.fromEntries([
    ...tags.flatMap(([key = '', value = ''], index) => [
      [`Tags.member.${index + 1}.Key`, key],
      [`Tags.member.${index + 1}.Value`, value],
    ]),
    ...transitive.map((key, index) => [`TransitiveTagKeys.member.${index + 1}`, key]),
  ]) as Parameters;
}

/** The action replaces what a tag of AWS cannot have, and cuts it. */
function taggable(text: string): string {
  return text.replaceAll(/[^\p{L}\p{Z}\p{N}_:/=+.-]/gu, '_').slice(0, 256);
}

function linesOf(text = ''): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function unescaped(text: string): string {
  const marks: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' };
  return text.replaceAll(/&(quot|apos|lt|gt|amp);/g, (whole, name: string) => marks[name] ?? whole);
}
