// `:name` in a statement of the Data API becomes `$1`, `$2` …; texts, quoted names, comments and casts (`::`) are left alone. Pure.

const words =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|::|:([A-Za-z_]\w*)/g;

export interface Statement {
  readonly sql: string;
  /** In the order of their numbers. */
  readonly names: readonly string[];
}

export function withNumbers(sql: string): Statement {
  const names: string[] = [];
  const text = sql.replaceAll(words, (word: string, _tag: unknown, name: string | undefined) => {
    if (name === undefined) return word;
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { sql: text, names };
}
