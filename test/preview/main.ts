// The order matters: the window finds its bridge in place.
import './bridge.ts'
import '../../src/renderer/src/main.tsx'
