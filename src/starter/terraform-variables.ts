// The variables of a Terraform configuration that a plan asks for. Pure.
// Source: Terraform's language, "Input variables" and "Configuration syntax".
import type { Folder } from './folder.ts';

/** Names of those without a default, in these files, to which nothing in the folder gives a value. */
export function variablesWithoutValue(
  { files, read }: Folder,
  configuration: readonly string[],
): readonly string[] {
  const values = files
    .filter((file) => /(^|\/)(terraform|[^/]+\.auto)\.tfvars$/.test(file))
    .map((file) => read(file) ?? '');
  return configuration
    .flatMap((file) => variablesOf(read(file) ?? ''))
    .filter(
      ({ name, body }) =>
        !/\bdefault\s*=/.test(body) &&
        !values.some((text) => new RegExp(`^[ \\t]*${name}[ \\t]*=`, 'm').test(text)),
    )
    .map(({ name }) => name);
}

function variablesOf(text: string): readonly { readonly name: string; readonly body: string }[] {
  return [...text.matchAll(/^variable\s+"([\w-]+)"\s*(?=\{)/gm)].map(({ index, 0: all, 1: name = '' }) => ({
    name,
    body: ownText(text, index + all.length),
  }));
}

const heredocStringCommentOrBrace =
  /<<-?(\w+)\n[^]*?(?:^[ \t]*\1\b|(?![^]))|"(?:[^"\\\n]|\\.)*"|(?:#|\/\/).*|\/\*[^]*?(?:\*\/|(?![^]))|[{}]/gm;

/** What a block says itself, whose brace opens there: without its inner blocks and objects, texts and comments. */
function ownText(text: string, open: number): string {
  const source = text.slice(open);
  let own = '';
  let depth = 0;
  let from = 0;
  for (const { 0: token, index } of source.matchAll(heredocStringCommentOrBrace)) {
    if (depth === 1) own += source.slice(from, index);
    if (token === '{') depth += 1;
    if (token === '}') depth -= 1;
    if (depth === 0) break;
    from = index + token.length;
  }
  return own;
}
