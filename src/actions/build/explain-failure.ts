// What to do about a command that failed, where its last lines say it. Pure.

export interface FailedCommand {
  readonly command: string;
  readonly exitCode: number | null;
  readonly shell: string;
  /** Of the container that it ran in; absent where it ran on this machine. */
  readonly image?: string;
  readonly tail: readonly string[];
}

/** An instruction, or undefined when the failure speaks for itself. */
export function explainFailure(failed: FailedCommand): string | undefined {
  const text = failed.tail.join('\n');
  return hints.map((hint) => hint(failed, text)).find((advice) => advice !== undefined);
}

type Hint = (failed: FailedCommand, text: string) => string | undefined;

/** `[[`, `source`, arrays, `pipefail` and the like are bash's, and /bin/sh of Ubuntu images is dash. */
const bashInSh: Hint = ({ shell }, text) =>
  shell !== 'bash' &&
  /\[\[: not found|source: not found|Bad substitution|Illegal option -o pipefail|Syntax error: "\(" unexpected|Syntax error: redirection unexpected/.test(
    text,
  )
    ? 'The command needs bash, and the default shell is /bin/sh: put "shell: bash" below "env" in the buildspec.'
    : undefined;

/** A carriage return in what a shell did not find or take, or in what `env` was to start. */
const windowsLines: Hint = (_, text) =>
  /\r: (?:command )?not found|\$'[^'\n]*\\r'|Illegal option -\r|-\r: invalid option|\\r['’]: No such file/.test(
    text,
  )
    ? 'A script that the command runs has Windows line endings (CRLF): save it with LF; "*.sh text eol=lf" in .gitattributes keeps them.'
    : undefined;

/** What the first line of a script has `env` look for. */
const byEnv: Hint = ({ exitCode }, text) => {
  const name = /\benv: ['‘]?([^\s'’:]+)['’]?: No such file/.exec(text)?.[1];
  return exitCode === 127 && name !== undefined
    ? `A script that the command runs needs "${name}", which is not on PATH: install it, or install it in the install phase.`
    : undefined;
};

/** Terraform names the owner of the lock that it did not get. */
const stateLock: Hint = (_, text) => {
  if (!/Error acquiring the state lock/.test(text)) return undefined;
  const [id, who, since] = ['ID', 'Who', 'Created'].map(
    (name) => new RegExp(`^\\W*${name}: +(\\S.*?)\\s*$`, 'm').exec(text)?.[1],
  );
  if (id === undefined) return 'Another run holds the lock of this state: wait until it is over.';
  const owner = `${who ?? 'Another run'} holds the lock of this state${since === undefined ? '' : ` since ${since}`}`;
  return `${owner}. Wait until that is over; when nothing runs any more, free it in the folder of the configuration: eval "$(slipway account env)"; terraform force-unlock ${id}`;
};

/** pip says what Python each version takes that it has passed over; which of them was asked for, only where that is one. */
const otherPython: Hint = (_, text) => {
  const passedOver = new Map(
    [...text.matchAll(/(?:: |; )(\S+) Requires-Python ([^;\n]+)/g)].map(([, version = '', range = '']) => [
      version,
      range.trim(),
    ]),
  );
  const asked = /No matching distribution found for \S+?==([^\s,;]+)/.exec(text)?.[1];
  const ranges = new Set(asked === undefined ? passedOver.values() : [passedOver.get(asked)]);
  const [range] = ranges;
  if (ranges.size !== 1 || range === undefined || !/No matching distribution found/.test(text))
    return undefined;
  const least = /^>=\s*(3\.\d+)(?:\.\d+)?$/.exec(range)?.[1];
  return least === undefined
    ? `It takes Python ${range}: name such a version below runtime-versions, and have it on this machine ("pyenv install", or python3.NN on PATH).`
    : `It takes Python ${least} or newer: name that below runtime-versions, and have it on this machine ("pyenv install ${least}", or python${least} on PATH).`;
};

const nodeTools = /^(jest|vitest|mocha|eslint|prettier|tsc|tsx|webpack|vite|next|ng|cdk|nest|rollup|nyc)$/;

const notFound: Hint = ({ exitCode, image }, text) => {
  const name =
    /([\w./+-]+): (?:command )?not found/.exec(text)?.[1] ??
    /\b(?:xargs|nohup|find): [‘'"]?([\w.+-]+)[’'"]?: No such file or directory/.exec(text)?.[1];
  if (exitCode !== 127 || name === undefined) return undefined;
  if (nodeTools.test(name))
    return `"${name}" comes with the project's dependencies: run "npm ci" in the install phase first.`;
  if (image === undefined)
    return `"${name}" is not on this machine: install it, or install it in the install phase.`;
  const elsewhere = /^(?:docker|podman|buildah)$/.test(name)
    ? 'leave out --executor to build with the engine of this machine'
    : 'leave out --executor to build with the programs of this machine';
  return `"${name}" is not in the image ${image}: install it in the install phase, choose an image that has it with --image, or ${elsewhere}.`;
};

const patterns: readonly (readonly [RegExp, string])[] = [
  [
    /Cannot find (?:module|package) '[^./]/,
    'A dependency is not installed: run "npm ci" in the install phase, in the folder of package.json.',
  ],
  [
    /ModuleNotFoundError: No module named/,
    'A dependency is not installed: run "pip install" in the install phase.',
  ],
  [
    /npm (?:ERR!|error).*(?:package-lock\.json|npm-shrinkwrap)/,
    'Commit an up-to-date package-lock.json, or use "npm install".',
  ],
  [
    /(?:ENOENT|no such file or directory).*package\.json/i,
    'The command runs in a folder without package.json: "cd" into the right one first.',
  ],
  [
    /Cannot connect to the Docker daemon|docker\.sock/,
    'No Docker daemon is started for builds here: start the one of this machine (docker info must answer), or install Docker or Podman.',
  ],
  [
    /the build has not logged in to/,
    'Log in first: aws ecr get-login-password --region REGION | docker login --username AWS --password-stdin ACCOUNT.dkr.ecr.REGION.amazonaws.com',
  ],
  [
    /"aws ecr get-login" is gone/,
    'Write: aws ecr get-login-password | docker login --username AWS --password-stdin ACCOUNT.dkr.ecr.REGION.amazonaws.com',
  ],
  [
    /dkr[.-]ecr[\s\S]*(?:no basic auth credentials|no such host|not authorized)|(?:no basic auth credentials|no such host)[\s\S]*dkr[.-]ecr/,
    'ECR is not reached from builds here. "docker push", "pull", "build" and "run" take the registry of this machine for it: use these, found by PATH.',
  ],
  [
    /neither Docker nor Podman is installed/,
    'Images are built by the engine of this machine: install Docker or Podman and start it (docker info must answer).',
  ],
  [
    /slipway aws: not installed here/,
    'Install the AWS CLI on this machine, or run this command only on AWS.',
  ],
  [
    /Unable to locate credentials|NoCredentialProviders|CredentialsProviderError/,
    'Builds get no AWS credentials here: give the command what it needs, or run it only on AWS.',
  ],
];

const known: Hint = (_, text) => patterns.find(([pattern]) => pattern.test(text))?.[1];

const byStatus: Hint = ({ exitCode }) => {
  if (exitCode === 126)
    return 'A file is not executable: "chmod +x" it in the repository, or run it with its interpreter.';
  if (exitCode === 137) return 'Something killed it (status 137), usually because memory ran out.';
  return undefined;
};

const hints: readonly Hint[] = [
  bashInSh,
  windowsLines,
  byEnv,
  notFound,
  otherPython,
  stateLock,
  known,
  byStatus,
];
