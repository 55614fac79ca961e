// Names of container images, by the grammar of the Distribution project's `reference` package, and where the ones that
// lie in ECR lie on this machine. Pure.
import { defined } from '../lib/defined.ts';

export interface ImageReference {
  /** With its port; absent for what an engine looks for in its own default registry. */
  readonly host?: string;
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:` and 64 digits. */
  readonly digest?: string;
}

/** A private registry of ECR: one for each account and region. */
export interface EcrRegistry {
  /** Its usual name, whichever of its names was written. */
  readonly host: string;
  readonly account: string;
  readonly region: string;
}

const component = String.raw`[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*`;
const hostName = String.raw`(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*`;
const form = new RegExp(
  String.raw`^(?:(?<host>(?:${hostName}|\[[0-9a-fA-F:]+\])(?::\d+)?)/)?` +
    String.raw`(?<repository>${component}(?:/${component})*)` +
    String.raw`(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>[a-z0-9]+:[0-9a-f]{32,}))?$`,
);

/** Undefined for what is no name of an image. */
export function parseImageReference(text: string): ImageReference | undefined {
  const found = form.exec(text)?.groups;
  if (found === undefined) return undefined;
  const { host, repository = '', tag, digest } = found;
  const rest = { ...defined({ tag, digest }) };
  if (host === undefined) return { repository, ...rest };
  if (isHost(host)) return { host, repository, ...rest };
  // The first part of a path, such as `library`, which follows a path's rules and not a host's.
  const path = `${host}/${repository}`;
  return pathForm.test(path) ? { repository: path, ...rest } : undefined;
}

const pathForm = new RegExp(`^${component}(?:/${component})*$`);

/** Docker's rule: a dot, a port or a capital letter makes the first part a host, and so does `localhost`. */
function isHost(first: string): boolean {
  return /[.:[]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
}

export function formatImageReference({ host, repository, tag, digest }: ImageReference): string {
  const place = host === undefined ? repository : `${host}/${repository}`;
  return `${place}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

// ECR user guide, "Private registry" and "Making requests over IPv6": the usual name, the one of FIPS endpoints and the
// one of both protocols are of the same registry.
const ecrName =
  /^(\d{12})\.(?:dkr\.ecr(?:-fips)?\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com(\.cn)?|dkr-ecr(?:-fips)?\.([a-z]{2}(?:-[a-z]+)+-\d)\.on\.(?:aws|amazonwebservices\.com\.cn))$/;

/** As Docker reads it: what names no registry is of Docker Hub. Other engines have no registry for such a name. */
export function withDockerHub(image: string): string {
  const parsed = parseImageReference(image);
  if (parsed === undefined || parsed.host !== undefined) return image;
  const { repository } = parsed;
  return `docker.io/${repository.includes('/') ? '' : 'library/'}${image}`;
}

/** Undefined for every other registry; the public gallery (public.ecr.aws) is open to all. */
export function ecrRegistryOf(host: string): EcrRegistry | undefined {
  const found = ecrName.exec(host.toLowerCase());
  if (found === null) return undefined;
  const [, account = '', usual, , dual] = found;
  return ecrRegistry(account, usual ?? dual ?? '');
}

/** The one of an account in a region. */
export function ecrRegistry(account: string, region: string): EcrRegistry {
  const end = region.startsWith('cn-') ? '.cn' : '';
  return { host: `${account}.dkr.ecr.${region}.amazonaws.com${end}`, account, region };
}

/** Undefined for what is no image in a private registry of ECR. */
export function ecrImageOf(
  text: string,
): { readonly registry: EcrRegistry; readonly reference: ImageReference } | undefined {
  const reference = parseImageReference(text);
  const registry = reference?.host === undefined ? undefined : ecrRegistryOf(reference.host);
  return registry === undefined || reference === undefined ? undefined : { registry, reference };
}

/**
 * What an engine on this machine pulls, pushes or runs for this reference, when a registry at that address stands in for
 * ECR. The name of the ECR registry becomes the beginning of the repository's, so that no two accounts or regions meet;
 * tag and digest stay. Every reference that does not name ECR is given back as it is.
 */
export function localReference(registryAddress: string, reference: string): string {
  const image = ecrImageOf(reference);
  if (image === undefined) return reference;
  const repository = `${image.registry.host}/${image.reference.repository}`;
  return formatImageReference({ ...image.reference, host: registryAddress, repository });
}

/** The text with every name of an image in a local registry as the name that it has in ECR. */
export function withEcrNames(text: string): string {
  return text.replace(localName, '$1');
}

const localName =
  /(?:[a-zA-Z0-9][\w.-]*(?::\d+)?|\[[0-9a-fA-F:]+\](?::\d+)?)\/(\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/)/g;

/** Whether that is this machine itself, where engines and their registries need no TLS. */
export function isLoopback(registryAddress: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|$)/.test(registryAddress);
}
