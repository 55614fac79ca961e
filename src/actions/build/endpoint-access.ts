// AWS's API of this machine in the environment of a build: with a session of the project's service role, so that its tools
// and SDKs reach what is here and no real account.
import { join } from 'node:path';
import type { Principal } from '../../account/sessions.ts';
import { sessionOfRole } from '../../account/principals.ts';
import { formatArn } from '../../model/arn.ts';
import { noOtherCredentials } from '../../model/aws-environment.ts';
import { defined } from '../../lib/defined.ts';
import { isFailed } from '../../lib/result.ts';
import { openEndpointToContainers } from '../../targets/endpoint/container-access.ts';
import { accessForNow } from '../../targets/endpoint/role-access.ts';
import { sessionUse } from '../session-use.ts';
import { watchPreparation } from '../../account/watch-preparation.ts';
import type { BuildFolders } from './build-folders.ts';
import type { BuildMachine } from './build-machine.ts';
import { machineFolder } from './build-folders.ts';
import { leadNamesInContainer, leadNamesInMachine, type ApiPlace, type LedNames } from './aws-names.ts';
import type { Build } from './build.ts';
import { endpointKeyVariable, givesKeys } from './shims/aws-call.ts';

interface BuildPlace {
  readonly folders: BuildFolders;
  readonly machine: Pick<BuildMachine, 'outside' | 'capture' | 'container'>;
  /** The variables by which its programs find the network. */
  readonly network: Readonly<Record<string, string>>;
}

/** What a build has of AWS's API here. */
interface EndpointAccess {
  readonly variables: Readonly<Record<string, string>>;
  /** Absent where AWS's host names are as they are. */
  readonly names?: LedNames;
}

/** As long as the longest build (CodeBuild user guide, Quotas). */
const sessionMs = 36 * 60 * 60 * 1000;

/**
 * A build that was given keys of its own, by its buildspec, its project or the call, has no endpoint: those are meant for
 * AWS. None has credentials of the user or of this machine; what it configures itself lies in its own home folder.
 * @param given all variables that someone has set for the build
 */
export async function endpointAccess(
  build: Build,
  given: Readonly<Record<string, string>>,
  { folders, machine, network }: BuildPlace,
): Promise<EndpointAccess> {
  const { container } = machine;
  const own = filesOf(folders.home);
  if (givesKeys(given) || (given['AWS_ENDPOINT_URL'] ?? '') !== '') return { variables: own };
  const { context } = build;
  const principal = principalOf(build);
  if (principal === undefined) return { variables: own };
  const targetsFolder = await context.state.folder('targets');
  const { region } = context.place;
  const names = await leadNames(build, { folders, machine, network }, { targetsFolder, region });
  const inContainer =
    container === undefined
      ? undefined
      : await openEndpointToContainers(container, { targetsFolder, signal: context.signal });
  if (inContainer !== undefined && isFailed(inContainer)) {
    const what = "AWS's API of this machine in the build's container";
    context.report({ kind: 'NotExecuted', what, reason: inContainer.failed });
    return { variables: { ...own, ...names?.variables }, ...defined({ names }) };
  }
  const access = { targetsFolder, region, use: sessionUse(context), ...inContainer };
  const variables = await accessForNow(access, principal, Date.now() + sessionMs);
  const key = variables['AWS_ACCESS_KEY_ID'] ?? '';
  return {
    variables: {
      ...variables,
      ...own,
      ...names?.variables,
      ...pastProxy(variables, network),
      [endpointKeyVariable]: key,
    },
    ...defined({ names }),
  };
}

/** So that a command without the address of the endpoint reaches it too, or nothing. */
async function leadNames(
  { context }: Build,
  { folders, machine, network }: BuildPlace,
  place: ApiPlace,
): Promise<LedNames | undefined> {
  const { container } = machine;
  if (container !== undefined) {
    const shared = { inside: folders.tmp, here: folders.here(folders.tmp) };
    const { name } = container;
    const led = await leadNamesInContainer({ machine, engine: container, name, shared }, place, network);
    if (!isFailed(led)) return led;
    const what = "AWS's host names in the build's container, which lead to AWS";
    context.report({ kind: 'NotExecuted', what, reason: led.failed });
    return undefined;
  }
  if (folders.isolation !== 'namespace') return undefined;
  return await leadNamesInMachine({ ...machine, folder: machineFolder(folders) }, place, network);
}

/** A proxy does not reach the addresses of this machine. */
function pastProxy(
  { AWS_ENDPOINT_URL = '' }: Readonly<Record<string, string>>,
  network: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (!Object.keys(network).some((name) => /^(https?|all)_proxy$/i.test(name))) return {};
  const { hostname } = new URL(AWS_ENDPOINT_URL);
  const names = ['no_proxy', 'NO_PROXY'].map((name) => {
    const others = network[name] ?? network['NO_PROXY'] ?? network['no_proxy'] ?? '';
    return [name, others === '' ? hostname : `${others},${hostname}`] as const;
  });
  return Object.fromEntries(names);
}

/** Where the tools of a build look and write (`aws configure set`), whatever HOME is set to later. */
function filesOf(home: string): Readonly<Record<string, string>> {
  return {
    ...noOtherCredentials,
    AWS_CONFIG_FILE: join(home, '.aws', 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, '.aws', 'credentials'),
  };
}

/** A call of the commands waits meanwhile. Once: each package that is installed would be a line of its own. */
export function reportPreparation({ context }: Build): Disposable {
  let isReported = false;
  return watchPreparation(context.state.path, (message) => {
    if (!isReported) context.report({ kind: 'Notice', message });
    isReported = true;
  });
}

function principalOf(build: Build): Principal | undefined {
  const { buildId } = build;
  const sessionName = `AWSCodeBuild-${buildId.slice(buildId.indexOf(':') + 1)}`.slice(0, 64);
  return sessionOfRole(roleOf(build), sessionName);
}

/** The console makes a role of this name for a project without one. */
function roleOf({ project, context }: Build): string {
  if (sessionOfRole(project.serviceRole, 'any') !== undefined) return project.serviceRole;
  const resource = `role/service-role/codebuild-${project.name}-service-role`;
  return formatArn({ ...context.place, service: 'iam', region: '', resource });
}
