// Gives the steps after it a session of the role with the endpoint of this machine. Keys that are given would lead to AWS itself:
// they are not used, so that no run on this machine changes a real account.
import { openNotExecutedCalls } from '../../../../account/not-executed-calls.ts';
import { sessionOfRole, localUser } from '../../../../account/principals.ts';
import type { Principal } from '../../../../account/sessions.ts';
import { isFailed, type Explanation, type Result } from '../../../../lib/result.ts';
import { endpointVariables } from '../../../../model/aws-environment.ts';
import { formatArn, parseArn } from '../../../../model/arn.ts';
import { endpointKeyVariable } from '../../../build/shims/aws-call.ts';
import { sessionUse } from '../../../session-use.ts';
import { openEndpointToContainers } from '../../../../targets/endpoint/container-access.ts';
import { accessForNow } from '../../../../targets/endpoint/role-access.ts';
import { textOf } from '../../../../workflows/language/expressions.ts';
import type { IdToken } from '../../id-token.ts';
import type { JobRun } from '../../job-run.ts';
import { givesKeyOfSecret, withoutEmptyKeys } from '../../keys-of-aws.ts';
import {
  assumeByKeys,
  assumeByToken,
  type AssumedRole,
  type Assuming,
  type GivenKeys,
} from './assume-role.ts';
import { failed, isYes, succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';

export async function configure(call: StandInCall): Promise<StandInEnd> {
  const { job, inputs } = call;
  const region = inputs['aws-region'] ?? '';
  if (region === '') return failed('Input required and not supplied: aws-region');
  if (isYes(inputs['force-skip-oidc']) && lacksOtherThanToken(call))
    return failed(
      "If 'force-skip-oidc' is true and 'role-to-assume' is set, 'aws-access-key-id' or 'web-identity-token-file' must be set",
    );
  if (!/^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(region)) return failed(`Region is not valid: ${region}`);
  const keyId = inputs['aws-access-key-id'] ?? '';
  const key = inputs['aws-secret-access-key'] ?? '';
  if (keyId !== '' && key === '')
    return failed("'aws-secret-access-key' must be provided if 'aws-access-key-id' is provided");
  if (keyId !== '') reportUnused(job);
  return await withEndpoint(call, region);
}

/** Whether it assumes a role, and its inputs have neither a key nor a token. */
function lacksOtherThanToken(call: StandInCall): boolean {
  const { 'role-to-assume': role, 'web-identity-token-file': file } = call.inputs;
  return role !== '' && file === '' && !givesKeyId(call);
}

function reportUnused({ context }: JobRun): void {
  const message =
    "The keys of AWS that are given are not used: the steps after it call AWS's API of this machine (--actions real uses them)";
  context.report({ kind: 'Notice', message });
  context.log.line(`warning: ${message}`);
}

async function withEndpoint(call: StandInCall, region: string): Promise<StandInEnd> {
  const { job, inputs } = call;
  const { context } = job;
  const role = roleArn(inputs['role-to-assume'] ?? '', job);
  const session = (inputs['role-session-name'] ?? '').replaceAll(/[^\w+=,.@-]/g, '_').slice(0, 64);
  const principal = role === undefined ? localUser(context.place) : sessionOfRole(role, session);
  if (principal === undefined) return failed(`"${inputs['role-to-assume'] ?? ''}" is no role`);
  if (role !== undefined && parseArn(role)?.account !== context.place.account)
    return failed(
      `The role ${role} is of another account than that of this machine, ${context.place.account}`,
      `Take the number from a variable, arn:aws:iam::\${{ vars.AWS_ACCOUNT_ID }}:role/NAME, which is ${context.place.account} here: slipway secret set --parameter AWS_ACCOUNT_ID.`,
    );
  const allowed = (inputs['allowed-account-ids'] ?? '').split(',').map((id) => id.trim());
  if (allowed.some((id) => id !== '') && !allowed.includes(context.place.account))
    return failed(
      `The account ID of the provided credentials (${context.place.account}) does not match any of the expected account IDs: ${allowed.join(', ')}`,
    );
  const given = Number(inputs['role-duration-seconds'] ?? '');
  const seconds = given > 0 ? given : defaultSeconds;
  const user = { principal: localUser(context.place), region, seconds };
  const asRole = (roleArn: string) => ({ roleArn, sessionName: session, region, seconds, inputs });
  const variables =
    role === undefined ? await accessOfUser(job, user) : await accessOfRole(call, user, asRole(role));
  if (isFailed(variables)) return failed(variables.failed.message, variables.failed.remedy);
  const reached = await endpointFor(job);
  if (isFailed(reached)) return failed(reached.failed);
  // What the steps configure themselves lies in the job's own home folder.
  const {
    AWS_CONFIG_FILE: _config,
    AWS_SHARED_CREDENTIALS_FILE: _file,
    ...rest
  } = { ...variables, ...reached.variables };
  if (isYes(inputs['output-env-credentials']))
    setCredentials(job, { ...rest, [endpointKeyVariable]: rest['AWS_ACCESS_KEY_ID'] ?? '' });
  if (isYes(inputs['mask-aws-account-id']))
    context.log.redact([{ name: 'the account id', value: principal.account }]);
  context.log.line(`Authenticated as ${principal.arn}, with AWS's API of this machine`);
  return succeeded({
    'aws-account-id': principal.account,
    'authenticated-arn': principal.arn,
    ...(isYes(inputs['output-credentials'])
      ? {
          'aws-access-key-id': rest['AWS_ACCESS_KEY_ID'] ?? '',
          'aws-secret-access-key': rest['AWS_SECRET_ACCESS_KEY'] ?? '',
          'aws-session-token': rest['AWS_SESSION_TOKEN'] ?? '',
        }
      : {}),
  });
}

/** A container reaches the endpoint at an address of its network. */
async function endpointFor({
  container,
  context,
}: JobRun): Promise<Result<{ readonly variables: Variables }>> {
  if (container === undefined) return { variables: {} };
  const targetsFolder = await context.state.folder('targets');
  const options = { targetsFolder, signal: context.signal };
  const opened = await openEndpointToContainers(container.container, options);
  if (isFailed(opened))
    return { failed: `The container does not reach AWS's API of this machine: ${opened.failed}` };
  return { variables: { AWS_ENDPOINT_URL: opened.url } };
}

type Variables = Readonly<Record<string, string>>;

interface UserAccess {
  readonly principal: Principal;
  readonly region: string;
  readonly seconds: number;
}

type Access = Result<Readonly<Record<string, string>>, Explanation>;

async function accessOfUser(
  { context }: JobRun,
  { principal, region, seconds }: UserAccess,
): Promise<Access> {
  const access = { targetsFolder: await context.state.folder('targets'), region, use: sessionUse(context) };
  return await accessForNow(access, principal, Date.now() + seconds * 1000);
}

interface RoleAccess extends Assuming {
  readonly region: string;
}

/**
 * By what the action takes first: keys that are given, credentials of a step before (`role-chaining`), the token of the job, what the
 * variables have. Keys of secrets that are not stored here are given on GitHub.
 */
async function accessOfRole(call: StandInCall, user: UserAccess, assuming: RoleAccess): Promise<Access> {
  const { job, inputs } = call;
  const isChained = isYes(inputs['role-chaining']);
  if (givesKeyId(call)) return await accessByUser(job, user, assuming);
  if (!isChained && !isYes(inputs['force-skip-oidc']) && job.idToken !== undefined)
    return await accessByToken(job, assuming, job.idToken);
  const variables = variablesOfStep(call);
  const id = variables['AWS_ACCESS_KEY_ID'] ?? '';
  if (id !== '' && id === variables[endpointKeyVariable])
    return await accessByKeys(job, assuming, {
      accessKeyId: id,
      sessionToken: variables['AWS_SESSION_TOKEN'] ?? '',
    });
  if (id !== '' || hasKeyOfSecret(call)) return await accessByUser(job, user, assuming);
  return {
    failed: {
      message:
        'Credentials could not be loaded, please check your action inputs: Could not load credentials from any providers',
      remedy: isChained
        ? 'With "role-chaining" a role is assumed by the credentials of a step before: let one configure them.'
        : 'A role is assumed by the OIDC token of the job: give the job "permissions: id-token: write".',
    },
  };
}

/** As the step sees them. */
function variablesOfStep({ job, frame, env }: StandInCall): Variables {
  return {
    ...withoutEmptyKeys(Object.fromEntries(job.env)),
    ...withoutEmptyKeys(frame.env),
    ...withoutEmptyKeys(env),
  };
}

/** Whether its variables have a key on GitHub that is of a secret that is not stored here. */
function hasKeyOfSecret({ job: { lacksSecrets, definition }, step }: StandInCall): boolean {
  return lacksSecrets && [definition.workflow.env, definition.job.env, step.env].some(givesKeyOfSecret);
}

/** Whether the step has the id of a key on GitHub. */
function givesKeyId(call: StandInCall): boolean {
  return (
    call.inputs['aws-access-key-id'] !== '' || (call.job.lacksSecrets && givesKeyOfSecret(call.step.with))
  );
}

async function accessByToken(
  job: JobRun,
  { region, ...assuming }: RoleAccess,
  idToken: IdToken,
): Promise<Access> {
  const audience = assuming.inputs['audience'] ?? '';
  const token = idToken.issue(audience === '' ? undefined : audience);
  const assumed = await assumeByToken(job, assuming, token);
  if (isFailed(assumed))
    return {
      failed: {
        message: `Could not assume role with OIDC: ${assumed.failed}`,
        remedy: 'See what the token has and what the trust policy wants: slipway oidc explain POLICY.json',
      },
    };
  reportUnknownTrust(job, assumed);
  return variablesOf(assumed, region);
}

/** Keys that are given stand for the user of this machine. */
async function accessByUser(job: JobRun, user: UserAccess, assuming: RoleAccess): Promise<Access> {
  const variables = await accessOfUser(job, user);
  if (isFailed(variables)) return variables;
  return await accessByKeys(job, assuming, {
    accessKeyId: variables['AWS_ACCESS_KEY_ID'] ?? '',
    sessionToken: variables['AWS_SESSION_TOKEN'] ?? '',
  });
}

async function accessByKeys(
  job: JobRun,
  assuming: RoleAccess,
  keys: Omit<GivenKeys, 'region'>,
): Promise<Access> {
  const assumed = await assumeByKeys(job, assuming, { ...keys, region: assuming.region });
  if (isFailed(assumed))
    return {
      failed: {
        message: `Could not assume role with user credentials: ${assumed.failed}`,
        remedy: 'See what the role may and whom it trusts: slipway aws iam get-role.',
      },
    };
  return variablesOf(assumed, assuming.region);
}

function variablesOf(assumed: AssumedRole, region: string): Variables {
  const { url, accessKeyId, secretAccessKey, sessionToken } = assumed;
  return endpointVariables({ url, region, accessKeyId, secretAccessKey, sessionToken });
}

/** STS lets a token pass where nothing here says whom the role trusts. */
function reportUnknownTrust({ context, contexts }: JobRun, { roleArn, arn }: AssumedRole): void {
  using calls = openNotExecutedCalls(context.state.path);
  if (calls.takeNew(arn, 'STS').length === 0) return;
  const message = `The trust policy of ${roleArn} is not known here: any token of GitHub is taken. On AWS it decides whether a run of ${textOf(contexts.github['repository'])} for ${textOf(contexts.github['event_name'])} gets the role. Deploy the role here (Terraform or a stack), or check its policy: slipway oidc explain POLICY.json`;
  context.log.line(`warning: ${message}`);
  context.report({ kind: 'Notice', message });
}

/** As the action's own sessions by OIDC. */
const defaultSeconds = 3600;

/** A name alone is a role of the own account. */
function roleArn(given: string, { context }: JobRun): string | undefined {
  if (given === '' || given.startsWith('arn:')) return given === '' ? undefined : given;
  return formatArn({ ...context.place, service: 'iam', region: '', resource: `role/${given}` });
}

function setCredentials({ context, env }: JobRun, variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) env.set(name, value);
  context.log.redact(
    ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'].flatMap((name) => {
      const value = variables[name];
      return value === undefined ? [] : [{ name, value }];
    }),
  );
}
