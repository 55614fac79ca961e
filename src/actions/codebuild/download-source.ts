// DOWNLOAD_SOURCE: sources in their folders, buildspec read, variables resolved, runtimes compared.
import { renderProblem } from '../../lib/render-problem.ts';
import { readBuildspec } from '../../load/buildspec.ts';
import type { Buildspec } from '../../model/build.ts';
import type { ArtifactReference } from '../../model/progress.ts';
import type { Secret } from '../provider.ts';
import { findAccount, type Account } from './account.ts';
import { failedPhase, type Build, type PhaseOutcome } from './build.ts';
import { buildEnvironment } from './build-environment.ts';
import type { BuildFolders } from './build-folders.ts';
import type { BuildMachine } from './build-machine.ts';
import { cloneSource } from './clone-source.ts';
import { findBuildspec } from './find-buildspec.ts';
import { notExecutedHere } from './not-executed.ts';
import { withOwnNode, type WithNode } from './own-node.ts';
import { placeRepository } from './place-repository.ts';
import { placeSubmodules } from './place-submodules.ts';
import { expandVariables, selectRuntimes } from './select-runtimes.ts';
import { ShellSession } from './shell-session.ts';
import { restoreCache } from './use-cache.ts';

/** What the phases after DOWNLOAD_SOURCE work with. */
export interface Prepared {
  readonly buildspec: Buildspec;
  readonly folders: BuildFolders;
  readonly machine: BuildMachine;
  readonly session: ShellSession;
  /** Of every user that `run-as` names; undefined for the user that Slipway runs as. */
  readonly accounts: ReadonlyMap<string, Account | undefined>;
  readonly secrets: readonly Secret[];
}

type Result<T> = T | { readonly failed: PhaseOutcome };

export async function downloadSource(
  build: Build,
  { folders, machine: bare }: Pick<Prepared, 'folders' | 'machine'>,
): Promise<Result<Prepared>> {
  build.log.line('Phase is DOWNLOAD_SOURCE');
  const unpacked = await placeSources(build, folders);
  if (unpacked !== undefined) return { failed: unpacked };
  const buildspec = await loadBuildspec(build, folders);
  if ('failed' in buildspec) return buildspec;
  const { machine, missing } = await withNode(build, buildspec, bare);
  build.log.line('Processing environment variables');
  if (Object.keys(buildspec.env.parameterStore).length > 0)
    build.log.line('Decrypting parameter store environment variables');
  const environment = await buildEnvironment(build, buildspec, { folders, machine });
  if ('error' in environment)
    return { failed: failedPhase('CLIENT_ERROR', environment.error, { remedy: environment.remedy }) };
  build.context.log.redact(environment.secrets);
  const refused =
    (await compareRuntimes(build, buildspec, { env: environment.variables, machine, missing })) ??
    refuseShell(buildspec.env.shell);
  if (refused !== undefined) return { failed: refused };
  const accounts = await findAccounts(machine, buildspec);
  if ('failed' in accounts) return accounts;
  logPlan(build, buildspec, folders);
  const session = new ShellSession({
    build,
    folders,
    machine,
    shell: buildspec.env.shell ?? '/bin/sh',
    environment: environment.variables,
    isCarrying: buildspec.version !== '0.1',
  });
  await restoreCache(build, { buildspec, folders, session });
  return { buildspec, folders, machine, session, accounts, secrets: environment.secrets };
}

/** Each input in a folder of its own, side by side (CodePipeline user guide, CodeBuild action, "Input artifacts"). */
async function placeSources(build: Build, folders: BuildFolders): Promise<PhaseOutcome | undefined> {
  const { primary, others } = build.call;
  for (const [number, artifact] of [primary, ...others].entries()) {
    const folder = folders.source(number);
    const suffix = number === 0 ? '' : `_${artifact.name}`;
    build.log.line(`CODEBUILD_SRC_DIR${suffix}=${folder}`);
    const failed = await placeSource(build, artifact, {
      folder,
      isFetching: fetchesSubmodules(build, number, artifact),
    });
    if (failed !== undefined) return failedPhase('CLIENT_ERROR', failed.error);
  }
  return undefined;
}

/** `gitSubmodulesConfig` of the project's source, or of its secondary source of that name. */
function fetchesSubmodules({ project }: Build, number: number, { name }: ArtifactReference): boolean {
  const secondary = project.secondarySources ?? [];
  const source =
    number === 0 ? project.source : secondary.find(({ sourceIdentifier }) => sourceIdentifier === name);
  return source?.gitSubmodulesConfig?.fetchSubmodules === true;
}

