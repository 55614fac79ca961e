// What folders as those of Railpack's and Nixpacks' public examples, and of the first projects of Heroku, Render and Spring, are
// found to be: the kind, the command that serves it, and where it answers.
import { describe, expect, test } from 'vitest';
import { detect } from '../../src/starter/detect.ts';
import { asOneCommand } from '../../src/starter/procfile.ts';
import { folderOf } from '../rig/folder-of.ts';
import { servedBy, type StarterExample } from '../rig/starter-example.ts';

const manifest = (packages: readonly string[], rest: object = {}): string =>
  JSON.stringify({ dependencies: Object.fromEntries(packages.map((name) => [name, '1'])), ...rest });

const built = { scripts: { build: 'x' } };
const webProject =
  '<Project Sdk="Microsoft.NET.Sdk.Web"><TargetFramework>net10.0</TargetFramework></Project>';

const examples: Readonly<Record<string, StarterExample>> = {
  'node-nuxt': {
    files: { 'package.json': manifest(['nuxt'], built) },
    title: 'a server for Node.js',
    served: 'node .output/server/index.mjs',
  },
  'node-astro-server': {
    files: {
      'package.json': manifest(['astro', '@astrojs/node'], {
        scripts: { build: 'x', start: 'node dist/server/entry.mjs' },
      }),
    },
    title: 'a server for Node.js',
    served: 'npm start',
  },
  'an Astro server without a script to start it': {
    files: { 'package.json': manifest(['astro', '@astrojs/node'], built) },
    title: 'a server for Node.js',
    served: 'node dist/server/entry.mjs',
  },
  'node-vite-sveltekit': {
    files: { 'package.json': manifest(['@sveltejs/kit', '@sveltejs/adapter-node', 'vite'], built) },
    title: 'a server for Node.js',
    served: 'node build',
  },
  'node-svelte-kit': {
    files: { 'package.json': manifest(['@sveltejs/kit', '@sveltejs/adapter-auto', 'vite'], built) },
    title: 'a package for Node.js',
  },
  'node-tanstack-start': {
    files: {
      'package.json': manifest(['@tanstack/react-start'], {
        scripts: { build: 'x', start: 'node .output/server/index.mjs' },
      }),
      'bun.lock': '',
    },
    title: 'a server for Node.js',
    served: 'npm start',
  },
  'node-bun-web-server': {
    files: {
      'package.json': manifest([], { scripts: { start: 'bun index.ts' } }),
      'index.ts': 'Bun.serve({})',
    },
    title: 'a package for Node.js',
  },
  'bun-pnpm': {
    files: {
      'package.json': manifest(['chalk', 'express'], { scripts: { start: 'bun index.ts' } }),
      'pnpm-lock.yaml': '',
    },
    title: 'a package for Node.js',
  },
  'node-turborepo': {
    files: {
      'package.json': manifest([], {
        scripts: { start: 'cd apps/web && npm start' },
        workspaces: ['apps/*'],
      }),
      'apps/web/package.json': manifest(['next']),
    },
    title: 'a server for Node.js',
    served: 'npm start',
  },
  'a workspace with one server': {
    files: {
      'package.json': manifest([], { workspaces: ['packages/*'] }),
      'packages/api/package.json': manifest(['lib'], {
        scripts: { start: 'node server.js', test: 'node --test' },
      }),
      'packages/api/server.js': 'x.listen(process.env.PORT)',
      'packages/lib/package.json': manifest([], built),
    },
    title: 'a server for Node.js',
    served: 'npm start --workspace packages/api',
  },
  'a workspace with two servers': {
    files: {
      'package.json': manifest([], { workspaces: ['*'] }),
      'a/package.json': manifest(['koa'], { scripts: { start: 'node .' } }),
      'b/package.json': manifest(['koa'], { scripts: { start: 'node .' } }),
    },
    title: 'a package for Node.js',
  },
  'node-typescript-incremental': {
    files: {
      'package.json': manifest([], { scripts: { build: 'tsc', start: 'node dist/index.js' } }),
      'src/index.ts': 'console.log(1)',
    },
    title: 'a package for Node.js',
  },
  'a server that is compiled': {
    files: {
      'package.json': manifest([], { scripts: { build: 'tsc', start: 'node dist/server.js' } }),
      'src/server.ts': 'createServer(x).listen(process.env.PORT)',
    },
    title: 'a server for Node.js',
    served: 'npm start',
  },
  'a server without scripts': {
    files: { 'package.json': '{}', 'server.js': 'x.listen(process.env.PORT)' },
    title: 'a server for Node.js',
    served: 'npm start',
  },
  'a server that its main file is': {
    files: {
      'package.json': manifest([], { main: './lib/app.js', scripts: { start: 'node .' } }),
      'lib/app.js': 'x.listen(process.env.PORT)',
    },
    title: 'a server for Node.js',
    served: 'npm start',
  },
  'node-vite-react-router-ssr': {
    files: {
      Dockerfile: 'FROM node:24-alpine\nCMD ["npm", "run", "start"]\n',
      'package.json': manifest(['@react-router/serve'], {
        scripts: { build: 'x', start: 'react-router-serve ./build' },
      }),
    },
    title: 'a server for Node.js',
    served: 'npm start',
  },
  procfile: {
    files: { Procfile: 'web: echo start from procfile\n', 'package.json': manifest([], built) },
    title: 'a package for Node.js',
  },
  'a Procfile for Node.js': {
    files: {
      Procfile: 'web: node lib/main.js\n',
      'package.json': manifest([]),
      'lib/main.js': 'x.listen(1)',
    },
    title: 'a server for Node.js',
    served: 'Procfile',
  },
  'python-fasthtml': {
    files: { 'requirements.txt': 'python-fasthtml\n', 'main.py': 'app = FastHTML(hdrs=())\n' },
    title: 'a server in Python (FastHTML)',
    served: 'uvicorn main:app --host 127.0.0.1 --port $PORT',
  },
  'python-procfile': {
    files: { Procfile: 'web: python src/main.py\n', 'requirements.txt': '', 'src/main.py': 'print(1)' },
    title: 'a project in Python',
  },
  'a Procfile for Python': {
    files: { Procfile: 'worker: x\nweb: hypercorn app:app\n', 'requirements.txt': 'sanic' },
    title: 'a server in Python',
    served: 'Procfile',
  },
  'python-oldest': {
    files: { 'pyproject.toml': '', 'main.py': '', 'mise.toml': '[tools]\npython = "3.13.2"\n' },
    title: 'a project in Python',
    runtimes: { python: '3.13' },
  },
  'python-uv-packaged': {
    files: { 'pyproject.toml': '[project]\nrequires-python = ">=3.13"\n', 'main.py': '' },
    title: 'a project in Python',
    runtimes: { python: '3.13' },
  },
  'python-asdf-poetry': {
    files: {
      'pyproject.toml': '[tool.poetry]\n',
      'main.py': '',
      '.tool-versions': 'poetry 1.7\npython 3.11.5\n',
    },
    title: 'a project in Python',
    runtimes: { python: '3.11' },
  },
  'the first project of Render in Python': {
    files: {
      'requirements.txt': 'fastapi[all]',
      'main.py': 'app = FastAPI()\n\n@app.get("/")\nasync def root():\n  pass\n',
    },
    title: 'a server in Python (FastAPI)',
    served: 'uvicorn main:app --host 127.0.0.1 --port $PORT',
  },
  'FastAPI that nothing serves': {
    files: { 'requirements.txt': 'fastapi\n', 'main.py': 'app = FastAPI()\n' },
    title: 'a project in Python',
  },
  'the tutorial of Flask': {
    files: {
      'pyproject.toml': '[project]\nname = "flaskr"\ndependencies = ["flask"]\n',
      'flaskr/__init__.py':
        'from flask import Flask\ndef create_app(test_config=None):\n    app = Flask(__name__)\n',
    },
    title: 'a server in Python (Flask)',
    served: "gunicorn --bind 127.0.0.1:$PORT 'flaskr:create_app()'",
  },
  'Flask below src': {
    files: { 'requirements.txt': 'flask', 'src/shop/web.py': 'import flask\napp = flask.Flask("shop")\n' },
    title: 'a server in Python (Flask)',
    served: 'gunicorn --bind 127.0.0.1:$PORT --chdir src shop.web:app',
  },
  'FastAPI below src, by a function': {
    files: {
      'requirements.txt': 'fastapi\nuvicorn',
      'src/shop/web.py': 'def create_app() -> FastAPI:\n    return FastAPI()\n',
    },
    title: 'a server in Python (FastAPI)',
    served: 'uvicorn shop.web:create_app --app-dir src --factory --host 127.0.0.1 --port $PORT',
  },
  Quart: {
    files: { 'requirements.txt': 'quart', 'app.py': 'app = Quart(__name__)\n' },
    title: 'a server in Python (Quart)',
    served: 'hypercorn --bind 127.0.0.1:$PORT app:app',
  },
  'the first project of Heroku in Python': {
    files: {
      Procfile: 'web: gunicorn --config gunicorn.conf.py gettingstarted.wsgi\n',
      'requirements.txt': 'django>=6.0,<6.1\ngunicorn>=26\nwhitenoise>=6\n',
      '.python-version': '# The version\n3.14\n',
      'manage.py': '',
      'gettingstarted/wsgi.py': '',
      'gettingstarted/settings.py': 'STATIC_ROOT = BASE_DIR / "staticfiles"\n',
      'hello/tests.py': 'class ExampleTest(TestCase):\n    def test_index_page(self):\n        pass\n',
    },
    title: 'a server in Python (Django)',
    served: 'Procfile',
    runtimes: { python: '3.14' },
  },
  'the first project of Heroku in Go': {
    files: {
      Dockerfile: 'FROM heroku/heroku:24\nCMD /app/bin/go-getting-started\n',
      Makefile: 'heroku:\n',
      Procfile: 'web: go-getting-started\n',
      'go.mod': 'module github.com/heroku/go-getting-started\n\ngo 1.25.0\n',
      'main.go': 'package main\nfunc main() { router := gin.New()\nrouter.GET("/", x) }\n',
      'templates/index.tmpl.html': '',
      'static/main.css': '',
    },
    title: 'a server in Go',
    served: './app',
    runtimes: { golang: '1.25' },
  },
  'go-cmd-dirs': {
    files: {
      'go.mod': '',
      'cmd/migrate/main.go': 'package main\n',
      'cmd/server/main.go': 'package main\nfunc main() { r := gin.Default(); r.Run() }',
    },
    title: 'a server in Go',
    served: './app',
  },
  'dotnet-api': {
    files: {
      'csharp-api.csproj': webProject,
      'Program.cs': 'var app = WebApplication.CreateBuilder(args).Build();\napp.MapControllers();\n',
      'Controllers/WeatherForecastController.cs':
        '[ApiController]\n[Route("[controller]")]\npublic class WeatherForecastController : ControllerBase\n{\n  [HttpGet(Name = "GetWeatherForecast")]\n  public X Get() {}\n}\n',
    },
    title: 'a server for .NET',
    served: 'env -C out dotnet csharp-api.dll --urls "http://0.0.0.0:$PORT"',
    healthPath: '/WeatherForecast',
    runtimes: { dotnet: '10.0' },
  },
  'fsharp-cli': {
    files: { 'fsharp-cli.fsproj': webProject, 'Program.fs': 'printfn "Hello"' },
    title: 'a project for .NET',
  },
  'a solution with a server and its tests': {
    files: {
      'Shop.sln': '',
      'tests/Shop.Tests/Shop.Tests.csproj': webProject,
      'src/Shop.Api/Shop.Api.csproj': webProject.replace('<T', '<AssemblyName>shop</AssemblyName><T'),
      'src/Shop.Api/Program.cs': 'var app = WebApplication.Create();\napp.MapGet("/health", () => "ok");\n',
    },
    title: 'a server for .NET',
    served: 'env -C out dotnet shop.dll --urls "http://0.0.0.0:$PORT"',
    healthPath: '/health',
  },
  'ruby-rails-api-app': {
    files: {
      Gemfile: "gem 'rails'\ngem 'puma'\n",
      'config.ru': '',
      Procfile: 'web: rake db:migrate && bundle exec bin/rails server -p ${PORT:-3000}\n',
    },
    title: 'a server in Ruby',
    served: "sh -c 'rake db:migrate && exec bundle exec bin/rails server -p ${PORT:-3000}'",
  },
  'ruby-sinatra': {
    files: {
      Gemfile: "gem 'sinatra'\n",
      'config.ru': '',
      Procfile: 'web: RACK_ENV=production bundle exec puma',
    },
    title: 'a server in Ruby',
    served: 'env RACK_ENV=production bundle exec puma',
  },
  'Sinatra in one file': {
    files: { Gemfile: "ruby '3.4.1'\ngem 'sinatra'\n", 'app.rb': "require 'sinatra'\n" },
    title: 'a server in Ruby',
    served: 'bundle exec ruby app.rb -o 0.0.0.0 -p "$PORT"',
    runtimes: { ruby: '3.4' },
  },
  'ruby-3': {
    files: { Gemfile: '', Procfile: 'web: ruby --enable-yjit app.rb', 'app.rb': 'puts 1' },
    title: 'a project in Ruby',
  },
  'staticfile-config': {
    files: { Staticfile: 'root: hello\n', 'hello/index.html': '' },
    title: 'a static site',
  },
  'an image whose port is a variable': {
    files: { Dockerfile: 'FROM a\nEXPOSE 9000\nFROM b\nENV TZ=UTC PORT=8081\nEXPOSE ${PORT}\n' },
    title: 'a service in a container',
    served: 'port 8081',
  },
  'an image whose port has a default': {
    files: { Dockerfile: 'FROM a\nEXPOSE ${PORT:-8082}/tcp\n' },
    title: 'a service in a container',
    served: 'port 8082',
  },
  'Java of Heroku': {
    files: { 'pom.xml': 'spring-boot-maven-plugin', 'system.properties': 'java.runtime.version=25\n' },
    title: 'a server in Java (Spring Boot)',
    served: 'java -jar app.jar --server.port="$PORT"',
    runtimes: { java: 'corretto25' },
  },
};

