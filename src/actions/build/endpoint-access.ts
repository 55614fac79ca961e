// AWS's API of this machine in the environment of a build: with a session of the project's service role, so that its tools
// and SDKs reach what is here and no real account.
import { join } from 'node:path';
import type { Principal } from '../../account/sessions.ts';
import { sessionOfRole } from '../../account/principals.ts';
import { formatArn } from '../../model/arn.ts';
import { noOtherCredentials } from '../../model/aws-environment.ts';
import { accessForNow } from '../../targets/endpoint/role-access.ts';
import { sessionUse } from '../session-use.ts';
import { watchPreparation } from '../../account/watch-preparation.ts';
import type { Build } from './build.ts';
import { endpointKeyVariable, givesKeys } from './shims/aws-call.ts';

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
  { home, isContainer }: { readonly home: string; readonly isContainer: boolean },
): Promise<Readonly<Record<string, string>>> {
  const own = filesOf(home);
  // A container does not reach the ports of this machine.
  if (isContainer || givesKeys(given) || (given['AWS_ENDPOINT_URL'] ?? '') !== '') return own;
  const { context } = build;
  const principal = principalOf(build);
  if (principal === undefined) return own;
  const access = {
    targetsFolder: await context.state.folder('targets'),
    region: context.place.region,
    use: sessionUse(context),
  };
  const variables = await accessForNow(access, principal, Date.now() + sessionMs);
  return { ...variables, ...own, [endpointKeyVariable]: variables['AWS_ACCESS_KEY_ID'] ?? '' };
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
