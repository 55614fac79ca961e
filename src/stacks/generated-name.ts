// The names that CloudFormation makes up: the stack's, the logical id, and a suffix that is fresh for each resource.

export interface GeneratedName {
  readonly longest: number;
  readonly isLower?: true;
  readonly prefix?: string;
}

export interface NamedFor {
  readonly stackName: string;
  readonly logicalId: string;
  /** 12 letters and digits. */
  readonly suffix: string;
}

/** The parts in front are shortened from their ends, the suffix never. */
export function generatedName(
  { longest, isLower, prefix }: GeneratedName,
  { stackName, logicalId, suffix }: NamedFor,
): string {
  const room = longest - suffix.length - 2;
  const first = prefix ?? stackName;
  const half = Math.floor(room / 2);
  const firstRoom = Math.max(half, room - logicalId.length);
  const secondRoom = Math.max(room - half, room - first.length);
  const parts = [first.slice(0, firstRoom).replace(/-+$/, ''), logicalId.slice(0, secondRoom), suffix];
  const name = parts.join('-');
  return isLower === true ? name.toLowerCase() : name;
}