test.each(Object.entries(examples))('%s is found to be what it is', (_, example) => {
  const { files, title, served, healthPath, runtimes } = example;
  const [found] = detect(folderOf(files));
  if (found === undefined) throw new Error('Nothing was found');
  const { delivery, build } = found;
  const asked = 'healthPath' in delivery ? delivery.healthPath : undefined;
  expect({ title: found.title, served: servedBy(found, example) }).toEqual({ title, served });
  expect(healthPath ?? asked).toBe(asked);
  expect(runtimes ?? build?.runtimes).toEqual(build?.runtimes);
});

describe('what keeps a server from being deployed is said of', () => {
  test.each<readonly [name: string, note: RegExp]>([
    ['FastAPI that nothing serves', /add uvicorn/],
    ['node-svelte-kit', /take @sveltejs\/adapter-node/],
    ['node-bun-web-server', /a Dockerfile with EXPOSE/],
    ['bun-pnpm', /runs on Bun/],
  ])('%s', (name, note) => {
    expect(detect(folderOf(examples[name]?.files ?? {}))[0]?.notes).toEqual([expect.stringMatching(note)]);
  });
});

test('a server that is compiled takes what it reads along: folders without its sources, and none of its tests', () => {
  const files = {
    'go.mod': '',
    'main.go': 'package main\nfunc main() { http.ListenAndServe(":1", nil) }',
    'templates/a.html': '',
    'ui/ui.go': '',
    'ui/html/deep/b.html': '',
    'docs/c.md': '',
    'internal/cart/cart.go': '',
    'internal/cart/testdata/d.json': '',
  };
  expect(detect(folderOf(files))[0]?.build?.artifacts?.files).toEqual([
    'app',
    'templates/**/*',
    'ui/html/**/*',
  ]);
});

