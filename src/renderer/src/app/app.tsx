import { DirectionProvider } from '@base-ui/react/direction-provider'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { direction } from '../../../shared/language.ts'
import { AddDialog } from '../add/add-dialog.tsx'
import { DropOverlay } from '../add/drop-overlay.tsx'
import { usePaste } from '../add/use-paste.ts'
import { DetailsPane } from '../details/details-pane.tsx'
import { followQueue } from '../queue/live-queue.ts'
import { Palette } from '../palette/palette.tsx'
import { Layer } from '../ui/layer.tsx'
import { Announcer } from './announcer.tsx'
import { followOverview, loadApp } from './app-store.ts'
import { Banners } from './banners.tsx'
import { Header } from './header.tsx'
import { QuestionDialog } from './question-dialog.tsx'
import { Screen } from './screen.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { Sidebar } from './sidebar.tsx'
import { useUi } from './ui-store.ts'
import { useShortcuts } from './use-shortcuts.ts'

export function App() {
  const { i18n } = useTranslation()
  useShortcuts()
  usePaste()
  useEffect(() => {
    const stopOverview = followOverview()
    const stopQueue = followQueue()
    void loadApp()
    return () => {
      stopOverview()
      stopQueue()
    }
  }, [])
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
        {details !== null && <DetailsPane key={details} id={details} />}
      </div>
      <AddDialog />
      <ShortcutsDialog />
      <Palette />
      <QuestionDialog />
    </div>
  )
}
