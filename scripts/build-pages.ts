// Builds the dashboard's pages: into build/pages for a clone, or into the folder that is given.
import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');
const outDir = resolve(process.argv[2] ?? join(root, 'build', 'pages'));
await build({
  configFile: join(root, 'src', 'dashboard', 'vite.config.ts'),
  logLevel: 'warn',
  build: { outDir },
});
