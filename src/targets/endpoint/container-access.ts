// The address at which what runs in containers calls AWS's API of this machine.
import { isFailed, type Result } from '../../lib/result.ts';
import { reachByDefault, reachFromContainer, type ContainerReach } from './container-reach.ts';
import { openEndpoint, openEndpointTo, type EndpointOptions } from './open-endpoint.ts';
import type { EndpointDescription } from './protocol.ts';

interface Engine {
  /** The program of the engine. */
  readonly file: string;
}

/** Starts the endpoint. @param name of a container that runs; without one, for those that will be started */
export async function openEndpointToContainers(
  { file, name }: Engine & { readonly name?: string },
  options: EndpointOptions,
): Promise<Result<EndpointDescription>> {
  const reach =
    name === undefined ? await reachByDefault({ file }) : await reachFromContainer({ file }, name);
  return isFailed(reach) ? reach : await opened(reach, options);
}

async function opened(reach: ContainerReach, options: EndpointOptions): Promise<Result<EndpointDescription>> {
  if (reach === 'loopback') return await openEndpoint(options);
  try {
    return await openEndpointTo(reach, options);
  } catch (error) {
    options.signal.throwIfAborted();
    return { failed: `the endpoint does not answer at ${reach.gateway}: ${(error as Error).message}` };
  }
}
