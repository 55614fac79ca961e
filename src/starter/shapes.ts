// Words that the files of starters share.

export interface StarterFile {
  /** Relative to the folder. */
  readonly path: string;
  readonly text: string;
  readonly isExecutable?: true;
}

/** AWS's documentation writes this account; the user replaces it. */
export const accountId = '111122223333';
export const region = 'us-east-1';

export function roleArn(role: string): string {
  return `arn:aws:iam::${accountId}:role/${role}`;
}

export function actionType(category: string, provider: string): object {
  return { category, owner: 'AWS', provider, version: '1' };
}

/** As the formatter of most editors writes it. */
export function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A name that each of AWS's services takes: of buckets, environments, stacks and applications. */
export function slug(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 24)
    .replace(/-+$/, '');
  return plain.length < 2 ? 'app' : plain;
}
