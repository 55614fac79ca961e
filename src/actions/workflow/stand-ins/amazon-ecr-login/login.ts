// Asks for the token of each registry and signs the engine in with it, until the job ends.
import { findContainerEngine } from '../../../find-container-engine.ts';
import type { CallAws } from '../../../../account/call-aws.ts';
import { withAws } from '../aws-calls.ts';
import { runProgram } from '../run-program.ts';
import { failed, isYes, succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';

export async function login(call: StandInCall): Promise<StandInEnd> {
  const type = (call.inputs['registry-type'] ?? '').toLowerCase();
  if (type !== 'private' && type !== 'public')
    return failed("Invalid input for 'registry-type', possible options are [private, public]");
  if (type === 'private') return await withAws(call, async (aws) => await loginTo(call, aws));
  call.job.context.report({
    kind: 'NotExecuted',
    what: 'the login to public.ecr.aws',
    reason: 'nothing is pushed to the public gallery from this machine, and everyone may pull from it',
  });
  return succeeded({ registry: 'public.ecr.aws' });
}

interface Registry {
  readonly host: string;
  readonly user: string;
  readonly password: string;
}

async function loginTo(call: StandInCall, aws: CallAws): Promise<StandInEnd> {
  const ids = (call.inputs['registries'] ?? '').split(',').filter((id) => id !== '');
  const answer = await aws('ecr', 'GetAuthorizationToken', ids.length === 0 ? {} : { registryIds: ids });
  const registries = (answer['authorizationData'] as readonly TokenOfRegistry[]).map(readToken);
  if (isYes(call.inputs['mask-password']))
    call.job.context.log.redact(registries.map(({ password, host }) => ({ name: host, value: password })));
  const outputs = outputsOf(registries);
  if ((await findContainerEngine(call.job.context.options)) === undefined) {
    call.job.context.report({
      kind: 'Notice',
      message: `No Docker or Podman engine answers on this machine: nothing is signed in to ${registries.map(({ host }) => host).join(', ')}`,
    });
    return succeeded(outputs);
  }
  for (const registry of registries) {
    const end = await signIn(call, registry);
    if (end.outcome !== 'success') return { end };
  }
  const isKept = isYes(call.inputs['skip-logout']);
  return { ...succeeded(outputs), ...(isKept ? {} : { post: async () => await signOut(call, registries) }) };
}

interface TokenOfRegistry {
  readonly authorizationToken?: string;
  readonly proxyEndpoint?: string;
}

function readToken({ authorizationToken = '', proxyEndpoint = '' }: TokenOfRegistry): Registry {
  const [user = '', password = ''] = Buffer.from(authorizationToken, 'base64').toString('utf8').split(':');
  return { host: proxyEndpoint.replace(/^https?:\/\//, ''), user, password };
}

/** The registry alone is an output when there is one; user and password of each are, under its name. */
function outputsOf(registries: readonly Registry[]): Readonly<Record<string, string>> {
  const [only, second] = registries;
  const named = registries.flatMap(({ host, user, password }) => {
    const suffix = host.replaceAll(/\W+/g, '_');
    return [
      [`docker_username_${suffix}`, user],
      [`docker_password_${suffix}`, password],
    ];
  });
  return {
    ...(only === undefined || second !== undefined ? {} : { registry: only.host }),
    ...(Object.fromEntries(named) as Readonly<Record<string, string>>),
  };
}

async function signIn(call: StandInCall, { host, user, password }: Registry) {
  const script = `printf %s "$REGISTRY_PASSWORD" | docker login --username ${user} --password-stdin ${host}`;
  return await runProgram(call, ['/bin/sh', '-c', script], { REGISTRY_PASSWORD: password });
}

async function signOut(call: StandInCall, registries: readonly Registry[]) {
  for (const { host } of registries) {
    const end = await runProgram(call, ['docker', 'logout', host]);
    if (end.outcome !== 'success') return end;
  }
  return { outcome: 'success' } as const;
}
