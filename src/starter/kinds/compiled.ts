// Projects in Java and Go, and scripts for a shell.
import type { Detected, StarterBuild } from '../detected.ts';
import { firstOf, isSupporting, type Folder } from '../folder.ts';
import { pinnedVersion } from '../pinned-version.ts';
import { runtimeOf, runtimeVersion } from '../runtime-version.ts';
import { assetsOf } from './assets.ts';
import { everything } from './everything.ts';

export function detectMaven(folder: Folder): Detected | undefined {
  const pom = folder.read('pom.xml');
  if (pom === undefined) return undefined;
  // Its own folder is what stands before its name: a wrapper without one does not find its properties.
  const wrapper = folder.files.includes('mvnw') ? 'sh ./mvnw' : 'mvn';
  return javaProject({
    evidence: ['pom.xml', ...(isSpring(pom) ? ['pom.xml: spring-boot'] : [])],
    isServer: isSpring(pom),
    output: 'target',
    build: {
      ...runtimeOf('java', javaVersion(folder, pom)),
      test: [`${wrapper} -B --no-transfer-progress verify`],
      report: { files: ['TEST-*.xml'], baseDirectory: 'target/surefire-reports', format: 'JUNITXML' },
      cache: ['/root/.m2/**/*'],
    },
  });
}

export function detectGradle(folder: Folder): Detected | undefined {
  const file = firstOf(folder, 'build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts');
  if (file === undefined) return undefined;
  // A build of several projects has its plugins in theirs.
  const builds = folder.files.filter(
    (each) => /^([^/]+\/)?build\.gradle(\.kts)?$/.test(each) && !isSupporting(each),
  );
  const text = [file, ...builds].map((each) => folder.read(each) ?? '').join('\n');
  const server = builds.find((each) => folder.read(each)?.includes('org.springframework.boot') === true);
  const wrapper = folder.files.includes('gradlew') ? 'sh ./gradlew' : 'gradle';
  return javaProject({
    evidence: [file, ...(server === undefined ? [] : [`${server}: org.springframework.boot`])],
    isServer: server !== undefined,
    output:
      server === undefined
        ? '**/build/libs'
        : `${server.includes('/') ? server.slice(0, server.indexOf('/') + 1) : ''}build/libs`,
    build: {
      ...runtimeOf('java', javaVersion(folder, text)),
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

function javaProject({ evidence, isServer, output, build }: JavaProject): Detected {
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
      build: [`find ${output} -maxdepth 1 -name "*.jar" ! -name "*-plain.jar" -exec cp {} app.jar ";"`],
      artifacts: { files: ['app.jar'] },
    },
    delivery: { type: 'codedeploy', start: 'java -jar app.jar --server.port="$PORT"', programs: ['java'] },
  };
}

function isSpring(pom: string): boolean {
  return pom.includes('spring-boot-maven-plugin');
}

/** As the build has it, or else what Heroku, asdf or mise take. */
function javaVersion(folder: Folder, text: string): string | undefined {
  return (
    /<(?:java\.version|maven\.compiler\.(?:release|source|target)|release)>\s*(?:1\.)?(\d+)/.exec(
      text,
    )?.[1] ??
    /(?:JavaLanguageVersion\.of\(|sourceCompatibility\s*=\s*\D*)(\d+)/.exec(text)?.[1] ??
    /^java\.runtime\.version\s*=\s*(?:1\.)?(\d+)/m.exec(folder.read('system.properties') ?? '')?.[1] ??
    pinnedVersion(folder, 'java')?.split('.')[0]
  );
}

export function detectGo(folder: Folder): Detected | undefined {
  const module = folder.read('go.mod') ?? folder.read('go.work');
  if (module === undefined) return oneProgramInGo(folder);
  const main = mainOfGo(folder);
  const isServer = folder.files.some((file) => listensInGo(folder, file));
  const evidence = [
    folder.files.includes('go.mod') ? 'go.mod' : 'go.work',
    ...(main === undefined ? [] : [main]),
  ];
  const place = main?.includes('/') === true ? `./${folderOf(main)}` : '.';
  const isWorkspace = folder.read('go.mod') === undefined;
  const build: StarterBuild = {
    ...runtimeOf('golang', /^go (1\.\d+)/m.exec(module)?.[1]),
    // With the settings of the build, which then finds the compiled packages.
    test: isWorkspace ? [] : [`${main === undefined ? '' : 'CGO_ENABLED=0 '}go test ./...`],
    build:
      main === undefined
        ? isWorkspace
          ? ['go work sync']
          : ['go build ./...']
        : [`CGO_ENABLED=0 go build -o app ${place}`],
    artifacts: main === undefined ? everything : { files: ['app'] },
    cache: ['/root/go/pkg/mod/**/*', '/root/.cache/go-build/**/*'],
  };
  if (!isServer || main === undefined)
    return { title: 'a project in Go', evidence, build, delivery: { type: 'none' } };
  return {
    title: 'a server in Go',
    evidence,
    build: { ...build, artifacts: { files: ['app', ...assetsOf(folder, /\.go$/)] } },
    delivery: { type: 'codedeploy', start: './app', programs: [] },
  };
}

function listensInGo({ read }: Folder, file: string): boolean {
  return (
    isSourceOfGo(file) &&
    /\.ListenAndServe(TLS)?\(|\bgin\.(Default|New)\(|\becho\.New\(|\bfiber\.New\(/.test(read(file) ?? '')
  );
}

function isSourceOfGo(file: string): boolean {
  return /(?<!_test)\.go$/.test(file) && !isSupporting(file);
}

/**
 * Of several programs the one that listens itself at the root or below cmd, else that at the root, else another one that
 * listens, else the one that is called as a server is; the nearest of those.
 */
function mainOfGo(folder: Folder): string | undefined {
  const mains = folder.files.filter(
    (file) => isSourceOfGo(file) && /^package main\b/m.test(folder.read(file) ?? ''),
  );
  const listening = mains.filter((main) =>
    mains.some((file) => folderOf(file) === folderOf(main) && listensInGo(folder, file)),
  );
  const called = mains.find((main) => /(^|\/)(server|api|web|app|service)\/[^/]+$/.test(main));
  return (
    listening.find((main) => /^(cmd\/.*|[^/]*)$/.test(main)) ??
    mains.find((main) => !main.includes('/')) ??
    listening[0] ??
    called ??
    mains[0]
  );
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** Files without a module, which the compiler takes by their names. */
function oneProgramInGo({ files, read }: Folder): Detected | undefined {
  const sources = files.filter((file) => /^[^/]+(?<!_test)\.go$/.test(file));
  if (!sources.some((file) => /^package main\b/m.test(read(file) ?? ''))) return undefined;
  return {
    title: 'a project in Go',
    evidence: sources.slice(0, 3),
    build: {
      runtimes: runtimeVersion('golang'),
      build: [`go build -o app ${sources.join(' ')}`],
      artifacts: { files: ['app'] },
    },
    delivery: { type: 'none' },
  };
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