test('an image that nothing deploys is offered after what ends with an address', () => {
  const found = detect(folderOf({ Dockerfile: 'FROM x\n', 'index.html': '', Makefile: '' }));
  expect(found.map(({ title }) => title)).toEqual([
    'a static site',
    'a project with a Makefile',
    'an image of a container',
  ]);
});

test.each<
  readonly [
    files: Record<string, string>,
    build: readonly [test: string | undefined, build: string | undefined],
  ]
>([
  [
    examples['a workspace with one server']?.files ?? {},
    ['CI=true npm --workspaces --if-present run test', 'npm --workspaces --if-present run build'],
  ],
  [
    { 'package.json': '{}', 'pnpm-workspace.yaml': '', 'a/package.json': manifest([], built) },
    [undefined, 'pnpm --recursive --if-present run build'],
  ],
  [
    {
      'package.json': manifest([], { workspaces: ['*'], scripts: { build: 'turbo build' } }),
      'a/package.json': manifest([], { scripts: { test: 'echo "Error: no test specified" && exit 1' } }),
      'b/package.json': manifest([], { scripts: { test: 'node --test', build: 'x' } }),
    },
    [undefined, 'npm run build'],
  ],
])(
  'a workspace whose root has no script is built and tested by those of its packages: %j',
  (files, commands) => {
    const { test: tests, build } = detect(folderOf(files))[0]?.build ?? {};
    expect([tests?.[0], build?.[0]]).toEqual(commands);
  },
);

