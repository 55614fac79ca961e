// The containers of a service's tasks as the engine sees them now. Docker and Podman answer alike, with two exceptions:
// where the health stands, and who runs its checks.
import { defined } from '../../lib/defined.ts';
import { ProblemError } from '../../lib/problem.ts';
import { callEngine } from '../../process/container-engine.ts';
import { engineLost, filtersOf, label, type TaskPlace } from './task-place.ts';

/** A container as the engine sees it now. */
export interface ContainerObservation {
  readonly name: string;
  readonly taskId: string;
  readonly isRunning: boolean;
  /** Created, and not started yet. */
  readonly isCreated: boolean;
  readonly exitCode: number;
  readonly isOutOfMemory: boolean;
  readonly health: 'starting' | 'healthy' | 'unhealthy' | undefined;
  /** The newest check that has ended. */
  readonly lastCheck?: HealthCheckRun;
  /** Podman leaves the checks to systemd: where that does not run, nothing runs them. */
  readonly isPodman: boolean;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** By the port inside: the one on 127.0.0.1. */
  readonly ports: Readonly<Record<number, number>>;
}

interface HealthCheckRun {
  /** Milliseconds since the epoch. */
  readonly endedAt: number;
  readonly exitCode: number;
  readonly output: string;
}

/**
 * Of one task, or of all of the service; those of other services are never seen. Rejects with ContainerEngineNotFound
 * when the engine does not answer: that nothing is seen would mean then that nothing is there.
 */
export async function observeContainers(
  place: TaskPlace,
  taskId?: string,
): Promise<readonly ContainerObservation[]> {
  const engine = { file: place.engine };
  const filters = filtersOf(place, taskId);
  const listed = await callEngine(engine, ['ps', '--all', '--quiet', '--no-trunc', ...filters]);
  const ids = listed.output.split('\n').filter((line) => /^[0-9a-f]{12,}$/.test(line));
  if (listed.exitCode !== 0) throw new ProblemError([engineLost(place, listed.output)]);
  if (ids.length === 0) return [];
  const { output } = await callEngine(engine, ['inspect', '--type', 'container', ...ids]);
  // Of one that has been removed meanwhile the client says so after the document.
  const end = output.lastIndexOf(']');
  return (JSON.parse(output.slice(output.indexOf('['), end + 1)) as readonly Inspected[]).map(observationOf);
}

interface Health {
  readonly Status?: string;
  readonly Log?:
    | readonly { readonly End: string; readonly ExitCode: number; readonly Output: string }[]
    | null;
}

interface Inspected {
  readonly State: {
    readonly Status: string;
    readonly Running: boolean;
    readonly ExitCode: number;
    readonly OOMKilled?: boolean;
    readonly StartedAt: string;
    readonly Health?: Health | null;
    readonly Healthcheck?: Health;
  };
  readonly Config: { readonly Labels: Readonly<Record<string, string>> };
  /** Podman's alone. */
  readonly OCIRuntime?: string;
  readonly NetworkSettings: {
    readonly Ports?: Readonly<Record<string, readonly { readonly HostPort: string }[] | null>> | null;
  };
}

function observationOf({
  State: state,
  Config,
  NetworkSettings,
  OCIRuntime,
}: Inspected): ContainerObservation {
  const health = state.Health ?? state.Healthcheck;
  const status = health?.Status;
  const lastCheck = lastCheckOf(health);
  const ports = Object.entries(NetworkSettings.Ports ?? {}).flatMap(([key, bindings]) => {
    const port = Number(bindings?.[0]?.HostPort ?? 0);
    return port === 0 ? [] : [[Number(key.split('/')[0]), port] as const];
  });
  return {
    name: Config.Labels[label.container] ?? '',
    taskId: Config.Labels[label.task] ?? '',
    isRunning: state.Running,
    isCreated: state.Status === 'created' || state.Status === 'configured',
    exitCode: state.ExitCode,
    isOutOfMemory: state.OOMKilled === true,
    health: status === 'starting' || status === 'healthy' || status === 'unhealthy' ? status : undefined,
    ...defined({ lastCheck }),
    isPodman: OCIRuntime !== undefined,
    startedAt: Date.parse(state.StartedAt),
    ports: Object.fromEntries(ports),
  };
}

function lastCheckOf(health: Health | undefined): HealthCheckRun | undefined {
  const last = (health?.Log ?? []).at(-1);
  if (last === undefined) return undefined;
  return { endedAt: Date.parse(last.End), exitCode: last.ExitCode, output: last.Output };
}
