// The host names of AWS's API for whatever runs here: they lead to the endpoint of this machine, so that a program without its
// address reaches no real account either. How they get where it runs is said here once; what public files are downloaded from is
// left alone.
import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { apiHostsFor } from '../../aws/api-hosts.ts';
import { defined } from '../../lib/defined.ts';
import { writeInOneStep } from '../../lib/atomic-file.ts';
import { endpointFolder } from './open-endpoint.ts';
import { publishedHosts } from './published-hosts.ts';
import { openTlsDoor, ownAddress, type TlsDoor, type TlsDoorPlace } from './tls-door.ts';

export interface AwsNames extends TlsDoor {
  /** What leads to the address. */
  readonly hosts: readonly string[];
}

export interface AwsNamesPlace extends TlsDoorPlace {
  readonly region: string;
  /** Of what exists here already; what the endpoint has published when it is absent. */
  readonly things?: readonly string[];
}

/** Resolves once what answers for them is there. */
export async function openAwsNames({ region, things, ...place }: AwsNamesPlace): Promise<AwsNames> {
  const door = await openTlsDoor(place);
  return { ...door, hosts: withOthers(apiHostsFor(region), things ?? publishedHosts(place.targetsFolder)) };
}

function withOthers(hosts: readonly string[], others: readonly string[]): readonly string[] {
  return others.length === 0 ? hosts : [...hosts, ...others];
}

/** For containers that do not reach this machine: a call is refused at once. */
export function closedAwsNames(region: string): AwsNames {
  return { address: ownAddress(), hosts: apiHostsFor(region) };
}

/** @param before what stands in this machine's file */
function hostsFile(before: string, names: AwsNames): string {
  return `${before.replace(/\n*$/, '\n')}${hostLines(names)}`;
}

/** In the form of `/etc/hosts`. */
export function hostLines({ address, hosts }: Pick<AwsNames, 'address' | 'hosts'>): string {
  const known = knownLines.get(hosts);
  if (known?.address === address) return known.lines;
  const lines = hosts.map((host) => `${address} ${host}\n`).join('');
  knownLines.set(hosts, { address, lines });
  return lines;
}

/** By names that do not change: those of a Region are more than a thousand, and every build asks for them. */
const knownLines = new WeakMap<readonly string[], { readonly address: string; readonly lines: string }>();

/** For the `run` of an engine: the container has them before its program starts. */
export function hostArguments({ address, hosts }: AwsNames): readonly string[] {
  return hosts.flatMap((host) => ['--add-host', `${host}:${address}`]);
}

/**
 * For the `run` of an engine: a container of any image trusts the certificates, whose files come with it. What follows these words
 * overrides the variables.
 * @param targetsFolder the files lie there, with the endpoint
 */
export function trustArguments({ authority }: AwsNames, targetsFolder: string): readonly string[] {
  if (authority === undefined) return [];
  const folder = join(endpointFolder(targetsFolder).path, 'trusted');
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  writeWhenOther(join(folder, 'authority.pem'), authority);
  const bundle = bundles.find((path) => existsSync(path));
  if (bundle !== undefined)
    writeWhenOther(join(folder, 'bundle.pem'), `${readFileSync(bundle, 'utf8')}\n${authority}`);
  const inside = (file: string): string => `${trustedInContainer}/${file}`;
  const certificates = bundle === undefined ? undefined : inside('bundle.pem');
  const variables = {
    ...trusting({ bundle: certificates, certificate: inside('authority.pem') }, {}),
    // OpenSSL's, which curl, PHP and Ruby have, and Go's.
    ...defined({ SSL_CERT_FILE: certificates }),
  };
  return [
    '--volume',
    `${folder}:${trustedInContainer}:ro`,
    ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
  ];
}

const trustedInContainer = '/usr/local/share/slipway/certificates';

/** `update-ca-certificates` of Debian and Alpine takes up what lies there. */
export const ownCertificate = '/usr/local/share/ca-certificates/slipway.crt';

/** Where programs find whom they trust: Debian, Ubuntu and Alpine; Amazon Linux and Fedora; SUSE. */
export const bundles: readonly string[] = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/var/lib/ca-certificates/ca-bundle.pem',
];

/**
 * For those that do not read the system's bundle: botocore and boto3, requests and pip, Node.
 * @param given what leads to certificates already is left as it is
 */
export function trusting(
  { bundle, certificate }: { readonly bundle?: string | undefined; readonly certificate: string },
  given: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const variables = {
    ...(bundle === undefined ? {} : { AWS_CA_BUNDLE: bundle, REQUESTS_CA_BUNDLE: bundle }),
    NODE_EXTRA_CA_CERTS: certificate,
  };
  return Object.fromEntries(Object.entries(variables).filter(([name]) => given[name] === undefined));
}

/** A file of this machine that lies over another one in a view of the file tree. */
export interface OverlaidFile {
  readonly at: string;
  readonly file: string;
}

export interface NamesInView {
  readonly files: readonly OverlaidFile[];
  readonly variables: Readonly<Record<string, string>>;
}

/** Writes what lies over this machine's own files where a process has a view of them. @param folder absolute, of its user's */
export function writeNames(folder: string, names: AwsNames): NamesInView {
  mkdirSync(folder, { recursive: true });
  const over = (at: string, name: string, text: string): readonly OverlaidFile[] => {
    if (!existsSync(at)) return [];
    writeWhenOther(join(folder, name), text);
    return [{ at: realpathSync(at), file: join(folder, name) }];
  };
  const before = `${readFileSync('/etc/hosts', 'utf8').replace(/\n*$/, '\n')}${ownNames}`;
  const hosts = over('/etc/hosts', 'hosts', hostsFile(before, names));
  const { authority } = names;
  if (authority === undefined) return { files: hosts, variables: {} };
  const certificate = join(folder, 'authority.pem');
  writeWhenOther(certificate, authority);
  const bundle = bundles.find((path) => existsSync(path));
  const trust =
    bundle === undefined ? [] : over(bundle, 'bundle.pem', `${readFileSync(bundle, 'utf8')}\n${authority}`);
  return { files: [...hosts, ...trust], variables: trusting({ bundle, certificate }, {}) };
}

/** What an execution environment of Lambda calls itself. */
const ownNames = '127.0.0.1 sandbox.localdomain sandbox sandbox.local\n';

/** By path. */
const written = new Map<string, string>();

/** Many processes get the same. One that has it keeps its own when another is written. */
function writeWhenOther(path: string, text: string): void {
  if (written.get(path) === text && existsSync(path)) return;
  writeInOneStep(path, text, 0o644);
  written.set(path, text);
}
