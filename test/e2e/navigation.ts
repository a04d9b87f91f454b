import { expect, type Page } from '@playwright/test'

export const screens = ['Queue', 'Library', 'Presets', 'Publish', 'Dashboard', 'Settings'] as const
export type ScreenName = (typeof screens)[number]

/** Goes to a screen by its key. */
export const goTo = async (page: Page, screen: ScreenName): Promise<void> => {
  await page.keyboard.press(String(screens.indexOf(screen) + 1))
  await expect(page.locator(`[data-screen="${screen.toLowerCase()}"]`)).toHaveAttribute(
    'aria-current',
    'page',
  )
}
