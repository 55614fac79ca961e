// Patterns of branches, tags and file paths in triggers (CodePipeline user guide, "Working with glob patterns in
// syntax"): `*` stays inside one component, `**` crosses `/`, `?`, `[…]`, `{a,b}`, and `\` takes the next literally.
import picomatch from 'picomatch';

/** Whether the pattern fits the whole name. */
export function matchesGlob(pattern: string, name: string): boolean {
  return picomatch.isMatch(name, pattern, {
    dot: true,
    noextglob: true,
    nonegate: true,
    strictSlashes: true,
  });
}
