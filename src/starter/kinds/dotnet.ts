// A project for .NET: a server of ASP.NET Core, which CodeDeploy puts on instances, or what is built and tested.
import type { Detected, StarterBuild } from '../detected.ts';
import type { Folder } from '../folder.ts';
import { pinnedVersion } from '../pinned-version.ts';
import { runtimeVersion } from '../runtime-version.ts';

const output = 'out';

export function dotnetBuild(folder: Folder): StarterBuild {
  return {
    runtimes: runtimeVersion('dotnet', sdkVersion(folder)),
    install: ['dotnet restore'],
    test: ['dotnet test --no-restore --logger trx --results-directory reports'],
    build: [`dotnet publish --configuration Release --output ${output}`],
    artifacts: { baseDirectory: output, files: ['**/*'] },
    report: { files: ['*.trx'], baseDirectory: 'reports', format: 'VISUALSTUDIOTRX' },
  };
}

/** The project that is one of the Web SDK; of a solution, the first of them. */
export function detectDotnetServer(folder: Folder): Detected | undefined {
  const project = projectsOf(folder).find((file) => isWeb(folder.read(file) ?? ''));
  if (project === undefined || !servesAnything(folder)) return undefined;
  const base = project.slice(project.lastIndexOf('/') + 1).replace(/\.[cf]sproj$/, '');
  const assembly = /<AssemblyName>\s*([\w.-]+)\s*</.exec(folder.read(project) ?? '')?.[1] ?? base;
  return {
    title: 'a server for .NET',
    evidence: [`${project}: Microsoft.NET.Sdk.Web`],
    build: {
      ...dotnetBuild(folder),
      build: [`dotnet publish ${project} --configuration Release --output ${output}`],
      artifacts: { files: [`${output}/**/*`] },
    },
    delivery: {
      type: 'codedeploy',
      // Its settings and its pages are found from its own folder.
      start: `env -C ${output} dotnet ${assembly}.dll --urls "http://0.0.0.0:$PORT"`,
      programs: ['dotnet'],
    },
  };
}

function projectsOf({ files }: Folder): readonly string[] {
  return files.filter((file) => /\.[cf]sproj$/.test(file) && !/(^|\/)tests?\//i.test(file));
}

function isWeb(project: string): boolean {
  return /\bSdk\s*=\s*"Microsoft\.NET\.Sdk\.Web\b/.test(project);
}

/** The Web SDK is taken for programs that serve nothing, too. */
function servesAnything({ files, read }: Folder): boolean {
  return files.some(
    (file) => /\.(cs|fs)$/.test(file) && /\b(WebApplication|WebHost|ConfigureWebHost)/.test(read(file) ?? ''),
  );
}

/** As global.json, asdf or mise pin it, or else what the first project is compiled for. */
function sdkVersion(folder: Folder): string | undefined {
  const written =
    /"version"\s*:\s*"(\d+\.\d+)/.exec(folder.read('global.json') ?? '')?.[1] ??
    pinnedVersion(folder, 'dotnet', 'dotnet-core');
  const targets = projectsOf(folder).map(
    (file) => /<TargetFrameworks?>\s*net(\d+\.\d+)/.exec(folder.read(file) ?? '')?.[1],
  );
  return /^\d+\.\d+/.exec(written ?? '')?.[0] ?? targets.find((each) => each !== undefined);
}
