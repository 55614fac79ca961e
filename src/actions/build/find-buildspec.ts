// Which buildspec a build uses, and its text.
// Source: CodeBuild user guide, "Build specification reference", "Buildspec file name and storage location".
import type { Explanation, Result } from '../../lib/result.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import { isInlineBuildspec } from '../../model/inline-buildspec.ts';

export interface FoundBuildspec {
  readonly file: SourceFile;
  /** As the log shows it. */
  readonly location: string;
}

/** Gives the text of a file of the primary source, or the system's code of what is wrong, such as ENOENT. */
export type ReadInSource = (path: string) => Promise<string | { readonly code: string }>;

/**
 * The override of the action, else the project's, else `buildspec.yml` in the primary source.
 * @param place makes the path that the log shows
 */
export async function findBuildspec(
  wanted: { readonly override?: string; readonly ofProject?: string },
  read: ReadInSource,
  place: (path: string) => string,
): Promise<Result<FoundBuildspec, Pick<Explanation, 'message'> & Partial<Explanation>>> {
  const given = [wanted.override, wanted.ofProject].find((text) => text !== undefined && text.trim() !== '');
  const text = given ?? 'buildspec.yml';
  if (isInlineBuildspec(text)) return { file: { path: 'buildspec', text }, location: '(inline)' };
  if (text.startsWith('arn:'))
    return { failed: { message: `The buildspec ${text} lies in S3, which is not reached from here` } };
  const location = place(text);
  const found = await read(text);
  if (typeof found === 'string') return { file: { path: text, text: found }, location };
  return {
    failed: {
      message: `YAML file does not exist: ${found.code} ${location}`,
      remedy:
        given === undefined
          ? 'Commit a buildspec.yml in the root of the source, name another in the project, or start with --source and the folder that has it.'
          : `Commit ${text}, relative to the root of the primary source, or start with --source and the folder that has it.`,
    },
  };
}
