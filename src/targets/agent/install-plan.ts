// Which instructions an Install consists of: the agent's instruction generation (CodeDeploy agent, installer and
// install instructions). Pure: what is on disk comes in as views.
import { posix } from 'node:path';
import { EventFailure } from './event-failure.ts';
import { planPermissions } from './permissions.ts';
import type { InstallRequest, Plan, Instruction } from './install-request.ts';

/** Throws the EventFailure with which the agent refuses to install. Nothing has been copied then. */
export function planInstall(request: InstallRequest): readonly Instruction[] {
  const plan: Plan = { instructions: [], copies: new Map(), directories: new Set(), conflicts: [] };
  for (const { source, destination } of request.appSpec.files)
    planEntry(request, plan, { source: posix.join(request.archive, source), destination });
  refuseConflicts(plan);
  planPermissions(request, plan);
  return plan.instructions;
}

interface Entry {
  readonly source: string;
  readonly destination: string;
}

function planEntry(request: InstallRequest, plan: Plan, entry: Entry): void {
  const source = withoutTrailingSlash(entry.source);
  const destination = posix.resolve('/', entry.destination);
  if (request.revision.kindOf(source) === 'directory') {
    planMissingParents(request, plan, destination);
    planFolder(request, plan, { source, destination });
    return;
  }
  // A destination is always a directory: the file keeps its name.
  const target = posix.join(destination, posix.basename(source));
  planMissingParents(request, plan, target);
  planFile(request, plan, { source, destination: target });
}

function planFolder(request: InstallRequest, plan: Plan, { source, destination }: Entry): void {
  if (request.host.kindOf(destination) !== 'directory') planDirectory(plan, destination);
  for (const name of request.revision.list(source)) {
    const entry = { source: posix.join(source, name), destination: posix.join(destination, name) };
    const isFolder =
      request.revision.kindOf(entry.source) === 'directory' && !request.revision.isSymlink(entry.source);
    if (isFolder) planFolder(request, plan, entry);
    else planFile(request, plan, entry);
  }
}

function planFile(request: InstallRequest, plan: Plan, entry: Entry): void {
  if (request.host.kindOf(entry.destination) === undefined) return planCopy(plan, entry);
  const behavior = request.appSpec.fileExistsBehavior ?? request.fileExistsBehavior;
  if (behavior === 'OVERWRITE') planCopy(plan, entry);
  if (behavior === 'DISALLOW') plan.conflicts.push(entry.destination);
}

function planMissingParents(request: InstallRequest, plan: Plan, destination: string): void {
  const missing: string[] = [];
  let parent = posix.dirname(destination);
  while (parent !== '/' && request.host.kindOf(parent) === undefined) {
    missing.unshift(parent);
    parent = posix.dirname(parent);
  }
  for (const directory of missing) planDirectory(plan, directory);
}

function planCopy(plan: Plan, { source, destination }: Entry): void {
  const other = plan.copies.get(destination);
  if (other !== undefined)
    refuse(
      plan,
      `The deployment failed because the application specification file specifies two source files named ${source} and ${other} for the same destination (${destination}). Remove one of the source file paths from the AppSpec file, and then try again.`,
    );
  if (plan.directories.has(destination))
    refuse(
      plan,
      `The deployment failed because the application specification file calls for installing the file ${source}, but a file with that name already exists at the location (${destination}). Update your AppSpec file or directory structure, and then try again.`,
    );
  plan.copies.set(destination, source);
  plan.instructions.push({ type: 'copy', source, destination });
}

function planDirectory(plan: Plan, directory: string): void {
  const source = plan.copies.get(directory);
  if (source !== undefined)
    refuse(
      plan,
      `The deployment failed because the application specification file includes an mkdir command more than once for the same destination path (${directory}) from (${source}). Update the files section of the AppSpec file, and then try again.`,
    );
  if (plan.directories.has(directory)) return;
  plan.directories.add(directory);
  plan.instructions.push({ type: 'mkdir', directory });
}

/** A conflict found earlier is what the agent would have stopped at. */
function refuse(plan: Plan, message: string): never {
  refuseConflicts(plan);
  throw new EventFailure(message);
}

function refuseConflicts({ conflicts }: Plan): void {
  const [first] = conflicts;
  if (first === undefined) return;
  const shown = conflicts.slice(0, 10).join(', ');
  const more = conflicts.length > 10 ? ` and ${conflicts.length - 10} more` : '';
  throw new EventFailure(
    `The deployment failed because a specified file already exists at this location: ${first}`,
    {
      explanation: `Not installed by the last deployment of this deployment group, and therefore not removed by this one: ${shown}${more}. Write "file_exists_behavior: OVERWRITE" (replace) or "RETAIN" (keep what is there) at the top level of appspec.yml, or remove the files in a BeforeInstall hook.`,
    },
  );
}

function withoutTrailingSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
