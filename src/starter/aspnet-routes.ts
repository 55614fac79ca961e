// The paths of ASP.NET Core: of minimal APIs, of controllers, and of health checks.
const literal = String.raw`\(\s*@?"([^"\n{]*)"`;

/** Of a file of sources. Pages and static files answer at the root for all that is known. */
export function aspnetRoutes(text: string): readonly string[] {
  const pages =
    /\.(?:MapRazorPages|MapRazorComponents|MapDefaultControllerRoute|MapControllerRoute|MapFallbackToFile|UseDefaultFiles)\b/.test(
      text,
    );
  return [...mappedRoutes(text), ...(pages ? ['/'] : []), ...controllerRoutes(text)];
}

/** An application that is made in the file, or that one of its functions is given. */
const applications =
  /\b(\w+)[ \t]*=[ \t]*(?:WebApplication\.Create\([^)\n]{0,200}\)|(?:\w+|WebApplication\.Create\w*Builder\([^)\n]{0,200}\))\s*\.Build\(\))|\bWebApplication[ \t]+(\w+)[ \t]*[,)]|\bUseEndpoints\(\s*(\w+)[ \t]*=>/g;

/** Of applications, and of their groups. Whatever else has paths is mapped wherever it is given to. */
function mappedRoutes(text: string): readonly string[] {
  const prefixes = new Map(
    [...text.matchAll(applications)].map(([, made, given, endpoints]) => [
      made ?? given ?? endpoints ?? '',
      '',
    ]),
  );
  const groups = new RegExp(String.raw`\b(\w+)[ \t]*=[ \t]*(\w+)\s*\.MapGroup${literal}`, 'g');
  for (const [, name = '', parent = '', path = ''] of text.matchAll(groups)) {
    const prefix = prefixes.get(parent);
    if (prefix !== undefined) prefixes.set(name, joined(prefix, path));
  }
  const mapped = new RegExp(String.raw`\b(\w+)\s*\.Map(?:Get|HealthChecks)${literal}`, 'g');
  return [...text.matchAll(mapped)].flatMap(([, name = '', path = '']) => {
    const prefix = prefixes.get(name);
    return prefix === undefined ? [] : [joined(prefix, path)];
  });
}

function joined(prefix: string, path: string): string {
  return `/${`${prefix}/${path}`
    .split('/')
    .filter((each) => each !== '')
    .join('/')}`;
}

/** `[Route("api/[controller]")]` before the class, and `[HttpGet("list")]` before its methods. */
function controllerRoutes(text: string): readonly string[] {
  const found =
    /\[Route\(\s*"([^"\n]*)"[^\]\n]{0,500}\)\][^{;]{0,2000}?\bclass\s+(\w+?)(?:Controller)?\b/.exec(text);
  if (found === null || !text.includes('[HttpGet')) return [];
  const prefix = (found[1] ?? '').replaceAll('[controller]', found[2] ?? '');
  if (/[[{]/.test(prefix)) return [];
  const rest = text.slice(found.index + found[0].length);
  const named = pathsOf(rest, String.raw`\[HttpGet${literal}`);
  const bare = /\[HttpGet(?:\(\s*(?:Name\s*=[^)\n]{0,200})?\))?\]/.test(rest) ? [''] : [];
  return [...bare, ...named].map((path) =>
    path.startsWith('/') || path.startsWith('~/')
      ? path.replace(/^~/, '')
      : `/${[prefix, path].filter((each) => each !== '').join('/')}`,
  );
}

function pathsOf(text: string, pattern: string): readonly string[] {
  return [...text.matchAll(new RegExp(pattern, 'g'))].map(([, path = '']) => path);
}
