// The runtime-versions of a buildspec as the actions that set tools up on a runner. Pure.
// Source: CodeBuild user guide, "Available runtimes".
import type { Buildspec } from '../../../model/build.ts';
import type { GithubShare, GithubStep } from '../../../model/github-job.ts';

export function toolSteps({ phases }: Buildspec): Pick<GithubShare, 'steps' | 'losses'> {
  const wanted = Object.entries(phases.install?.runtimeVersions ?? {});
  const found = wanted.map(([runtime, version]) => ({ runtime, step: setups[runtime]?.(version) }));
  return {
    steps: found.flatMap(({ step }) => step ?? []),
    losses: found.flatMap(({ runtime, step }) =>
      step === undefined ? [`the runtime ${runtime} is what the runner has`] : [],
    ),
  };
}

const setups: Readonly<Record<string, (version: string) => GithubStep>> = {
  nodejs: (version) => ({
    uses: 'actions/setup-node@v7',
    with: { 'node-version': version === 'latest' ? 'latest' : plain(version) },
  }),
  python: (version) => ({
    uses: 'actions/setup-python@v7',
    with: { 'python-version': version === 'latest' ? '3.x' : plain(version) },
  }),
  java: (version) => ({
    uses: 'actions/setup-java@v5',
    with: { distribution: 'corretto', 'java-version': version.replace(/^(?:corretto|openjdk)/, '') },
  }),
  golang: (version) => ({
    uses: 'actions/setup-go@v6',
    with: { 'go-version': version === 'latest' ? 'stable' : plain(version) },
  }),
  dotnet: (version) => ({
    uses: 'actions/setup-dotnet@v5',
    with: { 'dotnet-version': /^\d+$/.test(version) ? `${version}.x` : plain(version) },
  }),
  ruby: (version) => ({
    uses: 'ruby/setup-ruby@v1',
    with: { 'ruby-version': version === 'latest' ? 'ruby' : plain(version) },
  }),
  php: (version) => ({
    uses: 'shivammathur/setup-php@v2',
    with: { 'php-version': plain(version) },
  }),
};

/** `3.x` and `18.x` are ranges for both; `$VERSION` is no version of GitHub's. */
function plain(version: string): string {
  return version.replace(/^v/, '');
}
