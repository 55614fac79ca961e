// From the keys of a buildspec to the model: defaults filled in, the spellings of 0.1 and 0.2 made one.
import { defined } from '../../lib/defined.ts';
import {
  type Buildspec,
  type BuildspecArtifacts,
  type BuildspecPhase,
  type BuildspecPhaseName,
  type BuildspecReport,
} from '../../model/build.ts';
import type { RawArtifacts, RawBuildspec, RawEnv, RawReport } from './buildspec-shape.ts';

/** Of a buildspec in which no error was found. */
export function modelOfBuildspec(raw: RawBuildspec): Buildspec {
  const { 'run-as': runAs, artifacts, cache } = raw;
  return {
    version: raw.version,
    ...defined({ runAs }),
    env: modelOfEnv(raw.env ?? {}, raw.environment_variables?.plaintext ?? {}),
    proxy: { uploadArtifacts: raw.proxy?.['upload-artifacts'] ?? false, logs: raw.proxy?.logs ?? false },
    ...defined({ batch: raw.batch }),
    phases: modelOfPhases(raw.phases ?? {}),
    ...(raw.phases === undefined ? { onlyBatches: true as const } : {}),
    reports: Object.entries(raw.reports ?? {}).map(([name, report]) => modelOfReport(name, report)),
    ...(artifacts === undefined ? {} : { artifacts: modelOfAllArtifacts(artifacts) }),
    ...(cache === undefined ? {} : { cache: modelOfCache(cache) }),
  };
}

function modelOfEnv(env: RawEnv, plaintext: Readonly<Record<string, string>>): Buildspec['env'] {
  return {
    ...defined({ shell: env.shell }),
    variables: { ...plaintext, ...env.variables },
    parameterStore: env['parameter-store'] ?? {},
    secretsManager: env['secrets-manager'] ?? {},
    exportedVariables: env['exported-variables'] ?? [],
    gitCredentialHelper: env['git-credential-helper'] ?? false,
  };
}

const phaseNames: readonly BuildspecPhaseName[] = ['install', 'pre_build', 'build', 'post_build'];

function modelOfPhases(phases: RawBuildspec['phases'] & {}): Buildspec['phases'] {
  return Object.fromEntries(
    phaseNames.flatMap((name) => {
      const phase = phases[name];
      return phase === undefined ? [] : [[name, modelOfPhase(phase)]];
    }),
  );
}

/** What `install` can have as well as the others: only it may do without commands. */
type RawPhase = NonNullable<NonNullable<RawBuildspec['phases']>['install']>;

function modelOfPhase(phase: RawPhase): BuildspecPhase {
  const { 'run-as': runAs, 'on-failure': onFailure, 'runtime-versions': runtimeVersions } = phase;
  return {
    ...defined({ runAs, onFailure, runtimeVersions }),
    commands: phase.commands ?? [],
    finally: phase.finally ?? [],
  };
}

function modelOfReport(name: string, report: RawReport): BuildspecReport {
  const baseDirectory = report['base-directory'];
  return {
    name,
    files: report.files,
    fileFormat: report['file-format'] ?? 'JUNITXML',
    ...defined({ baseDirectory }),
    discardPaths: report['discard-paths'] ?? false,
  };
}

function modelOfAllArtifacts(raw: RawBuildspec['artifacts'] & {}): Buildspec['artifacts'] & {} {
  const secondary = Object.entries(raw['secondary-artifacts'] ?? {});
  return {
    ...modelOfArtifacts({ ...raw, files: raw.files ?? [] }),
    secondaryArtifacts: Object.fromEntries(secondary.map(([id, each]) => [id, modelOfArtifacts(each)])),
  };
}

function modelOfArtifacts(raw: RawArtifacts): BuildspecArtifacts {
  const { name, 'base-directory': baseDirectory, 's3-prefix': s3Prefix } = raw;
  return {
    files: raw.files,
    ...defined({ name }),
    discardPaths: raw['discard-paths'] ?? false,
    ...defined({ baseDirectory }),
    excludePaths: raw['exclude-paths'] ?? [],
    enableSymlinks: raw['enable-symlinks'] ?? false,
    ...defined({ s3Prefix }),
  };
}

function modelOfCache(raw: RawBuildspec['cache'] & {}): Buildspec['cache'] & {} {
  const { paths, key, action } = raw;
  return {
    paths,
    ...defined({ key }),
    fallbackKeys: raw['fallback-keys'] ?? [],
    ...defined({ action }),
  };
}
