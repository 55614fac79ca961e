// The `range` of an SELinux context in an appspec, checked as the CodeDeploy agent checks it (range_info.rb):
// `s#[-s#][:c#[.c#](,c#[.c#])*]`.

const maxCategory = 1023;

/** The agent's message about a wrong range; undefined when it is right. */
export function wrongSelinuxRange(range: string): string | undefined {
  const [sensitivities = '', categories] = splitOnce(range, ':');
  if (sensitivities === '' || categories === '') return `invalid range part ${range}`;
  return (
    wrongSensitivities(range, sensitivities) ??
    (categories === undefined ? undefined : wrongCategories(categories))
  );
}

function wrongSensitivities(range: string, text: string): string | undefined {
  const levels = splitOnce(text, '-');
  if (levels.some((level) => level === '')) return `invalid range part ${text}`;
  const invalid = levels.find((level) => !/^s\d+$/.test(level));
  if (invalid !== undefined) return `invalid sensitivity ${invalid}`;
  const [low = 0, high = low] = levels.map((level) => Number(level.slice(1)));
  if (high >= low) return undefined;
  return `The deployment failed because of a problem with the SELinux range specified (${range}) for the context parameter in the permissions section of the application specification file. Make corrections in the permissions section of the AppSpec file, and then try again.`;
}

function wrongCategories(text: string): string | undefined {
  const seen = new Set<number>();
  for (const part of text.split(',')) {
    const ends = splitOnce(part, '.');
    if (ends.length === 2 && ends.includes('')) return `invalid range part ${part}`;
    const invalid = ends.find((end) => !/^c\d+$/.test(end) || Number(end.slice(1)) > maxCategory);
    if (invalid !== undefined) return `invalid category ${invalid}`;
    const [low = 0, high = low] = ends.map((end) => Number(end.slice(1)));
    if (high < low) return `invalid category range c${low}.c${high}`;
    for (let category = low; category <= high; category += 1) {
      if (seen.has(category)) return 'duplicate categories';
      seen.add(category);
    }
  }
  return undefined;
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
