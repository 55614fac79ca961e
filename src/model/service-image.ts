// Images of services that this machine may have a program for. Pure.

/** The name of an image without its registry and tag, and the tag. */
function partsOf(image: string): { readonly name: string; readonly tag: string } {
  const [path = '', tag = ''] = image.replace(/@.*$/, '').split(/:(?=[^/]*$)/);
  return { name: path.slice(path.lastIndexOf('/') + 1), tag };
}

/** Whether the image is of Redis, or of what replaces it. */
export function isRedis(image: string): boolean {
  return ['redis', 'valkey'].includes(partsOf(image).name);
}

/** The version of PostgreSQL that the image has, empty for the newest; undefined for another image. */
export function postgresVersion(image: string): string | undefined {
  const { name, tag } = partsOf(image);
  if (name !== 'postgres' && name !== 'postgresql') return undefined;
  return /^\d+(?:\.\d+)*/.exec(tag)?.[0] ?? '';
}
