// What every parser of this room gives: a tree as far as the text could be understood, and what is wrong with the text.
import type { Node } from './node.ts';
import { problem, type Problem } from './problem.ts';
import type { SourceFile } from './source-file.ts';

export interface Parsed {
  /** Absent when the text holds no value or is too broken to have one. */
  readonly root?: Node;
  readonly problems: readonly Problem[];
}

/** Far deeper than any structure of AWS, and shallow enough for every recursive reader. */
export const maxDepth = 100;

/** Far more than any definition; CloudFormation takes 1 MB, and CodePipeline much less. */
const maxLength = 1_000_000;

/** What must be refused before a parser sees it: a text of enormous size, or of nothing. */
export function refuseUnparsable(file: SourceFile): Problem | undefined {
  if (file.text.length > maxLength)
    return problem({
      code: 'FileTooLarge',
      message: `The file has ${file.text.length} characters, and a definition has at most ${maxLength}`,
      at: { file: file.path, start: 0, end: 0 },
      remedy: 'Give a definition file; this file holds data.',
    });
  if (/^\uFEFF?\s*$/.test(file.text))
    return problem({
      code: 'FileEmpty',
      message: 'The file is empty',
      at: { file: file.path, start: 0, end: 0 },
      remedy: 'Write a definition into it, or remove it.',
    });
  return undefined;
}

export function tooDeep(file: SourceFile, offset: number): Problem {
  return problem({
    code: 'NestingTooDeep',
    message: `Lists and mappings are nested more than ${maxDepth} deep here`,
    at: { file: file.path, start: offset, end: offset + 1 },
    remedy: 'Flatten the structure; nothing that AWS reads is nested this deep.',
  });
}

/** The two places of a key that a mapping holds twice. */
export function duplicateKey(key: string, places: { first: Node['place']; second: Node['place'] }): Problem {
  return problem({
    code: 'DuplicateKey',
    message: `The key "${key}" stands twice in this mapping`,
    at: places.second,
    notes: [{ message: 'first written here', at: places.first }],
    remedy: 'Keep one of the two.',
    aws: 'Depending on the service the file is refused, or the last of the two silently wins.',
  });
}
