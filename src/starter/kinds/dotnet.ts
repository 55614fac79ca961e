// A project for .NET: a server of ASP.NET Core, which CodeDeploy puts on instances, or what is built and tested.
import { quoteWord } from '../../lib/quote-word.ts';
import type { Detected, StarterBuild } from '../detected.ts';
import { isSupporting, type Folder } from '../folder.ts';
import { minorOf, pinnedVersion } from '../pinned-version.ts';
import { runtimeOf } from '../runtime-version.ts';

const output = 'out';

/** Of the solution or project at the root, or else of what is named: its commands find nothing by themselves below. */
export function dotnetBuild(folder: Folder, project = ''): StarterBuild {
  const atRoot = folder.files.filter((file) => /^[^/]+\.(slnx?|[cf]sproj)$/.test(file));
  const solution = atRoot.find((file) => /\.slnx?$/.test(file));
  // Of several, none is taken by itself.
  const named = atRoot.length === 1 ? undefined : (solution ?? atRoot[0] ?? project);
  const target = named === undefined || named === '' ? '' : ` ${quoteWord(named)}`;
  const tests = solution === undefined ? testsOf(folder) : [];
  return {
    ...runtimeOf('dotnet', sdkVersion(folder)),
    install: [`dotnet restore${target}`],
    test:
      tests.length === 0
        ? [`dotnet test${target} --no-restore ${report}`]
        : tests.map((file) => `dotnet test ${quoteWord(file)} ${report}`),
    build: [`dotnet publish${target} --configuration Release --output ${output}`],
    artifacts: { baseDirectory: output, files: ['**/*'] },
    report: { files: ['*.trx'], baseDirectory: 'reports', format: 'VISUALSTUDIOTRX' },
  };
}

const report = '--logger trx --results-directory reports';

/** The project that is one of the Web SDK; of a solution, the first of them. */
export function detectDotnetServer(folder: Folder): Detected | undefined {
  const project = projectsOf(folder).find((file) => isWeb(folder.read(file) ?? ''));
  if (project === undefined || !servesAnything(folder)) return undefined;
  const base = project.slice(project.lastIndexOf('/') + 1).replace(/\.[cf]sproj$/, '');
  const assembly = /<AssemblyName>([^<$\n]+)</.exec(folder.read(project) ?? '')?.[1]?.trim() ?? base;
  return {
    title: 'a server for .NET',
    evidence: [`${project}: Microsoft.NET.Sdk.Web`],
    build: {
      ...dotnetBuild(folder, project),
      build: [`dotnet publish ${quoteWord(project)} --configuration Release --output ${output}`],
      artifacts: { files: [`${output}/**/*`] },
    },
    delivery: {
      type: 'codedeploy',
      // Its settings and its pages are found from its own folder.
      start: `env -C ${output} dotnet ${quoteWord(`${assembly}.dll`)} --urls "http://0.0.0.0:$PORT"`,
      programs: ['dotnet'],
    },
  };
}

/** Where no solution names them: projects whose packages run tests. */
function testsOf({ files, read }: Folder): readonly string[] {
  return files.filter(
    (file) => /\.[cf]sproj$/.test(file) && /Microsoft\.NET\.Test\.Sdk/.test(read(file) ?? ''),
  );
}

function projectsOf({ files }: Folder): readonly string[] {
  return files.filter((file) => /\.[cf]sproj$/.test(file) && !isSupporting(file));
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
    minorOf(pinnedVersion(folder, 'dotnet', 'dotnet-core'));
  const targets = projectsOf(folder).map(
    (file) => /<TargetFrameworks?>\s*net(\d+\.\d+)/.exec(folder.read(file) ?? '')?.[1],
  );
  return written ?? targets.find((each) => each !== undefined);
}
