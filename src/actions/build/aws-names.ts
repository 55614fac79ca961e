// The host names of AWS's API in a machine with a file tree of its own, or in a container: they lead to the endpoint of this machine.
import { appendFileSync, existsSync, lstatSync, realpathSync, writeFileSync } from 'node:fs';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path/posix';
import type { ContainerEngine } from '../../process/container-engine.ts';
import { hostsOf } from '../../process/machine/namespace-machine.ts';
import type { Machine } from '../../process/machine/machine.ts';
import {
  bundles,
  closedAwsNames,
  hostLines,
  openAwsNames,
  ownCertificate,
  trusting,
  type AwsNames,
} from '../../targets/endpoint/aws-names.ts';
import { reachByDefault, reachFromContainer } from '../../targets/endpoint/container-reach.ts';
import { offerEndpoint } from '../../targets/endpoint/offer-endpoint.ts';
import { startLimit } from '../../targets/endpoint/open-endpoint.ts';
import { followHosts } from '../../targets/endpoint/published-hosts.ts';
import { debugOf } from '../../lib/debug.ts';
import { newId } from '../../lib/id.ts';
import { isFailed, type Result } from '../../lib/result.ts';

type Variables = Readonly<Record<string, string>>;

const debug = debugOf('actions');

/** The names in a machine or a container. */
export interface LedNames {
  /** By which programs with certificates of their own trust the endpoint's. */
  readonly variables: Variables;
  /** Leads there what the account gets from now on, until it is disposed. */
  readonly follow: () => Disposable;
}

export interface ApiPlace {
  /** Absolute path: `targets/` of the state folder. */
  readonly targetsFolder: string;
  readonly region: string;
}

/**
 * Before the first command: a link that a command makes could lead out of the machine.
 * @param machine in namespaces, with its folder outside of it
 * @param given what leads to certificates is left as it is there
 */
export async function leadNamesInMachine(
  machine: Pick<Machine, 'outside'> & { readonly folder: string },
  place: ApiPlace,
  given: Variables,
): Promise<LedNames> {
  const names = await namesOnThisMachine(place);
  // It lies outside of the machine, whose commands can neither remove nor replace it. What is there may lack its last line feed.
  const file = hostsOf(machine.folder);
  appendFileSync(file, `\n${hostLines(names)}`);
  const follow = () =>
    followHosts(place.targetsFolder, names.hosts, (hosts) => {
      if (existsSync(file)) appendFileSync(file, hostLines({ ...names, hosts }));
    });
  const bundle = await trustedBundle(machine, names.authority);
  return {
    variables: bundle === undefined ? {} : trusting({ bundle, certificate: ownCertificate }, given),
    follow,
  };
}

/** The first bundle of the machine that the certificate could be added to. */
async function trustedBundle(
  machine: Pick<Machine, 'outside'>,
  certificate: string | undefined,
): Promise<string | undefined> {
  if (certificate === undefined) return undefined;
  for (const path of bundles) if (existsSync(path) && (await trusts(machine, path, certificate))) return path;
  return undefined;
}

/** Its address, before it runs. */
async function urlOf({ targetsFolder }: ApiPlace): Promise<string> {
  return (await offerEndpoint({ targetsFolder, signal: startLimit() })).url;
}

/**
 * Adds the certificate to a bundle of the machine, which the kernel copies into the layer of the machine before: this thread does other
 * things meanwhile. False where we may not write it.
 */
async function trusts(
  { outside }: Pick<Machine, 'outside'>,
  bundle: string,
  certificate: string,
): Promise<boolean> {
  try {
    const own = outside(withoutLinks(ownCertificate));
    await mkdir(dirname(own), { recursive: true });
    await writeFile(own, certificate);
    await appendFile(outside(withoutLinks(bundle)), `\n${certificate}`);
    return true;
  } catch {
    return false;
  }
}

