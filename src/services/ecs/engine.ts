// The container engine that runs tasks, and what a task gets from it: the images of its containers, and their variables.
import { sessionOfRole } from '../../account/principals.ts';
import { findContainerEngine } from '../../actions/find-container-engine.ts';
import { containerEnvironments } from '../../actions/service/container-environments.ts';
import type { TaskAccess } from '../../actions/service/task-access.ts';
import { provideImages } from '../../actions/service/provide-images.ts';
import { isFailed } from '../../lib/result.ts';
import { endpointVariables } from '../../model/aws-environment.ts';
import type { TaskDefinition } from '../../model/task-definition.ts';
import { reachByDefault } from '../../targets/endpoint/container-reach.ts';
import { withoutRole } from '../../targets/endpoint/role-access.ts';
import type { RegisteredTaskDefinition, ServiceDeployment } from '../../targets/service/service-record.ts';
import type { ReadEnvironments } from '../../targets/service/task-runner.ts';
import type { Placed } from '../documents.ts';
import { missingLogGroup } from './log-groups.ts';

type ContainerEngine = NonNullable<Awaited<ReturnType<typeof findContainerEngine>>>;

/** What to do when none answers. */
export const noEngineReason =
  'No Container Instances were found in your cluster: no Docker or Podman engine answers on this machine.';

/** Undefined when none answers. */
export async function engineForTasks(): Promise<ContainerEngine | undefined> {
  return await findContainerEngine({});
}

export async function withImages(
  { ground }: Placed,
  { values, revision }: { readonly values: TaskDefinition; readonly revision: number },
  { engine, signal }: { readonly engine: ContainerEngine; readonly signal: AbortSignal },
): Promise<RegisteredTaskDefinition> {
  const images = await provideImages(values, engine, {
    signal,
    state: { folder: async () => Promise.resolve(ground.targetsFolder) } as never,
    log: { line: () => undefined, write: () => undefined } as never,
    report: () => undefined,
  });
  return { ...values, revision, ...images };
}

/** Called whenever a task starts. */
export function environmentsIn({ ground, place }: Placed) {
  return async ({ revision }: ServiceDeployment): Promise<ReadEnvironments> => {
    const missing = missingLogGroup({ ground, place }, revision);
    if (missing !== undefined) return { failed: missing };
    return await containerEnvironments(
      revision,
      {
        state: { secrets: ground.secrets, path: ground.stateFolder },
        parameters: ground.account.at(place).valuesOf('AWS::SSM::Parameter'),
        asksAws: false,
      },
      { redact: () => undefined, access: accessIn({ ground, place }) },
    );
  };
}

/** The endpoint is this process. */
function accessIn({ ground, place }: Placed): TaskAccess {
  return async ({ family, taskRoleArn = '' }) => {
    const principal = sessionOfRole(taskRoleArn, family.slice(0, 64));
    const engine = principal === undefined ? undefined : await engineForTasks();
    const network = engine === undefined ? undefined : await reachByDefault(engine);
    if (principal === undefined || network === undefined || isFailed(network))
      return withoutRole(place.region);
    const url = await ground.admit(network);
    const session = ground.sessions.lastingSession(principal, Date.now());
    return endpointVariables({ url, region: place.region, ...session });
  };
}
