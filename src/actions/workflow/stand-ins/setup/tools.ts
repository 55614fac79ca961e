// The tools that can be set up: how each is found and asked, and what the action leaves for the steps after it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Tool {
  /** For messages. */
  readonly name: string;
  readonly program: string;
  readonly versionArgs: readonly string[];
  /** The version is its first group. */
  readonly answer: RegExp;
  readonly input: string;
  readonly fileInput?: string;
  /** Folders with programs of other versions, besides those of PATH. */
  readonly folders: (env: NodeJS.ProcessEnv) => readonly string[];
  /** Name of the output that gives the version. */
  readonly output?: string;
  /** Variables for the steps after it, by the folder that holds `bin`. */
  readonly variables: (root: string) => Readonly<Record<string, string>>;
}

export const tools: Readonly<Record<string, Tool>> = {
  node: {
    name: 'Node.js',
    program: 'node',
    versionArgs: ['--version'],
    answer: /v?(\d+(?:\.\d+)*)/,
    input: 'node-version',
    fileInput: 'node-version-file',
    folders: ({ NVM_DIR, HOME = '' }) =>
      below(join(NVM_DIR ?? join(HOME, '.nvm'), 'versions', 'node'), 'bin'),
    output: 'node-version',
    variables: () => ({}),
  },
  python: {
    name: 'Python',
    program: 'python3',
    versionArgs: ['--version'],
    answer: /Python (\d+(?:\.\d+)*)/,
    input: 'python-version',
    fileInput: 'python-version-file',
    folders: ({ PYENV_ROOT, HOME = '' }) =>
      below(join(PYENV_ROOT ?? join(HOME, '.pyenv'), 'versions'), 'bin'),
    output: 'python-version',
    variables: (root) => ({ pythonLocation: root, Python_ROOT_DIR: root, Python3_ROOT_DIR: root }),
  },
  java: {
    name: 'Java',
    program: 'java',
    versionArgs: ['-version'],
    answer: /version "(?:1\.)?(\d+(?:\.\d+)*)/,
    input: 'java-version',
    fileInput: 'java-version-file',
    folders: ({ JAVA_HOME, SDKMAN_DIR, HOME = '' }) => [
      ...(JAVA_HOME === undefined ? [] : [join(JAVA_HOME, 'bin')]),
      ...below('/usr/lib/jvm', 'bin'),
      ...below(join(SDKMAN_DIR ?? join(HOME, '.sdkman'), 'candidates', 'java'), 'bin'),
    ],
    output: 'version',
    variables: (root) => ({ JAVA_HOME: root }),
  },
  go: {
    name: 'Go',
    program: 'go',
    versionArgs: ['version'],
    answer: /go(\d+(?:\.\d+)*)/,
    input: 'go-version',
    fileInput: 'go-version-file',
    folders: ({ HOME = '' }) => ['/usr/local/go/bin', ...below(join(HOME, 'sdk'), 'bin')],
    output: 'go-version',
    variables: () => ({}),
  },
  terraform: {
    name: 'Terraform',
    program: 'terraform',
    versionArgs: ['version'],
    answer: /Terraform v(\d+(?:\.\d+)*)/,
    input: 'terraform_version',
    folders: () => ['/usr/local/bin'],
    fileInput: 'terraform_version_file',
    variables: () => ({}),
  },
  tofu: {
    name: 'OpenTofu',
    program: 'tofu',
    versionArgs: ['version'],
    answer: /OpenTofu v(\d+(?:\.\d+)*)/,
    input: 'tofu_version',
    fileInput: 'tofu_version_file',
    folders: () => ['/usr/local/bin'],
    variables: () => ({}),
  },
  sam: {
    name: 'AWS SAM CLI',
    program: 'sam',
    versionArgs: ['--version'],
    answer: /version (\d+(?:\.\d+)*)/,
    input: 'version',
    folders: () => ['/usr/local/bin'],
    variables: () => ({}),
  },
};

/** `FOLDER/*` with this last part. */
function below(folder: string, part: string): readonly string[] {
  try {
    return readdirSync(folder)
      .toSorted()
      .map((name) => join(folder, name, part));
  } catch {
    return [];
  }
}
