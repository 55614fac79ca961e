// Buildspecs that the source does not have where their projects look for them.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Definition } from '../../model/definition.ts';
import { isInlineBuildspec } from '../../model/inline-buildspec.ts';
import { nameOf, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Nearby } from '../provider.ts';
import type { Files } from '../../load/files.ts';
import { folderAbove, folderName, isFromSource, startThere } from '../source/around-definition.ts';

/** Only of a build that starts from a source: what another build makes is not known before it ran. */
export function checkBuildspec(
  placed: PlacedAction,
  { definition, folder, files }: Nearby,
): readonly Finding[] {
  const written = buildspecOf(placed, definition);
  if (written === undefined || existsSync(resolve(folder, written))) return [];
  const { configuration, inputArtifacts } = placed.action;
  if (!isFromSource(configuration?.['PrimarySource'] ?? inputArtifacts?.[0]?.name, definition)) return [];
  return [finding(placed, { written, holder: folderAbove(folder, written) }, { folder, files })];
}

/** The path that the build looks for; undefined when it is a text, lies in S3, or belongs to a project that is not here. */
function buildspecOf({ action }: PlacedAction, { projects }: Definition): string | undefined {
  const { ProjectName, BuildspecOverride } = action.configuration ?? {};
  const project = projects.find(({ name }) => name === ProjectName);
  if (project === undefined) return undefined;
  const given = [BuildspecOverride, project.source.buildspec].find((text = '') => text.trim() !== '');
  const written = given ?? 'buildspec.yml';
  const isPath = !isInlineBuildspec(written) && !written.startsWith('arn:') && !written.includes('#{');
  return isPath ? written : undefined;
}

function finding(
  placed: PlacedAction,
  { written, holder }: { readonly written: string; readonly holder: string | undefined },
  { folder, files }: { readonly folder: string; readonly files: Files },
): Finding {
  return {
    code: 'BuildspecNotFound',
    severity: 'warning',
    message: `The ${nameOf(placed)} looks for ${written} in its source, and the folder "${folderName(folder, files)}", which is the source here, has none`,
    path: [...placed.path, 'configuration', 'ProjectName'],
    remedy:
      holder === undefined
        ? 'Put it there, or start with --source and the folder that has it.'
        : startThere(holder, files),
    aws: 'The source is the repository; without the file the build fails in DOWNLOAD_SOURCE with YAML_FILE_ERROR.',
  };
}
