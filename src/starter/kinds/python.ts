// A project in Python: a server, or a package that is tested.
import { defined } from '../../lib/defined.ts';
import type { Detected, StarterBuild } from '../detected.ts';
import { firstOf, type Folder } from '../folder.ts';
import { pinnedVersion } from '../pinned-version.ts';
import { runtimeOf, runtimeVersion } from '../runtime-version.ts';
import {
  djangoUndeclared,
  manifests,
  missingServer,
  pythonServer,
  type Declared,
  type PythonServer,
} from './python-server.ts';

interface PythonProject extends Declared {
  /** The file that says what it depends on. */
  readonly manifest: string;
}

export function detectPython(folder: Folder): Detected | undefined {
  const manifest = firstOf(folder, ...manifests) ?? folder.files.find((file) => /^[^/]+\.py$/.test(file));
  if (manifest === undefined) return undefined;
  const declared = [...manifests, 'uv.lock', 'poetry.lock']
    .map((file) => folder.read(file) ?? '')
    .join('\n')
    .toLowerCase();
  const project = { folder, manifest, declared };
  const server = pythonServer(project);
  const build = buildOf(project);
  if (server === undefined) {
    const note = missingServer(project);
    return {
      title: 'a project in Python',
      evidence: [manifest],
      build,
      delivery: { type: 'none' },
      ...(note === undefined ? {} : { notes: [note] }),
    };
  }
  const { framework, file } = server;
  const undeclared = djangoUndeclared(folder);
  return {
    title: `a server in Python${framework === undefined ? '' : ` (${framework})`}`,
    evidence: [
      framework === undefined || undeclared !== undefined
        ? manifest
        : `${manifest}: ${framework.toLowerCase()}`,
      file === 'Procfile' ? 'Procfile: web' : file,
    ],
    build,
    delivery: {
      type: 'beanstalk',
      platform: 'python',
      ...defined({ procfile: procfileOf(folder, server) }),
    },
    ...(undeclared === undefined ? {} : { notes: [undeclared.note] }),
  };
}

function procfileOf({ files }: Folder, { command }: PythonServer): string | undefined {
  return files.includes('Procfile') ? undefined : `web: ${command}\n`;
}

function buildOf({ folder, manifest, declared }: PythonProject): StarterBuild {
  const { files } = folder;
  const isDjango = files.includes('manage.py');
  const usesPytest = !isDjango || declared.includes('pytest');
  const isTested = hasTests(folder, isDjango);
  const collected = staticFiles(folder, isDjango);
  const tests = usesPytest ? 'python -m pytest --junitxml=reports/junit.xml' : 'python manage.py test';
  const hasDevelopment = firstOf(
    folder,
    'requirements-dev.txt',
    'dev-requirements.txt',
    'requirements-test.txt',
  );
  const installs = [
    ...installOf(folder, manifest),
    ...(hasDevelopment === undefined ? [] : [`pip install -r ${hasDevelopment}`]),
    ...(isTested && usesPytest ? ['pip install pytest'] : []),
  ];
  return {
    ...runtimeOf('python', pythonVersion(folder)),
    // What a build installs is dropped with its machine, whether or not a distribution manages its Python.
    variables: {
      PIP_BREAK_SYSTEM_PACKAGES: '1',
      PIP_DISABLE_PIP_VERSION_CHECK: '1',
      PIP_ROOT_USER_ACTION: 'ignore',
    },
    install: installs,
    test: isTested ? [...collected, tests] : [],
    build: [
      ...(isTested ? [] : collected),
      'python -m compileall -q -x "(node_modules|venv)" .',
      ...lockedRequirements(folder),
    ],
    artifacts: { files: ['**/*'], exclude: ['.git/**/*', '**/__pycache__/**/*', 'reports/**/*'] },
    ...(isTested && usesPytest
      ? { report: { files: ['junit.xml'], baseDirectory: 'reports', format: 'JUNITXML' } as const }
      : {}),
    cache: ['/root/.cache/pip/**/*'],
  };
}

