// The output artifacts of a build as steps: one archive each, since GitHub's artifacts keep no modes of files. Pure.
// Sources: CodeBuild user guide, "Build specification reference" (artifacts); the README of actions/upload-artifact.
import { quoteWord } from '../../../lib/quote-word.ts';
import type { BuildspecArtifacts } from '../../../model/build.ts';
import type { GithubStep } from '../../../model/github-job.ts';

/** @param name of the artifact in the pipeline */
export function artifactSteps(name: string, section: BuildspecArtifacts): readonly GithubStep[] {
  return [
    { name: `Pack ${name}`, run: packScript(name, section), shell: 'bash' },
    {
      uses: 'actions/upload-artifact@v7',
      with: { name, path: `\${{ runner.temp }}/${name}.tar`, 'if-no-files-found': 'error' },
    },
  ];
}

/** Files that are not there are skipped; an artifact without any file fails the build. */
function packScript(name: string, section: BuildspecArtifacts): string {
  const { files, baseDirectory: base, discardPaths, excludePaths } = section;
  const options = [
    ...(discardPaths ? [String.raw`--transform 's|.*/||'`] : []),
    ...excludePaths.map((path) => `--exclude ${quoteWord(inTar(path))}`),
  ];
  const enter = base === undefined || base === '.' ? [] : [`cd ${pattern(base)}`];
  const archive = `"$RUNNER_TEMP/${name}.tar"`;
  if (files.length === 1 && files[0] === '**/*' && !discardPaths)
    return [...enter, ['tar -cf', archive, ...options, '--exclude ./.git .'].join(' '), ''].join('\n');
  return [
    'shopt -s dotglob globstar nullglob',
    ...enter,
    'files=()',
    `for file in ${files.map(pattern).join(' ')}; do`,
    '  [ ! -f "$file" ] || files+=("$file")',
    'done',
    `[ "\${#files[@]}" -gt 0 ] || { echo "no matching artifact paths found"; exit 1; }`,
    ['tar -cf', archive, ...options, '"${files[@]}"'].join(' '),
    '',
  ].join('\n');
}

/** Its wildcards stay, and all else that a shell would read is quoted. */
function pattern(path: string): string {
  return path.replaceAll(/[^\w@%+=:,./*?{}$[\]-]/g, String.raw`\$&`);
}

function inTar(path: string): string {
  return path.replaceAll('**/', '').replace(/\/\*\*?$/, '');
}

/** Unpacks an artifact of an earlier job. @param folder an expression; `.` for the working folder */
export function unpackSteps(name: string, folder: string): readonly GithubStep[] {
  const into = folder === '.' ? '' : ` -C "${folder}"`;
  const make = folder === '.' ? '' : `mkdir -p "${folder}" && `;
  return [
    { uses: 'actions/download-artifact@v8', with: { name, path: '${{ runner.temp }}' } },
    { name: `Unpack ${name}`, run: `${make}tar -xf "$RUNNER_TEMP/${name}.tar"${into}` },
  ];
}