async function placeSource(
  build: Build,
  artifact: ArtifactReference,
  { folder, isFetching }: { readonly folder: string; readonly isFetching: boolean },
): Promise<{ readonly error: string } | undefined> {
  const { cloneReference } = artifact;
  if (cloneReference !== undefined)
    return (
      (await cloneSource(build, cloneReference, folder)) ??
      (await placeSubmodules(build, {
        folder,
        url: cloneReference.url,
        copy: cloneReference.url,
        isFetching,
      }))
    );
  await build.context.state.artifacts.extract(artifact.digest, folder);
  if (artifact.repository === undefined) {
    if (isFetching) reportNoSubmodules(build, 'the source has no repository that is cloned');
    return undefined;
  }
  const failed = await placeRepository(build, artifact.repository, folder);
  const { url, origin } = artifact.repository;
  if (failed === undefined)
    return placeSubmodules(build, { folder, url: origin ?? url, copy: url, isFetching });
  build.context.report({
    kind: 'Notice',
    message: `The build finds no .git in its source: ${failed.error}`,
  });
  if (isFetching) reportNoSubmodules(build, 'the source has no .git');
  return undefined;
}

function reportNoSubmodules(build: Build, reason: string): void {
  build.context.report({ kind: 'NotExecuted', what: 'gitSubmodulesConfig.fetchSubmodules', reason });
}

async function loadBuildspec(build: Build, folders: BuildFolders): Promise<Result<Buildspec>> {
  const { buildspecOverride } = build.call;
  const ofProject = build.project.source.buildspec;
  const found = await findBuildspec(
    {
      ...(buildspecOverride === undefined ? {} : { override: buildspecOverride }),
      ...(ofProject === undefined ? {} : { ofProject }),
    },
    folders.source(0),
  );
  if ('error' in found) {
    const { error, ...rest } = found;
    return { failed: failedPhase('YAML_FILE_ERROR', error, rest) };
  }
  build.log.line(`YAML location is ${found.location}`);
  const { buildspec, problems } = readBuildspec(found.file);
  const rendered = problems.map((each) => renderProblem(each, () => found.file.text, { color: false }));
  for (const text of rendered) build.context.log.line(text);
  if (buildspec?.onlyBatches === true) return { failed: noPhases(found.location) };
  if (buildspec !== undefined) return buildspec;
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

/** Before the variables, which hold the PATH: its own variables are what a version can be written with. */
async function withNode(build: Build, { env, phases }: Buildspec, machine: BuildMachine): Promise<WithNode> {
  const wanted = phases.install?.runtimeVersions?.['nodejs'];
  const ofProject = build.project.environment.environmentVariables ?? [];
  const plain = [...ofProject, ...build.call.variables].filter(
    ({ type = 'PLAINTEXT' }) => type === 'PLAINTEXT',
  );
  const variables = {
    ...env.variables,
    ...Object.fromEntries(plain.map(({ name, value }) => [name, value])),
  };
  return await withOwnNode(
    build,
    machine,
    wanted === undefined ? undefined : expandVariables(wanted, variables),
  );
}

async function compareRuntimes(
  build: Build,
  buildspec: Buildspec,
  where: Parameters<typeof selectRuntimes>[2],
): Promise<PhaseOutcome | undefined> {
  const wanted = buildspec.phases.install?.runtimeVersions ?? {};
  const differences = await selectRuntimes(build, wanted, where);
  for (const difference of differences) build.log.line(`WARNING: ${difference}`);
  if (differences.length > 0 && build.context.options.strictRuntimes)
    return failedPhase('CLIENT_ERROR', differences.join('; '), {
      remedy: 'Install that runtime on this machine, or run without strict runtimes.',
    });
  for (const message of differences) build.context.report({ kind: 'Notice', message });
  return undefined;
}

function refuseShell(shell: string | undefined): PhaseOutcome | undefined {
  if (shell !== 'powershell.exe' && shell !== 'cmd.exe') return undefined;
  return failedPhase('CLIENT_ERROR', `The shell ${shell} exists only on Windows`, {
    remedy: 'Use "bash" or "/bin/sh" in a Linux build.',
  });
}

async function findAccounts(
  machine: BuildMachine,
  buildspec: Buildspec,
): Promise<Result<Prepared['accounts']>> {
  const names = [buildspec.runAs, ...Object.values(buildspec.phases).map((phase) => phase.runAs)];
  const accounts = new Map<string, Account | undefined>();
  for (const name of new Set(names.filter((each) => each !== undefined))) {
    const account = await findAccount(name, machine);
    if (account !== undefined && 'error' in account)
      return {
        failed: failedPhase('CLIENT_ERROR', account.error, {
          remedy: 'Remove run-as, or start Slipway as root with that user present.',
        }),
      };
    accounts.set(name, account);
  }
  return accounts;
}

/** The order of the phases is not the order of their execution on AWS either; here it is. */
function logPlan(build: Build, buildspec: Buildspec, folders: BuildFolders): void {
  const { log, context } = build;
  log.line(`Moving to directory ${folders.source(0)}`);
  for (const { what, reason } of notExecutedHere(build.project, buildspec)) {
    log.line(`Not executed here: ${what}: ${reason}`);
    context.report({ kind: 'NotExecuted', what, reason });
  }
  if (buildspec.cache === undefined) {
    log.line('Cache is not defined in the buildspec');
    log.line('Skip cache due to: no paths specified to be cached');
  }
  const phases = Object.entries(buildspec.phases);
  log.line(`Phases found in YAML: ${phases.length}`);
  for (const [name, phase] of phases) log.line(` ${name.toUpperCase()}: ${phase.commands.length} commands`);
}
