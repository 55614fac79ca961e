// A job of a workflow as a build project: its steps are commands, each in a shell of its own as on a runner. Pure.
import { stringify } from 'yaml';
import { isRecord } from '../../lib/is-record.ts';
import { exampleAccount } from '../../model/place.ts';
import { quoteWord } from '../../lib/quote-word.ts';
import { givenName, type JobArtifacts } from './job-artifacts.ts';
import { basename, dirname } from 'node:path/posix';

export type RawJob = Readonly<Record<string, unknown>>;

interface GivenJob {
  readonly id: string;
  readonly job: RawJob;
  readonly project: string;
  readonly handed: JobArtifacts;
  /** Of the workflow. */
  readonly env: Readonly<Record<string, unknown>>;
}

interface JobBuild {
  readonly project: Readonly<Record<string, unknown>>;
  readonly losses: readonly string[];
}

export function jobBuild({ id, job, project, handed, env }: GivenJob): JobBuild {
  const losses: string[] = [...handed.losses];
  const lose = (what: string): void => void losses.push(`Job ${id}: ${what}`);
  for (const key of ['strategy', 'services', 'container', 'if', 'outputs', 'uses', 'continue-on-error'])
    if (job[key] !== undefined) lose(lost[key] ?? key);
  const steps = Array.isArray(job['steps']) ? job['steps'].filter(isRecord) : [];
  const spec = steps.map((step) => stepOf(step, lose, handed));
  const hasNone = steps.length === 0 || job['uses'] !== undefined || job['strategy'] !== undefined;
  const commands = hasNone
    ? [failing('What this job does has nothing here that stands for it')]
    : spec.flatMap((each) => each.commands ?? []);
  const runtimes = Object.assign({}, ...spec.map((each) => each.runtime ?? {})) as object;
  const cache = spec.flatMap((each) => each.cache ?? []);
  const artifacts = firstOfEach(spec.flatMap(({ artifact }) => artifact ?? []));
  const buildspec = {
    version: 0.2,
    env: { shell: 'bash' },
    phases: {
      ...(Object.keys(runtimes).length === 0 ? {} : { install: { 'runtime-versions': runtimes } }),
      build: { commands: commands.length === 0 ? ['true'] : commands },
    },
    ...artifactsOf(artifacts),
    ...(cache.length === 0 ? {} : { cache: { paths: cache } }),
  };
  const variables = Object.entries({ ...env, ...(isRecord(job['env']) ? job['env'] : {}) }).map(
    ([name, value]) => ({ name, value: expressed(String(value), lose), type: 'PLAINTEXT' }),
  );
  const minutes = Number(job['timeout-minutes'] ?? 60);
  const isArm = String(job['runs-on']).includes('arm');
  return {
    losses: [...new Set(losses)],
    project: {
      name: project,
      source: { type: 'CODEPIPELINE', buildspec: stringify(buildspec, { lineWidth: 0 }) },
      artifacts: { type: 'CODEPIPELINE' },
      environment: {
        type: isArm ? 'ARM_CONTAINER' : 'LINUX_CONTAINER',
        image: isArm ? 'aws/codebuild/amazonlinux-aarch64-standard:3.0' : 'aws/codebuild/standard:7.0',
        computeType: 'BUILD_GENERAL1_SMALL',
        ...(variables.length === 0 ? {} : { environmentVariables: variables }),
      },
      ...(cache.length === 0 ? {} : { cache: { type: 'LOCAL', modes: ['LOCAL_CUSTOM_CACHE'] } }),
      serviceRole: `arn:aws:iam::${exampleAccount}:role/${project.slice(0, 58)}-build`,
      // CodeBuild takes 5 minutes at least.
      timeoutInMinutes: Math.max(5, Number.isFinite(minutes) ? minutes : 60),
    },
  };
}

const lost: Readonly<Record<string, string>> = {
  strategy: 'its matrix is not run: the build fails',
  services: 'its services are not started',
  container: 'it runs in the image of CodeBuild and not in its container',
  if: 'its condition is not evaluated: it always runs',
  outputs: 'its outputs are not handed on',
  uses: 'the workflow that it calls is not run: the build fails',
  'continue-on-error': 'its failure fails the pipeline',
};

interface Artifact {
  readonly name: string;
  /** As a buildspec has it. */
  readonly section: object;
}

interface Step {
  readonly commands?: readonly string[];
  readonly runtime?: Readonly<Record<string, string>>;
  readonly cache?: readonly string[];
  readonly artifact?: Artifact;
}

type Lose = (what: string) => void;

function stepOf(step: Readonly<Record<string, unknown>>, lose: Lose, handed: JobArtifacts): Step {
  const { run, uses, with: inputs, shell } = step;
  const { name: given } = step;
  const name = typeof given === 'string' ? given : typeof uses === 'string' ? uses : 'a step';
  if (step['if'] !== undefined) lose(`the condition of "${name}" is not evaluated: it always runs`);
  if (typeof uses === 'string')
    return usedStep({ uses, inputs: isRecord(inputs) ? inputs : {} }, lose, handed);
  if (typeof run !== 'string') return {};
  if (typeof shell === 'string' && !/^(?:ba)?sh\b/.test(shell)) {
    lose(`"${name}" is for the shell ${shell}: its build fails`);
    return { commands: [failing(`There is no shell ${shell} here`)] };
  }
  const env = Object.entries(isRecord(step['env']) ? step['env'] : {}).map(
    ([key, value]) => `export ${key}=${doubleQuoted(expressed(String(value), lose))}`,
  );
  const folder = step['working-directory'];
  const enter = typeof folder === 'string' ? [`cd ${quoteWord(folder)}`] : [];
  // A step's variables and folder are its own, and its first failure ends it.
  const lines = ['(', 'set -e', ...env, ...enter, expressed(run, lose).trimEnd(), ')'];
  const isPlain = env.length + enter.length === 0 && !run.trim().includes('\n') && !/\bcd\b|#/.test(run);
  return { commands: [isPlain ? expressed(run, lose).trim() : lines.join('\n')] };
}

