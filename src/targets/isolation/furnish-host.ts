// What a namespace host has of its own before anything is deployed to it: the accounts of its image with their home
// folder, and the programs that its image has installed.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { imageAccounts, type HostImage } from '../../model/host-image.ts';
import { accountFiles, type AccountFiles } from './account-files.ts';
import type { PlannedMount } from '../../process/machine/mount-plan.ts';
import { PrivateFiles } from './private-files.ts';

export interface Furnishing {
  readonly image: HostImage;
  /** Each is found in /usr/local/bin under its name. */
  readonly programs: readonly { readonly name: string; readonly file: string }[];
  /** Of an authority that its programs are to trust, in PEM. */
  readonly certificate?: string;
}

/** In the host: where the certificate lies, and this machine's bundle with it. */
export interface TrustInHost {
  readonly certificate: string;
  readonly bundle?: string;
}

/** Next to the host's other files: a `TrustInHost`. */
function trustFile(hostPath: string): string {
  return join(hostPath, 'trust.json');
}

/** Undefined for a host that was started without a certificate. */
export function trustOfHost(hostPath: string): TrustInHost | undefined {
  const file = trustFile(hostPath);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TrustInHost) : undefined;
}

export const accountPaths: Readonly<Record<keyof AccountFiles, string>> = {
  passwd: '/etc/passwd',
  group: '/etc/group',
  shadow: '/etc/shadow',
};

/** Accounts are given once: what hooks have added to them since (`useradd`) stays for as long as the host. */
export function furnishHost(
  hostPath: string,
  mounts: readonly PlannedMount[],
  { image, programs, certificate }: Furnishing,
): void {
  const files = new PrivateFiles(hostPath, mounts);
  const done = join(hostPath, 'accounts.json');
  if (!existsSync(done)) {
    giveAccounts(files, image);
    writeFileSync(done, JSON.stringify({ image }));
  }
  for (const { name, file } of programs) {
    const path = `/usr/local/bin/${name}`;
    if (file !== path) files.link(path, file);
  }
  if (certificate !== undefined) giveCertificate(files, hostPath, certificate);
}

/** Where `update-ca-certificates` looks, and in the bundle that programs read: Debian and Ubuntu; Amazon Linux; SUSE. */
function giveCertificate(files: PrivateFiles, hostPath: string, certificate: string): void {
  const place = '/usr/local/share/ca-certificates/slipway.crt';
  files.write(place, certificate, 0o644);
  const bundle = [
    '/etc/ssl/certs/ca-certificates.crt',
    '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
    '/var/lib/ca-certificates/ca-bundle.pem',
  ].find((path) => existsSync(path));
  if (bundle !== undefined) files.write(bundle, `${read(bundle)}\n${certificate}`, 0o644);
  const trust: TrustInHost = { certificate: place, ...defined({ bundle }) };
  writeFileSync(trustFile(hostPath), JSON.stringify(trust));
}

function giveAccounts(files: PrivateFiles, image: HostImage): void {
  const { login, homeMode } = imageAccounts[image];
  const given = accountFiles(image, {
    passwd: read(accountPaths.passwd),
    group: read(accountPaths.group),
    shadow: read(accountPaths.shadow),
  });
  files.write(accountPaths.passwd, given.passwd, 0o644);
  files.write(accountPaths.group, given.group, 0o644);
  files.write(accountPaths.shadow, given.shadow, 0o600);
  files.folder(login.home, homeMode, login);
  // As cloud-init writes it for the account that people log in with.
  if (isFolder('/etc/sudoers.d'))
    files.write('/etc/sudoers.d/90-cloud-init-users', `${login.name} ALL=(ALL) NOPASSWD:ALL\n`, 0o440);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
