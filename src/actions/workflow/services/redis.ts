// Redis or Valkey as a service: a server of the job's own, without a file of its data, ended with the job.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { quoteForShell } from '../../../lib/quote-for-shell.ts';
import type { Explanation, Result } from '../../../lib/result.ts';
import { endOfJob } from '../end-of-job.ts';
import type { JobRun, RunningService } from '../job-run.ts';
import type { ServicePorts } from './ports.ts';
import type { ServiceCall } from './service-call.ts';

const timeoutMs = 60_000;

/** @param program `redis-server` or `valkey-server` */
export async function startRedis(
  job: JobRun,
  call: ServiceCall,
  { program, ports }: { readonly program: string; readonly ports: ServicePorts },
): Promise<Result<RunningService, Explanation>> {
  const folder = join(job.folders.temp, '_services', call.id.replaceAll(/\W+/g, '_'));
  await mkdir(job.folders.here(folder), { recursive: true });
  const client = program.replace(/-server$/, '-cli');
  const options = `--bind 127.0.0.1 --port ${ports.main} --dir ${quoteForShell(folder)} --save '' --daemonize yes`;
  const script = [
    'set -e',
    `${program} ${options} --logfile server.log >/dev/null`,
    `until ${client} -p ${ports.main} ping >/dev/null 2>&1; do`,
    `  grep -q "Redis is now ready to exit" ${quoteForShell(join(folder, 'server.log'))} 2>/dev/null && exit 1`,
    '  sleep 0.05',
    'done',
  ].join('\n');
  const { exitCode, output } = await job.machine.capture(['/bin/sh', '-c', script], {
    timeoutMs,
    signal: endOfJob(job.context),
    withErrors: true,
  });
  if (exitCode === 0) {
    job.context.log.line(`Service ${call.id}: ${program} on port ${ports.main}`);
    return { id: call.id, network: '', ports: ports.shown };
  }
  const said = output.toString('utf8').trim().split('\n').at(-1) ?? '';
  const message = `The service "${call.id}" (${call.image}) cannot be started: ${program} ends: ${said}`;
  return { failed: { message, remedy: `See that ${program} and ${client} of this machine work.` } };
}
