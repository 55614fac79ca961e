// A server in Python: by which framework, and the command that serves it.
import { argumentsAt } from '../arguments-at.ts';
import { isSupporting, type Folder } from '../folder.ts';
import { webProcess } from '../procfile.ts';

export interface PythonServer {
  /** Absent where only a Procfile says that it serves. */
  readonly framework?: string;
  readonly file: string;
  /** What follows `web:`. */
  readonly command: string;
}

export interface Declared {
  readonly folder: Folder;
  /** All that its files say about its dependencies, in lower case. */
  readonly declared: string;
}

interface Framework {
  readonly name: string;
  /** The package that is depended on. */
  readonly package: string;
  /** The type of the application. */
  readonly type: string;
  /** ASGI's need a server that is depended on: no platform brings one. */
  readonly interface: 'wsgi' | 'asgi';
}

const frameworks: readonly Framework[] = [
  { name: 'Flask', package: 'flask', type: 'Flask', interface: 'wsgi' },
  { name: 'FastAPI', package: 'fastapi', type: 'FastAPI', interface: 'asgi' },
  { name: 'FastHTML', package: 'python-fasthtml', type: 'FastHTML', interface: 'asgi' },
  { name: 'Litestar', package: 'litestar', type: 'Litestar', interface: 'asgi' },
  { name: 'Quart', package: 'quart', type: 'Quart', interface: 'asgi' },
  { name: 'Starlette', package: 'starlette', type: 'Starlette', interface: 'asgi' },
  { name: 'Bottle', package: 'bottle', type: 'Bottle', interface: 'wsgi' },
];

/** The server that a folder is. */
export function pythonServer(project: Declared): PythonServer | undefined {
  const { folder } = project;
  const found = django(project) ?? framework(project);
  if (found !== undefined) return found;
  const command = webProcess(folder, 'python');
  return command === undefined ? undefined : { file: 'Procfile', command };
}

/** What keeps a server from being started: nothing serves an application of ASGI, or nothing makes the application. */
export function missingServer(project: Declared): string | undefined {
  const used = frameworks.filter((each) => uses(project, each.package));
  const found = used.find((each) => applicationOf(project.folder, each.type) !== undefined);
  if (found === undefined) return factoryWithParameters(project.folder, used);
  return found.interface === 'asgi' && asgiServer(project) === undefined
    ? `${found.name} is served by a program that its dependencies do not have, so nothing is deployed: add uvicorn to them`
    : undefined;
}

function uses({ declared }: Declared, name: string): boolean {
  return new RegExp(`(^|[^a-z0-9_-])${name}([^a-z0-9_-]|$)`, 'm').test(declared);
}

function django(project: Declared): PythonServer | undefined {
  const { files } = project.folder;
  const file = files.find((each) => each.endsWith('/wsgi.py') && !isSupporting(each));
  if (!uses(project, 'django') || !files.includes('manage.py') || file === undefined) return undefined;
  return { framework: 'Django', file, command: gunicorn(`${moduleOf(file).name}:application`) };
}

function framework(project: Declared): PythonServer | undefined {
  for (const each of frameworks) {
    if (!uses(project, each.package)) continue;
    const application = applicationOf(project.folder, each.type);
    if (application === undefined) continue;
    const command = each.interface === 'wsgi' ? wsgi(application) : asgi(project, application);
    if (command !== undefined) return { framework: each.name, file: application.file, command };
  }
  return undefined;
}

/** No server that calls it knows what to give it. */
function factoryWithParameters(folder: Folder, used: readonly Framework[]): string | undefined {
  for (const { name, type } of used)
    for (const { file, text } of sourcesOf(folder)) {
      const made = factory.exec(text)?.[1];
      if (made === undefined || !makes(type).test(text)) continue;
      return `${made} of ${file} makes the application of ${name} and has to be given arguments, so nothing is deployed: give them defaults, or call it in a module (app = ${made}(…))`;
    }
  return undefined;
}

interface Application {
  readonly file: string;
  /** `shop.api`, and the folder that it is imported from where that is not the folder of the project. */
  readonly module: { readonly name: string; readonly below?: string };
  /** Of the variable, or of the function that makes it. */
  readonly name: string;
  readonly isMade: boolean;
}

/**
 * `app = Flask(__name__)` of the nearest file, or else `app = create_app("production")` of one, or else a function `create_app`
 * that makes one and that has to be given nothing.
 */
