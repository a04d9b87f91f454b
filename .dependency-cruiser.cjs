/** The one way imports point (CONTRIBUTING.md, "The house"). */
const rooms = ['shared', 'core', 'worker', 'main', 'preload', 'renderer', 'cli', 'setup']
const mayImport = {
  shared: [],
  core: ['shared'],
  worker: ['shared'],
  main: ['shared', 'core'],
  preload: ['shared'],
  renderer: ['shared'],
  cli: ['shared', 'core'],
  setup: ['shared', 'core'],
}

module.exports = {
  forbidden: [
    ...rooms.map((room) => ({
      name: `${room}-imports`,
      severity: 'error',
      comment: `src/${room} imports only itself and: ${mayImport[room].join(', ') || 'nothing'}`,
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: `^src/(${[room, ...mayImport[room]].join('|')})/` },
    })),
    {
      name: 'electron-stays-in-the-shell',
      severity: 'error',
      // The app that the fallback runtime opens stands in for Electron's own.
      from: { path: '^src/', pathNot: '^src/(main|preload)/|^src/setup/fallback-app\\.ts$' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      comment: 'No Node, no Electron, no DOM: shared is types, schemas and pure functions.',
      from: { path: '^src/shared/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-is-entered-by-its-face',
      severity: 'error',
      from: { path: '^src/(main|cli|setup)/' },
      to: {
        path: '^src/core/',
        pathNot: '^src/core/(index|home|glance|tools/(index|cache-directory))\\.ts$',
      },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['^src/renderer/src/vite-env\\.d\\.ts$'] },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^ffmpeg-static$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
