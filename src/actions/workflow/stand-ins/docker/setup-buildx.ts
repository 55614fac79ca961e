// There is one builder: the engine of this machine.
import { arch } from 'node:os';
import { readProgram, whyNoEngine } from '../run-program.ts';
import { succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';

export async function setupBuildx(call: StandInCall): Promise<StandInEnd> {
  const lacking = await whyNoEngine(call);
  if (lacking !== undefined) return lacking;
  const hasBuildx = (await readProgram(call, ['docker', 'buildx', 'version'])) !== undefined;
  call.job.context.log.line(
    hasBuildx
      ? 'Images are built by the engine of this machine, with its buildx'
      : 'Images are built by the engine of this machine, which has no buildx: features of BuildKit are not there',
  );
  const platforms = platformOf();
  return succeeded({
    name: 'default',
    driver: 'docker',
    platforms,
    nodes: JSON.stringify([{ name: 'default', endpoint: 'default', platforms }]),
    endpoint: 'default',
    status: 'running',
    flags: '',
  });
}

/** In Docker's words. */
export function platformOf(): string {
  return `linux/${arch() === 'arm64' ? 'arm64' : 'amd64'}`;
}
