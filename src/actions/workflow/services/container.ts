// A service as a container of the engine of this machine: with the image's own program, and the ports, variables, options and
// health check that the workflow asks for (GitHub: "Workflow syntax", jobs.<job_id>.services).
import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '../../../lib/id.ts';
import { isFailed, type Explanation, type Result } from '../../../lib/result.ts';
import { callEngine, type ContainerEngine } from '../../../process/container-engine.ts';
import { engineCause } from '../../../process/engine-cause.ts';
import { holdContainer } from '../../build/hold-container.ts';
import { recordContainer, removeContainer } from '../../build/left-containers.ts';
import { awsHostArguments } from '../aws-names.ts';
import { pullAs } from '../container/pull-as.ts';
import { endOfJob } from '../end-of-job.ts';
import type { JobRun, RunningService } from '../job-run.ts';
import { containerArguments, portsIn } from './container-arguments.ts';
import type { ServiceCall } from './service-call.ts';

/** It ends with the job, also when this process is killed. */
export async function startContainer(
  job: JobRun,
  call: ServiceCall,
  engine: ContainerEngine,
): Promise<Result<RunningService, Explanation>> {
  const { context } = job;
  const { log } = context;
  const pulled = await pullAs(context, engine, call);
  if (isFailed(pulled)) return failed(call, pulled.failed, 'See that the engine can pull the image.');
  const container = { file: engine.file, name: `slipway-service-${newId()}` };
  recordContainer(context.state.records, container);
  const release = holdContainer(container);
  job.endings.push(async () => {
    await removeContainer(context.state.records, container);
    release();
  });
  const hosts = await awsHostArguments(job, engine, 'own');
  const arguments_ = containerArguments(call, { name: container.name, image: pulled.image.id, hosts });
  if (isFailed(arguments_)) return failed(call, arguments_.failed, '');
  const { exitCode, output } = await callEngine(engine, arguments_.args, {
    signal: endOfJob(context),
    env: call.env,
  });
  if (exitCode !== 0) return failed(call, engineCause(output), '');
  const wrong = await whenHealthy(job, engine, container.name);
  if (wrong !== undefined) return failed(call, wrong, '');
  const ports = portsIn((await callEngine(engine, ['port', container.name])).output);
  log.line(`Service ${call.id}: ${call.image} on ${engine.name} ${engine.version}`);
  const address = await addressOf(engine, container.name);
  return { id: output.trim().slice(-64), network: '', ports, address };
}

function failed({ id, image }: ServiceCall, message: string, remedy: string) {
  return { failed: { message: `The service "${id}" (${image}) cannot be started: ${message}`, remedy } };
}

/** On the engine's own network. */
async function addressOf(engine: ContainerEngine, name: string): Promise<string> {
  const format = '{{.NetworkSettings.IPAddress}}{{range .NetworkSettings.Networks}} {{.IPAddress}}{{end}}';
  const { output } = await callEngine(engine, ['inspect', '--format', format, name]);
  return output.trim().split(/\s+/)[0] ?? '';
}

const pollMs = 200;

/** What is wrong, or undefined when it is healthy: at once when nothing says what healthy is. */
async function whenHealthy(
  { context, deadline }: JobRun,
  engine: ContainerEngine,
  name: string,
): Promise<string | undefined> {
  const format = '{{.State.Status}} {{if .State.Health}}{{.State.Health.Status}}{{end}}';
  for (;;) {
    // Podman checks by itself only where systemd runs.
    if (engine.name === 'podman') await callEngine(engine, ['healthcheck', 'run', name]);
    const { output } = await callEngine(engine, ['inspect', '--format', format, name]);
    const [status = '', health = ''] = output.trim().split(' ');
    if (status === 'running' && ['', 'none', 'healthy'].includes(health)) return undefined;
    if (status !== 'running' && status !== 'created')
      return await withLog(engine, name, `its container is ${status === '' ? 'gone' : status}`);
    if (health === 'unhealthy') return await withLog(engine, name, 'it is unhealthy');
    if (context.now() >= deadline) return 'it was not healthy within the time of the job';
    if (endOfJob(context).aborted) return 'the job has ended meanwhile';
    await delay(pollMs);
  }
}

async function withLog(engine: ContainerEngine, name: string, message: string): Promise<string> {
  const { output } = await callEngine(engine, ['logs', '--tail', '5', name]);
  const lines = output.trim().split('\n').filter(Boolean);
  return lines.length === 0 ? message : `${message}: ${lines.join('; ')}`;
}
