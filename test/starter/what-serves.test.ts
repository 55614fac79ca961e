// What in a folder serves it, where several things could be taken for it: stages of an image, words of a command, programs of a
// Procfile, functions that make an application, programs that only show how it is used.
import { expect, test } from 'vitest';
import { detect } from '../../src/starter/detect.ts';
import { folderOf } from '../rig/folder-of.ts';
import { servedBy, type StarterExample } from '../rig/starter-example.ts';

type Row = readonly [files: StarterExample['files'], title: string, served: string | undefined];

const manifest = (rest: object): string => JSON.stringify(rest);
const listening = 'x.listen(process.env.PORT)';
const started = (command: string): string => manifest({ scripts: { start: command } });

function found(files: StarterExample['files']): readonly [title: string, served: string | undefined] {
  const [detected] = detect(folderOf(files));
  if (detected === undefined) throw new Error('Nothing was found');
  return [detected.title, servedBy(detected, { files })];
}

test.each<readonly [dockerfile: string, port: number]>([
  ['FROM nginx\nEXPOSE 80\nEXPOSE 443\n', 80],
  ['FROM nginx\nEXPOSE 80 443\n', 80],
  ['FROM a\nEXPOSE 9000\nFROM b\nEXPOSE 8080\nEXPOSE 8443\n', 8080],
  ['FROM a\nEXPOSE 9000\nFROM b\n', 9000],
  ['FROM a\nENV PORT=3000\nFROM b\nENV PORT=8080\nEXPOSE $PORT\n', 8080],
  ['FROM a\nENV PORT=3000\nENV PORT=4000\nEXPOSE $PORT\nENV PORT=5000\n', 4000],
  ['FROM a\nENV PORT=3000\nFROM b\nEXPOSE ${PORT:-8080}\n', 8080],
  ['FROM a AS base\nENV PORT=3000\nFROM base as next\nFROM next\nEXPOSE $PORT\n', 3000],
  ['ARG PORT=3000\nFROM a\nARG PORT\nEXPOSE $PORT\n', 3000],
  ['from a\nenv A=1 \\\n    PORT=3000\nexpose ${PORT}/tcp\n', 3000],
])('of the image %j the load balancer asks port %i', (dockerfile, port) => {
  expect(found({ Dockerfile: dockerfile })).toEqual(['a service in a container', `port ${port}`]);
});

test.each<readonly [start: string, file: string]>([
  ['node server.js --port 8080', 'server.js'],
  ['node app/server.js production', 'app/server.js'],
  ['node -r dotenv/config ./web.js', 'web.js'],
  ['node --import tsx src/web.ts', 'src/web.ts'],
  ['tsx watch src/web.ts', 'src/web.ts'],
  ['node migrate.js && NODE_ENV=production node "web.js"', 'web.js'],
  ['node web', 'web/index.js'],
])('%j starts the server %s', (start, file) => {
  const files = { 'package.json': started(start), 'migrate.js': 'migrate()', [file]: listening };
  expect(found(files)).toEqual(['a server for Node.js', 'npm start']);
});

test('a file that is only given to a program is not what serves', () => {
  const files = { 'package.json': started('node bundle.js web.js'), 'bundle.js': '', 'web.js': listening };
  expect(found(files)).toEqual(['a package for Node.js', undefined]);
});

const tools = manifest({ devDependencies: { tailwindcss: '4' } });

test.each<Row>([
  [
    { Procfile: 'web: gunicorn my.wsgi', 'package.json': tools, 'requirements.txt': 'django' },
    'a server in Python',
    'Procfile',
  ],
  [
    { Procfile: 'web: newrelic-admin run-program gunicorn a', 'package.json': tools, 'setup.py': '' },
    'a server in Python',
    'Procfile',
  ],
  [
    { Procfile: 'web: java -jar target/a.jar --server.port=$PORT', 'package.json': tools, 'pom.xml': '' },
    'a package for Node.js',
    undefined,
  ],
  [
    { Procfile: 'web: node index.js', 'package.json': '{}', Gemfile: '', 'index.js': listening },
    'a server for Node.js',
    'Procfile',
  ],
  [
    { Procfile: 'web: app -p $PORT', 'go.mod': '', 'main.go': 'package main\n', 'tool.py': '' },
    'a project in Go',
    undefined,
  ],
  [
    { Procfile: 'web: node migrate.js && gunicorn a', 'package.json': tools, 'requirements.txt': '' },
    'a server in Python',
    'Procfile',
  ],
  [
    {
      Procfile: 'web: bash start.sh',
      'start.sh': 'export PORT\nexec gunicorn shop:app\n',
      'package.json': tools,
      'requirements.txt': '',
    },
    'a server in Python',
    'Procfile',
  ],
  [
    { Procfile: 'web: bun index.ts', 'package.json': '{}', 'index.ts': listening },
    'a package for Node.js',
    undefined,
  ],
])('the process of a Procfile is one of its language: %j', (files, title, served) => {
  expect(found(files)).toEqual([title, served]);
});

