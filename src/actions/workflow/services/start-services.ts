// The services of a job, as programs of this machine: there is no container engine between them and the steps.
import { isFailed, type Explanation, type Result } from '../../../lib/result.ts';
import { postgresVersion } from '../../../model/service-image.ts';
import { resolveValue, textOf } from '../../../workflows/language/expressions.ts';
import type { Frame, JobRun, RunningService } from '../job-run.ts';
import { stepScope } from '../step-scope.ts';
import type { ServiceCall } from './service-call.ts';
import { startPostgres } from './postgres.ts';
import { takePorts } from './ports.ts';

/** By id, in `job.services`. The first that cannot be started fails the job. */
export async function startServices(job: JobRun, frame: Frame): Promise<Result<undefined, Explanation>> {
  const declared = resolveValue(job.definition.job.services ?? null, stepScope(job, frame));
  if (isFailed(declared))
    return { failed: { message: `"services" cannot be evaluated: ${declared.failed}`, remedy: '' } };
  for (const [id, written] of Object.entries((declared.value ?? {}) as Readonly<Record<string, unknown>>)) {
    const call = callOf(id, written);
    // GitHub leaves out a service whose image is an empty text.
    if (call.image === '') continue;
    const started = await startOne(job, call);
    if (isFailed(started)) return started;
    job.services[id] = started;
  }
  return undefined;
}

function callOf(id: string, written: unknown): ServiceCall {
  const value = (typeof written === 'string' ? { image: written } : written) as Readonly<
    Record<string, unknown>
  >;
  const env = (value['env'] ?? {}) as Readonly<Record<string, unknown>>;
  const ports = Array.isArray(value['ports']) ? value['ports'] : [];
  return {
    id,
    image: textOf(value['image'] ?? ''),
    env: Object.fromEntries(Object.entries(env).map(([name, each]) => [name, textOf(each)])),
    ports: ports.map(textOf),
    options: textOf(value['options'] ?? ''),
  };
}

async function startOne(job: JobRun, call: ServiceCall): Promise<Result<RunningService, Explanation>> {
  const version = postgresVersion(call.image);
  if (version === undefined)
    return {
      failed: {
        message: `The service "${call.id}" (${call.image}) needs a container engine: only PostgreSQL is served by a program of this machine`,
        remedy: 'Start what it serves in a step, or leave the service out with an empty image.',
      },
    };
  const ports = await takePorts(call.ports, 5432);
  if (isFailed(ports))
    return {
      failed: {
        message: `The service "${call.id}": ${ports.failed}`,
        remedy: 'Leave the port of this machine out: "5432" alone takes a free one.',
      },
    };
  const options = otherOptions(call.options);
  if (options !== '')
    job.context.report({
      kind: 'Notice',
      message: `The options "${options}" of the service "${call.id}" change nothing here: it is no container`,
    });
  return await startPostgres(job, call, { version, ports });
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
