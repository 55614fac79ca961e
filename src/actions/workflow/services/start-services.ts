// The services of a job: programs of this machine where it has them, which start at once and need no image, else containers.
import { isFailed, type Explanation, type Result } from '../../../lib/result.ts';
import { isRedis, mysqlImage, postgresVersion } from '../../../model/service-image.ts';
import { resolveValue, textOf } from '../../../workflows/language/expressions.ts';
import type { Frame, JobRun, RunningService } from '../job-run.ts';
import { endOfJob } from '../end-of-job.ts';
import { credentialsIn } from '../container/container-spec.ts';
import { nameServices } from '../container/job-container.ts';
import { stepScope } from '../step-scope.ts';
import type { ServiceCall } from './service-call.ts';
import { containerEngineRemedy, findContainerEngine } from '../../find-container-engine.ts';
import { hasProgram } from '../run-script.ts';
import { startContainer } from './container.ts';
import { startMysql } from './mysql.ts';
import { hasPostgres, startPostgres } from './postgres.ts';
import { takePorts, type ServicePorts } from './ports.ts';
import { startRedis } from './redis.ts';

/** By id, in `job.services`. The first that cannot be started fails the job. */
export async function startServices(job: JobRun, frame: Frame): Promise<Result<undefined, Explanation>> {
  const declared = resolveValue(job.definition.job.services ?? null, stepScope(job, frame));
  if (isFailed(declared))
    return { failed: { message: `"services" cannot be evaluated: ${declared.failed}`, remedy: '' } };
  const ended = endOfJob(job.context);
  for (const [id, written] of Object.entries((declared.value ?? {}) as Readonly<Record<string, unknown>>)) {
    const call = callOf(id, written);
    // GitHub leaves out a service whose image is an empty text.
    if (call.image === '') continue;
    if (ended.aborted) return { failed: { message: 'The job has ended meanwhile', remedy: '' } };
    const started = await startOne(job, call);
    if (isFailed(started)) return started;
    job.services[id] = started;
  }
  return await nameInContainer(job);
}

/** The steps of a job in a container know its services by their ids. */
async function nameInContainer(job: JobRun): Promise<Result<undefined, Explanation>> {
  const { container } = job;
  if (container === undefined) return undefined;
  const found = Object.entries(job.services).map(([id, { address = '' }]) => [id, address] as const);
  const lost = found.find(([, address]) => address === '');
  const wrong =
    lost === undefined
      ? await nameServices(container, Object.fromEntries(found))
      : `${container.engine.name} gives the container of "${lost[0]}" no address that others reach`;
  if (wrong === undefined) return undefined;
  return { failed: { message: `The steps cannot reach the services by name: ${wrong}`, remedy: '' } };
}

function callOf(id: string, written: unknown): ServiceCall {
  const value = (typeof written === 'string' ? { image: written } : written) as Readonly<
    Record<string, unknown>
  >;
  const credentials = credentialsIn(value);
  const env = (value['env'] ?? {}) as Readonly<Record<string, unknown>>;
  const ports = Array.isArray(value['ports']) ? value['ports'] : [];
  return {
    id,
    ...(credentials && { credentials }),
    image: textOf(value['image'] ?? ''),
    env: Object.fromEntries(Object.entries(env).map(([name, each]) => [name, textOf(each)])),
    ports: ports.map(textOf),
    options: textOf(value['options'] ?? ''),
    volumes: Array.isArray(value['volumes']) ? value['volumes'].map(textOf) : [],
    entrypoint: textOf(value['entrypoint'] ?? ''),
    command: textOf(value['command'] ?? ''),
  };
}

async function startOne(job: JobRun, call: ServiceCall): Promise<Result<RunningService, Explanation>> {
  // What runs in a container reaches others by their names and their own ports.
  const native = job.container === undefined ? nativeStart(job, call) : undefined;
  if (native !== undefined) return await startNative(job, call, native);
  const engine = await findContainerEngine(job.context.options);
  if (engine !== undefined) return await startContainer(job, call, engine);
  return {
    failed: {
      message: `The service "${call.id}": its image ${call.image} needs a container engine: none answers, and no program of this machine serves the same`,
      remedy: `${containerEngineRemedy} PostgreSQL, Redis and MySQL are also taken from this machine.`,
    },
  };
}

interface Native {
  /** The port that it listens on in its container. */
  readonly port: number;
  readonly start: (
    job: JobRun,
    call: ServiceCall,
    ports: ServicePorts,
  ) => Promise<Result<RunningService, Explanation>>;
}

/** Undefined when no program of this machine serves what the image does, or the workflow changes what the image runs. */
function nativeStart(job: JobRun, { image, entrypoint, command, volumes }: ServiceCall): Native | undefined {
  if (entrypoint !== '' || command !== '' || volumes.length > 0) return undefined;
  const version = postgresVersion(image);
  if (version !== undefined && hasPostgres())
    return { port: 5432, start: async (own, call, ports) => startPostgres(own, call, { version, ports }) };
  const mysql = mysqlImage(image);
  const names = isRedis(image) ? redisServers : mysql === undefined ? [] : mysqlServers;
  const program = names.find((name) => hasProgram(job, name));
  if (program === undefined) return undefined;
  if (mysql === undefined)
    return { port: 6379, start: async (own, call, ports) => startRedis(own, call, { program, ports }) };
  return {
    port: 3306,
    start: async (own, call, ports) => startMysql(own, call, { program, image: mysql, ports }),
  };
}

const redisServers = ['redis-server', 'valkey-server'];
const mysqlServers = ['mysqld', 'mariadbd'];

async function startNative(
  job: JobRun,
  call: ServiceCall,
  { port, start }: Native,
): Promise<Result<RunningService, Explanation>> {
  const ports = await takePorts(call.ports, port);
  if (isFailed(ports))
    return {
      failed: {
        message: `The service "${call.id}": ${ports.failed}`,
        remedy: `Leave the port of this machine out: "${port}" alone takes a free one.`,
      },
    };
  const options = otherOptions(call.options);
  if (options !== '')
    job.context.report({
      kind: 'Notice',
      message: `The options "${options}" of the service "${call.id}" change nothing here: it is no container`,
    });
  return await start(job, call, ports);
}

/** Whether it is healthy is asked in any case. */
function otherOptions(options: string): string {
  return options
    .replaceAll(
      /--health-(?:cmd|interval|timeout|retries|start-period|start-interval)[= ](?:"[^"]*"|'[^']*'|\S+)/g,
      '',
    )
    .trim();
}
