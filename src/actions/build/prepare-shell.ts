// The part of DOWNLOAD_SOURCE that needs the machine of the build.
import { counted } from '../../lib/counted.ts';
import { defined } from '../../lib/defined.ts';
import { join } from 'node:path';
import { isFailed, type Result } from '../../lib/result.ts';
import type { Buildspec } from '../../model/build.ts';
import type { Checkout } from '../../state/artifact-store.ts';
import type { Secret } from '../provider.ts';
import { findAccount } from './account.ts';
import type { LedNames } from './aws-names.ts';
import { failedPhase, type Build, type PhaseOutcome } from './build.ts';
import { buildEnvironment } from './build-environment.ts';
import type { BuildFolders } from './build-folders.ts';
import type { BuildMachine } from './build-machine.ts';
import { notExecutedHere } from './not-executed.ts';
import { withPythonVersion } from './python-versions.ts';
import { withNodeRuntime, type WithNode } from './node-runtime.ts';
import { expandVariables, selectRuntimes } from './select-runtimes.ts';
import { ShellSession } from '../../process/shell/shell-session.ts';
import { restoreCache } from './use-cache.ts';
import type { Account } from './build-machine.ts';

/** What the phases after DOWNLOAD_SOURCE work with. */
export interface Prepared {
  readonly buildspec: Buildspec;
  readonly folders: BuildFolders;
  readonly machine: BuildMachine;
  /** Of the primary source, when the build sees it through a layer. */
  readonly checkout?: Checkout;
  readonly session: ShellSession;
  /** Of every user that `run-as` names; undefined for the user that Slipway runs as. */
  readonly accounts: ReadonlyMap<string, Account | undefined>;
  readonly secrets: readonly Secret[];
  /** AWS's host names, where they lead here. */
  readonly names?: LedNames;
}

/** What a build has before its commands. */
export type Provided = Pick<Prepared, 'buildspec' | 'folders' | 'machine' | 'checkout'>;

/** Variables resolved, runtimes compared, users found, the cache restored; then the shell can begin. */
export async function prepareShell(
  build: Build,
  provided: Provided,
): Promise<Result<Prepared, PhaseOutcome>> {
  const { buildspec, folders } = provided;
  const { machine, missing } = await withRuntimes(build, buildspec, provided.machine);
  build.log.line('Processing environment variables');
  if (Object.keys(buildspec.env.parameterStore).length > 0)
    build.log.line('Decrypting parameter store environment variables');
  const environment = await buildEnvironment(build, buildspec, { folders, machine });
  if (isFailed(environment)) {
    const { message, remedy } = environment.failed;
    return { failed: failedPhase('CLIENT_ERROR', message, { remedy }) };
  }
  build.context.log.redact(environment.secrets);
  const refused =
    (await compareRuntimes(build, buildspec, { env: environment.variables, machine, missing })) ??
    refuseShell(buildspec.env.shell);
  if (refused !== undefined) return { failed: refused };
  const accounts = await findAccounts(machine, buildspec);
  if (isFailed(accounts)) return accounts;
  logPlan(build, buildspec, folders);
  // A machine of its own has that folder in memory.
  const here = folders.isolation === 'namespace' ? machine.outside : folders.here;
  const session = new ShellSession({
    machine,
    shell: buildspec.env.shell ?? '/bin/sh',
    environment: environment.variables,
    folder: folders.source(0),
    file: (name) => {
      const inside = join(folders.tmp, name);
      return { inside, here: here(inside) };
    },
    isCarrying: buildspec.version !== '0.1',
    onOutput: (bytes) => build.log.output(bytes),
    timeLeftMs: () => build.deadline - build.context.now(),
  });
  await restoreCache(build, { ...provided, machine, session });
  const { secrets, names } = environment;
  return { ...provided, machine, session, accounts, secrets, ...defined({ names }) };
}

/** Before the variables, which hold the PATH: its own variables are what a version can be written with. */
async function withRuntimes(
  build: Build,
  { env, phases }: Buildspec,
  machine: BuildMachine,
): Promise<WithNode> {
  const ofProject = build.project.environment.environmentVariables ?? [];
  const plain = [...ofProject, ...build.call.variables].filter(
    ({ type = 'PLAINTEXT' }) => type === 'PLAINTEXT',
  );
  const variables = {
    ...env.variables,
    ...Object.fromEntries(plain.map(({ name, value }) => [name, value])),
  };
  const wanted = (runtime: string): string | undefined => {
    const written = phases.install?.runtimeVersions?.[runtime];
    return written === undefined ? undefined : expandVariables(written, variables);
  };
  const withPython = await withPythonVersion(build, machine, wanted('python'));
  return await withNodeRuntime(build, withPython, wanted('nodejs'));
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
): Promise<Result<Prepared['accounts'], PhaseOutcome>> {
  const names = [buildspec.runAs, ...Object.values(buildspec.phases).map((phase) => phase.runAs)];
  const accounts = new Map<string, Account | undefined>();
  for (const name of new Set(names.filter((each) => each !== undefined))) {
    const account = await findAccount(name, machine);
    if (isFailed(account))
      return {
        failed: failedPhase('CLIENT_ERROR', account.failed, {
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
  for (const [name, phase] of phases)
    log.line(` ${name.toUpperCase()}: ${counted(phase.commands.length, 'command')}`);
}
