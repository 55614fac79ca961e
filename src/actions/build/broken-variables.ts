// Which variable of the pipeline made the JSON of EnvironmentVariables unreadable. Pure.

const reference = /#\{[^}]*\}/g;

/**
 * CodePipeline puts values into the text as they are, so a quotation mark, a backslash or a line break in one breaks the
 * JSON around it. `written` is the text with its references, `resolved` what was made of it.
 */
export function brokenBy(written: string, resolved: string): string | undefined {
  const references = written.match(reference) ?? [];
  const values = valuesIn(written, resolved);
  return references
    .map((name, index) => ({ name, character: unescapable(values[index] ?? '') }))
    .flatMap(({ name, character }) => (character === undefined ? [] : `${name} put ${character} into it`))[0];
}

/** What stands in `resolved` for each reference. */
function valuesIn(written: string, resolved: string): readonly string[] {
  const literals = written
    .split(reference)
    .map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${literals.join('([\\s\\S]*?)')}$`).exec(resolved)?.slice(1) ?? [];
}

/** The first character that stands in no text of JSON as it is, in words. */
function unescapable(value: string): string | undefined {
  const found = [...value].find((character) => JSON.stringify(character).slice(1, -1) !== character);
  if (found === undefined) return undefined;
  return names[found] ?? `the control character U+${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const names: Readonly<Record<string, string>> = {
  '"': 'a quotation mark (")',
  '\\': 'a backslash (\\)',
  '\n': 'a line break',
  '\r': 'a line break',
  '\t': 'a tab',
};

/** The ways out. */
export const brokenRemedy =
  'Pass a variable that holds no such characters, such as CommitId, and read the rest in the build ("git log -1 --format=%B", which needs a source with its history).';
