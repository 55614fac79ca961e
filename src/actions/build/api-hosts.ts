// The host names of AWS's API in a build with a file tree of its own: they lead to the endpoint of this machine, so that a
// command without its address reaches no real account either. What public files are downloaded from is left alone.
import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path/posix';
import { apiHostsFor } from '../../aws/api-hosts.ts';
import { hostsOf } from '../../process/machine/namespace-machine.ts';
import type { Machine } from '../../process/machine/machine.ts';
import { openTlsDoor } from '../../targets/endpoint/tls-door.ts';

type Variables = Readonly<Record<string, string>>;

export interface ApiPlace {
  /** Absolute path: `targets/` of the state folder. */
  readonly targetsFolder: string;
  /** Of the endpoint. */
  readonly url: string;
  readonly region: string;
}

/**
 * Before the first command: a link that a command makes could lead out of the machine.
 * @param machine with its folder, outside of it
 * @param given what leads to certificates is left as it is there
 * @returns the variables by which programs with certificates of their own trust the endpoint's
 */
export async function leadApiHostsHere(
  machine: Pick<Machine, 'outside'> & { readonly folder: string },
  { targetsFolder, url, region }: ApiPlace,
  given: Variables,
): Promise<Variables> {
  const { address, authority } = await openTlsDoor(targetsFolder, url);
  const file = hostsOf(machine.folder);
  writeFileSync(file, hostsFile(readFileSync(file, 'utf8'), { address, region }));
  if (authority === undefined) return {};
  const bundle = bundles.find((path) => existsSync(path) && trusts(machine, path, authority));
  if (bundle === undefined) return {};
  const variables = Object.entries(trusting(bundle));
  return Object.fromEntries(variables.filter(([name]) => given[name] === undefined));
}

const known = new Map<string, Buffer>();

/** The same for all builds of a command: thousands of names. @param before what stands in this machine's */
function hostsFile(
  before: string,
  { address, region }: { readonly address: string; readonly region: string },
) {
  const key = JSON.stringify([address, region, before]);
  const lines = () => apiHostsFor(region).map((host) => `${address} ${host}\n`);
  const file = known.get(key) ?? Buffer.from([before.replace(/\n*$/, '\n'), ...lines()].join(''));
  known.set(key, file);
  return file;
}

/** `update-ca-certificates` of Debian and Alpine takes up what lies there. */
const ownCertificate = '/usr/local/share/ca-certificates/slipway.crt';

/** Where programs find whom they trust: Debian, Ubuntu and Alpine; Amazon Linux and Fedora; SUSE. */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/var/lib/ca-certificates/ca-bundle.pem',
];

/** Adds the certificate to a bundle of the machine. False where we may not write it. */
function trusts({ outside }: Pick<Machine, 'outside'>, bundle: string, certificate: string): boolean {
  try {
    const own = outside(withoutLinks(ownCertificate));
    mkdirSync(dirname(own), { recursive: true });
    writeFileSync(own, certificate);
    appendFileSync(outside(withoutLinks(bundle)), `\n${certificate}`);
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

/** For those that do not read the system's bundle: botocore and boto3, requests and pip, Node. */
function trusting(bundle: string): Variables {
  return { AWS_CA_BUNDLE: bundle, REQUESTS_CA_BUNDLE: bundle, NODE_EXTRA_CA_CERTS: ownCertificate };
}
