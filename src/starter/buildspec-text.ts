// The buildspec of a starter, in YAML.
import { defined } from '../lib/defined.ts';
import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import type { StarterBuild } from './detected.ts';

// Loaded when a buildspec is written.
const load = createRequire(import.meta.url);

/** Tests go before the build, so that nothing untested is packaged; `build` waits for both. */
export function buildspecText(build: StarterBuild, reportName: string): string {
  const {
    runtimes,
    variables,
    install = [],
    test = [],
    build: commands = [],
    artifacts,
    report,
    cache,
  } = build;
  const value = {
    version: 0.2,
    ...(variables === undefined ? {} : { env: { variables } }),
    phases: {
      ...(runtimes === undefined && install.length === 0
        ? {}
        : {
            install: {
              ...defined({ 'runtime-versions': runtimes }),
              ...(install.length === 0 ? {} : { commands: install }),
            },
          }),
      ...(test.length === 0 ? {} : { pre_build: { commands: test } }),
      build: { commands: commands.length === 0 ? ['echo "There is nothing to compile"'] : commands },
    },
    ...(report === undefined
      ? {}
      : {
          reports: {
            [reportName]: {
              files: report.files,
              'base-directory': report.baseDirectory,
              'file-format': report.format,
            },
          },
        }),
    ...(artifacts === undefined
      ? {}
      : {
          artifacts: {
            ...(artifacts.baseDirectory === undefined ? {} : { 'base-directory': artifacts.baseDirectory }),
            files: artifacts.files,
            ...(artifacts.exclude === undefined ? {} : { 'exclude-paths': artifacts.exclude }),
          },
        }),
    ...(cache === undefined ? {} : { cache: { paths: cache } }),
  };
  const yaml = load('yaml') as typeof Yaml;
  return yaml.stringify(value, { lineWidth: 0, singleQuote: true, flowCollectionPadding: true });
}
