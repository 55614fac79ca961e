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

test('an application that a module makes by create_app is the one that is served', () => {
  const files = {
    'requirements.txt': 'flask',
    'shop/__init__.py': factory('config_name'),
    'wsgi.py': 'import shop\n\napp = shop.create_app(os.environ["STAGE"])\n',
  };
  expect(found(files)).toEqual(['a server in Python (Flask)', 'gunicorn --bind 127.0.0.1:$PORT wsgi:app']);
});
