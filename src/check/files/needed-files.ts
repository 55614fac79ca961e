// What an action will look for in its input artifact, held against the source that it is, or against what the build before it
// can put there: the files that its commands name, those that the source has, and what its artifacts section takes along.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compileGlob } from '../../lib/glob.ts';
import type { NeededFile } from '../../model/action-type.ts';
import { actionsOf, nameOf, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import { buildOf, type MadeArtifact } from '../../actions/build/build-of-artifact.ts';
import type { Nearby } from '../../actions/provider.ts';
import { folderAbove, folderName, isFromSource, startThere } from '../../actions/source/around-definition.ts';

/** `folder` is the source unless the user names another. */
export async function neededFileFindings(nearby: Nearby): Promise<readonly Finding[]> {
  const { definition, folder, types } = nearby;
  const findings: Finding[] = [];
  for (const placed of actionsOf(definition.pipeline))
    for (const need of types.find(placed.action.actionTypeId)?.filesNeeded?.(placed.action, definition) ??
      []) {
      const made = await buildOf(need.artifact, nearby);
      const missing = made === undefined ? undefined : whyMissing(need.file, made, folder);
      if (made !== undefined && missing !== undefined)
        findings.push(finding(placed, need, { ...made, missing }));
      if (made === undefined) findings.push(...furtherUp(placed, need, nearby));
    }
  return findings;
}

/** Of an artifact of a source: a file that the folder of the definition does not have, and one around it does. */
function furtherUp(
  placed: PlacedAction,
  { file, artifact, aws }: NeededFile,
  { definition, folder, files }: Nearby,
): readonly Finding[] {
  if (existsSync(join(folder, file)) || !isFromSource(artifact, definition)) return [];
  const holder = folderAbove(folder, file);
  if (holder === undefined) return [];
  return [
    {
      code: 'InputFileMissing',
      severity: 'warning',
      message: `The ${nameOf(placed)} looks for ${file} in its source, and the folder "${folderName(folder, files)}", which is the source here, has none`,
      path: [...placed.path, 'name'],
      remedy: startThere(holder, files),
      aws,
    },
  ];
}

/** Undefined when it may well be there. */
function whyMissing(
  file: string,
  { buildspec, artifacts }: MadeArtifact,
  folder: string,
): string | undefined {
  const { baseDirectory = '', files, discardPaths } = artifacts;
  const commands = Object.values(buildspec.phases).flatMap((phase) => [...phase.commands, ...phase.finally]);
  const isNamed = commands.some(
    (command) => command.includes(basename(file)) || (isOfCdk(file) && /\bcdk\S*\s+synth/.test(command)),
  );
  const isInSource = [join(folder, baseDirectory, file), join(folder, file)].some(existsSync);
  if (!isNamed && !isInSource) return 'no command of its buildspec names it, and the source has none';
  const isTaken = files.some(
    (pattern) => compileGlob(pattern, 'bash').matches(file) || (discardPaths && pattern.endsWith(file)),
  );
  return isTaken ? undefined : 'the artifacts section of its buildspec does not take it along';
}

/** What `cdk synth` names after each stack. */
function isOfCdk(file: string): boolean {
  return file.endsWith('.template.json');
}

function finding(
  placed: PlacedAction,
  need: NeededFile,
  { missing, ...made }: MadeArtifact & { readonly missing: string },
): Finding {
  const { key, file, aws, artifact } = need;
  const hasKey = key !== undefined && placed.action.configuration?.[key] !== undefined;
  return {
    code: 'InputFileMissing',
    severity: 'warning',
    message: `The ${nameOf(placed)} looks for ${file} in "${artifact}", but ${missing}`,
    path: [...placed.path, ...(hasKey ? ['configuration', key] : ['name'])],
    notes: [{ message: 'the artifact comes from here', path: [...made.placed.path, 'name'] }],
    remedy: `Let the build of "${made.project.name}" write ${file}, and take it along in artifacts.files.`,
    aws,
  };
}
