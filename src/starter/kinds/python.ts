// A project in Python: a server of Django, Flask or FastAPI, or a package that is tested.
import { defined } from '../../lib/defined.ts';
import type { Detected, StarterBuild } from '../detected.ts';
import { firstOf, type Folder } from '../folder.ts';
import { runtimeVersion } from '../runtime-version.ts';

interface PythonProject {
  readonly folder: Folder;
  /** The file that says what it depends on. */
  readonly manifest: string;
  /** All that its files say about its dependencies. */
  readonly declared: string;
}

const manifests = ['requirements.txt', 'pyproject.toml', 'Pipfile', 'setup.py', 'setup.cfg'];

export function detectPython(folder: Folder): Detected | undefined {
  const manifest = firstOf(folder, ...manifests) ?? folder.files.find((file) => /^[^/]+\.py$/.test(file));
  if (manifest === undefined) return undefined;
  const declared = [...manifests, 'uv.lock', 'poetry.lock']
    .map((file) => folder.read(file) ?? '')
    .join('\n')
    .toLowerCase();
  const project = { folder, manifest, declared };
  const server = serverOf(project);
  const build = buildOf(project);
  if (server === undefined)
    return { title: 'a project in Python', evidence: [manifest], build, delivery: { type: 'none' } };
  return {
    title: `a server in Python (${server.framework})`,
    evidence: [
      `${manifest}: ${server.framework.toLowerCase()}`,
      ...(server.file === undefined ? [] : [server.file]),
    ],
    build,
    delivery: {
      type: 'beanstalk',
      platform: 'python',
      ...defined({ procfile: procfileOf(folder, server) }),
    },
  };
}

interface Server {
  readonly framework: 'Django' | 'Flask' | 'FastAPI';
  readonly file?: string;
  /** What follows `web:`. */
  readonly command: string;
}

function procfileOf({ files }: Folder, { command }: Server): string | undefined {
  return files.includes('Procfile') ? undefined : `web: ${command}\n`;
}

function serverOf({ folder, declared }: PythonProject): Server | undefined {
  const uses = (name: string): boolean =>
    new RegExp(`(^|[^a-z0-9_-])${name}([^a-z0-9_-]|$)`, 'm').test(declared);
  if (uses('django') && folder.files.includes('manage.py')) {
    const wsgi = folder.files.find((file) => file.endsWith('/wsgi.py'));
    if (wsgi !== undefined)
      return { framework: 'Django', file: wsgi, command: gunicorn(`${moduleOf(wsgi)}:application`) };
  }
  if (uses('flask')) {
    const found = instanceOf(folder, 'Flask');
    if (found !== undefined) return { framework: 'Flask', file: found.file, command: gunicorn(found.name) };
  }
  if (uses('fastapi') && (uses('uvicorn') || /\bfastapi\[(standard|all)\b/.test(declared))) {
    const found = instanceOf(folder, 'FastAPI');
    if (found !== undefined)
      return {
        framework: 'FastAPI',
        file: found.file,
        command: `uvicorn ${found.name} --host 127.0.0.1 --port $PORT`,
      };
  }
  return undefined;
}

/** The platform of Elastic Beanstalk brings gunicorn. */
function gunicorn(application: string): string {
  return `gunicorn --bind 127.0.0.1:$PORT ${application}`;
}

function moduleOf(file: string): string {
  return file.replace(/\.py$/, '').replaceAll('/', '.');
}

/** `app = Flask(__name__)` of the nearest file: `main:app`. */
function instanceOf(
  folder: Folder,
  type: string,
): { readonly file: string; readonly name: string } | undefined {
  const pattern = new RegExp(`^(\\w+)(?::\\s*\\w+)?\\s*=\\s*${type}\\(`, 'm');
  for (const file of folder.files.filter((each) => each.endsWith('.py') && !/(^|\/)tests?\//.test(each))) {
    const name = pattern.exec(folder.read(file) ?? '')?.[1];
    if (name !== undefined) return { file, name: `${moduleOf(file)}:${name}` };
  }
  return undefined;
}

function buildOf({ folder, manifest, declared }: PythonProject): StarterBuild {
  const { files } = folder;
  const isTested = files.some((file) => /(^|\/)(test_\w+|\w+_test)\.py$/.test(file));
  const isDjango = files.includes('manage.py');
  const usesPytest = !isDjango || declared.includes('pytest');
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
    runtimes: runtimeVersion('python', pythonVersion(folder)),
    // What a build installs is dropped with its machine, whether or not a distribution manages its Python.
    variables: {
      PIP_BREAK_SYSTEM_PACKAGES: '1',
      PIP_DISABLE_PIP_VERSION_CHECK: '1',
      PIP_ROOT_USER_ACTION: 'ignore',
    },
    install: installs,
    test: isTested ? [tests] : [],
    build: ['python -m compileall -q -x "(node_modules|venv)" .', ...lockedRequirements(folder)],
    artifacts: { files: ['**/*'], exclude: ['.git/**/*', '**/__pycache__/**/*', 'reports/**/*'] },
    ...(isTested && usesPytest
      ? { report: { files: ['junit.xml'], baseDirectory: 'reports', format: 'JUNITXML' } as const }
      : {}),
    cache: ['/root/.cache/pip/**/*'],
  };
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
    default:
      return [];
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
  return isPackage(folder) || firstOf(folder, 'setup.py') !== undefined ? ['echo . > requirements.txt'] : [];
}

function pythonVersion(folder: Folder): string | undefined {
  const written = folder.read('.python-version') ?? folder.read('runtime.txt') ?? '';
  return /3\.\d+/.exec(written)?.[0];
}
