// Relative paths that come from elsewhere: a zip, a manifest, a definition.

/** Why a path may not be used below a folder, or undefined when it may. Parts are separated by `/`. */
function pathRefusal(path: string): string | undefined {
  if (path === '') return 'is empty';
  if (path.includes('\0')) return 'contains a NUL character';
  if (path.startsWith('/')) return 'is absolute';
  if (process.platform === 'win32') {
    if (/^[A-Za-z]:/.test(path)) return 'is absolute';
    if (path.includes('\\')) return 'contains a backslash';
  }
  const parts = path.split('/');
  if (parts.includes('..')) return 'leaves the folder';
  if (parts.some((part) => part === '' || part === '.')) return 'is not in its plain form';
  return undefined;
}

/** Why entries with these paths cannot stand below one folder, or undefined when they can. */
export function treeRefusal(
  entries: readonly { readonly path: string; readonly type: 'file' | 'symlink' | 'directory' }[],
): string | undefined {
  const types = new Map<string, string>();
  for (const { path, type } of entries) {
    const refusal = pathRefusal(path);
    if (refusal !== undefined) return `the name "${path}" ${refusal}`;
    if (types.has(path)) return `the name "${path}" occurs twice`;
    types.set(path, type);
  }
  for (const { path } of entries) {
    const blocked = parentsOf(path).find((parent) => (types.get(parent) ?? 'directory') !== 'directory');
    if (blocked !== undefined) return `"${path}" lies below "${blocked}", which is no folder`;
  }
  return undefined;
}

/** Every folder above the path, outermost first: `a/b/c` gives `a`, `a/b`. */
export function parentsOf(path: string): readonly string[] {
  const parents: string[] = [];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) parents.push(path.slice(0, at));
  return parents;
}

/** Order by code units: the same on every machine, unlike a locale's. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
