// What a call of `docker` or `podman` in a build has to do with ECR. Pure.
import { defined } from '../../../lib/defined.ts';
import { ecrImageOf, ecrRegistryOf } from '../../../model/image-reference.ts';

export type DockerPlan =
  /** The engine's program does it, with exactly these arguments. */
  | {
      readonly type: 'Pass';
      /** The names that images of the engine's store get by it; `any` where the words do not say which. */
      readonly names?: readonly string[] | 'any';
    }
  | (Words & {
      readonly type: 'Login';
      readonly host: string;
      readonly user?: string;
      /** Read from standard input when absent and asked for. */
      readonly password?: string;
      readonly readsPassword: boolean;
    })
  | (Words & { readonly type: 'Logout'; readonly host: string })
  | (Words & { readonly type: 'Push'; readonly image: string; readonly allTags: boolean })
  | (Words & { readonly type: 'Pull'; readonly image: string })
  /** The image must be in the engine's store before. */
  | (Words & { readonly type: 'Run'; readonly image: string })
  | (Words & BuildWords & { readonly type: 'Build' })
  /** The same with the names that the images have on this machine. */
  | (Words & { readonly type: 'Rename' })
  /** The same, with the names of ECR in what it says. */
  | (Words & { readonly type: 'Inspect' })
  | { readonly type: 'Refuse'; readonly message: string };

interface Words {
  /** Options of the program, and the words of the command. */
  readonly head: readonly string[];
  readonly rest: readonly string[];
}

interface BuildWords {
  /** The Dockerfile, when it is named. */
  readonly file?: string;
  readonly context: string;
  readonly buildArguments: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  /** Whether the build pushes what it has built, by itself. */
  readonly pushes: boolean;
  /** Whether images are looked up in their registry although the store has them. */
  readonly pulls: boolean;
}

/** @param env for build arguments whose value is the variable of that name */
export function planDocker(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): DockerPlan {
  const { command, head, rest } = readCommand(args);
  const image = rest.findLast(isEcr);
  switch (command) {
    case 'login':
    case 'logout':
      return planLogin(command, { head, rest });
    case 'build':
      return planBuild({ head, rest }, env);
    case 'push':
      if (image === undefined) return pass;
      return { type: 'Push', head, rest, image, allTags: rest.some(isAllTags) };
    case 'pull':
      if (image === undefined) return pass;
      if (rest.some(isAllTags))
        return { type: 'Refuse', message: `all tags of ${image} cannot be pulled at once here: name each` };
      return { type: 'Pull', head, rest, image };
    case 'run':
    case 'create': {
      const first = rest.find(isEcr);
      return first === undefined ? pass : { type: 'Run', head, rest, image: first };
    }
    case 'inspect':
      return image === undefined ? pass : { type: 'Inspect', head, rest };
    case 'tag':
    case 'commit':
    case 'import':
      return image === undefined ? pass : { type: 'Pass', names: [image] };
    case 'load':
    case 'compose':
    case 'bake':
    case 'kube':
      return { type: 'Pass', names: 'any' };
    case 'manifest':
    case 'imagetools':
      return image === undefined ? pass : { type: 'Rename', head, rest };
    default:
      return pass;
  }
}

const pass: DockerPlan = { type: 'Pass' };

function isEcr(word: string): boolean {
  return ecrImageOf(withoutTransport(word)) !== undefined;
}