test('static files of Django are collected before its tests', () => {
  const { files } = examples['the first project of Heroku in Python'] ?? { files: {} };
  expect(detect(folderOf(files))[0]?.build?.test).toEqual([
    'python manage.py collectstatic --noinput',
    'python manage.py test',
  ]);
});

test.each([
  [
    "Generated by 'django-admin startproject' using Django 5.2.19.",
    'django~=5.2.19',
    'Django 5.2.19, which shop/settings.py was made with, is installed',
  ],
  ['', 'django', 'the newest Django is installed'],
])('a project as django-admin writes it says nowhere that it needs Django: %j', (head, asked, note) => {
  const project = {
    'manage.py': "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n",
    'shop/settings.py': `"""\nDjango settings for shop project.\n\n${head}\n"""\n`,
    'shop/wsgi.py': '',
  };
  const [found] = detect(folderOf(project));
  expect(found).toMatchObject({
    title: 'a server in Python (Django)',
    evidence: ['manage.py', 'shop/wsgi.py'],
  });
  expect(found?.build?.install).toEqual([`pip install "${asked}"`]);
  expect(found?.build?.build).toContain(`echo "${asked}" > requirements.txt`);
  expect(found?.notes?.join()).toContain(note);
  const [declared] = detect(
    folderOf({ ...project, 'pyproject.toml': '[project]\ndependencies = ["flask"]\n' }),
  );
  expect(declared?.title).toBe('a project in Python');
});

