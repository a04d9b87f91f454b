import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin, Rolldown } from 'vite'
import manifest from './package.json' with { type: 'json' }

/** What loads a file of its own beside it, or makes a `require` that would meet the bundle's. */
const outside = ['better-sqlite3', '@napi-rs/keyring', 'ffmpeg-static', 'fflate']

const source = (path: string) => join(import.meta.dirname, 'src', path)

/** The page is two files, each read at once: what its first picture needs, and what comes later. */
const fileOfPage: Rolldown.CodeSplittingNameFunction = (id, context) => {
  if (first.size === 0) gather(source('renderer/index.html'))
  return first.has(id) ? 'first' : 'later'

  function gather(module: string): void {
    if (first.has(module)) return
    first.add(module)
    context.getModuleInfo(module)?.importedIds.forEach(gather)
  }
}
const first = new Set<string>()

/** The page asks for its font with its code, not when the first text is drawn without it. */
const preloadFont: Plugin = {
  name: 'preload-font',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {} }) =>
      Object.keys(bundle)
        .filter((name) => name.includes('inter-latin-wght'))
        .map((name) => ({
          tag: 'link',
          attrs: {
            rel: 'preload',
            as: 'font',
            type: 'font/woff2',
            crossorigin: true,
            href: `./${name}`,
          },
          injectTo: 'head' as const,
        })),
  },
}

// Targets are written down, not detected: the runtime used where the official one cannot be had is
// older than the one users get.
export default defineConfig({
  main: {
    build: {
      target: 'node20',
      // One file is read in a fraction of the time that hundreds are. The packer keeps the rest.
      externalizeDeps: {
        exclude: Object.keys(manifest.dependencies).filter((name) => !outside.includes(name)),
      },
      rolldownOptions: {
        input: {
          index: source('main/index.ts'),
          worker: source('worker/index.ts'),
          cli: source('cli/index.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      target: 'node20',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: source('preload/index.ts') },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: source('renderer'),
    plugins: [react(), tailwindcss(), preloadFont],
    build: {
      target: 'chrome130',
      minify: true,
      // A relative fonts or image file never becomes a data: URL the policy would have to allow.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: source('renderer/index.html'),
        output: { codeSplitting: { groups: [{ name: fileOfPage, debugName: 'page' }] } },
      },
    },
  },
})
