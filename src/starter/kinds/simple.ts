// Projects whose packages a tool of their language installs: what is built and tested, and delivered nowhere before the user
// says where.
import type { Detected, StarterBuild } from '../detected.ts';
import { firstOf, type Folder } from '../folder.ts';
import { runtimeVersion } from '../runtime-version.ts';
import { dotnetBuild } from './dotnet.ts';
import { everything } from './everything.ts';
import { phpBuild, rubyBuild, rustBuild } from './servers.ts';

const inOut = { baseDirectory: 'out', files: ['**/*'] } as const;

interface Simple {
  readonly title: string;
  /** The first that is there counts. */
  readonly files: RegExp;
  readonly build: (folder: Folder) => StarterBuild;
}

/** What is built and tested, and delivered nowhere before the user says where. */
const simple: readonly Simple[] = [
  {
    title: 'a project in Rust',
    files: /^Cargo\.toml$/,
    build: rustBuild,
  },
  {
    title: 'a project for .NET',
    files: /^[^/]+\.(sln|slnx|csproj|fsproj)$/,
    build: dotnetBuild,
  },
  {
    title: 'a project in Ruby',
    files: /^Gemfile$/,
    build: rubyBuild,
  },
  {
    title: 'a project in PHP',
    files: /^(composer\.json|index\.php)$/,
    build: phpBuild,
  },
  {
    title: 'a project in Elixir',
    files: /^mix\.exs$/,
    build: () => ({
      install: ['mix deps.get'],
      test: ['mix test'],
      build: ['MIX_ENV=prod mix compile'],
      artifacts: everything,
    }),
  },
  {
    title: 'a project in Gleam',
    files: /^gleam\.toml$/,
    build: () => ({
      install: ['gleam deps download'],
      test: ['gleam test'],
      build: ['gleam build'],
      artifacts: everything,
    }),
  },
  {
    title: 'a project for Deno',
    files: /^deno\.jsonc?$/,
    build: () => ({
      install: ['npm install --global deno'],
      test: ['deno test --allow-all --permit-no-files'],
      build: [],
      artifacts: everything,
    }),
  },
  {
    title: 'a project that CMake builds',
    files: /^CMakeLists\.txt$/,
    build: () => ({
      build: ['cmake -S . -B build', 'cmake --build build', 'ctest --test-dir build'],
      artifacts: { baseDirectory: 'build', files: ['**/*'] },
    }),
  },
  {
    title: 'a project that Meson builds',
    files: /^meson\.build$/,
    build: () => ({
      install: ['pip install meson ninja'],
      build: ['meson setup build', 'meson compile -C build', 'meson test -C build'],
      artifacts: { baseDirectory: 'build', files: ['**/*'] },
    }),
  },
  {
    title: 'a project in Scala',
    files: /^build\.(sbt|sc|mill)$/,
    build: ({ files }) =>
      files.includes('build.sbt')
        ? {
            runtimes: runtimeVersion('java'),
            test: ['sbt -batch test'],
            build: ['sbt -batch package'],
            artifacts: { files: ['target/scala-*/*.jar'] },
          }
        : {
            runtimes: runtimeVersion('java'),
            test: ['mill __.test'],
            build: ['mill __.assembly'],
            artifacts: everything,
          },
  },
  {
    title: 'a project in Clojure',
    files: /^(project\.clj|deps\.edn)$/,
    build: ({ files }) =>
      files.includes('project.clj')
        ? {
            runtimes: runtimeVersion('java'),
            install: ['lein deps'],
            test: ['lein test'],
            build: ['lein uberjar'],
            artifacts: { files: ['target/**/*.jar'] },
          }
        : {
            runtimes: runtimeVersion('java'),
            install: ['clojure -P'],
            build: ['clojure -M -e "(println :ready)"'],
            artifacts: everything,
          },
  },
  {
    title: 'a project in Haskell',
    files: /^(stack\.yaml|[^/]+\.cabal)$/,
    build: ({ files }) =>
      files.includes('stack.yaml')
        ? { test: ['stack test'], build: ['stack build --copy-bins --local-bin-path out'], artifacts: inOut }
        : {
            install: ['cabal update'],
            test: ['cabal test all'],
            build: ['cabal install --install-method=copy --installdir=out'],
            artifacts: inOut,
          },
  },
  {
    title: 'a package in Swift',
    files: /^Package\.swift$/,
    build: () => ({
      test: ['swift test'],
      build: ['swift build --configuration release'],
      artifacts: { files: ['.build/release/*'] },
    }),
  },
  {
    title: 'a project in Dart',
    files: /^pubspec\.ya?ml$/,
    build: (folder) => {
      const isFlutter = /^[ \t]*sdk:[ \t]*flutter\b/m.test(
        folder.read(firstOf(folder, 'pubspec.yaml', 'pubspec.yml') ?? '') ?? '',
      );
      const tool = isFlutter ? 'flutter' : 'dart';
      return {
        install: [`${tool} pub get`],
        test: folder.files.some((file) => /^test\/.*_test\.dart$/.test(file)) ? [`${tool} test`] : [],
        build: [`${tool} analyze`],
        artifacts: everything,
      };
    },
  },
  {
    title: 'a project in Crystal',
    files: /^shard\.yml$/,
    build: ({ files }) => ({
      install: ['shards install'],
      test: files.some((file) => file.startsWith('spec/')) ? ['crystal spec'] : [],
      build: ['shards build --release'],
      artifacts: { files: ['bin/*'] },
    }),
  },
  {
    title: 'a project in Zig',
    files: /^build\.zig$/,
    build: (folder) => ({
      test: /b\.step\("test"/.test(folder.read('build.zig') ?? '') ? ['zig build test'] : [],
      build: ['zig build -Doptimize=ReleaseSafe'],
      artifacts: { files: ['zig-out/**/*'] },
    }),
  },
  {
    title: 'a program in COBOL',
    files: /^(src\/)?[^/]+\.(cbl|cob)$/,
    build: ({ files }) => {
      const main = files.find((file) => /^(src\/)?[^/]+\.(cbl|cob)$/.test(file)) ?? '';
      return { build: [`cobc -x -o app ${main}`], artifacts: { files: ['app'] } };
    },
  },
  {
    title: 'a project with a Makefile',
    files: /^(GNUm|M|m)akefile$/,
    build: (folder) => ({
      test: /^test\s*:/m.test(folder.read('Makefile') ?? '') ? ['make test'] : [],
      build: ['make'],
      artifacts: everything,
    }),
  },
];

export function detectSimple(folder: Folder): Detected | undefined {
  for (const { title, files, build } of simple) {
    const file = folder.files.find((each) => files.test(each));
    if (file !== undefined)
      return { title, evidence: [file], build: build(folder), delivery: { type: 'none' } };
  }
  return undefined;
}
