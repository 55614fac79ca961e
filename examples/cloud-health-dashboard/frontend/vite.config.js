import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** The names and places that Create React App gave them: REACT_APP_…, build/static/js, asset-manifest.json. */
export default defineConfig({
  plugins: [react()],
  envPrefix: 'REACT_APP_',
  build: {
    outDir: 'build',
    manifest: 'asset-manifest.json',
    rollupOptions: {
      output: {
        entryFileNames: 'static/js/[name].[hash].js',
        chunkFileNames: 'static/js/[name].[hash].js',
        assetFileNames: ({ names }) =>
          names.some((name) => name.endsWith('.css'))
            ? 'static/css/[name].[hash][extname]'
            : 'static/media/[name].[hash][extname]',
      },
    },
  },
  test: {
    environment: 'jsdom',
    globals: true,
    coverage: {
      include: ['src/**'],
      exclude: ['src/main.jsx', 'src/**/*.test.jsx'],
      reporter: ['text', 'clover'],
      thresholds: { lines: 80 },
    },
  },
});