/**
 * Where a path of this machine leads. A machine that has run nothing has the same links, and seen from outside of it
 * an absolute one would lead to this machine's file.
 */
function withoutLinks(path: string): string {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return realpathSync.native(path);
  return join(withoutLinks(dirname(path)), basename(path));
}

interface OfEngine {
  readonly engine: Pick<ContainerEngine, 'file'>;
  /** Of a container that runs; without it the names are those for containers that will be started. */
  readonly name?: string;
}

/** What the names lead to in containers: the endpoint, or nothing where they do not reach this machine. */
export async function namesForContainers({ engine, name }: OfEngine, place: ApiPlace): Promise<AwsNames> {
  const reach = name === undefined ? await reachByDefault(engine) : await reachFromContainer(engine, name);
  if (isFailed(reach)) return closedAwsNames(place.region);
  if (reach === 'loopback') return await namesOnThisMachine(place);
  return await openAwsNames({ ...place, url: await urlOf(place), network: reach });
}

/** For containers with the network of this machine. */
export async function namesOnThisMachine(place: ApiPlace): Promise<AwsNames> {
  return await openAwsNames({ ...place, url: await urlOf(place) });
}

interface RunningContainer {
  readonly machine: Pick<Machine, 'capture'>;
  readonly engine: Pick<ContainerEngine, 'file'>;
  readonly name: string;
  /** A folder of the container, and where it lies for this process. */
  readonly shared: { readonly inside: string; readonly here: string };
}

/**
 * Before the first command. What the image lacks (a shell, a bundle of certificates) it goes without.
 * @returns as of a machine, or why the names are as they were
 */
export async function leadNamesInContainer(
  container: RunningContainer,
  place: ApiPlace,
  given: Variables,
): Promise<Result<LedNames>> {
  const { machine, engine, name, shared } = container;
  const names = await namesForContainers({ engine, name }, place);
  const files = { hosts: hostLines(names), authority: names.authority ?? '' };
  const written = Object.entries(files).map(([what, text]) => {
    writeFileSync(join(shared.here, `aws-${what}`), text, { mode: 0o644 });
    return join(shared.inside, `aws-${what}`);
  });
  const command = ['/bin/sh', '-c', insideScript, ...written, ownCertificate, ...bundles];
  const { exitCode, output } = await machine.capture(command, {
    account: { uid: 0, gid: 0 },
    withErrors: true,
  });
  const said = output.toString('utf8').trim();
  if (exitCode !== 0) return { failed: said === '' ? `status ${exitCode}` : said };
  const follow = () =>
    followHosts(place.targetsFolder, names.hosts, (hosts) =>
      addToContainer(container, hostLines({ ...names, hosts })),
    );
  if (names.authority === undefined) return { variables: {}, follow };
  const bundle = said === '' ? undefined : said;
  return { variables: trusting({ bundle, certificate: ownCertificate }, given), follow };
}

/** The container may have ended meanwhile, and its names with it. */
function addToContainer({ machine, shared }: RunningContainer, lines: string): void {
  const file = `aws-hosts-${newId()}`;
  writeFileSync(join(shared.here, file), lines, { mode: 0o644 });
  const command = ['/bin/sh', '-c', 'cat "$0" >>/etc/hosts', join(shared.inside, file)];
  machine
    .capture(command, { account: { uid: 0, gid: 0 }, withErrors: true })
    .catch((error: unknown) => debug(() => `names are not added to a container: ${String(error)}`));
}

/** $0 and $1 are files, $2 is where the certificate goes, and the bundles follow. Prints the one that it has added to. */
const insideScript = `
cat "$0" >>/etc/hosts || exit 1
[ -s "$1" ] || exit 0
mkdir -p "\${2%/*}" && cat "$1" >"$2" || exit 1
certificate=$1
shift 2
for bundle; do
  [ -f "$bundle" ] || continue
  { echo; cat "$certificate"; } >>"$bundle" && printf %s "$bundle"
  exit
done
`;