/** Podman takes destinations with the way to them. */
export function withoutTransport(word: string): string {
  return word.replace(/^docker:\/\//, '');
}

function isAllTags(word: string): boolean {
  return word === '--all-tags' || word === '-a' || word === '--all-tags=true';
}

/** Options of the programs themselves that take the next word as their value. */
const programOptions = new Set(
  '--config -c --context -H --host -l --log-level --tlscacert --tlscert --tlskey --root --runroot --storage-driver --storage-opt --cgroup-manager --events-backend --network-cmd-path --conmon --runtime --tmpdir --url --connection --identity --module --hooks-dir --namespace'.split(
    ' ',
  ),
);

/** Commands whose second word is the command. */
const groups = new Set(['image', 'container', 'builder', 'buildx', 'manifest']);

function readCommand(args: readonly string[]): Words & { readonly command: string } {
  let at = 0;
  while (at < args.length && args[at]?.startsWith('-') === true)
    at += programOptions.has(args[at] ?? '') ? 2 : 1;
  const first = args[at] ?? '';
  const second = args[at + 1] ?? '';
  const isGroup = groups.has(first);
  const isThree = first === 'buildx' && second === 'imagetools';
  const length = isThree ? 3 : isGroup ? 2 : 1;
  const head = args.slice(0, at + length);
  return { command: commandOf(first, isGroup ? second : ''), head, rest: args.slice(at + length) };
}

function commandOf(first: string, second: string): string {
  if (first === 'manifest') return 'manifest';
  if (first === 'container' && !['run', 'create', 'commit'].includes(second)) return '';
  if (first === 'buildx') return buildxCommands[second] ?? '';
  return second === '' ? first : second;
}

const buildxCommands: Readonly<Record<string, string>> = {
  b: 'build',
  build: 'build',
  bake: 'bake',
  imagetools: 'imagetools',
};

function planLogin(command: 'login' | 'logout', { head, rest }: Words): DockerPlan {
  const written = positional(rest, loginOptions).at(-1) ?? '';
  const host = written.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  if (ecrRegistryOf(host) === undefined) return pass;
  if (command === 'logout') return { type: 'Logout', host, head, rest };
  const user = valuesOf(rest, ['-u', '--username']).at(-1);
  const password = valuesOf(rest, ['-p', '--password']).at(-1);
  return {
    type: 'Login',
    host,
    head,
    rest,
    ...defined({ user, password }),
    readsPassword: rest.includes('--password-stdin'),
  };
}

const loginOptions = new Set(['-u', '--username', '-p', '--password', '--authfile', '--cert-dir']);

/** The words that are neither options nor their values. */
export function positional(rest: readonly string[], withValue: ReadonlySet<string>): readonly string[] {
  return rest.filter((word, index) => !word.startsWith('-') && !withValue.has(rest[index - 1] ?? ''));
}

function planBuild({ head, rest }: Words, env: Readonly<Record<string, string | undefined>>): DockerPlan {
  const tags = valuesOf(rest, ['-t', '--tag']);
  const outputs = valuesOf(rest, ['-o', '--output']);
  const pushes = rest.some((word) => word === '--push' || word === '--push=true');
  const isForEcr = tags.some(isEcr) || outputs.some((output) => /dkr[.-]ecr/.test(output));
  if (isForEcr && outputs.some((output) => /\btype=registry\b|\bpush=true\b/.test(output)))
    return refuse('--output to a registry', 'write --push, or build first and push then');
  if (isForEcr && pushes && valuesOf(rest, ['--platform']).some((platform) => platform.includes(',')))
    return refuse(
      '--push of several platforms at once',
      'push an image for each, and docker manifest over them',
    );
  if (valuesOf(rest, ['--cache-to']).some((cache) => /dkr[.-]ecr/.test(cache)))
    return refuse('--cache-to ECR', 'leave it out here: the engine keeps its own cache');
  const file = valuesOf(rest, ['-f', '--file']).at(-1);
  return {
    type: 'Build',
    head,
    rest,
    ...defined({ file }),
    context: rest.at(-1) ?? '.',
    buildArguments: Object.fromEntries(
      valuesOf(rest, ['--build-arg']).map((word) => {
        const [name = '', ...value] = word.split('=');
        return [name, word.includes('=') ? value.join('=') : (env[name] ?? '')];
      }),
    ),
    tags,
    pushes: pushes && isForEcr,
    pulls: rest.some((word) => word === '--pull' || word === '--pull=true' || word === '--pull=always'),
  };
}

function refuse(what: string, remedy: string): DockerPlan {
  return { type: 'Refuse', message: `${what} is not done on this machine: ${remedy}` };
}

/** `-t VALUE`, `--tag VALUE` and `--tag=VALUE`. */
function valuesOf(rest: readonly string[], names: readonly string[]): readonly string[] {
  return rest.flatMap((word, index) => {
    if (names.includes(rest[index - 1] ?? '')) return [word];
    const at = word.indexOf('=');
    return at > 0 && names.includes(word.slice(0, at)) ? [word.slice(at + 1)] : [];
  });
}

/** The words for the engine that builds and does not push. */
export function withoutPush(rest: readonly string[]): readonly string[] {
  return ['--load', ...rest.filter((word) => word !== '--push' && word !== '--push=true')];
}

/** The words with another Dockerfile. */
export function withFile(rest: readonly string[], file: string): readonly string[] {
  const kept = rest.filter(
    (word, index) =>
      !['-f', '--file'].includes(word) &&
      !word.startsWith('--file=') &&
      !['-f', '--file'].includes(rest[index - 1] ?? ''),
  );
  return ['--file', file, ...kept];
}