const factory = (parameters: string): string =>
  `from flask import Flask\ndef create_app(${parameters}):\n    return Flask(__name__)\n`;

test.each<readonly [parameters: string, isCalled: boolean]>([
  ['', true],
  ['config=None, *, debug: bool = False', true],
  ['\n    config: Dict[str, int] = {"a": 1, "b": 2},  # a, b\n    **more,\n', true],
  ['name="#", colour="(a, b"', true],
  ['config_name', false],
  ['config_name: Dict[str, int], debug=False', false],
  ['debug=False, *, config', false],
])('a function create_app(%s) is called without arguments: %s', (parameters, isCalled) => {
  const files = { 'requirements.txt': 'flask', 'shop.py': factory(parameters) };
  expect(found(files)).toEqual(
    isCalled
      ? ['a server in Python (Flask)', "gunicorn --bind 127.0.0.1:$PORT 'shop:create_app()'"]
      : ['a project in Python', undefined],
  );
});

test.each<readonly [main: string, isNamed: boolean]>([
  ['TcpListener::bind("127.0.0.1:8080")', true],
  ['TcpListener::bind(format!("127.0.0.1:{}", std::env::var("PORT").unwrap()))', false],
])('that a server in Rust has to listen on PORT is said where it does not read it: %s', (main, isNamed) => {
  const [detected] = detect(
    folderOf({
      'Cargo.toml': '[package]\nname = "hello"\n',
      'src/main.rs': `fn main() { ${main}; }\n`,
    }),
  );
  const note = 'it has to listen on the port of the variable PORT';
  expect(detected?.notes ?? []).toEqual(isNamed ? [note] : []);
});

test('a function create_app that has to be given something is named, with what to do', () => {
  const [detected] = detect(
    folderOf({ 'requirements.txt': 'flask', 'shop.py': factory('config_name: str, debug=False') }),
  );
  expect(detected?.notes).toEqual([
    'create_app of shop.py makes the application of Flask and has to be given arguments, so nothing is deployed: give them defaults, or call it in a module (app = create_app(…))',
  ]);
});

test('an application that a module makes by create_app is the one that is served', () => {
  const files = {
    'requirements.txt': 'flask',
    'shop/__init__.py': factory('config_name'),
    'wsgi.py': 'import shop\n\napp = shop.create_app(os.environ["STAGE"])\n',
  };
  expect(found(files)).toEqual(['a server in Python (Flask)', 'gunicorn --bind 127.0.0.1:$PORT wsgi:app']);
});

const flask = 'app = Flask(__name__)\n';
const goMain = (text = ''): string => `package main\nfunc main() { ${text} }`;
const goServer = goMain('http.ListenAndServe(":1", nil)');

test.each<Row>([
  [
    { 'requirements.txt': 'flask', 'examples/basic/app.py': flask, 'shop/web.py': flask },
    'a server in Python (Flask)',
    'gunicorn --bind 127.0.0.1:$PORT shop.web:app',
  ],
  [{ 'requirements.txt': 'flask', 'docs/app.py': flask }, 'a project in Python', undefined],
  [{ 'go.mod': '', 'main.go': goMain(), 'hack/main.go': goServer }, 'a project in Go', undefined],
  [{ 'go.mod': '', 'lib.go': '', 'examples/hello/main.go': goServer }, 'a project in Go', undefined],
  [
    { 'settings.gradle': '', 'samples/build.gradle': "id 'org.springframework.boot'" },
    'a project in Java',
    undefined,
  ],
  [
    {
      'package.json': manifest({ workspaces: ['packages/*', '!packages/old'] }),
      'packages/api/package.json': started('node a.js'),
      'packages/api/a.js': listening,
      'packages/old/package.json': started('node a.js'),
      'packages/old/a.js': listening,
      'examples/demo/package.json': started('node a.js'),
      'examples/demo/a.js': listening,
    },
    'a server for Node.js',
    'npm start --workspace packages/api',
  ],
  [
    {
      'package.json': manifest({ workspaces: { packages: ['./services/**/'] } }),
      'services/deep/api/package.json': started('node a.js'),
      'services/deep/api/a.js': listening,
    },
    'a server for Node.js',
    'npm start --workspace services/deep/api',
  ],
])('what only shows or tests a project is not what serves: %j', (files, title, served) => {
  expect(found(files)).toEqual([title, served]);
});

