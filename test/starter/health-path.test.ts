// Where a health check finds a server: the routes that its sources have.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { detect } from '../../src/starter/detect.ts';
import { openFolder } from '../../src/starter/folder.ts';
import { healthRoute } from '../../src/starter/health-path.ts';
import { starterFiles } from '../../src/starter/starter-files.ts';
import { folderOf } from '../rig/folder-of.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const express = "const app = require('express')();\n";
const aspnet = 'var builder = WebApplication.CreateBuilder(args);\nvar app = builder.Build();\n';
const controller = (text: string): string => `@RestController\n${text}`;

test.each<readonly [files: Record<string, string>, path: string | undefined]>([
  [{ 'app.js': `${express}app.get('/api/todos', list);` }, '/api/todos'],
  [{ 'app.js': `${express}app.get('/', home); app.get('/api/todos', list);` }, undefined],
  [{ 'app.js': `${express}app.get('/', home); app.get('/healthz', ok);` }, '/healthz'],
  [{ 'app.js': `${express}app.get('/users/:id', one);` }, undefined],
  [{ 'app.js': `${express}app.use(express.static('public')); app.get('/api/x', x);` }, undefined],
  [{ 'app.js': express, 'routes.js': "const router = express.Router(); router.get('/list', x);" }, undefined],
  [{ 'app.js': `${express}app.post('/orders', x);` }, undefined],
  [{ 'app.js': `${express}app.get(\`/v\${version}/x\`, x);` }, undefined],
  [{ 'app.js': `${express}app.set('port', 3000);\napp.listen(app.get('port'));` }, undefined],
  [{ 'app.js': `${express}app.get('env');\napp.get('/list', x);` }, '/list'],
  [{ 'app.js': `${express}app.get('*', page);\napp.get('/list', x);` }, undefined],
  [{ 'src/routes.ts': "export default (app) => { app.get('/v1/items', x); };" }, '/v1/items'],
  [{ 'index.ts': "const app = new Hono();\napp.get('/greet', (c) => c.text('x'));" }, '/greet'],
  [{ 'app.test.js': `${express}app.get('/only-in-tests', x);` }, undefined],
  [{ 'cats.controller.ts': "@Controller('cats')\nexport class C { @Get() all() {} }" }, '/cats'],
  [{ 'app.controller.ts': '@Controller()\nexport class C { @Get() hello() {} }' }, undefined],
  [{ 'main.py': 'app = FastAPI()\n\n@app.get("/items")\ndef items(): ...\n' }, '/items'],
  [{ 'main.py': 'app = FastAPI()\n\n@app.get("/")\ndef root(): ...\n' }, undefined],
  [{ 'main.py': 'app = Flask(__name__)\n\n@app.route("/hello/<name>")\ndef hello(name): ...\n' }, undefined],
  [
    { 'main.py': 'app = Flask(__name__)\n\n@app.route("/health", methods=["POST"])\ndef h(): ...\n' },
    undefined,
  ],
  [
    {
      'main.py':
        'app = Flask(__name__)\n\n@app.route(\n  "/in", endpoint="(a",\n  methods=("POST", "PUT"),\n)\ndef a(): ...\n\n@app.route("/out", methods=["GET", "POST"])\ndef b(): ...\n',
    },
    '/out',
  ],
  [{ 'main.py': 'app = FastAPI()\n\n@app.api_route("/a", methods={"PUT"})\ndef a(): ...\n' }, undefined],
  [{ 'main.py': 'app = Flask(__name__)\n\n@app.route("/a", methods=methods)\ndef a(): ...\n' }, '/a'],
  [{ 'items.py': 'router = APIRouter(prefix="/a")\n@router.get("/b")\ndef b(): ...\n' }, undefined],
  [{ 'site/urls.py': "path('admin/', admin.site.urls)" }, undefined],
  [{ 'site/urls.py': "path('admin/', admin.site.urls), path('', include('blog.urls'))" }, undefined],
  [{ 'site/urls.py': "path('admin/', admin.site.urls), path('status/', status)" }, '/status/'],
  [{ 'src/main/java/a/b/c/G.java': controller('class G { @GetMapping("/greeting") }') }, '/greeting'],
  [
    {
      'src/main/java/a/A.java': controller(
        '@RequestMapping("/api")\npublic class A { @GetMapping("/all") @PostMapping }',
      ),
    },
    '/api/all',
  ],
  [
    {
      'src/main/java/a/A.java': controller(
        '@RequestMapping("/api")\npublic class A { @GetMapping List a() }',
      ),
    },
    '/api',
  ],
  [
    {
      'src/main/java/a/A.java': controller('class A { @GetMapping("/a") }'),
      'src/main/resources/static/index.html': '',
    },
    undefined,
  ],
  [
    {
      'src/main/java/a/A.java': controller(
        'class A { @RequestMapping(value="/login", method=RequestMethod.POST) void a() {}\n  @GetMapping("/b") }',
      ),
    },
    '/b',
  ],
  [
    {
      'src/main/java/a/A.java': controller(
        'class A { @RequestMapping(value = "/a", produces = "text/x", method = {RequestMethod.POST, RequestMethod.GET}) }',
      ),
    },
    '/a',
  ],
  [
    { 'src/main/kotlin/A.kt': controller('class A { @RequestMapping("/a", method = [PUT], name = "GET") }') },
    undefined,
  ],
  [{ 'pom.xml': 'spring-boot-starter-actuator' }, '/actuator/health'],
  [{ 'main.go': 'r := gin.Default()\nr.GET("/ping", pong)' }, '/ping'],
  [{ 'main.go': 'v1 := r.Group("/v1")\nv1.GET("/users", x)' }, undefined],
  [{ 'main.go': 'http.HandleFunc("/api/time", now)' }, '/api/time'],
  [{ 'main.go': 'mux.HandleFunc("GET /items/{id}", x)\nmux.HandleFunc("GET /items", y)' }, '/items'],
  [{ 'main.go': 'http.HandleFunc("/", all)\nhttp.HandleFunc("/api", x)' }, undefined],
  [{ 'main.go': 'http.HandleFunc("POST /in", x)\nhttp.HandleFunc("/out", y)' }, '/out'],
  [{ 'main.go': 'r.HandleFunc("/in", wrap(x)).Methods("POST")\nr.HandleFunc("/out", y)' }, '/out'],
  [{ 'main.go': 'r.Handle("/in", x).\n\tMethods(http.MethodPost)' }, undefined],
  [{ 'main.go': 'r.Handle("/in", x).Methods(http.MethodPost, http.MethodGet)' }, '/in'],
  [{ 'main.go': 'r := mux.NewRouter()\nr.Get("list").URL()' }, undefined],
  [{ 'src/main.rs': 'Router::new().route("/hello", get(hello))' }, '/hello'],
  [
    { 'src/main.rs': '#[get("/world")]\nfn w() {}\nrocket::build().mount("/hello", routes![w])' },
    '/hello/world',
  ],
  [{ 'app.rb': "get '/hello' do\n" }, '/hello'],
  [{ 'config/routes.rb': '  get "up" => "rails/health#show"\n  root "home#index"\n' }, '/up'],
  [{ 'Program.cs': `${aspnet}app.MapGet("/list", () => 1);` }, '/list'],
  [
    {
      'Program.cs': `${aspnet}var todos = app.MapGroup("/todos");\ntodos.MapGet("/", all);\ntodos.MapGet("/{id}", one);`,
    },
    '/todos',
  ],
  [
    { 'P.cs': `${aspnet}var api = app.MapGroup("api");\nvar v1 = api.MapGroup("/v1");\nv1.MapGet("a", x);` },
    '/api/v1/a',
  ],
  [{ 'P.cs': `${aspnet}var a = app.MapGroup("/{tenant}");\na.MapGet("/list", x);` }, undefined],
  [{ 'P.cs': 'static void Map(RouteGroupBuilder group) { group.MapGet("/list", x); }' }, undefined],
  [{ 'P.cs': 'static void Map(this WebApplication app) { app.MapGet("/list", x); }' }, '/list'],
  [{ 'P.cs': 'app.UseEndpoints(ends => { ends.MapHealthChecks("/health"); });' }, '/health'],
  [{ 'examples/app.js': `${express}app.get('/only-there', x);` }, undefined],
])('of %j the health check asks %s', (files, path) => {
  expect(healthRoute(folderOf(files))?.path).toBe(path);
});

