// The paths of controllers of Spring, and of its Actuator.
import { argumentsAt } from './arguments-at.ts';

const mapping = String.raw`(?:(?:value|path)\s*=\s*)?\{?\s*"([^"\n]*)"`;

/** Of a file of sources, and of the file of the build, which says whether the Actuator is there. */
export function springRoutes(text: string, { file }: { readonly file: string }): readonly string[] {
  if (/(^|\/)(pom\.xml|build\.gradle(\.kts)?)$/.test(file))
    return text.includes('spring-boot-starter-actuator') ? ['/actuator/health'] : [];
  if (!/@(?:Rest)?Controller\b/.test(text)) return [];
  const type = new RegExp(
    String.raw`@RequestMapping\(\s*${mapping}[^)]{0,500}\)(?:\s*@\w+(?:\([^)]{0,500}\))?)*\s*(?:public\s+|open\s+)?class\b`,
  ).exec(text);
  const prefix = type?.[1] ?? '';
  const rest = type === null ? text : text.slice(type.index + type[0].length);
  const written = [
    ...rest.matchAll(new RegExp(String.raw`@(?:Get|Request)Mapping(?=\(\s*${mapping})`, 'g')),
  ].flatMap(({ index, 0: all, 1: path = '' }) => {
    const methods = /\bmethod\s*=\s*([^"]*)/.exec(argumentsAt(rest, index + all.length).text)?.[1];
    return methods === undefined || /\bGET\b/.test(methods) ? [path] : [];
  });
  const bare = /@GetMapping\b(?:\(\s*\))?(?!\()/.test(rest) ? [''] : [];
  return [...written, ...bare].map((path) =>
    `/${prefix}/${path}`.replaceAll(/\/+/g, '/').replace(/(.)\/$/, '$1'),
  );
}