test.each<readonly [files: StarterExample['files'], place: string]>([
  [{ 'main.go': goMain('web.Run()'), 'examples/hello/main.go': goServer, 'web/a.go': goServer }, '.'],
  [{ 'main.go': goMain(), 'web/a.go': 'http.ListenAndServe(a)', 'client/main.go': goServer }, '.'],
  [{ 'main.go': goMain(), 'cmd/shop/main.go': goServer }, './cmd/shop'],
  [{ 'main.go': goServer, 'cmd/shop/main.go': goServer }, '.'],
  [{ 'client/main.go': goMain(), 'deep/main.go': goServer }, './deep'],
])('of the programs in Go of %j the one in %s is built', (files, place) => {
  const [detected] = detect(folderOf({ 'go.mod': '', ...files }));
  expect(detected?.build?.build).toEqual([`CGO_ENABLED=0 go build -o app ${place}`]);
});

test.each<readonly [workspace: string, test: string | undefined]>([
  ['packages:\n  - "packages/*"\n  - "!**/b"\n', undefined],
  ['packages: [packages/*]\n', 'CI=true pnpm --recursive --if-present run test'],
  ['catalog:\n  a: 1\n', 'CI=true pnpm --recursive --if-present run test'],
])('packages of a workspace are those that pnpm-workspace.yaml names: %j', (workspace, command) => {
  const [detected] = detect(
    folderOf({
      'package.json': '{}',
      'pnpm-workspace.yaml': workspace,
      'packages/b/package.json': manifest({ scripts: { test: 'node --test' } }),
    }),
  );
  expect(detected?.build?.test).toEqual(command === undefined ? [] : [command]);
});

const web = '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>';
const program = 'WebApplication.Create();';

test.each<readonly [files: StarterExample['files'], commands: readonly string[], start: string]>([
  [
    { 'api/Api.csproj': web, 'api/Program.cs': program },
    [
      'dotnet restore api/Api.csproj',
      'dotnet test api/Api.csproj --no-restore --logger trx --results-directory reports',
      'dotnet publish api/Api.csproj --configuration Release --output out',
    ],
    'env -C out dotnet Api.dll',
  ],
  [
    { 'My Shop.csproj': web, 'Program.cs': program },
    [
      'dotnet restore',
      'dotnet test --no-restore --logger trx --results-directory reports',
      "dotnet publish 'My Shop.csproj' --configuration Release --output out",
    ],
    "env -C out dotnet 'My Shop.dll'",
  ],
  [
    {
      'Shop.sln': '',
      'Shop.csproj': web.replace('></', '><AssemblyName> The Shop </AssemblyName></'),
      'Program.cs': program,
    },
    [
      'dotnet restore Shop.sln',
      'dotnet test Shop.sln --no-restore --logger trx --results-directory reports',
      'dotnet publish Shop.csproj --configuration Release --output out',
    ],
    "env -C out dotnet 'The Shop.dll'",
  ],
  [
    {
      'api/Api.csproj': web,
      'api/Program.cs': program,
      'tests/Api.Tests.csproj': '<PackageReference Include="Microsoft.NET.Test.Sdk" />',
    },
    [
      'dotnet restore api/Api.csproj',
      'dotnet test tests/Api.Tests.csproj --logger trx --results-directory reports',
      'dotnet publish api/Api.csproj --configuration Release --output out',
    ],
    'env -C out dotnet Api.dll',
  ],
])('commands of .NET name the project where it is not found by itself: %j', (files, commands, start) => {
  const { build, delivery } = detect(folderOf(files))[0] ?? {};
  expect([...(build?.install ?? []), ...(build?.test ?? []), ...(build?.build ?? [])]).toEqual(commands);
  expect(delivery).toMatchObject({ start: `${start} --urls "http://0.0.0.0:$PORT"` });
});

test.each<readonly [build: string, title: string]>([
  ['nuxt generate', 'a site that Nuxt builds'],
  ['nuxt build --prerender', 'a site that Nuxt builds'],
  ['nuxt build', 'a server for Node.js'],
])('Nuxt whose script is %j is %s', (build, title) => {
  const [detected] = detect(
    folderOf({
      'package.json': manifest({
        dependencies: { nuxt: '4' },
        scripts: { build, generate: 'nuxt generate' },
      }),
    }),
  );
  expect(detected?.title).toBe(title);
  expect(detected?.build?.artifacts?.baseDirectory).toBe(
    title.includes('site') ? '.output/public' : undefined,
  );
});

test.each([
  [{ '.tool-versions': 'java temurin-17.0.9+9\n' }, { java: 'corretto17' }],
  [{ '.tool-versions': 'java graalvm-community-25.0.1\n' }, { java: 'corretto25' }],
  [{ 'mise.toml': '[tools]\njava = "temurin-17"\n' }, { java: 'corretto17' }],
  [{ 'mise.toml': '[tools]\njava = "17.0.2"\n' }, { java: 'corretto17' }],
])('Java is pinned by its version behind the name of who makes it: %j', (files, runtimes) => {
  expect(detect(folderOf({ 'pom.xml': '', ...files }))[0]?.build?.runtimes).toEqual(runtimes);
});
