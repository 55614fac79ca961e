// The buildspec of a build, read before anything of the build is made.
import { readFile } from 'node:fs/promises';
import { posix, resolve } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { renderProblem } from '../../lib/render-problem.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { readBuildspec } from '../../load/buildspec/buildspec.ts';
import type { BuildProject, Buildspec } from '../../model/build.ts';
import type { ArtifactStore } from '../../state/artifact-store.ts';
import { failedPhase, type Build, type PhaseOutcome } from './build.ts';
import { findBuildspec, type FoundBuildspec, type ReadInSource } from './find-buildspec.ts';
import type { TakenSource } from './source-places.ts';

export interface LoadedBuildspec {
  readonly buildspec: Buildspec;
  /** As the log shows it, for a primary source in the given folder. */
  readonly location: (sourceFolder: string) => string;
}

export async function loadBuildspec(
  build: Build,
  primary: TakenSource | undefined,
): Promise<Result<LoadedBuildspec, PhaseOutcome>> {
  const { buildspecOverride } = build.call;
  const read = primary === undefined ? nothing : readerOf(build.context.state.artifacts, primary);
  const found = await findBuildspec(wantedBuildspec(build.project, buildspecOverride), read, (path) => path);
  if (isFailed(found)) {
    const { message, ...rest } = found.failed;
    return { failed: failedPhase('YAML_FILE_ERROR', message, rest) };
  }
  return parse(build, found);
}

function parse(build: Build, { file, location }: FoundBuildspec): Result<LoadedBuildspec, PhaseOutcome> {
  const { buildspec, problems } = readBuildspec(file);
  const rendered = problems.map((each) => renderProblem(each, () => file.text, { color: false }));
  for (const text of rendered) build.context.log.line(text);
  if (buildspec?.onlyBatches === true) return { failed: noPhases(location) };
  if (buildspec !== undefined)
    return {
      buildspec,
      location: (folder) => (location.startsWith('(') ? location : resolve(folder, location)),
    };
  const errors = problems.filter(({ severity }) => severity === 'error');
  const message = errors.map((each) => each.message).join('; ');
  const lines = rendered.join('\n').split('\n');
  return { failed: failedPhase('YAML_FILE_ERROR', message, { logTail: lines.slice(0, 40) }) };
}

function noPhases(location: string): PhaseOutcome {
  return failedPhase('YAML_FILE_ERROR', `The buildspec has no "phases": ${location}`, {
    remedy:
      'Only a batch build can use it (--batch, BatchEnabled), and each of its builds must name a buildspec of its own.',
  });
}

export function wantedBuildspec(
  { source }: BuildProject,
  override: string | undefined,
): Parameters<typeof findBuildspec>[0] {
  return {
    ...defined({ override, ofProject: source.buildspec }),
  };
}

const nothing: ReadInSource = async () => Promise.resolve({ code: 'ENOENT' });

function readerOf(artifacts: ArtifactStore, { artifact, checkout, clone }: TakenSource): ReadInSource {
  const folder = clone ?? checkout?.folder;
  return folder === undefined ? readerOfTree(artifacts, artifact.digest) : readerOfFolder(folder);
}

function readerOfFolder(folder: string): ReadInSource {
  return async (path) => {
    try {
      return await readFile(resolve(folder, path), 'utf8');
    } catch (error) {
      return { code: (error as NodeJS.ErrnoException).code ?? 'EIO' };
    }
  };
}

/** Links within the tree are followed as far as the system would. */
const maxLinks = 40;

export function readerOfTree(artifacts: ArtifactStore, digest: string): ReadInSource {
  return async (path) => {
    const entries = await artifacts.entries(digest);
    const links = new Map(
      entries.flatMap(({ path: at, target }) => (target === undefined ? [] : [[at, target]])),
    );
    let at = posix.normalize(path);
    for (let count = 0; links.has(at) && count < maxLinks; count += 1)
      at = posix.normalize(posix.join(posix.dirname(at), links.get(at) ?? ''));
    const bytes = await artifacts.readFile(digest, at);
    return bytes === undefined ? { code: 'ENOENT' } : Buffer.from(bytes).toString('utf8');
  };
}
