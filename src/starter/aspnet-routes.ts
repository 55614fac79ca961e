// The paths of ASP.NET Core: of minimal APIs, of controllers, and of health checks.
const literal = String.raw`\(\s*@?"([^"\n{]*)"`;

/** Of a file of sources. Pages and static files answer at the root for all that is known. */
export function aspnetRoutes(text: string): readonly string[] {
  const mapped = pathsOf(text, String.raw`\.Map(?:Get|HealthChecks)${literal}`);
  const pages =
    /\.(?:MapRazorPages|MapRazorComponents|MapDefaultControllerRoute|MapControllerRoute|MapFallbackToFile|UseDefaultFiles)\b/.test(
      text,
    );
  return [...mapped, ...(pages ? ['/'] : []), ...controllerRoutes(text)];
}

/** `[Route("api/[controller]")]` before the class, and `[HttpGet("list")]` before its methods. */
function controllerRoutes(text: string): readonly string[] {
  const found = /\[Route\(\s*"([^"\n]*)"[^\]]*\)\][^{;]*?\bclass\s+(\w+?)(?:Controller)?\b/.exec(text);
  if (found === null || !text.includes('[HttpGet')) return [];
  const prefix = (found[1] ?? '').replaceAll('[controller]', found[2] ?? '');
  if (/[[{]/.test(prefix)) return [];
  const rest = text.slice(found.index + found[0].length);
  const named = pathsOf(rest, String.raw`\[HttpGet${literal}`);
  const bare = /\[HttpGet(?:\(\s*(?:Name\s*=[^)]*)?\))?\]/.test(rest) ? [''] : [];
  return [...bare, ...named].map((path) =>
    path.startsWith('/') || path.startsWith('~/')
      ? path.replace(/^~/, '')
      : `/${[prefix, path].filter((each) => each !== '').join('/')}`,
  );
}

function pathsOf(text: string, pattern: string): readonly string[] {
  return [...text.matchAll(new RegExp(pattern, 'g'))].map(([, path = '']) => path);
}
