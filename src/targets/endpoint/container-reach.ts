// Where containers of an engine find this machine: the gateway of their network, when that is an address of this machine.
import { networkInterfaces } from 'node:os';
import { isRecord } from '../../lib/is-record.ts';
import type { Result } from '../../lib/result.ts';
import { callEngine } from '../../process/container-engine.ts';
import type { ContainerNetwork } from './protocol.ts';

/** A container that has this machine's own network reaches its loopback interface. */
export type ContainerReach = ContainerNetwork | 'loopback';

interface Engine {
  /** The program of the engine. */
  readonly file: string;
}

/** From a container that runs. */
export async function reachFromContainer(engine: Engine, name: string): Promise<Result<ContainerReach>> {
  const [container] = await inspected(engine, ['container', 'inspect', name]);
  const mode = textIn(container, 'HostConfig', 'NetworkMode') ?? '';
  if (mode === 'host') return 'loopback';
  const found = networkOfContainer(container);
  if (found === undefined) return { failed: `its network "${mode}" has no address of this machine` };
  return isAddressHere(found.gateway) ? found : notHere(found);
}

/** Pure. Undefined for a network without a gateway, as those of engines without rights are. */
export function networkOfContainer(container: unknown): ContainerNetwork | undefined {
  const settings = valueIn(container, 'NetworkSettings');
  const networks = valueIn(settings, 'Networks');
  return [...(isRecord(networks) ? Object.values(networks) : []), settings]
    .map(networkIn)
    .find((network) => network !== undefined);
}

function networkIn(settings: unknown): ContainerNetwork | undefined {
  const gateway = textIn(settings, 'Gateway') ?? '';
  const prefix = valueIn(settings, 'IPPrefixLen');
  return gateway === '' || typeof prefix !== 'number'
    ? undefined
    : { gateway, subnet: `${gateway}/${prefix}` };
}

/** From the containers that will be started without a network of their own choice. */
export async function reachByDefault(engine: Engine): Promise<Result<ContainerNetwork>> {
  const names = ['bridge', 'podman'];
  for (const name of names) {
    const [network] = await inspected(engine, ['network', 'inspect', name]);
    const found = defaultNetwork(network);
    // Podman makes its bridge for the first container when it runs as root, and has none of this machine's otherwise.
    const isComing = name === 'podman' && process.getuid?.() === 0;
    if (found !== undefined) return isComing || isAddressHere(found.gateway) ? found : notHere(found);
  }
  return { failed: `the engine has no network named ${names.join(' or ')}` };
}

/** Pure. As Docker and Podman (since 4) describe a network. */
export function defaultNetwork(network: unknown): ContainerNetwork | undefined {
  const configs = [valueIn(valueIn(network, 'IPAM'), 'Config'), valueIn(network, 'subnets')].flatMap((list) =>
    Array.isArray(list) ? (list as readonly unknown[]) : [],
  );
  return configs
    .map((config) => ({
      gateway: textIn(config, 'Gateway') ?? textIn(config, 'gateway') ?? '',
      subnet: textIn(config, 'Subnet') ?? textIn(config, 'subnet') ?? '',
    }))
    .find(({ gateway, subnet }) => gateway !== '' && subnet.includes('.'));
}

function notHere({ gateway }: ContainerNetwork): Result<never> {
  return {
    failed: `the gateway of its network, ${gateway}, is no address of this machine: the engine runs containers in a machine or with a network of its own`,
  };
}

function isAddressHere(address: string): boolean {
  return Object.values(networkInterfaces()).some((all = []) => all.some((each) => each.address === address));
}

/** Empty when the engine knows no such thing. */
async function inspected(engine: Engine, args: readonly string[]): Promise<readonly unknown[]> {
  const { exitCode, output } = await callEngine(engine, args, { timeoutMs: 20_000 });
  if (exitCode !== 0) return [];
  try {
    const found: unknown = JSON.parse(output.slice(output.indexOf('[')));
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

function valueIn(from: unknown, key: string): unknown {
  return isRecord(from) ? from[key] : undefined;
}

function textIn(from: unknown, ...keys: readonly string[]): string | undefined {
  const found = keys.reduce(valueIn, from);
  return typeof found === 'string' ? found : undefined;
}
