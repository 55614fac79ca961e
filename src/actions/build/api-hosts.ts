// The host names of AWS's API in a build with a file tree of its own: they lead to the endpoint of this machine, so that a
// command without its address reaches no real account either. What public files are downloaded from is left alone.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path/posix';
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
 * @param folder of the machine, outside of it
 * @param given what leads to certificates is left as it is there
 * @returns the variables by which programs with certificates of their own trust the endpoint's
 */
export async function leadApiHostsHere(
  machine: Pick<Machine, 'capture'> & { readonly folder: string },
  { targetsFolder, url, region }: ApiPlace,
  given: Variables,
): Promise<Variables> {
  const { address, authority } = await openTlsDoor(targetsFolder, url);
  const file = hostsOf(machine.folder);
  writeFileSync(file, `${readFileSync(file, 'utf8').replace(/\n*$/, '\n')}${hostLines(address, region)}`);
  if (authority === undefined) return {};
  const { exitCode, output } = await machine.capture(['/bin/sh', '-c', trustScript, 'trust', authority]);
  if (exitCode !== 0) return {};
  const variables = Object.entries(trusting(output.toString('utf8').trim()));
  return Object.fromEntries(variables.filter(([name]) => given[name] === undefined));
}

const texts = new Map<string, string>();

function hostLines(address: string, region: string): string {
  const known = texts.get(`${address} ${region}`);
  if (known !== undefined) return known;
  const text = apiHostsFor(region)
    .map((host) => `${address} ${host}\n`)
    .join('');
  texts.set(`${address} ${region}`, text);
  return text;
}

/** `update-ca-certificates` of Debian and Alpine takes up what lies there. */
const ownCertificate = '/usr/local/share/ca-certificates/slipway.crt';

/** Where programs find whom they trust: Debian, Ubuntu and Alpine; Amazon Linux and Fedora; SUSE. */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/var/lib/ca-certificates/ca-bundle.pem',
];

/** Prints the bundle that trusts the certificate now. Fails where there is none, or the build may not write it. */
const trustScript = [
  `for bundle in ${bundles.join(' ')}; do`,
  '  [ -w "$bundle" ] || continue',
  `  [ -d ${dirname(ownCertificate)} ] || mkdir -p ${dirname(ownCertificate)} || exit 1`,
  `  printf %s "$1" >${ownCertificate} && printf '\\n%s' "$1" >>"$bundle" && echo "$bundle" && exit`,
  'done',
  'exit 1',
].join('\n');

/** For those that do not read the system's bundle: botocore and boto3, requests and pip, Node. */
function trusting(bundle: string): Variables {
  return { AWS_CA_BUNDLE: bundle, REQUESTS_CA_BUNDLE: bundle, NODE_EXTRA_CA_CERTS: ownCertificate };
}
