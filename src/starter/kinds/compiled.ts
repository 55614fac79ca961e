// Projects in languages that are compiled, and in those whose packages a tool installs: Java, Go, Rust, .NET, Ruby, PHP …
import type { Detected, StarterBuild } from '../detected.ts';
import { firstOf, type Folder } from '../folder.ts';
import { runtimeVersion } from '../runtime-version.ts';

const everything = { files: ['**/*'], exclude: ['.git/**/*'] } as const;

export function detectMaven(folder: Folder): Detected | undefined {
  const pom = folder.read('pom.xml');
  if (pom === undefined) return undefined;
  const wrapper = folder.files.includes('mvnw') ? 'sh mvnw' : 'mvn';
  return javaProject(folder, {
    evidence: ['pom.xml', ...(isSpring(pom) ? ['pom.xml: spring-boot'] : [])],
    isServer: isSpring(pom),
    output: 'target',
    build: {
      runtimes: runtimeVersion('java', javaVersion(pom)),
      test: [`${wrapper} -B --no-transfer-progress verify`],
      report: { files: ['TEST-*.xml'], baseDirectory: 'target/surefire-reports', format: 'JUNITXML' },
      cache: ['/root/.m2/**/*'],
    },
  });
}

export function detectGradle(folder: Folder): Detected | undefined {
  const file = firstOf(folder, 'build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts');
  if (file === undefined) return undefined;
  const text = folder.read(file) ?? '';
  const wrapper = folder.files.includes('gradlew') ? 'sh gradlew' : 'gradle';
  const isServer = text.includes('org.springframework.boot');
  return javaProject(folder, {
    evidence: [file, ...(isServer ? [`${file}: org.springframework.boot`] : [])],
    isServer,
    output: '**/build/libs',
    build: {
      runtimes: runtimeVersion('java', javaVersion(text)),
      test: [`${wrapper} --console=plain build`],
      report: { files: ['**/test-results/test/TEST-*.xml'], baseDirectory: '.', format: 'JUNITXML' },
      cache: ['/root/.gradle/caches/**/*'],
    },
  });
}

interface JavaProject {
  readonly evidence: readonly string[];
  readonly isServer: boolean;
  /** Where the archives are. */
  readonly output: string;
  readonly build: StarterBuild;
}

function javaProject(_folder: Folder, { evidence, isServer, output, build }: JavaProject): Detected {
  if (!isServer)
    return {
      title: 'a project in Java',
      evidence,
      build: { ...build, artifacts: { files: [`${output}/*.jar`, `${output}/*.war`] } },
      delivery: { type: 'none' },
    };
  return {
    title: 'a server in Java (Spring Boot)',
    evidence,
    build: {
      ...build,
      build: [
        `find ${output.replace('**/', '')} -maxdepth 1 -name "*.jar" ! -name "*-plain.jar" -exec cp {} app.jar ";"`,
      ],
      artifacts: { files: ['app.jar'] },
    },
    delivery: { type: 'codedeploy', start: 'java -jar app.jar --server.port="$PORT"', programs: ['java'] },
  };
}

function isSpring(pom: string): boolean {
  return pom.includes('spring-boot-maven-plugin');
}

