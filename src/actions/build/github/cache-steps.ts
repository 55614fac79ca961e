// The cache of a build as a step: the newest one of the project is restored, and a new one is kept by each run. Pure.
// Sources: CodeBuild user guide, "Cache builds"; the README of actions/cache.
import type { Buildspec, BuildProject } from '../../../model/build.ts';
import type { GithubStep } from '../../../model/github-job.ts';

/** A project without a cache ignores the paths of its buildspec. */
export function cacheSteps(project: BuildProject, { cache }: Buildspec): readonly GithubStep[] {
  const isKept =
    project.cache?.type === 'S3' || project.cache?.modes?.includes('LOCAL_CUSTOM_CACHE') === true;
  if (cache === undefined || !isKept) return [];
  const prefix = `\${{ runner.os }}-${project.name}-`;
  return [
    {
      uses: 'actions/cache@v5',
      with: {
        path: cache.paths.map(folderOf).join('\n'),
        key: `${prefix}\${{ github.run_id }}`,
        'restore-keys': prefix,
      },
    },
  ];
}

/** CodeBuild names the files in a folder, GitHub the folder; the home of builds is root's. */
function folderOf(path: string): string {
  return path.replace(/\/\*\*\/\*$|\/\*\*?$/, '').replace(/^\/root(?=\/|$)/, '~');
}
