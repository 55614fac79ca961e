// The expressions in the tags and labels of docker/metadata-action: the part of Handlebars that they have use for. Pure.
import { isFailed, type Result } from '../../../../lib/result.ts';

/** What stands for a name: a text, or what a call of it gives. */
export type TemplateValues = Readonly<Record<string, string | TemplateHelper>>;
export type TemplateHelper = (
  argument: string | undefined,
  options: Readonly<Record<string, string>>,
) => Result<{ readonly text: string }>;

/** A name that is not known is empty, as in Handlebars. */
export function fillTemplate(text: string, values: TemplateValues): Result<{ readonly text: string }> {
  let filled = '';
  let at = 0;
  for (const found of text.matchAll(/\{\{(\{?)\s*([^{}]*?)\s*\}?\}\}/g)) {
    const value = valueOf(found[2] ?? '', values);
    if (isFailed(value)) return value;
    filled += text.slice(at, found.index) + (found[1] === '{' ? value.text : escaped(value.text));
    at = found.index + found[0].length;
  }
  return { text: filled + text.slice(at) };
}

function valueOf(expression: string, values: TemplateValues): Result<{ readonly text: string }> {
  const found = /^([A-Za-z_][\w-]*)(?:\s+(?:'([^']*)'|"([^"]*)"))?((?:\s+\w+=(?:'[^']*'|"[^"]*"))*)$/.exec(
    expression,
  );
  if (found === null)
    return { failed: `"{{${expression}}}" is not executed here: only a name, with a text and options` };
  const [, name = '', single, double, rest = ''] = found;
  const value = Object.hasOwn(values, name) ? values[name] : '';
  if (typeof value !== 'function') return { text: value ?? '' };
  const options = [...rest.matchAll(/(\w+)=(?:'([^']*)'|"([^"]*)")/g)].map(
    ([, key = '', a, b]) => [key, a ?? b ?? ''] as const,
  );
  return value(single ?? double, Object.fromEntries(options));
}

/** Handlebars writes values for HTML. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"'`=]/g, (character) => entities[character] ?? character);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
  '`': '&#x60;',
  '=': '&#x3D;',
};