test.each<readonly [files: Record<string, string>, file: string]>([
  [
    {
      'package.json': '{"dependencies":{"express":"5"},"scripts":{"start":"node app.js"}}',
      'app.js': `${express}app.get('/api/todos', x);`,
    },
    'environment.json',
  ],
  [
    {
      'pom.xml': 'spring-boot-maven-plugin',
      'src/main/java/A.java': controller('@GetMapping("/api/todos")'),
    },
    'fleet.json',
  ],
  [
    {
      Dockerfile: 'FROM node\nEXPOSE 3000\n',
      'app.js': `${express}app.get('/api/todos', x);`,
    },
    'target-group.json',
  ],
])('what is written for %j has the path in %s, and a note says why', (sources, name) => {
  const [detected] = detect(folderOf(sources));
  if (detected === undefined) throw new Error('Nothing was detected');
  const files = starterFiles({ detected, name: 'shop', repository: 'OWNER/shop', branch: 'main' });
  expect(files.find(({ path }) => path === name)?.text).toContain('"/api/todos"');
  expect(detected.notes).toContainEqual(
    expect.stringMatching(/^the health check asks for \/api\/todos, which \S+ has$/),
  );
});

test('sources of Java are read in the folders of their packages', async () => {
  await using folder = await makeFolder();
  const file = 'src/main/java/com/example/shop/web/Orders.java';
  mkdirSync(dirname(join(folder.path, file)), { recursive: true });
  writeFileSync(join(folder.path, file), controller('class Orders { @GetMapping("/orders") }'));
  expect(healthRoute(openFolder(folder.path))).toEqual({ path: '/orders', file });
});

