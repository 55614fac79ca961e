// Images of services that this machine may have a program for. Pure.

/** The name of an image without its registry and tag, and the tag. */
function partsOf(image: string): { readonly name: string; readonly tag: string } {
  const [path = '', tag = ''] = image.replace(/@.*$/, '').split(/:(?=[^/]*$)/);
  return { name: path.slice(path.lastIndexOf('/') + 1), tag };
}

/** Images of others with names of their own for the variables that they take. */
function isOfOthers(image: string): boolean {
  return /(?:^|\/)bitnami[^/]*\//.test(image);
}

export interface MysqlImage {
  readonly product: 'MySQL' | 'MariaDB';
  /** As it is written, empty for the newest. */
  readonly version: string;
}

/** What database of these the image has; undefined for another image. */
export function mysqlImage(image: string): MysqlImage | undefined {
  const { name, tag } = partsOf(image);
  if ((name !== 'mysql' && name !== 'mariadb') || isOfOthers(image)) return undefined;
  return {
    product: name === 'mysql' ? 'MySQL' : 'MariaDB',
    version: /^\d+(?:\.\d+)*/.exec(tag)?.[0] ?? '',
  };
}

/** Whether the image is of Redis, or of what replaces it. */
export function isRedis(image: string): boolean {
  return ['redis', 'valkey'].includes(partsOf(image).name) && !isOfOthers(image);
}

/** The version of PostgreSQL that the image has, empty for the newest; undefined for another image. */
export function postgresVersion(image: string): string | undefined {
  const { name, tag } = partsOf(image);
  if ((name !== 'postgres' && name !== 'postgresql') || isOfOthers(image)) return undefined;
  return /^\d+(?:\.\d+)*/.exec(tag)?.[0] ?? '';
}
