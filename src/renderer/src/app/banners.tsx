import { t } from '../../../shared/language.ts'
import { translated } from '../../../shared/sentences.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { loadApp, useApp } from './app-store.ts'
import { HeldSites } from './held-sites.tsx'

/** What keeps Spool from working until somebody acts. */
export function Banners() {
  const failure = useApp((state) => state.failure)
  const tools = useApp((state) => state.info?.tools)
  const missing = tools?.filter((tool) => tool.found === null) ?? []
  return (
    <>
      {failure !== null && (
        <Banner tone="danger" title={t('app.unreachable')} text={failure}>
          <Button
            small
            onClick={() => {
              void loadApp()
            }}
          >
            {t('common.tryAgain')}
          </Button>
        </Banner>
      )}
      <HeldSites />
      {missing.map((tool) => (
        <Banner
          key={tool.name}
          tone="warning"
          title={t('app.toolMissing', { name: tool.name })}
          text={(tool.problem && translated(tool.problem)) ?? t('app.installTool')}
        />
      ))}
    </>
  )
}
