// Where package managers keep what they have downloaded, below the home folder of the user that builds. Each is the
// default that the manual of the tool gives for Linux.

interface CacheFolder {
  readonly tool: string;
  /** How people name it in a path: one whole part of it. */
  readonly names: readonly string[];
  /** All that it keeps, the folder to cache first. */
  readonly folders: readonly string[];
}

export const cacheFolders: readonly CacheFolder[] = [
  { tool: 'pip', names: ['pip'], folders: ['.cache/pip', '.local/lib', '.config/pip', '.pip'] },
  { tool: 'pipenv', names: ['pipenv'], folders: ['.cache/pipenv', '.local/share/virtualenvs'] },
  { tool: 'poetry', names: ['poetry', 'pypoetry'], folders: ['.cache/pypoetry'] },
  { tool: 'uv', names: ['uv'], folders: ['.cache/uv', '.local/share/uv'] },
  { tool: 'npm', names: ['npm', 'npm-cache', '_cacache'], folders: ['.npm'] },
  { tool: 'pnpm', names: ['pnpm', 'pnpm-store'], folders: ['.local/share/pnpm', '.cache/pnpm'] },
  { tool: 'Maven', names: ['m2', 'maven', 'mvn'], folders: ['.m2'] },
  { tool: 'Gradle', names: ['gradle'], folders: ['.gradle/caches', '.gradle'] },
  {
    tool: 'sbt',
    names: ['sbt', 'ivy2', 'coursier'],
    folders: ['.cache/coursier', '.sbt', '.ivy2', '.coursier'],
  },
  { tool: 'Cargo', names: ['cargo'], folders: ['.cargo/registry', '.cargo'] },
  { tool: 'NuGet', names: ['nuget'], folders: ['.nuget/packages', '.nuget', '.local/share/NuGet'] },
  { tool: 'Composer', names: ['composer'], folders: ['.cache/composer', '.composer'] },
];
