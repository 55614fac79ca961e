// A template's transforms, one after the other: what comes out is what the stack is made of.
import type { Node } from '../../lib/node.ts';
import { entryOf } from '../../lib/node.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { languageExtensions, transformLanguage } from '../../stacks/language-extensions.ts';
import { samTransform, transformSam } from '../../stacks/sam/transform-sam.ts';
import { isMap, type JsonMap } from '../../stacks/sam/json.ts';
import { parseTemplate } from '../../stacks/template/parse-template.ts';
import { templateJson } from '../../stacks/template/template-json.ts';
import { textOf } from '../../stacks/template/template.ts';
import { invalid } from './errors.ts';

export interface Transforming {
  /** By name, of those that were given or kept; defaults stand in the template. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly region: string;
  readonly partition: string;
  readonly now: number;
}

/** The transforms that run here, by the name that a template calls them by. */
const transforms: Readonly<Record<string, (template: JsonMap, of: Transforming) => Result<JsonMap>>> = {
  [languageExtensions]: transformLanguage,
  [samTransform]: transformSam,
};

/** Of a template that says in its section what is to be done with it. */
export function transformNames(text: string): readonly string[] {
  const root = text.includes('Transform') ? parseTemplate({ path: 'template', text }) : undefined;
  if (root === undefined || isFailed(root)) return [];
  const node = entryOf(root, 'Transform')?.value;
  const items: readonly Node[] = node === undefined ? [] : node.kind === 'list' ? node.items : [node];
  return items.flatMap((item) => textOf(item) ?? textOf(entryOf(item, 'Name')?.value) ?? []);
}

export function executedTransforms(): ReadonlySet<string> {
  return new Set(Object.keys(transforms));
}

/** The text of the processed template; the text itself when there is nothing to do. @throws AwsError */
export function processedText(text: string, of: Transforming): string {
  const names = transformNames(text);
  const unknown = names.find((name) => !Object.hasOwn(transforms, name));
  // What cannot be read or transformed is refused where the template is checked.
  if (names.length === 0 || unknown !== undefined) return text;
  const root = parseTemplate({ path: 'template', text });
  const given = isFailed(root) ? undefined : templateJson(root);
  if (!isMap(given)) return text;
  let template: JsonMap = given;
  for (const name of names) {
    const result = transforms[name]?.(template, of) ?? template;
    if (isFailed(result)) throw invalid(`Transform ${name} failed with: ${result.failed}`);
    template = result;
  }
  const { Transform: _done, ...rest } = template;
  return JSON.stringify(rest, undefined, 1);
}
