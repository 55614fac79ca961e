// Texts inside of an input, by a path of names. Pure.

/** `*` stands for every item of a list, `keys` at the end for the names of a map. */
export function textsAt(value: unknown, [name, ...rest]: readonly string[]): readonly string[] {
  if (name === undefined) return typeof value === 'string' && value !== '' ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (name === '*') return Object.values(value).flatMap((each) => textsAt(each, rest));
  if (name === 'keys') return Object.keys(value);
  return textsAt((value as Readonly<Record<string, unknown>>)[name], rest);
}
