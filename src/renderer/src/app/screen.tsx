import { Component, Suspense, type ReactNode } from 'react'
import { t } from '../../../shared/language.ts'
import { later } from '../lib/later.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { screens } from './screens.ts'
import { useUi } from './ui-store.ts'

const VideoView = later(async () => (await import('../video/video-view.tsx')).VideoView)

/** The screen that is shown. One that breaks leaves the others alone. */
export function Screen() {
  const screen = useUi((state) => state.screen)
  const video = useUi((state) => state.video)
  const { view: View } = screens[screen]
  return (
    <Guard key={video ?? screen}>
      <Suspense fallback={<div className="grow bg-surface" />}>
        {video === null ? <View screen={screen} /> : <VideoView id={video} />}
      </Suspense>
    </Guard>
  )
}

class Guard extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children
    return (
      <Banner tone="danger" title={t('app.broken')}>
        <Button
          small
          onClick={() => {
            this.setState({ broken: false })
          }}
        >
          {t('common.tryAgain')}
        </Button>
      </Banner>
    )
  }
}
