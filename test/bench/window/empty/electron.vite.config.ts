import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const source = (path: string) => join(import.meta.dirname, 'src', path)

export default defineConfig({
  main: { build: { target: 'node20', rolldownOptions: { input: { index: source('main.ts') } } } },
  preload: {
    build: {
      target: 'node20',
      rolldownOptions: {
        input: { index: source('preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: source('.'),
    plugins: [react()],
    build: { target: 'chrome130', rolldownOptions: { input: source('index.html') } },
  },
})
