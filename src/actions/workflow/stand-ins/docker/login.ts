// Signs the engine in to a registry, until the job ends. That of the account takes everyone of this machine.
import { ecrRegistryOf } from '../../../../model/image-reference.ts';
import { localPassword } from '../../../build/shims/logins.ts';
import { runProgram, whyNoEngine } from '../run-program.ts';
import { failed, isYes, succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';

export async function login(call: StandInCall): Promise<StandInEnd> {
  const { inputs } = call;
  if ((inputs['registry-auth'] ?? '') !== '')
    return failed(
      '"registry-auth" is not executed here',
      'Write a step of docker/login-action for each registry.',
    );
  const registry = inputs['registry'] ?? '';
  const isEcr = ecrRegistryOf(registry) !== undefined && inputs['ecr'] !== 'false';
  const username = isEcr ? 'AWS' : (inputs['username'] ?? '');
  const password = isEcr ? localPassword : (inputs['password'] ?? '');
  if (username === '' || password === '') return failed('Username and password required');
  const lacking = await whyNoEngine(call);
  if (lacking !== undefined) return lacking;
  call.job.context.log.redact([{ name: `the password of ${registry}`, value: password }]);
  const script =
    'printf %s "$REGISTRY_PASSWORD" | docker login --username "$REGISTRY_USER" --password-stdin $REGISTRY';
  const own = { REGISTRY_PASSWORD: password, REGISTRY_USER: username, REGISTRY: registry };
  const end = await runProgram(call, ['/bin/sh', '-c', script], own);
  if (end.outcome !== 'success' || !isYes(inputs['logout'])) return { end };
  const words = ['docker', 'logout', ...(registry === '' ? [] : [registry])];
  return { ...succeeded(), post: async () => await runProgram(call, words) };
}