test('a file of more than a mebibyte is not read', async () => {
  await using folder = await makeFolder();
  writeFileSync(join(folder.path, 'at-most.py'), ' '.repeat(1024 * 1024));
  writeFileSync(join(folder.path, 'longer.py'), ' '.repeat(1024 * 1024 + 1));
  const { read } = openFolder(folder.path);
  expect([read('at-most.py')?.length, read('longer.py')]).toEqual([1024 * 1024, undefined]);
});

test.each<readonly [file: string, text: string]>([
  ['Program.cs', '[HttpGet]'.padEnd(300_000, '[Route("a")]')],
  ['Program.cs', '[Route("a")] class A\n'.padEnd(300_000, '[HttpGet(Name=')],
  ['Program.cs', ''.padEnd(300_000, 'a = WebApplication.Create(')],
  ['A.java', '@Controller'.padEnd(300_000, '@RequestMapping("/a" ')],
  ['main.go', ''.padEnd(300_000, 'm.Handle("/a" ')],
  ['config/routes.rb', ''.padEnd(1_000_000, '\n')],
  ['package.json', ''.padEnd(1_000_000, '\n')],
  ['samconfig.toml', ''.padEnd(1_000_000, '\n')],
  ['template.yaml', 'Resources:\n Type: AWS::Serverless'.padEnd(1_000_000, '\n')],
  ['main.tf', 'variable "a" {'.padEnd(300_000, '/*')],
  ['shop/tests.py', ''.padEnd(1_000_000, '\n')],
  ['requirements.txt', ''.padEnd(300_000, 'fastapi[')],
])('a hostile %s is read at once', (file, text) => {
  const files = {
    'manage.py': '',
    'main.py': 'app = FastAPI()',
    'requirements.txt': 'fastapi',
    'template.yaml': 'Resources:\n Type: AWS::Serverless',
    [file]: text,
  };
  expect(detect(folderOf(files)).length).toBeGreaterThan(0);
  expect([undefined, file]).toContain(healthRoute(folderOf({ [file]: text }))?.file);
});

const web =
  '<artifactId>spring-boot-starter-web</artifactId><artifactId>spring-boot-maven-plugin</artifactId>';
const application = '@SpringBootApplication\npublic class A {}\n';

test.each<readonly [what: string, files: Record<string, string>, codes: string | undefined]>([
  ['no controller', {}, '200-499'],
  ['a login before everything', { 'pom.xml': `${web}spring-boot-starter-security` }, '200-499'],
  [
    'a login before a controller',
    {
      'pom.xml': `${web}spring-boot-starter-security`,
      'src/main/java/a/B.java': controller('class B { @GetMapping("/hello") }'),
    },
    '200-499',
  ],
  [
    'a login before a page at the root',
    { 'pom.xml': `${web}spring-boot-starter-security`, 'src/main/resources/static/index.html': '' },
    '200-499',
  ],
  [
    'a login before all but the Actuator',
    { 'pom.xml': `${web}spring-boot-starter-security spring-boot-starter-actuator` },
    undefined,
  ],
  ['a service in an image', { Dockerfile: 'FROM a\nEXPOSE 8080\n' }, '200-499'],
  [
    'a controller at the root',
    { 'src/main/java/a/B.java': controller('class B { @GetMapping("/") }') },
    undefined,
  ],
  [
    'a controller elsewhere',
    { 'src/main/java/a/B.java': controller('class B { @GetMapping("/b") }') },
    undefined,
  ],
  ['a page at the root', { 'src/main/resources/static/index.html': '' }, undefined],
  ['the Actuator', { 'pom.xml': `${web}spring-boot-starter-actuator` }, undefined],
  ['resources of Spring Data', { 'pom.xml': `${web}spring-boot-starter-data-rest` }, undefined],
])('the health check of a project of Spring with %s takes %#', (_, added, codes) => {
  const folder = folderOf({ 'pom.xml': web, 'src/main/java/a/A.java': application, ...added });
  const [found] = detect(folder);
  if (found === undefined) throw new Error('Nothing was found');
  expect(found.delivery).toMatchObject(codes === undefined ? {} : { healthCodes: codes });
  expect('healthCodes' in found.delivery).toBe(codes !== undefined);
  expect(found.notes?.join().includes('any answer below 500') ?? false).toBe(codes !== undefined);
  const texts = starterFiles({ detected: found, name: 'shop', repository: 'OWNER/shop', branch: 'main' }).map(
    ({ text }) => text,
  );
  expect(texts.some((text) => /"(matcher|HttpCode)": "200-499"/.test(text))).toBe(codes !== undefined);
});