function javaVersion(text: string): string | undefined {
  return (
    /<(?:java\.version|maven\.compiler\.(?:release|source|target)|release)>\s*(?:1\.)?(\d+)/.exec(
      text,
    )?.[1] ?? /(?:JavaLanguageVersion\.of\(|sourceCompatibility\s*=\s*\D*)(\d+)/.exec(text)?.[1]
  );
}

export function detectGo(folder: Folder): Detected | undefined {
  const module = folder.read('go.mod') ?? folder.read('go.work');
  if (module === undefined) return undefined;
  const main = folder.files.find(
    (file) => file.endsWith('.go') && /^package main\b/m.test(folder.read(file) ?? ''),
  );
  const isServer = folder.files.some(
    (file) =>
      file.endsWith('.go') &&
      /\.ListenAndServe\(|\bgin\.(Default|New)\(|\becho\.New\(|\bfiber\.New\(/.test(folder.read(file) ?? ''),
  );
  const evidence = [
    folder.files.includes('go.mod') ? 'go.mod' : 'go.work',
    ...(main === undefined ? [] : [main]),
  ];
  const place = main?.includes('/') === true ? `./${main.slice(0, main.lastIndexOf('/'))}` : '.';
  const isWorkspace = folder.read('go.mod') === undefined;
  const build: StarterBuild = {
    runtimes: runtimeVersion('golang', /^go (1\.\d+)/m.exec(module)?.[1]),
    test: isWorkspace ? [] : ['go test ./...'],
    build:
      main === undefined
        ? isWorkspace
          ? ['go work sync']
          : ['go build ./...']
        : [`CGO_ENABLED=0 go build -o app ${place}`],
    artifacts: main === undefined ? everything : { files: ['app'] },
    cache: ['/root/go/pkg/mod/**/*'],
  };
  if (!isServer || main === undefined)
    return { title: 'a project in Go', evidence, build, delivery: { type: 'none' } };
  return {
    title: 'a server in Go',
    evidence,
    build,
    delivery: { type: 'codedeploy', start: './app', programs: [] },
  };
}

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
    build: () => ({
      runtimes: runtimeVersion('rust'),
      test: ['cargo test --workspace'],
      build: ['cargo build --release --workspace'],
      artifacts: { files: ['target/release/*'] },
      cache: ['/root/.cargo/registry/**/*'],
    }),
  },
  {
    title: 'a project for .NET',
    files: /^[^/]+\.(sln|slnx|csproj|fsproj)$/,
    build: () => ({
      runtimes: runtimeVersion('dotnet'),
      install: ['dotnet restore'],
      test: ['dotnet test --no-restore --logger trx --results-directory reports'],
      build: ['dotnet publish --configuration Release --output out'],
      artifacts: { baseDirectory: 'out', files: ['**/*'] },
      report: { files: ['*.trx'], baseDirectory: 'reports', format: 'VISUALSTUDIOTRX' },
    }),
  },
  {
    title: 'a project in Ruby',
    files: /^Gemfile$/,
    build: (folder) => ({
      runtimes: runtimeVersion('ruby'),
      install: ['bundle install'],
      test: folder.files.some((file) => file.startsWith('spec/'))
        ? ['bundle exec rspec']
        : folder.files.includes('Rakefile') && folder.files.some((file) => file.startsWith('test/'))
          ? ['bundle exec rake test']
          : [],
      build: ['ruby -e "Dir[%q(**/*.rb)].each { |file| RubyVM::InstructionSequence.compile_file(file) }"'],
      artifacts: everything,
    }),
  },
  {
    title: 'a project in PHP',
    files: /^(composer\.json|index\.php)$/,
    build: (folder) => ({
      runtimes: runtimeVersion('php'),
      install: folder.files.includes('composer.json')
        ? ['composer install --no-interaction --no-progress']
        : [],
      test: folder.files.some((file) => file.startsWith('phpunit.xml')) ? ['vendor/bin/phpunit'] : [],
      build: ['find . -name "*.php" -not -path "./vendor/*" -print0 | xargs -0 -n 1 php -l'],
      artifacts: everything,
    }),
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

/** The last resort: scripts for a shell are checked. */
export function detectShell(folder: Folder): Detected | undefined {
  const scripts = folder.files.filter((file) => /^[^/]+\.(sh|bash)$/.test(file));
  if (scripts.length === 0) return undefined;
  return {
    title: 'scripts for a shell',
    evidence: scripts.slice(0, 3),
    build: { build: scripts.map((file) => `bash -n ${file}`), artifacts: everything },
    delivery: { type: 'none' },
  };
}
