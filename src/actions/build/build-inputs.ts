// What a build depends on, part by part: two builds with the same parts would do the same, as far as is known
// from outside. What a build reads from the network, or writes somewhere, is not among them.
import { createHash } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { ecrImageOf } from '../../model/image-reference.ts';
import type { BuildProject } from '../../model/build.ts';
import { isInlineBuildspec } from '../../model/inline-buildspec.ts';
import type { BuildInputs, InputsOf } from '../provider.ts';
import { machinePath } from './base-environment.ts';
import { engineOf } from './build-image.ts';
import type { BuildOptions } from './build-options.ts';
import { inspectImage } from './inspect-image.ts';
import { matcher, plainPattern } from './path-pattern.ts';
import { findProgram } from './shims/find-program.ts';

/** Changes when builds come to mean something else. */
const version = '1';

/** The buildspec lies in the source or in the project; the values of secrets are never part of it, their versions are. */
export const buildInputs: InputsOf<BuildOptions> = async (context) => {
  const { configuration, resources } = context;
  const project = resources.find('AWS::CodeBuild::Project', configuration['ProjectName'] ?? '')?.values;
  return project === undefined ? undefined : await inputsOfProject(context, project);
};

/** The same for a project that is in no account. */
export async function inputsOfProject(
  context: Parameters<InputsOf<BuildOptions>>[0],
  project: BuildProject,
): Promise<BuildInputs | undefined> {
  const { configuration, inputArtifacts, state, declaration } = context;
  // What AWS holds may have changed, and cannot be seen from here.
  if (context.options.awsValues === true) return undefined;
  if (inputArtifacts.some(({ cloneReference }) => cloneReference !== undefined)) return undefined;
  const buildspec = await buildspecOf(context, project);
  // Those of others may change as they like.
  const written = `${JSON.stringify([project, configuration])} ${buildspec ?? ''}`;
  const inputs: BuildInputs = {
    version,
    ...(await sourceInputs(context, project.name)),
    ...(asksForRevision(buildspec)
      ? Object.fromEntries(
          inputArtifacts.map(({ name, revisionId = '' }) => [`revision of ${name}`, revisionId]),
        )
      : {}),
    'the build project': hashOf(project),
    'the action': hashOf([configuration, declaration.outputArtifacts ?? []]),
    'secrets and parameters': hashOf(
      state.secrets.list().filter(({ name }) => buildspec === undefined || written.includes(name)),
    ),
    ...(await machineInputs(context, project)),
  };
  return inputs;
}

/** Whole, or as far as the definition says that the project depends on them: other folders may belong to other builds. */
async function sourceInputs(
  { definition, inputArtifacts, state }: Parameters<InputsOf<BuildOptions>>[0],
  project: string,
): Promise<BuildInputs> {
  const paths = definition.reuse.find(({ projectName }) => projectName === project)?.paths;
  if (paths === undefined)
    return Object.fromEntries(inputArtifacts.map(({ name, digest }) => [`input ${name}`, digest]));
  const inputs: Record<string, string> = {};
  const tests = paths.map(matcher);
  for (const { name, digest } of inputArtifacts) {
    const entries = await state.artifacts.entries(digest);
    const own = entries.filter(({ path }) => tests.some((matches) => matches(path)));
    const files = own.map(({ path, type, mode, digest: content, target }) => [
      path,
      type,
      mode,
      content,
      target,
    ]);
    inputs[`what ${name} has in ${paths.join(', ')}`] = hashOf(files);
  }
  return inputs;
}

/** The programs of this machine, or the image that holds them. */
async function machineInputs(
  { options }: Parameters<InputsOf<BuildOptions>>[0],
  { environment }: BuildProject,
): Promise<BuildInputs> {
  const { executor = 'process' } = options;
  if (executor === 'process') return toolsOf(machinePath(process.env));
  const engine = await engineOf(executor);
  // What the store has of ECR may have been pushed again since.
  const isLookedUp = engine !== undefined && ecrImageOf(environment.image) === undefined;
  const image = isLookedUp ? await inspectImage(engine, environment.image) : undefined;
  // An image that is still to be pulled may be any.
  return { 'the image': image?.id ?? `unknown ${Date.now()}` };
}

/** Its text; undefined when it is not known which one it will be. */
async function buildspecOf(
  { configuration, inputArtifacts, state }: Parameters<InputsOf<BuildOptions>>[0],
  { source }: BuildProject,
): Promise<string | undefined> {
  const written = configuration['BuildspecOverride'] ?? source.buildspec ?? 'buildspec.yml';
  if (isInlineBuildspec(written)) return written;
  const wanted = configuration['PrimarySource'];
  const primary = inputArtifacts.find(({ name }) => wanted === undefined || name === wanted);
  const path = plainPattern(written);
  const bytes = primary === undefined ? undefined : await state.artifacts.readFile(primary.digest, path);
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
}

/**
 * The same files of another commit are the same work, unless the buildspec asks for the commit by CodeBuild's variables
 * or by git. What a script of the source asks for by itself cannot be seen from here.
 */
function asksForRevision(buildspec: string | undefined): boolean {
  return buildspec === undefined || /SOURCE_VERSION|\bgit\b/.test(buildspec);
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}

/** Programs that builds are made with. Another version is another file. */
const tools =
  'node npm yarn pnpm python3 pip3 java javac mvn gradle go ruby bundle php composer dotnet cargo rustc gcc cc make cmake docker aws sh bash git'.split(
    ' ',
  );

const known = new Map<string, BuildInputs>();

/** What each program of PATH is. Found once: compilers are not replaced while builds run. */
export function toolsOf(path: string): BuildInputs {
  const before = known.get(path);
  if (before !== undefined) return before;
  const found = Object.fromEntries(tools.map((tool) => [`the tool ${tool}`, identityOf(tool, path)]));
  known.set(path, found);
  return found;
}

function identityOf(tool: string, path: string): string {
  const file = findProgram(tool, { PATH: path });
  if (file === undefined) return 'none';
  try {
    const stats = statSync(file);
    return `${realpathSync(file)} ${stats.size} ${stats.mtimeMs}`;
  } catch {
    // It has gone since it was found.
    return 'none';
  }
}
