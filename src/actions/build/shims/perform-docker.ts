// Does with ECR's images what a call of `docker` in a build asks for, on the registry of this machine.
import { readFileSync } from 'node:fs';
import { ecrImageOf, localReference, withEcrNames } from '../../../model/image-reference.ts';
import { openRegistry } from '../../../targets/registry/open-registry.ts';
import { performBuild } from './perform-build.ts';
import { withoutTransport, type DockerPlan } from './docker-call.ts';
import { isToken } from './logins.ts';
import { Engine, passOn, type Outcome } from './engine.ts';
import { noteNames } from './own-images.ts';
import { provideImage } from './provide-image.ts';
import { pushImages } from './push-images.ts';
import { say } from './tool-notes.ts';

export interface Caller {
  /** As the build has called it. */
  readonly name: string;
  /** The program that does the work. */
  readonly file: string;
  readonly targetsFolder: string;
}

/** Gives the exit status, or that the real program must do it. */
export async function performDocker(plan: DockerPlan, caller: Caller): Promise<Outcome> {
  const engine = new Engine(caller, async () =>
    openRegistry({
      targetsFolder: caller.targetsFolder,
      signal: new AbortController().signal,
      onProgress: (line) => say(caller.name, line),
    }),
  );
  switch (plan.type) {
    case 'Pass':
      noteNames(plan.names ?? [], engine);
      return passOn;
    case 'Refuse':
      say(caller.name, plan.message);
      return 1;
    case 'Login':
      return login(plan, engine);
    case 'Logout':
      engine.logout(plan.host, [...plan.head, ...plan.rest]);
      process.stdout.write(`Removing login credentials for ${plan.host}\n`);
      return 0;
    case 'Push':
      return pushImages(plan, engine);
    case 'Pull':
      return pull(plan, engine);
    case 'Run':
      return run(plan, engine);
    case 'Build':
      return performBuild(plan, engine);
    case 'Rename':
      return rename(plan, engine);
    default:
      return inspect(plan, engine);
  }
}

type PlanOf<Type extends DockerPlan['type']> = Extract<DockerPlan, { readonly type: Type }>;

function login({ host, user, password, readsPassword, head, rest }: PlanOf<'Login'>, engine: Engine): number {
  const { name } = engine;
  // The writer must not find the pipe closed.
  const given = readsPassword ? readFileSync(0, 'utf8').trim() : (password ?? '');
  if (given === '') {
    say(name, 'no password came on standard input: what should have written it has failed');
    return 1;
  }
  if (!isToken(user, given)) {
    const status = 'failed with status: 400 Bad Request';
    process.stderr.write(`Error response from daemon: login attempt to https://${host}/v2/ ${status}\n`);
    say(name, 'ECR takes the user AWS and the password that "aws ecr get-login-password" prints');
    return 1;
  }
  engine.login(host, [...head, ...rest]);
  say(name, `${host} was not asked: the registry of this machine replaces it, and accepts every login`);
  process.stdout.write('Login Succeeded\n');
  return 0;
}

/** As the image writes it; empty for what lies elsewhere than in ECR. */
function hostOf(image: string): string {
  return ecrImageOf(withoutTransport(image))?.reference.host ?? '';
}

async function pull({ image, head, rest }: PlanOf<'Pull'>, engine: Engine): Promise<number> {
  if (!engine.mayUse(hostOf(image), [...head, ...rest])) return 1;
  const options = rest.filter((word) => word !== image);
  return (await provideImage(image, engine, { options, isFresh: true })) ? 0 : 1;
}

async function run({ image, head, rest }: PlanOf<'Run'>, engine: Engine): Promise<Outcome> {
  if (!(await provideImage(image, engine))) return 125;
  // The engine gives no name to what was pulled by its digest.
  if (ecrImageOf(image)?.reference.digest === undefined) return passOn;
  const address = await engine.address();
  if (address === undefined) return passOn;
  const local = localReference(address, image);
  return engine.become([...head, ...rest.map((word) => (word === image ? local : word))]);
}

async function rename({ head, rest }: PlanOf<'Rename'>, engine: Engine): Promise<number> {
  const address = await engine.address();
  if (address === undefined) {
    const { reason, remedy } = await engine.missing();
    say(engine.name, `${head.join(' ')} cannot be done here: ${reason}. ${remedy}`);
    return 1;
  }
  for (const host of new Set(rest.map(withoutTransport).map(hostOf)))
    if (host !== '' && !engine.mayUse(host, [...head, ...rest])) return 1;
  const renamed = rest.map((word) => localReference(address, withoutTransport(word)));
  const isPlain = engine.trusts(address) && ['create', 'inspect', 'push'].includes(head.at(-1) ?? '');
  const isManifest = head.includes('manifest') && isPlain;
  const insecure = engine.isPodman() ? '--tls-verify=false' : '--insecure';
  return engine.call([...head, ...(isManifest ? [insecure] : []), ...renamed]);
}

/** The digest of what was pushed stands under the name that it has on this machine. */
function inspect({ head, rest }: PlanOf<'Inspect'>, engine: Engine): number {
  const { status, output } = engine.capture([...head, ...rest], { showsErrors: true });
  process.stdout.write(withEcrNames(output));
  return status;
}
