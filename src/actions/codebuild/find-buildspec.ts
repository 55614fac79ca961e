// Which buildspec a build uses, and its text.
// Source: CodeBuild user guide, "Build specification reference", "Buildspec file name and storage location".
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SourceFile } from '../../lib/source-file.ts';
import { isInlineBuildspec } from '../../model/inline-buildspec.ts';

export interface FoundBuildspec {
  readonly file: SourceFile;
  /** As the log tells it. */
  readonly location: string;
}

/** The override of the action, else the project's, else `buildspec.yml` in the primary source. */
export async function findBuildspec(
  wanted: { readonly override?: string; readonly ofProject?: string },
  primaryFolder: string,
): Promise<FoundBuildspec | { readonly error: string; readonly remedy?: string }> {
  const given = [wanted.override, wanted.ofProject].find((text) => text !== undefined && text.trim() !== '');
  const text = given ?? 'buildspec.yml';
  if (isInlineBuildspec(text)) return { file: { path: 'buildspec', text }, location: '(inline)' };
  if (text.startsWith('arn:'))
    return { error: `The buildspec ${text} lies in S3, which is not reached from here` };
  const location = resolve(primaryFolder, text);
  try {
    return { file: { path: text, text: await readFile(location, 'utf8') }, location };
  } catch (error) {
    return {
      error: `YAML file does not exist: ${(error as NodeJS.ErrnoException).code ?? ''} ${location}`,
      remedy:
        given === undefined
          ? 'Commit a buildspec.yml in the root of the source, or name another in the project.'
          : `Commit ${text}, relative to the root of the primary source.`,
    };
  }
}
