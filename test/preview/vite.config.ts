import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const repository = join(import.meta.dirname, '../..')

/** What the app sends with its pages; the built preview is held to it too. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'"

/** The window in a browser, on a made-up queue: `?jobs=50&theme=dark&paused=finish`. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  server: { port: 5199, fs: { allow: [repository] } },
  preview: { headers: { 'Content-Security-Policy': policy } },
  build: {
    target: 'chrome130',
    assetsInlineLimit: 0,
    outDir: join(repository, 'test/results/preview/site'),
    emptyOutDir: true,
  },
})
