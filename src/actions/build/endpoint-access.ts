// AWS's API of this machine in the environment of a build: with a session of the project's service role, so that its tools
// and SDKs reach what is here and no real account.
import { openNotExecutedCalls } from '../../account/not-executed-calls.ts';
import { openSessions, type Principal, type Sessions } from '../../account/sessions.ts';
import { sessionOfRole } from '../../account/principals.ts';
import { endpointVariables } from '../../model/aws-environment.ts';
import { formatArn } from '../../model/arn.ts';
import { offerEndpoint } from '../../targets/endpoint/offer-endpoint.ts';
import { wasStarted } from '../../targets/endpoint/open-endpoint.ts';
import type { Build } from './build.ts';
import { endpointKeyVariable, namesCredentials } from './shims/aws-call.ts';

/** As long as the longest build (CodeBuild user guide, Quotas). */
const sessionMs = 36 * 60 * 60 * 1000;

/**
 * Empty for a build that was given credentials of its own, by its buildspec, its project or the call: those are meant for
 * AWS. @param given all variables that someone has set for the build
 */
export async function endpointAccess(
  build: Build,
  given: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  if (namesCredentials(given) || (given['AWS_ENDPOINT_URL'] ?? '') !== '') return {};
  const { context } = build;
  const { path } = context.state;
  const principal = principalOf(build);
  if (principal === undefined) return {};
  const targetsFolder = await context.state.folder('targets');
  const { url } = await offerEndpoint({
    targetsFolder,
    stateFolder: path,
    signal: AbortSignal.timeout(30_000),
  });
  const credentials = sessionsIn(path).issue(principal, Date.now() + sessionMs);
  return {
    ...endpointVariables({ url, region: context.place.region, ...credentials }),
    [endpointKeyVariable]: credentials.accessKeyId,
  };
}

const opened = new Map<string, Sessions>();

/** Open until this process ends: opening them for each build of many would take longer than all else here. */
function sessionsIn(stateFolder: string): Sessions {
  const known = opened.get(stateFolder);
  if (known !== undefined) return known;
  const sessions = openSessions(stateFolder);
  opened.set(stateFolder, sessions);
  process.once('exit', () => sessions[Symbol.dispose]());
  return sessions;
}

/** What the endpoint has refused to the build, because it is not executed here, since the last call. */
export async function reportRefusedCalls(build: Build): Promise<void> {
  const { context } = build;
  const principal = principalOf(build);
  if (principal === undefined || !wasStarted(await context.state.folder('targets'))) return;
  using calls = openNotExecutedCalls(context.state.path);
  for (const { service, operation } of calls.takeNew(principal.arn))
    context.report({
      kind: 'NotExecuted',
      what: `${operation} of ${service}`,
      reason: "AWS's API of this machine does not execute it, and has refused the call",
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
