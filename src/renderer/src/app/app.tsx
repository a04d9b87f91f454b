import { DirectionProvider } from '@base-ui/react/direction-provider'
import { useTranslation } from 'react-i18next'
import { direction } from '../../../shared/language.ts'
import { DropOverlay } from '../add/drop-overlay.tsx'
import { usePaste } from '../add/use-paste.ts'
import { later } from '../lib/later.ts'
import { LaterPart } from '../lib/later-part.tsx'
import { Layer } from '../ui/layer.tsx'
import { Announcer } from './announcer.tsx'
import { Banners } from './banners.tsx'
import { Header } from './header.tsx'
import { Screen } from './screen.tsx'
import { Sidebar } from './sidebar.tsx'
import { useUi } from './ui-store.ts'
import { useShortcuts } from './use-shortcuts.ts'

const DetailsPane = later(async () => (await import('../details/details-pane.tsx')).DetailsPane)
const Over = later(async () => (await import('./over.tsx')).Over)

export function App() {
  const { i18n } = useTranslation()
  useShortcuts()
  usePaste()
  // Another language draws everything anew: texts are asked for wherever they are needed.
  return (
    <DirectionProvider key={i18n.language} direction={direction()}>
      <Frame />
    </DirectionProvider>
  )
}

function Frame() {
  const details = useUi((state) =>
    state.screen === 'queue' || state.video !== null ? state.details : null,
  )
  return (
    <div className="flex h-full flex-col">
      <Header />
      <Announcer />
      <Banners />
      <div className="relative flex min-h-0 grow">
        <Sidebar />
        <main className="flex min-w-0 grow flex-col">
          <Layer>
            <Screen />
          </Layer>
          <DropOverlay />
        </main>
        <LaterPart>{details !== null && <DetailsPane key={details} id={details} />}</LaterPart>
      </div>
      <LaterPart>
        <Over />
      </LaterPart>
    </div>
  )
}