test.each([
  'requirements/base.txt',
  'requirements.in',
  'requirements-dev.txt',
  'dev-requirements.txt',
  'backend/pyproject.toml',
  'environment.yml',
  'Pipfile.lock',
])('a project of Django whose dependencies %s may list is not given Django alone', (file) => {
  const project = {
    'manage.py': "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n",
    'shop/settings.py': '',
    'shop/wsgi.py': '',
    [file]: '',
  };
  const [found] = detect(folderOf(project));
  expect(found).toMatchObject({ title: 'a project in Python', delivery: { type: 'none' } });
  expect(JSON.stringify(found)).not.toContain('django');
});

test('a list of what builds the documentation says nothing of the project', () => {
  const project = {
    'manage.py': "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n",
    'shop/settings.py': '',
    'shop/wsgi.py': '',
    'docs/requirements.txt': 'sphinx',
  };
  expect(detect(folderOf(project))[0]?.title).toBe('a server in Python (Django)');
});

test.each([
  ['bundle exec puma', 'bundle exec puma'],
  ['A=1 B=2 puma', 'env A=1 B=2 puma'],
  ['migrate && A=1 puma', "sh -c 'migrate && exec env A=1 puma'"],
  ["echo 'a'; puma", String.raw`sh -c 'echo '\''a'\''; puma'`],
])('the command %j stands behind another as %j', (command, one) => {
  expect(asOneCommand(command)).toBe(one);
});