/** An application of Django begins with an empty tests.py. */
function hasTests({ files, read }: Folder, isDjango: boolean): boolean {
  if (files.some((file) => /(^|\/)(test_\w+|\w+_test)\.py$/.test(file))) return true;
  return (
    isDjango && files.some((file) => file.endsWith('/tests.py') && /^[ \t]+def test/m.test(read(file) ?? ''))
  );
}

/** What Django serves as files is collected where its settings say so, before tests that ask for it. */
function staticFiles({ files, read }: Folder, isDjango: boolean): readonly string[] {
  const settings = files.filter((file) => /(^|\/)settings(\/\w+)?\.py$/.test(file));
  const isCollected = isDjango && settings.some((file) => /^STATIC_ROOT\s*=/m.test(read(file) ?? ''));
  return isCollected ? ['python manage.py collectstatic --noinput'] : [];
}

function installOf(folder: Folder, manifest: string): readonly string[] {
  const { files } = folder;
  if (files.includes('uv.lock'))
    return [
      'pip install uv',
      'uv export --frozen --no-hashes --output-file /tmp/all.txt',
      'pip install -r /tmp/all.txt',
    ];
  if (files.includes('poetry.lock'))
    return [
      'pip install poetry',
      'poetry config virtualenvs.create false',
      'poetry install --no-interaction',
    ];
  if (files.includes('pdm.lock')) return ['pip install pdm', 'pdm install --global --project .'];
  switch (manifest) {
    case 'requirements.txt':
      return ['pip install -r requirements.txt'];
    case 'Pipfile':
      return ['pip install pipenv', 'pipenv install --system --dev'];
    case 'pyproject.toml':
      return isPackage(folder) ? ['pip install .'] : [];
    case 'setup.py':
    case 'setup.cfg':
      return ['pip install .'];
    default: {
      const undeclared = djangoUndeclared(folder);
      return undeclared === undefined ? [] : [`pip install "${undeclared.requirement}"`];
    }
  }
}

/** A file that only configures tools installs nothing. */
function isPackage(folder: Folder): boolean {
  return /^\[(project|tool\.poetry|build-system)\]/m.test(folder.read('pyproject.toml') ?? '');
}

/** Elastic Beanstalk installs from requirements.txt or a Pipfile. */
function lockedRequirements(folder: Folder): readonly string[] {
  const { files } = folder;
  if (files.includes('requirements.txt') || files.includes('Pipfile')) return [];
  if (files.includes('uv.lock'))
    return ['uv export --frozen --no-dev --no-hashes --no-emit-project --output-file requirements.txt'];
  if (files.includes('poetry.lock')) return ['pip freeze --exclude-editable > requirements.txt'];
  const undeclared = djangoUndeclared(folder);
  if (undeclared !== undefined) return [`echo "${undeclared.requirement}" > requirements.txt`];
  return isPackage(folder) || firstOf(folder, 'setup.py') !== undefined ? ['echo . > requirements.txt'] : [];
}

function pythonVersion(folder: Folder): string | undefined {
  const { read } = folder;
  const written = read('.python-version') ?? read('runtime.txt') ?? pinnedVersion(folder, 'python');
  return /3\.\d+/.exec(written ?? required(folder) ?? '')?.[0];
}

/** The oldest that its package takes, where the usual one is older still. */
function required({ read }: Folder): string | undefined {
  const [, least] =
    /^(?:requires-python|python)\s*=\s*["'](?:>=|\^|~=?|==)\s*(3\.\d+)/m.exec(read('pyproject.toml') ?? '') ??
    /^python_version\s*=\s*["'](3\.\d+)/m.exec(read('Pipfile') ?? '') ??
    [];
  const [usual] = Object.values(runtimeVersion('python'));
  return least !== undefined && Number(least.slice(2)) > Number(usual?.slice(2)) ? least : undefined;
}