function failing(message: string): string {
  return `echo ${quoteWord(message)} && exit 1`;
}

/** Variables in it still count. */
function doubleQuoted(text: string): string {
  return `"${text.replaceAll(/["\\`]/g, String.raw`\$&`)}"`;
}

const setups: Readonly<Record<string, readonly [runtime: string, input: string]>> = {
  'actions/setup-node': ['nodejs', 'node-version'],
  'actions/setup-python': ['python', 'python-version'],
  'actions/setup-java': ['java', 'java-version'],
  'actions/setup-go': ['golang', 'go-version'],
  'actions/setup-dotnet': ['dotnet', 'dotnet-version'],
};

interface UsedStep {
  readonly uses: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

function usedStep({ uses, inputs }: UsedStep, lose: Lose, handed: JobArtifacts): Step {
  const [action = ''] = uses.split('@');
  const text = (key: string): string => {
    const value = inputs[key];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const paths = text('path')
    .split('\n')
    .map((path) => path.trim())
    .filter((path) => path !== '');
  const setup = setups[action];
  if (setup !== undefined && /^[\w.]+$/.test(text(setup[1])))
    return { runtime: { [setup[0]]: setup[0] === 'java' ? `corretto${text(setup[1])}` : text(setup[1]) } };
  switch (action) {
    // The files are there, and the project's role has the rights.
    case 'actions/checkout':
    case 'aws-actions/configure-aws-credentials':
      return {};
    case 'actions/cache':
      return { cache: paths.map((path) => `${path.replace(/^~/, '/root').replace(/\/$/, '')}/**/*`) };
    case 'actions/upload-artifact': {
      const name = handed.outputs.get(givenName(inputs));
      return name === undefined ? {} : { artifact: { name, section: sectionOf(paths) } };
    }
    case 'actions/download-artifact': {
      const given = givenName(inputs);
      const name = handed.inputs.get(given);
      if (name === undefined) return { commands: [failing(`There is no artifact ${given} here`)] };
      const from = `$CODEBUILD_SRC_DIR_${name}`;
      const to = paths[0] ?? '.';
      return { commands: [`mkdir -p ${quoteWord(to)} && cp -a "${from}/." ${quoteWord(to)}`] };
    }
    default:
      lose(`nothing here stands for ${uses}: its build fails there`);
      return { commands: [failing(`Nothing here stands for ${uses}`)] };
  }
}

/** A single path is the root of the artifact; of several the working folder is. */
function sectionOf(paths: readonly string[]): object {
  const plain = paths.map((path) => path.replace(/^\.\//, '').replace(/\/$/, ''));
  const [only = '.', second] = plain;
  if (second !== undefined || /[*?]/.test(only)) return { files: plain.map(withAllBelow) };
  const isFile = /\.\w+$/.test(only);
  if (isFile) return { files: [basename(only)], 'base-directory': dirname(only) };
  return { files: ['**/*'], 'base-directory': only };
}

function withAllBelow(path: string): string {
  return /[*?]|\.\w+$/.test(path) ? path : `${path}/**/*`;
}

function firstOfEach(artifacts: readonly Artifact[]): readonly Artifact[] {
  return artifacts.filter(({ name }, index) => artifacts.findIndex((each) => each.name === name) === index);
}

function artifactsOf(artifacts: readonly Artifact[]): object {
  const [only, second] = artifacts;
  if (only === undefined) return {};
  if (second === undefined) return { artifacts: only.section };
  const all = artifacts.map(({ name, section }) => [name, section] as const);
  return { artifacts: { 'secondary-artifacts': Object.fromEntries(all) } };
}

/** Expressions that have an equal in a build become it; the others stay as they are written, and are named. */
function expressed(text: string, lose: Lose): string {
  return text.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (whole, expression: string) => {
    const [, variable] = /^env\.(\w+)$/.exec(expression) ?? [];
    const [, input] = /^(?:github\.event\.)?inputs\.(\w+)$/.exec(expression) ?? [];
    if (input !== undefined) return `$${inputVariable(input)}`;
    const found = variable === undefined ? equals[expression] : `$${variable}`;
    if (found === undefined) lose(`\${{ ${expression} }} stays as it is written`);
    return found ?? whole;
  });
}

/** The variable of a build that has an input of the workflow. */
export function inputVariable(input: string): string {
  return `INPUT_${input.toUpperCase().replaceAll(/\W/g, '_')}`;
}

const equals: Readonly<Record<string, string>> = {
  'github.sha': '$CODEBUILD_RESOLVED_SOURCE_VERSION',
  'github.run_number': '$CODEBUILD_BUILD_NUMBER',
  'github.workspace': '$CODEBUILD_SRC_DIR',
  'runner.temp': '/tmp',
  'runner.os': 'Linux',
};
