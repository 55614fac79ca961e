// A buildspec that lies in a folder of the source, and commands that only work in that folder: commands start in the root
// of the source, wherever the buildspec lies (CodeBuild user guide, "Buildspec file name and storage location").
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Buildspec, BuildspecPhaseName } from '../../model/build.ts';
import type { BuildspecFinding } from '../../model/buildspec-finding.ts';

const phaseNames: readonly BuildspecPhaseName[] = ['install', 'pre_build', 'build', 'post_build'];

/** The first command that finds something only next to the buildspec. `path` is relative to the source in `folder`. */
export function workingDirectoryFindings(
  { phases, version }: Buildspec,
  path: string,
  folder: string,
): readonly BuildspecFinding[] {
  const folderOfSpec = dirname(path);
  if (folderOfSpec === '.') return [];
  for (const phase of phaseNames)
    for (const [index, command] of (phases[phase]?.commands ?? []).entries()) {
      if (/(^|[\s;&|])(cd|pushd)\s/.test(command)) return [];
      const file = filesOf(command).find(
        (name) => existsSync(join(folder, folderOfSpec, name)) && !existsSync(join(folder, name)),
      );
      if (file === undefined) continue;
      return [
        {
          code: 'WorkingDirectory',
          severity: 'warning',
          message: `This command looks for ${file} in the root of the source, and it lies in ${folderOfSpec}/`,
          path: ['phases', phase, 'commands', index],
          remedy:
            version === '0.2'
              ? `Begin with the command "cd ${folderOfSpec}": the folder is kept for the commands that follow.`
              : `Write "cd ${folderOfSpec} && …": in version 0.1 each command begins in the root of the source.`,
          aws: 'Commands start in the root of the source, not next to the buildspec; this one fails.',
        },
      ];
    }
  return [];
}

/** What a command seems to read: its words, and what its program reads by default. */
function filesOf(command: string): readonly string[] {
  const words = command.split(/[\s;|&<>'"()=]+/).filter((word) => /^[\w.][\w./-]*$/.test(word));
  const programs: readonly (readonly [RegExp, string])[] = [
    [/^\s*(npm|yarn|pnpm)\s/, 'package.json'],
    [/^\s*mvn\s/, 'pom.xml'],
    [/^\s*(\.\/)?gradlew?\s/, 'build.gradle'],
    [/^\s*make\b/, 'Makefile'],
    [/^\s*go\s+(build|test)\b/, 'go.mod'],
  ];
  return [...programs.flatMap(([pattern, file]) => (pattern.test(command) ? [file] : [])), ...words];
}
