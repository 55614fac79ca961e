// The images that a Dockerfile takes something from (Dockerfile reference: FROM, COPY --from, ARG before FROM). Pure.

/** As the builder sees them, with build arguments filled in; names of stages and `scratch` are not among them. */
export function dockerfileImages(
  text: string,
  buildArguments: Readonly<Record<string, string>>,
): readonly string[] {
  const globals: Record<string, string> = {};
  const stages = new Set(['scratch']);
  const images: string[] = [];
  let isBeforeFirst = true;
  for (const line of instructions(text)) {
    const [word = '', ...rest] = line.split(/\s+/);
    const instruction = word.toUpperCase();
    if (instruction === 'ARG' && isBeforeFirst) declare(rest, globals, buildArguments);
    else if (instruction === 'FROM') {
      isBeforeFirst = false;
      const [name = '', as, stage] = rest.filter((part) => !part.startsWith('--'));
      take(fill(name, globals));
      if (as?.toUpperCase() === 'AS' && stage !== undefined) stages.add(stage.toLowerCase());
    } else
      for (const [, from = ''] of line.matchAll(/\s(?:--from=|--mount=\S*?\bfrom=)([^\s,]+)/g)) take(from);
  }
  return [...new Set(images)];

  function take(name: string): void {
    // A stage can be named by its number, too.
    if (!stages.has(name.toLowerCase()) && !/^\d+$/.test(name)) images.push(name);
  }
}

/** One instruction each, without comments; a backslash at the end of a line joins the next one. */
function instructions(text: string): readonly string[] {
  const withoutComments = text
    .split(/\r?\n/)
    .filter((line) => !/^\s*#/.test(line))
    .join('\n');
  return withoutComments
    .replace(/\\[ \t]*\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function declare(
  declarations: readonly string[],
  globals: Record<string, string>,
  given: Readonly<Record<string, string>>,
): void {
  for (const declaration of declarations) {
    const [name = '', ...value] = declaration.split('=');
    const standard = value.join('=').replace(/^(["'])(.*)\1$/, '$2');
    globals[name] = given[name] ?? fill(standard, globals);
  }
}

/** `$NAME`, `${NAME}`, `${NAME:-otherwise}` and `${NAME:+instead}`. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$(?:\w+|\{\w+(?::[-+][^}]*)?\})/g, (written) => {
    const [, name = '', sign, word = ''] = /^\$\{?(\w+)(?::([-+])([^}]*))?/.exec(written) ?? [];
    const value = values[name] ?? '';
    if (sign === '-') return value === '' ? word : value;
    if (sign === '+') return value === '' ? '' : word;
    return value;
  });
}
