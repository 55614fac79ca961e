// Builds the dashboard into files that the server gives out: nothing inline, because the pages' policy forbids it.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { assetsInlineLimit: 0, emptyOutDir: true, modulePreload: { polyfill: false } },
});