function applicationOf(folder: Folder, type: string): Application | undefined {
  const sources = sourcesOf(folder);
  const found = (pattern: RegExp, among = sources): Application | undefined =>
    among.flatMap(({ file, text }) => {
      const name = pattern.exec(text)?.[1];
      return name === undefined ? [] : [{ file, module: moduleOf(file, folder), name, isMade: false }];
    })[0];
  const direct = found(variableOf(type));
  if (direct !== undefined) return direct;
  const making = sources.filter(({ text }) => factory.test(text) && makes(type).test(text));
  if (making.length === 0) return undefined;
  const called = found(variableOf('(?:create|make)_app'));
  if (called !== undefined) return called;
  const made = found(
    factory,
    making.filter(({ text }) => takesNothing(text)),
  );
  return made === undefined ? undefined : { ...made, isMade: true };
}

interface Source {
  readonly file: string;
  readonly text: string;
}

function sourcesOf(folder: Folder): readonly Source[] {
  return folder.files
    .filter((file) => file.endsWith('.py') && !isSupporting(file) && !/(^|\/)test_/.test(file))
    .map((file) => ({ file, text: folder.read(file) ?? '' }));
}

/** A call of its type. */
function makes(type: string): RegExp {
  return new RegExp(`\\b(?:\\w+\\.)?${type}\\(`);
}

const factory = /^def ((?:create|make)_app)(?=\()/m;

/** A variable of the module that a call of this gives. */
function variableOf(called: string): RegExp {
  return new RegExp(`^(\\w+)(?::[ \\t]*[\\w.]+)?[ \\t]*=[ \\t]*(?:\\w+\\.)*${called}\\(`, 'm');
}

/** Each of its parameters has a default, or takes what is left. */
function takesNothing(text: string): boolean {
  const code = text.replaceAll(/(^|[ \t])#[^\n]*/gm, '');
  const { index = 0, 0: head = '' } = factory.exec(code) ?? {};
  const written = argumentsAt(code, index + head.length);
  return parametersOf(written.text).every((each) => /^(?:\*|\/)|=/.test(each));
}

/** A comma in brackets does not separate. */
function parametersOf(written: string): readonly string[] {
  let depth = 0;
  const found = [''];
  for (const sign of written) {
    depth += /[([{]/.test(sign) ? 1 : /[)\]}]/.test(sign) ? -1 : 0;
    if (sign === ',' && depth === 0) found.push('');
    else found.push(`${found.pop() ?? ''}${sign}`);
  }
  return found.map((each) => each.trim()).filter((each) => each !== '');
}

/** As it is imported: a package by its name, and what lies in `src` from there. */
function moduleOf(file: string, folder?: Folder): Application['module'] {
  const isBelow = file.startsWith('src/') && folder?.files.includes('src/__init__.py') === false;
  const name = (isBelow ? file.slice('src/'.length) : file)
    .replace(/\.py$/, '')
    .replace(/\/__init__$/, '')
    .replaceAll('/', '.');
  return isBelow ? { name, below: 'src' } : { name };
}

/** The platform of Elastic Beanstalk brings gunicorn. */
function gunicorn(application: string, options = ''): string {
  return `gunicorn --bind 127.0.0.1:$PORT ${options}${application}`;
}

function wsgi({ module, name, isMade }: Application): string {
  const application = `${module.name}:${name}`;
  return gunicorn(
    isMade ? `'${application}()'` : application,
    module.below === undefined ? '' : `--chdir ${module.below} `,
  );
}

function asgi(project: Declared, { module, name, isMade }: Application): string | undefined {
  const server = asgiServer(project);
  if (server === undefined) return undefined;
  const application = `${module.name}:${name}`;
  if (server === 'hypercorn')
    return `${module.below === undefined ? '' : `env PYTHONPATH=${module.below} `}hypercorn --bind 127.0.0.1:$PORT ${isMade ? `'${application}()'` : application}`;
  const options = [
    ...(module.below === undefined ? [] : [`--app-dir ${module.below}`]),
    ...(isMade ? ['--factory'] : []),
    '--host 127.0.0.1 --port $PORT',
  ];
  return `uvicorn ${application} ${options.join(' ')}`;
}

/** FastHTML and the larger sets of FastAPI and Litestar bring uvicorn, Quart brings hypercorn. */
function asgiServer(project: Declared): 'uvicorn' | 'hypercorn' | undefined {
  if (uses(project, 'uvicorn') || uses(project, 'python-fasthtml')) return 'uvicorn';
  if (/\b(fastapi|litestar)\[[^\]\n[]{0,200}\b(standard|all)\b/.test(project.declared)) return 'uvicorn';
  return uses(project, 'hypercorn') || uses(project, 'quart') ? 'hypercorn' : undefined;
}
