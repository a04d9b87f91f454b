import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { settled } from './app.ts'

/** What axe looks for in each look: the others differ from the first by nothing but their colours. */
const looks = [
  { media: { colorScheme: 'light', forcedColors: 'none' }, rules: null },
  { media: { colorScheme: 'dark', forcedColors: 'none' }, rules: ['color-contrast'] },
  { media: { colorScheme: 'dark', forcedColors: 'active' }, rules: ['color-contrast'] },
] as const

/** Axe finds nothing: in light, in dark, and in the colours of a high-contrast theme. */
export async function expectNoBarriers(page: Page, where = 'here'): Promise<void> {
  for (const { media, rules } of looks) {
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
    await settled(page)
    // Electron gives a test no second page for axe to count in, hence its older way.
    const axe = new AxeBuilder({ page }).setLegacyMode()
    const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze()
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
    expect
      .soft(found, `${where}, ${media.colorScheme}, forced colours ${media.forcedColors}`)
      .toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
}
