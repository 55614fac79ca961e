// The path that a health check asks of a server, as its sources have it. An API without a page at `/` answers 404 there,
// and no load balancer would ever take it for healthy. Pure.
import { argumentsAt } from './arguments-at.ts';
import { aspnetRoutes } from './aspnet-routes.ts';
import { isSupporting, type Folder } from './folder.ts';
import { springRoutes } from './spring-routes.ts';

/** A path that answers GET, and the file that says so. */
export interface Route {
  readonly path: string;
  readonly file: string;
}

const mostFiles = 400;
const isTestFile = /(^|\/)migrations\/|\.(test|spec)\.\w+$|_test\.\w+$|(^|\/)test_/;
const forHealth =
  /^\/(?:[\w-]+\/)*(?:_?health[\w-]*|livez|liveness|readyz|readiness|ping|up|heartbeat|alive)\/?$/i;

/**
 * The route that is there for it, or else the first, when none answers at `/`. Undefined when `/` does for all that is
 * known. Routes with parameters, and those of routers that are mounted elsewhere, are passed over.
 */
export function healthRoute(folder: Folder): Route | undefined {
  const sources = folder.files
    .filter((file) => !isTestFile.test(file) && !isSupporting(file))
    .slice(0, mostFiles);
  const found = sources.flatMap((file) => routesOf(file, folder));
  const routes = found.filter(({ path }) => /^[\w/.~-]*$/.test(path));
  const health = routes.find(({ path }) => forHealth.test(path));
  if (health !== undefined) return health;
  // What takes any path takes the root too.
  const hasRoot = found.some(({ path }) => path === '/' || path === '*' || /^\/?\{?\*/.test(path));
  return hasRoot || folder.files.some((file) => pageAtRoot.test(file)) ? undefined : routes[0];
}

/**
 * Whether its sources answer at no path at all: a project of Spring as start.spring.io writes it says 404 wherever it is asked, and
 * one with Spring Security 401, also at its routes and pages. The Actuator's health is open to all.
 */
export function answersNowhere(folder: Folder, route: Route | undefined): boolean {
  const { files, read } = folder;
  const build = ['pom.xml', 'build.gradle', 'build.gradle.kts'].map((file) => read(file) ?? '').join('\n');
  if (build.includes('spring-boot-starter-security')) return route?.path !== '/actuator/health';
  if (route !== undefined || files.some((file) => pageAtRoot.test(file))) return false;
  if (!/spring-boot-starter-web/.test(build) || /spring-boot-starter-data-rest/.test(build)) return false;
  const sources = files.filter((file) => /\.(java|kt)$/.test(file) && !isSupporting(file));
  return !sources.some((file) => /@(?:Rest)?Controller\b|\bRouterFunction\b/.test(read(file) ?? ''));
}

/** A page that servers give at `/` by themselves. */
const pageAtRoot =
  /^(src\/main\/resources\/(static|public|templates)\/|public\/|static\/)?index\.(html?|php|jsp)$/;

function routesOf(file: string, folder: Folder): readonly Route[] {
  const extension = /\.(\w+)$/.exec(file)?.[1] ?? '';
  const reader = readers[extension];
  const text = reader === undefined ? undefined : folder.read(file);
  if (reader === undefined || text === undefined) return [];
  return reader(text, { file, folder }).map((path) => ({
    path: path === '*' || path.startsWith('/') ? path : `/${path}`,
    file,
  }));
}

type Reader = (text: string, at: { readonly file: string; readonly folder: Folder }) => readonly string[];

const readers: Readonly<Record<string, Reader>> = {
  js: javascriptRoutes,
  cjs: javascriptRoutes,
  mjs: javascriptRoutes,
  ts: javascriptRoutes,
  mts: javascriptRoutes,
  py: pythonRoutes,
  java: springRoutes,
  kt: springRoutes,
  xml: springRoutes,
  gradle: springRoutes,
  kts: springRoutes,
  go: goRoutes,
  rs: rustRoutes,
  rb: rubyRoutes,
  cs: aspnetRoutes,
  fs: aspnetRoutes,
};

/** Of the objects that serve. A router of Express stands wherever it is mounted. */
function javascriptRoutes(text: string): readonly string[] {
  const made = /\b(?:express|fastify|Fastify)\(|\bnew (?:Hono|Koa|Elysia)\b/.test(text);
  const names = namesOf(
    text,
    /\b(?:const|let|var)\s+(\w+)\s*(?::[^=\n]+)?=\s*(?:\w+\()?(?:(?:express|[fF]astify|polka|restify\.createServer)\b(?!\.)|new (?:Hono|Koa|Elysia)\b|require\(['"](?:express|fastify|polka)['"]\)\()/g,
  );
  const objects = new Set([...names, ...(made ? [] : ['app', 'server', 'fastify'])]);
  const direct = [...text.matchAll(/\b(\w+)\s*\.\s*(?:get|all)\(\s*(['"`])([^'"`\n]*)\2/g)].flatMap(
    ([, name = '', , path = '']) =>
      objects.has(name) && isWritten(path) && !path.includes('${') ? [path] : [],
  );
  // A folder of files, or a handler of everything, answers at the root for all that is known.
  const anything =
    /\.use\(\s*(?:['"]\/['"]\s*,\s*)?(?:express\.)?(?:static|serveStatic)\b|\.use\(\s*['"]\/['"]\s*,|fastifyStatic|@fastify\/static|\.createServer\(\s*(?:async\s*)?\(/.test(
      text,
    );
  return [...direct, ...(anything ? ['/'] : []), ...nestRoutes(text)];
}

/** Not a name: `app.get('port')` is a setting of Express, and `r.Get("list")` a route of gorilla/mux by its name. */
function isWritten(path: string): boolean {
  return path === '' || path.startsWith('/') || path.startsWith('*');
}

/** `@Controller('cats')` and `@Get('all')` of NestJS. */
function nestRoutes(text: string): readonly string[] {
  const controller = /@Controller\(\s*(?:['"]([^'"]*)['"])?\s*\)/.exec(text);
  if (controller === null) return [];
  return [...text.matchAll(/@Get\(\s*(?:['"]([^'"]*)['"])?\s*\)/g)].map(([, path = '']) =>
    joined(controller[1] ?? '', path),
  );
}

function pythonRoutes(text: string, { file }: { readonly file: string }): readonly string[] {
  const objects = namesOf(
    text,
    /^[ \t]*(\w+)(?::\s*[\w.]+)?\s*=\s*(?:\w+\.)?(?:FastAPI|Flask|Quart|Bottle|FastHTML)\(/gm,
  );
  const decorated = [
    ...text.matchAll(/^[ \t]*@(\w+)\.(?:get|route|api_route)(?=\(\s*(['"])([^'"\n]*)\2)/gm),
  ].flatMap(({ index, 0: all, 1: name = '', 3: path = '' }) => {
    const methods = /\bmethods\s*=\s*[[({]([^\])}]*)/.exec(argumentsAt(text, index + all.length).text)?.[1];
    return objects.has(name) && takesGet(methods) ? [path] : [];
  });
  const isMounted = /\.(?:include_router|mount|register_blueprint)\(/.test(text) && decorated.length === 0;
  return [...decorated, ...(isMounted ? ['/'] : []), ...(isRootUrls(file) ? djangoPaths(text) : [])];
}

/** What says no methods takes all, or GET. */
function takesGet(methods = 'GET'): boolean {
  return /(?:\b|Method)get\b/i.test(methods);
}

/** The first of a project of Django: those of applications are included somewhere. */
function isRootUrls(file: string): boolean {
  return /^[^/]+\/urls\.py$/.test(file);
}

function djangoPaths(text: string): readonly string[] {
  if (!text.includes('ROOT') && !/\badmin\.site\b|\binclude\(/.test(text)) return [];
  const paths = [...text.matchAll(/\bpath\(\s*(['"])([^'"\n]*)\1\s*,\s*(include\()?/g)].flatMap(
    ([, , path = '', included]) => (included !== undefined && path !== '' ? [] : [path]),
  );
  // Its own page of welcome is at the root while nothing but the administration is.
  const own = paths.filter((path) => path !== 'admin/');
  return own.length === 0 ? ['/'] : own;
}

function goRoutes(text: string): readonly string[] {
  const objects = namesOf(
    text,
    /\b(\w+)\s*:?=\s*(?:gin\.(?:Default|New)|echo\.New|fiber\.New|chi\.New(?:Router|Mux)|mux\.NewRouter|httprouter\.New)\(/g,
  );
  const byName = [...text.matchAll(/\b(\w+)\.(?:GET|Get|Any|All)\(\s*"([^"\n]*)"/g)].flatMap(
    ([, name = '', path = '']) => (objects.has(name) && isWritten(path) ? [path] : []),
  );
  const handled = [...text.matchAll(/\.(?:HandleFunc|Handle)(?=\(\s*"(?:GET\s+)?(\/[^"\n]*)")/g)].flatMap(
    ({ index, 0: all, 1: path = '' }) => {
      const { end } = argumentsAt(text, index + all.length);
      const methods = /^\s*\.\s*Methods\(([^)]*)/.exec(text.slice(end))?.[1];
      return takesGet(methods) ? [path.replace(/\{\$\}$/, '')] : [];
    },
  );
  const anything = /http\.ListenAndServe\([^,\n]+,\s*(?!nil\b)\w+\(|\.Static\(\s*"\/"/.test(text);
  return [...byName, ...handled, ...(anything ? ['/'] : [])];
}

function rustRoutes(text: string): readonly string[] {
  const scoped = /\.nest\(|web::scope\(/.test(text);
  const axum = scoped
    ? []
    : [...text.matchAll(/\.route\(\s*"([^"\n]*)"\s*,\s*(?:\w+::)*(?:get|any)\(/g)].map(
        ([, path = '']) => path,
      );
  const mounts = [...text.matchAll(/\.mount\(\s*"([^"\n]*)"/g)].map(([, path = '']) => path);
  const prefix = mounts.length === 1 ? (mounts[0] ?? '') : '';
  const attributes =
    scoped || mounts.length > 1
      ? []
      : [...text.matchAll(/#\[get\(\s*"([^"\n?]*)[^"\n]*"/g)].map(([, path = '']) => joined(prefix, path));
  return [...axum, ...attributes];
}

/** Of Sinatra, and of config/routes.rb of Rails. */
function rubyRoutes(text: string, { file }: { readonly file: string }): readonly string[] {
  const isRails = file === 'config/routes.rb';
  const paths = [...text.matchAll(/^ {0,2}get\s*\(?\s*(['"])([^'"\n]*)\1/gm)].map(([, , path = '']) => path);
  const hasRoot = isRails && (/^[ \t]*root\b/m.test(text) || paths.length === 0);
  return [...paths, ...(hasRoot ? ['/'] : [])];
}

function namesOf(text: string, pattern: RegExp): ReadonlySet<string> {
  return new Set([...text.matchAll(pattern)].map(([, name = '']) => name));
}

function joined(prefix: string, path: string): string {
  return `/${[prefix, path]
    .flatMap((each) => each.split('/'))
    .filter((each) => each !== '')
    .join('/')}`;
}
