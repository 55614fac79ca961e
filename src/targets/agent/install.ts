// The Install event: away with the last installation, plan, write the plan down, carry it out (CodeDeploy agent,
// installer). Interrupted anywhere, the next Install removes what this one had written down and begins anew.
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { FileExistsBehavior, ServerAppSpec } from '../../model/deployment.ts';
import type { AgentPaths } from './agent-paths.ts';
import { removeLastInstallation } from './cleanup.ts';
import { EventFailure } from './event-failure.ts';
import type { HostPaths } from './host-path.ts';
import { planInstall } from './install-plan.ts';
import { performInstruction } from './perform-instruction.ts';
import type { FileView, Instruction } from './install-request.ts';
import type { NotExecuted } from './perform-instruction.ts';

export interface Installation {
  readonly paths: AgentPaths;
  readonly host: HostPaths;
  readonly fileExistsBehavior: FileExistsBehavior;
  /** Reads and checks the appspec; called after the last installation is gone, as the agent does. */
  readonly readAppSpec: () => ServerAppSpec;
  readonly signal: AbortSignal;
}

/** Throws an EventFailure for what the revision or the host does not allow. */
export async function install(installation: Installation): Promise<readonly NotExecuted[]> {
  const { paths, host } = installation;
  mkdirSync(paths.instructionsFolder, { recursive: true });
  removeLastInstallation(paths.cleanup, host);
  const instructions = planAll(installation);
  writeFileSync(paths.installInstructions, JSON.stringify({ instructions }));
  const notExecuted = await performAll(installation, instructions);
  writeFileSync(paths.lastSuccessfulInstall, paths.deploymentFolder);
  return notExecuted;
}

function planAll({ paths, host, fileExistsBehavior, readAppSpec }: Installation): readonly Instruction[] {
  const appSpec = readAppSpec();
  checkSources(appSpec, paths.archive);
  const identity = (path: string): string => path;
  return planInstall({
    appSpec,
    fileExistsBehavior,
    archive: paths.archive,
    revision: fileView(identity, identity),
    host: fileView(host.of, host.throughLink),
  });
}

/** A source is read through symlinks; it must not bring in files that do not belong to the revision. */
function checkSources(appSpec: ServerAppSpec, archive: string): void {
  const root = realpathSync(archive);
  for (const { source } of appSpec.files) {
    const path = join(root, source);
    if (!path.startsWith(`${root}/`) && path !== root) throw leavesRevision(source);
    if (statSync(path, { throwIfNoEntry: false }) === undefined) continue;
    const real = realpathSync(path);
    if (real !== root && !real.startsWith(`${root}/`)) throw leavesRevision(source);
  }
}

function leavesRevision(source: string): EventFailure {
  return new EventFailure(`The deployment failed because the source ${source} lies outside the revision`);
}

function fileView(of: (path: string) => string, throughLink: (path: string) => string): FileView {
  return {
    kindOf: (path) => {
      const stats = statSync(throughLink(path), { throwIfNoEntry: false });
      return stats === undefined ? undefined : stats.isDirectory() ? 'directory' : 'file';
    },
    isSymlink: (path) => lstatSync(of(path), { throwIfNoEntry: false })?.isSymbolicLink() === true,
    list: (folder) => readdirSync(of(folder)).sort(),
  };
}

async function performAll(
  { paths, host, signal }: Installation,
  instructions: readonly Instruction[],
): Promise<readonly NotExecuted[]> {
  const cleanup = openSync(paths.cleanup, 'w');
  const notExecuted = new Map<string, NotExecuted>();
  try {
    for (const instruction of instructions) {
      if (signal.aborted) throw new EventFailure('The installation was interrupted');
      const record = (path: string): void => void writeSync(cleanup, `${path}\n`);
      const missing = await performInstruction(instruction, host, record);
      if (missing !== undefined) notExecuted.set(missing.what, missing);
    }
  } finally {
    closeSync(cleanup);
  }
  return [...notExecuted.values()];
}
