// Ports of this machine for the services of a job.
import { createServer } from 'node:net';
import type { Result } from '../../../lib/result.ts';

export interface ServicePorts {
  /** That the program itself listens on. */
  readonly main: number;
  /** Those of this machine by those of the container, as `job.services.<id>.ports` has them. */
  readonly shown: Readonly<Record<string, string>>;
}

/**
 * `5432` takes a free one, `6000:5432` that one.
 * @param usual the port that the program listens on in its container
 */
export async function takePorts(written: readonly string[], usual: number): Promise<Result<ServicePorts>> {
  const shown: Record<string, string> = {};
  let main: number | undefined;
  for (const text of written) {
    const [inside = '', outside] = text
      .replace(/\/tcp$/, '')
      .split(':')
      .toReversed();
    if (Number(inside) !== usual)
      return { failed: `its port ${text} is none that the program has: it has ${usual}` };
    const port = await claim(outside === undefined ? 0 : Number(outside));
    if (port === undefined) return { failed: `the port ${outside ?? ''} of this machine is taken` };
    main ??= port;
    shown[inside] = String(port);
  }
  if (main === undefined) {
    // Without a port a container could not be reached by the steps; the program must listen somewhere.
    const free = await claim(0);
    return free === undefined ? { failed: 'this machine has no free port' } : { main: free, shown };
  }
  return { main, shown };
}

/** 0: any. Undefined when it is taken. */
async function claim(port: number): Promise<number | undefined> {
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const server = createServer();
  server.once('error', () => resolve(undefined));
  server.listen({ port, host: '127.0.0.1' }, () => {
    const address = server.address();
    const taken = typeof address === 'object' && address !== null ? address.port : undefined;
    server.close(() => resolve(taken));
  });
  return await promise;
}
