// The text of a template as a tree: JSON when it begins with a brace, YAML 1.1 with CloudFormation's short forms otherwise.
import type { MapNode } from '../../lib/node.ts';
import { parseJson } from '../../lib/parse-json.ts';
import { parseYaml } from '../../lib/parse-yaml.ts';
import { problem, type Place, type Problem } from '../../lib/problem.ts';
import type { Result } from '../../lib/result.ts';
import { positionAt, type SourceFile } from '../../lib/source-file.ts';
import { longForm } from './short-tags.ts';

/**
 * Messages are CloudFormation's own. Of a key that stands twice it takes the last one without a word (cfn-language-discussion, issue 96).
 * @param doubles gets those
 */
export function parseTemplate(
  file: SourceFile,
  doubles: Problem[] = [],
): Result<MapNode, readonly Problem[]> {
  const isJson = file.text.trimStart().startsWith('{');
  const { root, problems } = isJson
    ? parseJson(file)
    : parseYaml(file, { schema: 'yaml-1.1', withoutMerge: true, onTag: longForm });
  const isDouble = ({ code }: Problem): boolean => code === 'DuplicateKey';
  const errors = problems.filter((each) => each.severity === 'error' && !isDouble(each));
  doubles.push(...problems.filter(isDouble));
  if (errors.length > 0) return { failed: errors.map((error) => explained(error, isJson, file)) };
  if (root?.kind === 'map') return root;
  const at = root?.place ?? { file: file.path, start: 0, end: 0 };
  return {
    failed: [
      problem({
        code: 'TemplateInvalid',
        message: 'Template format error: unsupported structure.',
        at,
        remedy: 'Give a template: a mapping with Resources.',
      }),
    ],
  };
}

/** A text that is no YAML or JSON gets CloudFormation's message, with what is wrong there as a note. */
function explained(error: Problem, isJson: boolean, file: SourceFile): Problem {
  if (error.code === 'TemplateInvalid') return error;
  const place = error.at === undefined ? '' : ` (${positionText(file, readTo(error.at, isJson, file))})`;
  return {
    ...error,
    code: 'TemplateInvalid',
    message: `Template format error: ${isJson ? 'JSON' : 'YAML'} not well-formed.${place}`,
    notes: [{ message: error.message, ...(error.at === undefined ? {} : { at: error.at }) }, ...error.notes],
  };
}

/** Recorded on AWS: of JSON it says where it has read to, past the character that is wrong. */
function readTo(at: Place, isJson: boolean, { text }: SourceFile): Place {
  return isJson && at.start < text.length ? { ...at, start: at.start + 1 } : at;
}

/** `line 3, column 5`, as CloudFormation says it. */
export function positionText({ text }: SourceFile, { start }: Place): string {
  const { line, column } = positionAt(text, start);
  return `line ${line}, column ${column}`;
}
