// What the actions that set up a language keep of its packages (actions/setup-python, -node, -java, -go: "Caching"). Pure.

export interface PackageManager {
  /** Patterns of the files that say which packages; the first that match count. */
  readonly dependencies: readonly (readonly string[])[];
  /** Where the packages lie. */
  readonly folders: readonly string[];
}

const locks = (...names: readonly string[]): PackageManager['dependencies'] => names.map((name) => [name]);

/** By the action's tool, and by what its input `cache` says. */
const managers: Readonly<Record<string, Readonly<Record<string, PackageManager>>>> = {
  python: {
    pip: {
      dependencies: [['**/requirements.txt'], ['**/pyproject.toml']],
      folders: ['~/.cache/pip'],
    },
    pipenv: { dependencies: locks('**/Pipfile.lock'), folders: ['~/.local/share/virtualenvs'] },
    poetry: { dependencies: locks('**/poetry.lock'), folders: ['~/.cache/pypoetry'] },
  },
  node: {
    npm: {
      dependencies: locks('package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock'),
      folders: ['~/.npm'],
    },
    yarn: { dependencies: locks('yarn.lock'), folders: ['~/.cache/yarn', '~/.yarn/berry/cache'] },
    pnpm: { dependencies: locks('pnpm-lock.yaml'), folders: ['~/.local/share/pnpm/store'] },
  },
  java: {
    maven: { dependencies: locks('**/pom.xml'), folders: ['~/.m2/repository'] },
    gradle: {
      dependencies: [
        [
          '**/*.gradle*',
          '**/gradle-wrapper.properties',
          'buildSrc/**/Versions.kt',
          'buildSrc/**/Dependencies.kt',
          'gradle/*.versions.toml',
          '**/versions.properties',
        ],
      ],
      folders: ['~/.gradle/caches', '~/.gradle/wrapper'],
    },
    sbt: {
      dependencies: [['**/*.sbt', '**/project/build.properties', '**/project/**.scala', '**/project/**.sbt']],
      folders: ['~/.ivy2/cache', '~/.sbt', '~/.cache/coursier'],
    },
  },
  go: {
    true: { dependencies: locks('go.sum', 'go.mod'), folders: ['~/go/pkg/mod', '~/.cache/go-build'] },
  },
};

/** Undefined for one that the action does not know. */
export function packageManager(tool: string, cache: string): PackageManager | undefined {
  return managers[tool]?.[cache.toLowerCase()];
}

export function managersOf(tool: string): readonly string[] {
  return Object.keys(managers[tool] ?? {});
}
